"""Places of attacks that no mention gives a place of its own: the surest of those within reach of their mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import Facts, Reference
from kg.model.resolved import Entity, Evidence, Filler, ResolvedAttack
from kg.resolve.attack_labels import label_attack
from kg.resolve.entities import Entities
from kg.resolve.places import PlaceContext, country_entity, place_context, resolve_place

INFERENCES = (
    "place-where",
    "place-in-name",
    "place-in-target",
    "place-in-front",
    "place-of-moment",
    "place-told-before",
)  # the surest first
_MOST = 3  # places of one inference: more of them are no place of one attack


def infer_places(
    annotated: AnnotatedArticle,
    facts: Facts,
    *,
    entities: Entities,
    attacks: tuple[ResolvedAttack, ...],
    attack_of: Mapping[int, int],
) -> tuple[tuple[ResolvedAttack, ...], Entities]:
    """The attacks, those without a place with an inferred one where there is one, and the entities with its place."""
    context = place_context(annotated)
    taken = {p.span: attack_of[m.index] for m in facts.attacks if m.index in attack_of for p in m.places}
    found: list[ResolvedAttack] = []
    for attack in attacks:
        near = [r for m in facts.attacks if attack_of.get(m.index) == attack.ordinal for r in m.near_places]
        near = [r for r in near if taken.get(r.span, attack.ordinal) == attack.ordinal]
        places = (
            [] if any(not p.entity.startswith("country/") for p in attack.places) else _choose(context, attack, near)
        )
        for place, _ in places:
            entities = entities.with_place(place)
            if place.country is not None:
                entities = entities.with_place(country_entity(place.country, place.mentions))
        found.append(_with_places(attack, places, entities))
    return tuple(found), entities


def _choose(
    context: PlaceContext, attack: ResolvedAttack, near: Sequence[Reference]
) -> list[tuple[Entity, list[Reference]]]:
    """The places of the surest inference that has any; of a country that the attack is known to be in."""
    own = {p.entity for p in attack.places}
    for rule in INFERENCES:
        places: dict[str, tuple[Entity, list[Reference]]] = {}
        for reference in dict.fromkeys(r for r in near if r.rule == rule):
            entity = resolve_place(context, reference)
            if own and (entity.kind == "Country" or entity.country not in own):
                continue
            places.setdefault(entity.key, (entity, []))[1].append(reference)
        if places:
            return list(places.values()) if len(places) <= _MOST else []
    return []


def _with_places(
    attack: ResolvedAttack, places: Sequence[tuple[Entity, list[Reference]]], entities: Entities
) -> ResolvedAttack:
    if not places:
        return attack
    fillers = [
        Filler(entity=entity.key, evidence=tuple(Evidence(span=r.span, rule=r.rule or "place") for r in references))
        for entity, references in places
    ]
    fillers.sort(key=lambda p: p.entity.startswith("country/"))
    together = (*fillers, *attack.places)
    window = None if attack.earliest is None or attack.latest is None else (attack.earliest, attack.latest)
    label = label_attack(attack.kinds, [entities.get(p.entity).label for p in together], window)
    return replace(attack, places=together, label=label)
