"""The words that tell of the dead and the hurt, and what every reader of them needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from kg.extract.grammar import Grammar
from kg.extract.numbers import read_count
from kg.extract.people_counts import count_people
from kg.model.annotation import Token
from kg.model.fact import Count
from kg.model.span import Span
from kg.resources import read_tsv

REACH = 8  # words of a noun phrase that a number leads


class Effect(StrEnum):
    KILLED = "killed"
    INJURED = "injured"
    BOTH = "both"  # "casualties" may be either


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people killed or hurt. `cue` is the token position of the word that says so."""

    effect: Effect
    count: Count
    span: Span
    cue: int
    rule: str


@dataclass(frozen=True, slots=True)
class CasualtyWord:
    effect: Effect
    frame: str


@cache
def words_of(pos: str) -> Mapping[str, CasualtyWord]:
    rows = (row for row in read_tsv("casualty_words.tsv") if row["pos"] == pos)
    return {row["word"]: CasualtyWord(Effect(row["effect"]), row["frame"]) for row in rows}


def count_toll(grammar: Grammar, head: Token | None, cue: Token, effect: Effect, rule: str) -> Toll | None:
    counted = None if head is None else count_people(grammar, head)
    if counted is None:
        return None
    count, span = counted
    rule = "none" if count == Count(minimum=0, maximum=0) else rule
    return Toll(effect, count, span.cover(Span(cue.start, cue.end)), cue.index, rule)


def starts_number(rest: Sequence[Token]) -> bool:
    """Whether a number follows at once or after words that bound it."""
    for token in rest[:5]:
        if token.pos == "NUM" or read_count([token.lower]) is not None:
            return True
        if token.lower not in counting_words():
            return False
    return False


@cache
def counting_words() -> frozenset[str]:
    """Words that may stand in and around a number of people, beside the number and nouns for people."""
    return frozenset(row["words"] for row in read_tsv("quantity_words.tsv") if row["kind"] == "part")
