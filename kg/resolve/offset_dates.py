"""Dates of attacks that no mention gives one of its own: counted from another attack or a date, "three days after the
bombing"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import Facts
from kg.model.resolved import ResolvedAttack
from kg.resolve.attack_features import Window
from kg.resolve.attack_labels import label_attack
from kg.resolve.entities import Entities

_LONGEST = 400  # days of a window that still says when it was


def with_offset_dates(
    annotated: AnnotatedArticle,
    facts: Facts,
    *,
    attacks: tuple[ResolvedAttack, ...],
    attack_of: Mapping[int, int],
    entities: Entities,
) -> tuple[ResolvedAttack, ...]:
    """The attacks, those without a date with the tightest window that is counted for them; what was counted is
    counted from in its turn."""
    known: dict[int, Window] = {}
    for attack in attacks:
        if attack.earliest is not None and attack.latest is not None:
            known[attack.ordinal] = (attack.earliest, attack.latest)
    found: dict[int, Window] = {}
    for _ in attacks:
        counted: dict[int, list[Window]] = {}
        for ordinal, window in _count(annotated, facts, attack_of, known | found):
            if ordinal not in known and ordinal not in found:
                counted.setdefault(ordinal, []).append(window)
        if not counted:
            break
        found |= {ordinal: min(windows, key=lambda w: w[1] - w[0]) for ordinal, windows in counted.items()}
    return tuple(_dated(a, found[a.ordinal], entities) if a.ordinal in found else a for a in attacks)


def _count(
    annotated: AnnotatedArticle, facts: Facts, attack_of: Mapping[int, int], known: Mapping[int, Window]
) -> Iterator[tuple[int, Window]]:
    """Attacks and the windows that offsets from what is known give them."""
    of_head = {m.head: attack_of[m.index] for m in facts.attacks if m.index in attack_of}
    for mention in facts.attacks:
        own = attack_of.get(mention.index)
        if own is None:
            continue
        for offset in mention.offsets:
            least, most = dt.timedelta(days=offset.least), dt.timedelta(days=offset.most)
            if offset.time is not None:
                time = annotated.times[offset.time]
                yield from _bounded(annotated, own, (time.earliest + least, time.latest + most))
                continue
            other = None if offset.head is None else of_head.get(offset.head)
            if other is None or other == own:
                continue
            if other in known:
                yield from _bounded(annotated, own, (known[other][0] + least, known[other][1] + most))
            if own in known:
                yield from _bounded(annotated, other, (known[own][0] - most, known[own][1] - least))


def _bounded(annotated: AnnotatedArticle, ordinal: int, window: Window) -> Iterator[tuple[int, Window]]:
    """The window up to the day of publication; nothing where it is too wide or lies ahead."""
    published = annotated.article.publication_day
    earliest, latest = window[0], window[1] if published is None else min(window[1], published)
    if earliest <= latest and (latest - earliest).days <= _LONGEST:
        yield ordinal, (earliest, latest)


def _dated(attack: ResolvedAttack, window: Window, entities: Entities) -> ResolvedAttack:
    label = label_attack(attack.kinds, [entities.get(p.entity).label for p in attack.places], window)
    return replace(attack, earliest=window[0], latest=window[1], label=label)
