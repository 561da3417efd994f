"""Mentions of attacks with their type, places, times, targets, victims, weapons and authors."""

from __future__ import annotations

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import AttackMention, Attribution, Rejection


def find_attacks(
    annotated: AnnotatedArticle, *, attributions: tuple[Attribution, ...]
) -> tuple[tuple[AttackMention, ...], tuple[Rejection, ...]]:
    """All mentions of attacks in the order of the text, and what looked like one and is none."""
    return (), ()
