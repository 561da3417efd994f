"""extract: AnnotatedArticle → Facts. One kind of fact, one file; a later one takes earlier results.

attributions (who says what) → attacks (voice depends on who says it), then what trained components and
language models suggest of them → casualties →
positions, affiliations → statements (an attribution with its kind, attacks and claims).
"""

from __future__ import annotations

from kg.extract.affiliations import find_affiliations
from kg.extract.attack_scene import add_scenes
from kg.extract.attacks import find_attacks
from kg.extract.attributions import find_attributions
from kg.extract.casualties import find_casualties
from kg.extract.positions import find_positions
from kg.extract.responsibility import add_responsibility
from kg.extract.statements import find_statements
from kg.extract.suggested_attacks import add_suggested_attacks
from kg.model.annotation import AnnotatedArticle
from kg.model.fact import Facts

__all__ = ["extract"]


def extract(annotated: AnnotatedArticle) -> Facts:
    """Find every fact of the article, each with the words it rests on."""
    attributions = find_attributions(annotated)
    attacks, rejections = find_attacks(annotated, attributions=attributions)
    attacks, unbelieved = add_suggested_attacks(
        annotated, attributions=attributions, attacks=attacks, rejections=rejections
    )
    attacks = add_responsibility(annotated, attributions=attributions, attacks=attacks)
    attacks = add_scenes(annotated, attacks)
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
        rejections=rejections + unbelieved + annotated.suggestions.rejections,
    )
