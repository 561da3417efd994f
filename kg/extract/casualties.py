"""Tolls: how many were killed and injured, of which attack, by whose word."""

from __future__ import annotations

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import AttackMention, Attribution, Casualties


def find_casualties(
    annotated: AnnotatedArticle, *, attributions: tuple[Attribution, ...], attacks: tuple[AttackMention, ...]
) -> tuple[Casualties, ...]:
    """All tolls in the order of the text."""
    return ()
