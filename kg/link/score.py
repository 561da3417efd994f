"""How much speaks for two tellings being one: points, each with its reason.

The points are added; nothing is learnt or hidden. A score is read with the threshold of `decide`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.link.contradictions import NEAR_KM, distance_km, is_same_place, kinds_agree, toll_range, window
from kg.link.features import AgentFeatures, AttackFeatures
from kg.link.names import is_abbreviation, is_same_name, is_short_for, is_spelling_of

_NARROW = 3  # days: windows of up to this length, overlapping, are nearly a day


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    points: Decimal
    reasons: tuple[str, ...]


Point = tuple[str, str]  # points as a decimal number, and what they are for


def score_attacks(one: AttackFeatures, two: AttackFeatures) -> Score:
    """The points for two attacks that do not contradict each other."""
    return _add([*_days(one, two), *_places(one, two), *_what(one, two), *_who(one, two), *_tolls(one, two)])


def score_agents(one: AgentFeatures, two: AgentFeatures, linked: frozenset[tuple[str, str]]) -> Score:
    """The points for two agents. `linked`: pairs of attacks that were judged to be one, both ways round."""
    points = list(_names(one, two))
    if not points:
        return _add(points)
    if one.posts & two.posts:
        points.append(("2", f"the same post: {min(one.posts & two.posts)}"))
    if one.bodies & two.bodies:
        points.append(("1.5", f"the same organisation: {_last(min(one.bodies & two.bodies))}"))
    if one.countries & two.countries:
        points.append(("0.5", f"the same country: {_last(min(one.countries & two.countries))}"))
    if any((a, b) in linked for a in one.attacks for b in two.attacks):
        points.append(("2", "parts in the same attack"))
    return _add(points)


def _add(points: list[Point]) -> Score:
    return Score(
        points=sum((Decimal(value) for value, _ in points), Decimal(0)).quantize(Decimal("0.1")),
        reasons=tuple(sorted(f"{reason} (+{value})" for value, reason in points)),
    )


def _days(one: AttackFeatures, two: AttackFeatures) -> Iterator[Point]:
    first, second = window(one), window(two)
    if first and second:
        if first == second and first[0] == first[1]:
            yield "3", f"the same day: {first[0]}"
        elif max((first[1] - first[0]).days, (second[1] - second[0]).days) <= _NARROW:
            yield "2", "days that overlap"
        else:
            yield "1", "spans of days that overlap"
    elif one.published and two.published and abs((one.published - two.published).days) <= 1:
        yield "0.5", "published within a day of each other"


def _places(one: AttackFeatures, two: AttackFeatures) -> Iterator[Point]:
    pairs = [(p, q) for p in one.places for q in two.places]
    same = sorted(p.name for p, q in pairs if is_same_place(p, q))
    if same:
        yield "3", f"the same place: {same[0]}"
        return
    near = [apart for p, q in pairs if (apart := distance_km(p, q)) is not None and apart <= NEAR_KM]
    if near:
        yield "1.5", f"places within {NEAR_KM:.0f} km"
    elif one.countries & two.countries:
        yield "0.5", f"the same country: {_last(min(one.countries & two.countries))}"


def _what(one: AttackFeatures, two: AttackFeatures) -> Iterator[Point]:
    same = one.kinds & two.kinds
    if same:
        yield "1", f"the same kind: {min(same)}"
    elif any(kinds_agree(k, m) for k in one.kinds for m in two.kinds):
        yield "0.5", "kinds that go together"
    if one.weapons & two.weapons:
        yield "0.5", f"the same weapon: {_last(min(one.weapons & two.weapons))}"


def _who(one: AttackFeatures, two: AttackFeatures) -> Iterator[Point]:
    known = [n for victim, n in one.victims.items() if victim in two.victims]
    known += [n for n in one.victims.values() for m in two.victims.values() if is_same_name(n, m)]
    like = [n for n in one.victims.values() for m in two.victims.values() if _can_be(n, m)]
    if known:
        yield "3", f"the same victim: {min(known)}"
    elif like:
        yield "2", f"a victim of like name: {min(like)}"
    targets = one.targets.keys() & two.targets.keys()
    alike = [n for n in one.targets.values() for m in two.targets.values() if is_same_name(n, m) or is_short_for(n, m)]
    if targets or alike:
        yield "1", f"the same target: {min([one.targets[t] for t in targets] + alike)}"
    accused = one.accused.keys() & two.accused.keys()
    if accused:
        yield "1", f"the same party held responsible: {min(one.accused[a] for a in accused)}"


def _tolls(one: AttackFeatures, two: AttackFeatures) -> Iterator[Point]:
    if not one.tolls or not two.tolls:
        return
    common = {t.least for t in one.tolls if t.least == t.most} & {t.least for t in two.tolls if t.least == t.most}
    (least, most), (other_least, other_most) = toll_range(one.tolls), toll_range(two.tolls)
    if common:
        number = max(common)
        yield ("1.5" if number >= 5 else "1"), f"the same toll: {number} killed"
    elif least <= other_most and other_least <= most:
        yield "0.5", "tolls that agree"


def _names(one: AgentFeatures, two: AgentFeatures) -> Iterator[Point]:
    pairs = [(n, m) for n in one.names for m in two.names]
    for is_one, value, what in (
        (is_same_name, "4", "the same name"),
        (is_spelling_of, "3", "spellings of one name"),
        (is_abbreviation, "3", "a name and its initials"),
        (is_short_for, "1.5", "a name and a shorter form of it"),
    ):
        found = sorted(f"{n} / {m}" for n, m in pairs if is_one(n, m))
        if found:
            yield value, f"{what}: {found[0]}"
            return


def _can_be(one: str, two: str) -> bool:
    return is_spelling_of(one, two) or is_short_for(one, two)


def _last(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]
