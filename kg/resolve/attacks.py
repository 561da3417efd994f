"""Which mentions are one attack, and what is known about each attack."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import Facts
from kg.model.resolved import ResolvedAttack
from kg.resolve.entities import Entities


def resolve_attacks(
    annotated: AnnotatedArticle, facts: Facts, *, entities: Entities
) -> tuple[tuple[ResolvedAttack, ...], Mapping[int, int]]:
    """The attacks in the order of the text, and for each `AttackMention.index` the attack's ordinal.

    Responsibility is filled in later (`resolve_responsibility`), when every claim has its attack.
    """
    return (), {}
