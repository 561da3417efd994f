"""resolve: AnnotatedArticle and Facts → ResolvedFacts. Mentions become entities, triggers attacks.

entities → attacks (mentions joined) → statements (speakers, claims) → responsibility → the rest.
"""

from __future__ import annotations

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import Facts
from kg.model.resolved import ResolvedFacts
from kg.resolve.affiliations import resolve_affiliations, resolve_positions
from kg.resolve.attack_joining import joining_components
from kg.resolve.attacks import resolve_attacks
from kg.resolve.entities import resolve_entities
from kg.resolve.likely_fillers import (
    with_likely_fillers,
    with_likely_parties,
    with_responsible,
    without_likely_fillers,
)
from kg.resolve.offset_dates import with_offset_dates
from kg.resolve.place_inference import infer_places
from kg.resolve.publisher import resolve_publisher
from kg.resolve.responsibility import resolve_responsibility
from kg.resolve.statements import resolve_statements

__all__ = ["resolve"]


def resolve(annotated: AnnotatedArticle, facts: Facts) -> ResolvedFacts:
    """Decide who and what every reference means, and which mentions are the same attack."""
    entities = resolve_entities(annotated, facts)
    attacks, attack_of = resolve_attacks(annotated, facts, entities=entities)
    by_rules = with_likely_parties(facts, attack_of)
    fuller = with_likely_fillers(by_rules, attack_of)
    if fuller is not facts:
        facts, entities = fuller, resolve_entities(annotated, fuller)
        attacks, _ = resolve_attacks(annotated, facts, entities=entities, attack_of=attack_of)
    attacks, entities = infer_places(annotated, facts, entities=entities, attacks=attacks, attack_of=attack_of)
    attacks = with_offset_dates(annotated, facts, attacks=attacks, attack_of=attack_of, entities=entities)
    statements = resolve_statements(annotated, facts, entities=entities, attack_of=attack_of)
    judged, unnamed = resolve_responsibility(
        annotated,
        by_rules,
        entities=entities,
        attacks=tuple(map(without_likely_fillers, attacks)),
        attack_of=attack_of,
        statements=statements,
    )
    attacks = tuple(map(with_responsible, attacks, judged))
    publisher, publisher_entity = resolve_publisher(annotated.article, entities=entities)
    return ResolvedFacts(
        article=annotated.article,
        model=annotated.model,
        publisher=publisher,
        entities=entities.entities + publisher_entity,
        attacks=attacks,
        statements=statements,
        positions=resolve_positions(facts, entities=entities, text=annotated.article.text),
        affiliations=resolve_affiliations(facts, entities=entities),
        rejections=facts.rejections + unnamed,
        components=(*annotated.components, *facts.components, *joining_components(annotated, facts)),
    )
