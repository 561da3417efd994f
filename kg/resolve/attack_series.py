"""Which attack is told as one of several: "the blast was the latest in a series of bombings"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import AttackMention, Facts

_ONE_OF = re.compile(
    r"\b(?:latest|last|first|second|third|fourth|fifth|\w+th|one|part|another|most recent|deadliest|worst)\s"
    r"(?:\w+\s){0,2}?(?:in|of)\s(?:[\w-]+\s){0,4}?"
    r"(?:series|string|spate|wave|spree|campaign|succession|rash|slew|flurry|more than \S+|dozens|several|\S+)\s"
    r"(?:of\s)?(?:[\w-]+\s){0,3}$",
    re.IGNORECASE,
)


def find_series(annotated: AnnotatedArticle, facts: Facts, attack_of: Mapping[int, int]) -> dict[int, int]:
    """For each attack that the report counts among several, by its ordinal, the ordinal of the series."""
    found: dict[int, int] = {}
    for mention in facts.attacks:
        series = attack_of.get(mention.index)
        if series is None or not mention.series:
            continue
        sentence = annotated.sentences[mention.sentence]
        if _ONE_OF.search(annotated.article.text[sentence.start : mention.trigger.start]) is None:
            continue
        one = _told_before(facts, attack_of, mention, series)
        if one is not None:
            found.setdefault(one, series)
    return found


def _told_before(facts: Facts, attack_of: Mapping[int, int], mention: AttackMention, series: int) -> int | None:
    """The attack last told of before the series, in its sentence or the one before."""
    single = [
        attack_of[m.index]
        for m in facts.attacks
        if m.index < mention.index
        and not m.series
        and mention.sentence - m.sentence <= 1
        and attack_of.get(m.index, series) != series
    ]
    return single[-1] if single else None
