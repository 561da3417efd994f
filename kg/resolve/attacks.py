"""Which mentions are one attack, and what is known about each attack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import AttackMention, Facts, Reference
from kg.model.resolved import Evidence, Filler, ResolvedAttack, ResolvedCasualties
from kg.resolve.attack_features import Window
from kg.resolve.attack_joining import join_mentions
from kg.resolve.attack_labels import label_attack
from kg.resolve.attack_series import find_series
from kg.resolve.entities import Entities
from kg.resolve.same_person import named_victims_once
from kg.resolve.victims import victims_of

_SUPERCLASS = {"DroneStrike": "AirStrike", "CarBombing": "Bombing", "SuicideBombing": "Bombing"}


def resolve_attacks(
    annotated: AnnotatedArticle, facts: Facts, *, entities: Entities, attack_of: Mapping[int, int] | None = None
) -> tuple[tuple[ResolvedAttack, ...], Mapping[int, int]]:
    """The attacks in the order of the text, and for each `AttackMention.index` the attack's ordinal.

    With `attack_of` the mentions are joined as it says. Responsibility is filled in later
    (`resolve_responsibility`), when every claim has its attack.
    """
    if attack_of is None:
        joined = enumerate(join_mentions(annotated, facts, entities), start=1)
        attack_of = {m.index: ordinal for ordinal, mentions in joined for m in mentions}
    groups: dict[int, list[AttackMention]] = {ordinal: [] for ordinal in sorted(set(attack_of.values()))}
    for mention in facts.attacks:
        if mention.index in attack_of:
            groups[attack_of[mention.index]].append(mention)
    attacks = [_merge(annotated, facts, entities, ordinal, mentions) for ordinal, mentions in groups.items()]
    series_of = find_series(annotated, facts, attack_of)
    return tuple(replace(a, part_of_series=series_of.get(a.ordinal)) for a in attacks), attack_of


def _merge(
    annotated: AnnotatedArticle, facts: Facts, entities: Entities, ordinal: int, mentions: list[AttackMention]
) -> ResolvedAttack:
    kinds = _merge_kinds(mentions)
    window = _merge_times(annotated, mentions)
    places = _order_places(_fill(((m.places, m.rule) for m in mentions), entities))
    series = _is_series(mentions)
    casualties = _merge_casualties(facts, entities, mentions)
    victims = _fill(victims_of(annotated, mentions), entities)
    counts = [m for m in mentions if m.series] if series else []
    return ResolvedAttack(
        ordinal=ordinal,
        label=label_attack(kinds, [entities.get(p.entity).label for p in places], window),
        kinds=kinds,
        mentions=tuple(Evidence(span=m.trigger, rule=m.rule, confidence=m.confidence) for m in mentions),
        earliest=window[0] if window else None,
        latest=window[1] if window else None,
        places=places,
        targets=_fill(((m.targets, m.rule) for m in mentions), entities),
        victims=named_victims_once(victims, annotated, entities, casualties),
        weapons=_fill(((m.weapons, m.rule) for m in mentions), entities),
        casualties=casualties,
        series=series,
        count_min=next((m.count_min for m in counts if m.count_min is not None), None),
        count_max=next((m.count_max for m in counts if m.count_max is not None), None),
    )


def _merge_kinds(mentions: list[AttackMention]) -> tuple[str, ...]:
    """All kinds that the mentions carry, the commonest first, without those that another implies."""
    counted: dict[str, int] = {}
    for mention in mentions:
        for kind in mention.kinds:
            counted[kind] = counted.get(kind, 0) + 1
    implied = {_SUPERCLASS[k] for k in counted if k in _SUPERCLASS} | {"Attack"}
    kept = [k for k in counted if k not in implied]
    return tuple(sorted(kept, key=lambda k: -counted[k])) or ("Attack",)


def _is_series(mentions: list[AttackMention]) -> bool:
    """Whether the first firm mention tells of several attacks; a later "series of attacks" does not make it many."""
    firm = [m for m in mentions if "effect" not in m.rule and "back" not in m.rule]
    return bool(firm) and firm[0].series


def _merge_times(annotated: AnnotatedArticle, mentions: list[AttackMention]) -> Window | None:
    """The window that the mentions agree on: of the tightest that any of them gives, the one that most others hold,
    the first of equals. Two that only overlap ("last week", "this month") are not cut to what they share."""
    windows = [
        (annotated.times[position].earliest, annotated.times[position].latest)
        for mention in mentions
        for position in mention.times
    ]
    if not windows:
        return None
    shortest = min(last - first for first, last in windows)
    tight = [w for w in windows if w[1] - w[0] == shortest]
    return max(tight, key=lambda t: sum(w[0] <= t[0] and t[1] <= w[1] for w in windows))


def _fill(found: Iterable[tuple[tuple[Reference, ...], str]], entities: Entities) -> tuple[Filler, ...]:
    """One filler for each entity, with all the words that put it there."""
    evidence: dict[str, list[Evidence]] = {}
    for references, rule in found:
        for reference in references:
            key = entities.find(reference)
            if key is not None:
                found_by = Evidence(span=reference.span, rule=reference.rule or rule, confidence=reference.confidence)
                evidence.setdefault(key, []).append(found_by)
    return tuple(Filler(entity=key, evidence=tuple(dict.fromkeys(rows))) for key, rows in evidence.items())


def _order_places(places: tuple[Filler, ...]) -> tuple[Filler, ...]:
    """Countries last: the most specific place leads."""
    return tuple(sorted(places, key=lambda p: p.entity.startswith("country/")))


def _merge_casualties(
    facts: Facts, entities: Entities, mentions: list[AttackMention]
) -> tuple[ResolvedCasualties, ...]:
    """The tolls of an attack; the same figures by the same source are told once."""
    own = {m.index for m in mentions}
    found: dict[tuple[object, ...], ResolvedCasualties] = {}
    for toll in facts.casualties:
        if toll.attack not in own:
            continue
        source = entities.find(toll.source) if toll.source is not None else None
        row = ResolvedCasualties(
            killed=toll.killed,
            injured=toll.injured,
            source=source,
            evidence=Evidence(span=toll.span, rule=toll.rule, confidence=toll.confidence),
        )
        found.setdefault((toll.killed, toll.injured, source), row)
    return tuple(found.values())
