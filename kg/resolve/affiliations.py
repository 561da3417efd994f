"""Posts and affiliations between entities."""

from __future__ import annotations

from kg.model.fact import Facts
from kg.model.resolved import ResolvedAffiliation, ResolvedPosition
from kg.resolve.entities import Entities


def resolve_positions(facts: Facts, *, entities: Entities, text: str) -> tuple[ResolvedPosition, ...]:
    """All posts whose holder is known."""
    return ()


def resolve_affiliations(facts: Facts, *, entities: Entities) -> tuple[ResolvedAffiliation, ...]:
    """All affiliations whose two ends are known and differ."""
    return ()
