"""The graph that passed: the only kind that is written or stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import ValidationError
from kg.model.report import ValidationReport

if TYPE_CHECKING:
    from rdflib import Graph


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidatedGraph:
    """A graph together with the report that found it conforming (it may hold warnings).

    Made by `kg.validate.require_valid` alone. A report that does not conform, or one about a graph
    of another size, is refused with `ValidationError`, so that nobody makes one by accident.
    """

    graph: Graph
    report: ValidationReport
    triples: int

    def __post_init__(self) -> None:
        if not self.report.conforms:
            raise ValidationError(
                f"The graph does not conform to the shapes. Correct it and validate it again.\n{self.report.to_text()}"
            )
        if len(self.graph) != self.triples:
            raise ValidationError(
                f"The graph has {len(self.graph)} triples, but {self.triples} were validated. Validate it again."
            )
