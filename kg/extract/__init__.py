"""extract: AnnotatedArticle → Facts. One kind of fact, one file; a later one takes earlier results.

attributions (who says what) → attacks (voice depends on who says it), then what was learned of their roles and what
trained components and language models suggest of them → casualties →
positions, affiliations → statements (an attribution with its kind, attacks and claims).
"""

from __future__ import annotations

from kg.extract.affiliations import find_affiliations
from kg.extract.attack_offsets import add_offsets
from kg.extract.attack_scene import add_scenes
from kg.extract.attacks import find_attacks
from kg.extract.attributions import find_attributions
from kg.extract.casualties import find_casualties
from kg.extract.hedged_parties import hedge_whole_attacks
from kg.extract.learned_roles import add_learned_roles
from kg.extract.positions import find_positions
from kg.extract.responsibility import add_responsibility
from kg.extract.role_weights import load_role_weights
from kg.extract.statements import find_statements
from kg.extract.suggested_attacks import add_suggested_attacks
from kg.model.annotation import AnnotatedArticle
from kg.model.component import ModelInfo
from kg.model.fact import AttackMention, Attribution, Facts, Rejection

__all__ = ["extract"]


def extract(annotated: AnnotatedArticle) -> Facts:
    """Find every fact of the article, each with the words it rests on."""
    attributions = find_attributions(annotated)
    attacks, rejections = find_attacks(annotated, attributions=attributions)
    attacks, unlikely, components = _learned(annotated, attributions, attacks)
    attacks, unbelieved = add_suggested_attacks(
        annotated, attributions=attributions, attacks=attacks, rejections=rejections
    )
    attacks = add_responsibility(annotated, attributions=attributions, attacks=attacks)
    attacks = hedge_whole_attacks(annotated, attacks)
    attacks = add_offsets(annotated, add_scenes(annotated, attacks))
    casualties = find_casualties(annotated, attributions=attributions, attacks=attacks)
    positions = find_positions(annotated)
    affiliations = find_affiliations(annotated, attributions=attributions)
    statements = find_statements(annotated, attributions=attributions, attacks=attacks, casualties=casualties)
    return Facts(
        attributions=attributions,
        attacks=attacks,
        casualties=casualties,
        positions=positions,
        affiliations=affiliations,
        statements=statements,
        rejections=rejections + unlikely + unbelieved + annotated.suggestions.rejections,
        components=components,
    )


def _learned(
    annotated: AnnotatedArticle, attributions: tuple[Attribution, ...], attacks: tuple[AttackMention, ...]
) -> tuple[tuple[AttackMention, ...], tuple[Rejection, ...], tuple[ModelInfo, ...]]:
    """The attacks with what likely fills their roles, what was taken out, and what took part; all as it is where
    nothing that was learned may."""
    if not annotated.learned:
        return attacks, (), ()
    weights = load_role_weights()
    attacks, refused = add_learned_roles(annotated, attributions=attributions, attacks=attacks, weights=weights)
    return attacks, refused, (weights.info,)
