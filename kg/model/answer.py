"""What a query gives back, whichever engine or store answered it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One of three: rows (SELECT), a truth (ASK) or a graph (CONSTRUCT, DESCRIBE).

    A row holds one term for each of `variables`, None where the variable is unbound.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Node | None, ...], ...] = ()
    truth: bool | None = None
    graph: Graph | None = None
