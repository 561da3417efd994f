"""Statements with their speakers, attacks and claims."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import Facts
from kg.model.resolved import ResolvedStatement
from kg.resolve.entities import Entities


def resolve_statements(
    annotated: AnnotatedArticle, facts: Facts, *, entities: Entities, attack_of: Mapping[int, int]
) -> tuple[ResolvedStatement, ...]:
    """All statements in the order of the text; `attack_of` maps mention index to attack ordinal."""
    return ()
