"""Which pairs are looked at at all, so that the work does not grow with the square of the corpus."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from kg.link.contradictions import window
from kg.link.features import AgentFeatures, AttackFeatures
from kg.link.names import blocking_keys, parts_of

_LONGEST = 28  # days: a longer window says too little; the day of publication then stands for it

Item = TypeVar("Item", AttackFeatures, AgentFeatures)


def attack_pairs(
    attacks: Iterable[AttackFeatures], new: frozenset[str]
) -> Iterator[tuple[AttackFeatures, AttackFeatures]]:
    """Attacks of two articles, one of them `new`, that share a week and a place, country, target or victim."""
    yield from (
        (one, two)
        for one, two in _pairs(attacks, _attack_keys)
        if one.article != two.article and (one.article in new or two.article in new)
    )


def agent_pairs(agents: Iterable[AgentFeatures], new: frozenset[str]) -> Iterator[tuple[AgentFeatures, AgentFeatures]]:
    """Agents of different IRIs whose names begin alike, one of them named in a `new` article."""
    yield from ((one, two) for one, two in _pairs(agents, _agent_keys) if one.articles & new or two.articles & new)


def _pairs(items: Iterable[Item], keys_of: Callable[[Item], set[str]]) -> Iterator[tuple[Item, Item]]:
    """Each pair once, in the order of the items."""
    listed = list(items)
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(listed):
        for key in keys_of(item):
            blocks[key].append(number)
    pairs = {(a, b) for block in blocks.values() for at, a in enumerate(block) for b in block[at + 1 :]}
    for a, b in sorted(pairs):
        yield listed[a], listed[b]


def _attack_keys(attack: AttackFeatures) -> set[str]:
    where = {f"place {'-'.join(parts_of(place.name))}" for place in attack.places} | set(attack.countries)
    who = {f"victim {parts_of(name)[-1]}" for name in attack.victims.values()}
    return {f"{week} {what}" for week in _weeks(attack) for what in where | who | set(attack.targets)}


def _weeks(attack: AttackFeatures) -> set[str]:
    days = window(attack)
    if days is not None and (days[1] - days[0]).days <= _LONGEST:
        return _weeks_between(*days)
    if attack.published is not None:
        return _weeks_between(attack.published - dt.timedelta(days=7), attack.published)
    return {"undated"}


def _weeks_between(first: dt.date, last: dt.date) -> set[str]:
    days = range((last - first).days + 1)
    return {"{}-{}".format(*(first + dt.timedelta(days=day)).isocalendar()[:2]) for day in days}


def _agent_keys(agent: AgentFeatures) -> set[str]:
    kind = "person" if agent.is_person else "body"
    return {f"{kind} {key}" for name in agent.names for key in blocking_keys(name)}
