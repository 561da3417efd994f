"""What keeps two tellings apart whatever else they share."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable

from kg.link.features import AgentFeatures, AttackFeatures, Place, Toll
from kg.link.names import is_same_name, is_short_for, is_spelling_of

NEAR_KM = 30.0  # a town and its outskirts
_GROWTH = 3  # a first toll grows by this factor at most …
_FEW = 5  # … or by this many
_REVISED = 0.2  # part by which a later report may take a toll back
# Kinds that reporters use for one another: an attack of one may be told as any other of its row.
_TOLD_AS = (
    frozenset({"AirStrike", "DroneStrike", "MissileStrike", "Shelling", "Bombing", "Assassination"}),
    frozenset({"Bombing", "CarBombing", "SuicideBombing", "Assassination"}),
    frozenset({"Shooting", "Raid", "Clash", "Assassination"}),
    frozenset({"Raid", "Abduction", "Arson", "Clash"}),
    frozenset({"Stabbing", "Assassination"}),
    frozenset({"VehicleRamming", "CarBombing"}),
    frozenset({"VehicleRamming", "Stabbing"}),
    frozenset({"Arson", "Bombing"}),
)


def find_contradiction(one: AttackFeatures, two: AttackFeatures) -> str | None:
    """Why the two cannot be one attack, or None."""
    for reason in (_days(one, two), _countries(one, two), _towns(one, two), _kinds(one, two), _victims(one, two)):
        if reason:
            return reason
    return _tolls(one, two)


def find_agent_contradiction(one: AgentFeatures, two: AgentFeatures) -> str | None:
    """Why the two cannot be one agent, or None."""
    if one.is_person != two.is_person:
        return "a person and an organisation"
    together = sorted(one.articles & two.articles)
    if together:
        return f"one article tells them apart: {together[0]}"
    if one.countries and two.countries and not one.countries & two.countries:
        return "of different countries"
    if not one.is_person and one.kinds and two.kinds and not one.kinds & two.kinds:
        return f"of different kinds: {_list(one.kinds)} and {_list(two.kinds)}"
    return None


def distance_km(one: Place, two: Place) -> float | None:
    """Along the great circle; None where a position is not known."""
    if one.latitude is None or one.longitude is None or two.latitude is None or two.longitude is None:
        return None
    north, south = math.radians(one.latitude), math.radians(two.latitude)
    apart = math.radians(one.longitude - two.longitude)
    half = math.sin((north - south) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(apart / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))


def is_same_place(one: Place, two: Place) -> bool:
    return one.iri == two.iri or (is_same_name(one.name, two.name) and not _far(one, two))


def kinds_agree(one: str, two: str) -> bool:
    return one == two or any({one, two} <= row for row in _TOLD_AS)


def toll_range(tolls: tuple[Toll, ...]) -> tuple[int, float]:
    """Least and greatest number of killed by any count of the article."""
    return min(t.least for t in tolls), max(math.inf if t.most is None else t.most for t in tolls)


def window(attack: AttackFeatures) -> tuple[dt.date, dt.date] | None:
    if attack.earliest is None or attack.latest is None:
        return None
    return attack.earliest, attack.latest


def _days(one: AttackFeatures, two: AttackFeatures) -> str | None:
    first, second = window(one), window(two)
    if first and second and (first[1] < second[0] or second[1] < first[0]):
        return f"on different days: {_dates(first)} and {_dates(second)}"
    # What a report tells of happened before it.
    for day, published in ((first, two.published), (second, one.published)):
        if day and published and published < day[0]:
            return f"on {_dates(day)}, after the other report of {published}"
    return None


def _countries(one: AttackFeatures, two: AttackFeatures) -> str | None:
    if one.countries and two.countries and not one.countries & two.countries:
        return f"in different countries: {_list(one.countries)} and {_list(two.countries)}"
    return None


def _towns(one: AttackFeatures, two: AttackFeatures) -> str | None:
    if not one.places or not two.places:
        return None
    pairs = [(p, q) for p in one.places for q in two.places]
    if all(not is_same_place(p, q) and _far(p, q) for p, q in pairs):
        return f"in different places: {_places(one)} and {_places(two)}"
    return None


def _kinds(one: AttackFeatures, two: AttackFeatures) -> str | None:
    if one.kinds and two.kinds and not any(kinds_agree(k, m) for k in one.kinds for m in two.kinds):
        return f"of kinds that do not go together: {_list(one.kinds)} and {_list(two.kinds)}"
    return None


def _victims(one: AttackFeatures, two: AttackFeatures) -> str | None:
    if not one.victims or not two.victims or one.victims.keys() & two.victims.keys():
        return None
    for name in one.victims.values():
        for other in two.victims.values():
            if is_same_name(name, other) or is_spelling_of(name, other) or is_short_for(name, other):
                return None
    return f"with different victims: {_list(one.victims.values())} and {_list(two.victims.values())}"


def _tolls(one: AttackFeatures, two: AttackFeatures) -> str | None:
    if not one.tolls or not two.tolls:
        return None
    (least, most), (other_least, other_most) = toll_range(one.tolls), toll_range(two.tolls)
    if least <= other_most and other_least <= most:
        return None
    lower, higher = (one, two) if most < other_least else (two, one)
    low, high = toll_range(lower.tolls)[1], toll_range(higher.tolls)[0]
    dropped = lower.published and higher.published and lower.published > higher.published
    if dropped and high - low <= max(1, _REVISED * high):
        return None
    if not dropped and high - low <= max(_FEW, (_GROWTH - 1) * low):
        return None
    return f"tolls that no update explains: {int(low)} and {int(high)} killed"


def _far(one: Place, two: Place) -> bool:
    apart = distance_km(one, two)
    if apart is None:
        return not is_same_name(one.name, two.name) and not is_short_for(one.name, two.name)
    return apart > NEAR_KM


def _dates(days: tuple[dt.date, dt.date]) -> str:
    return str(days[0]) if days[0] == days[1] else f"{days[0]} to {days[1]}"


def _list(values: Iterable[str]) -> str:
    return ", ".join(sorted(value.rsplit("/", 1)[-1] for value in values))


def _places(attack: AttackFeatures) -> str:
    return _list([place.name for place in attack.places])
