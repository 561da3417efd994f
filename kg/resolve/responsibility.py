"""Who did it, by whose word: asserted by the article, alleged by a speaker, claimed by the party itself."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import Facts
from kg.model.resolved import ResolvedAttack, ResolvedStatement
from kg.resolve.entities import Entities


def resolve_responsibility(
    annotated: AnnotatedArticle,
    facts: Facts,
    *,
    entities: Entities,
    attacks: tuple[ResolvedAttack, ...],
    attack_of: Mapping[int, int],
    statements: tuple[ResolvedStatement, ...],
) -> tuple[ResolvedAttack, ...]:
    """The attacks with `perpetrators`, `alleged` and `claimed_by` filled in."""
    return attacks
