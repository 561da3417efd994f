"""Sentences that count the dead of a war, a year or a country: no toll of an attack stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.extract.grammar import Grammar
from kg.model.annotation import Sentence
from kg.model.fact import AttackMention
from kg.resources import read_tsv

_LONG = 14  # days of a period that holds more than one attack
_PERIODS = frozenset({"since", "past-period", "this-period", "period", "years", "decade"})
_SHARES = frozenset({"percent", "%", "percentage"})


def find_statistics(grammar: Grammar, attacks: Sequence[AttackMention]) -> frozenset[int]:
    """The indexes of the sentences that tell of casualties with a share or a long period, and of those that
    go on after them; a sentence with an attack of its own, beyond the deaths themselves, is none."""
    told = {attack.sentence for attack in attacks if "effect" not in attack.rule}
    found: set[int] = set()
    for sentence in grammar.annotated.sentences:
        if sentence.index in told or not _tells_casualties(grammar, sentence):
            continue
        before = grammar.annotated.sentences[sentence.index - 1] if sentence.index - 1 in found else None
        goes_on = before is not None and sentence.paragraph - before.paragraph <= 1
        if goes_on or _is_long_or_shared(grammar, sentence):
            found.add(sentence.index)
    return frozenset(found)


def is_statistic(grammar: Grammar, index: int) -> bool:
    """Whether a sentence of this index tells of a share or a long period."""
    return _is_long_or_shared(grammar, grammar.annotated.sentences[index])


def _is_long_or_shared(grammar: Grammar, sentence: Sentence) -> bool:
    times = (t for t in grammar.annotated.times if sentence.start <= t.start < sentence.end)
    if any(t.rule in _PERIODS and (t.latest - t.earliest).days > _LONG for t in times):
        return True
    return any(t.lower in _SHARES for t in grammar.annotated.sentence_tokens(sentence))


def _tells_casualties(grammar: Grammar, sentence: Sentence) -> bool:
    return any(t.lemma.lower() in _casualty_words() for t in grammar.annotated.sentence_tokens(sentence))


@cache
def _casualty_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("casualty_words.tsv"))
