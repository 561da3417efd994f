"""Decisions on joining mentions of attacks, replayed on reports in which the mentions of each attack were marked.

Mentions are tied and taken in the order of the text as `kg.resolve.attack_joining` does it; each then joins the attack
that it was marked as being of, whatever the program would have chosen. Mentions of no marked attack, or of several
at once, are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.extract import extract
from kg.model.annotation import AnnotatedArticle
from kg.model.fact import Facts
from kg.model.span import Span
from kg.resolve.attack_cluster import Cluster
from kg.resolve.attack_evidence import Signs, weigh
from kg.resolve.attack_fit import at_odds
from kg.resolve.attack_joining import tie_mentions
from kg.resolve.entities import resolve_entities

Keys = Mapping[int, str]  # of the attack that each mention was marked as being of


@dataclass(frozen=True, slots=True)
class Decision:
    """One group of mentions: the signs of a new attack and of each told before that it may be, and which is right."""

    report: str
    options: tuple[Signs, ...]
    right: int


def make_decisions(report: str, annotated: AnnotatedArticle, marks: Iterable[tuple[Span, str]]) -> Iterator[Decision]:
    """The decisions of one report, where there is an attack told before that the mentions may be of."""
    facts = extract(annotated)
    keys = keys_of(facts, list(marks))
    told: list[str] = []
    clusters: list[Cluster] = []
    for group in tie_mentions(annotated, facts, resolve_entities(annotated, facts)):
        key = _key_of(group, keys)
        if key is None:
            continue
        right = told.index(key) + 1 if key in told else 0
        possible = [0, *(at for at, c in enumerate(clusters, start=1) if not at_odds(group.features, c.features))]
        if len(possible) > 1 and right in possible:
            signs = weigh(annotated, group, clusters)
            yield Decision(report, tuple(signs[at] for at in possible), possible.index(right))
        if right:
            clusters[right - 1].absorb(group)
        else:
            told.append(key)
            clusters.append(group)


def keys_of(facts: Facts, marks: list[tuple[Span, str]]) -> Keys:
    """For each mention that overlaps marked words the attack of the shortest of them; none where two are as short."""
    found: dict[int, str] = {}
    for mention in facts.attacks:
        near = [(len(span), key) for span, key in marks if span.overlaps(mention.trigger)]
        keys = {key for length, key in near if length == min(near)[0]}
        if len(keys) == 1:
            found[mention.index] = keys.pop()
    return found


def named_marks(sheet: Mapping[str, Any]) -> Iterator[tuple[Span, str]]:
    """The mentions of a sheet, which lists them with each attack."""
    for attack in sheet["attacks"]:
        for start, end in attack["mentions"]:
            yield Span(start, end), attack["id"]


def pointed_marks(sheet: Mapping[str, Any]) -> Iterator[tuple[Span, str]]:
    """The mentions of a mention sheet; what is of several attacks has the keys of all."""
    for mention in sheet["mentions"]:
        for key in mention["attacks"]:
            yield Span(*mention["trigger"]), key


def _key_of(group: Cluster, keys: Keys) -> str | None:
    """The attack that most of the mentions are of."""
    counted = Counter(keys[m.index] for m in group.mentions if m.index in keys)
    return min(counted, key=lambda key: (-counted[key], key)) if counted else None
