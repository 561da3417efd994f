"""Statements: attributions with their kind, the attacks that they are about and what they claim."""

from __future__ import annotations

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import AttackMention, Attribution, Casualties, Statement


def find_statements(
    annotated: AnnotatedArticle,
    *,
    attributions: tuple[Attribution, ...],
    attacks: tuple[AttackMention, ...],
    casualties: tuple[Casualties, ...],
) -> tuple[Statement, ...]:
    """All statements in the order of the text."""
    return ()
