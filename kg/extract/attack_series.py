"""Several attacks told as one: "more than 100 attacks", "a wave of bombings", "three attacks since May"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.extract.grammar import Grammar
from kg.extract.triggers import Candidate, lemma_of
from kg.model.annotation import Token
from kg.resources import read_tsv

_BUNDLES = frozenset(
    {
        "series",
        "wave",
        "string",
        "spate",
        "surge",
        "number",
        "dozen",
        "score",
        "hundred",
        "thousand",
        "campaign",
        "succession",
        "spree",
        "flurry",
        "barrage",
        "rash",
        "slew",
        "lot",
    }
)
_SEVERAL = frozenset(
    {
        "several",
        "many",
        "numerous",
        "multiple",
        "various",
        "frequent",
        "repeated",
        "regular",
        "recent",
        "previous",
        "near-daily",
        "daily",
        "successive",
        "countless",
        "such",
        "sporadic",
        "scattered",
        "similar",
    }
)
_REPEATING = frozenset({"step", "increase", "intensify", "escalate", "continue", "resume", "renew"})
_YEARS = range(1900, 2100)
_MORE = frozenset({"more", "over"})


@dataclass(frozen=True, slots=True)
class Series:
    several: bool = False
    minimum: int | None = None
    maximum: int | None = None


@cache
def _number_words() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in read_tsv("number_words.tsv")}


def read_series(grammar: Grammar, candidate: Candidate) -> Series:
    """Whether a noun trigger tells of several attacks as one, and how many."""
    if not candidate.row.noun or candidate.row.strength == "back":
        return Series()
    noun = grammar.tokens[candidate.head]
    head = grammar.head(noun)
    bundle = grammar.head(head) if noun.dep == "pobj" and head.lower in {"of", "in"} else None
    if bundle is not None and lemma_of(bundle) in _BUNDLES:
        return Series(True, 2)
    if noun.tag not in {"NNS", "NNPS"}:
        return Series()
    if noun.dep == "dobj" and lemma_of(head) in _REPEATING and head.pos == "VERB":
        return Series(True, 2)
    number = grammar.child(noun, "nummod")
    if number is not None and not grammar.is_time(number):
        return _counted(grammar, number)
    if any(lemma_of(c) in _SEVERAL or c.lower in _SEVERAL for c in grammar.children(noun, "amod", "det")):
        return Series(True, 2)
    return Series()


def _counted(grammar: Grammar, number: Token) -> Series:
    value = read_number(number.lower)
    if value is None or value < 3 or (number.lower.isdecimal() and value in _YEARS):
        return Series()  # "the 2015 attacks"
    words = {c.lower for c in grammar.children(number)}
    if words & _MORE:
        return Series(True, value + 1)
    if words & {"least"}:
        return Series(True, value)
    return Series(True, value, value)


def read_number(word: str) -> int | None:
    """ "100", "1,200" or "seven" as a number."""
    digits = word.replace(",", "")
    if digits.isdecimal():
        return int(digits)
    return _number_words().get(word)
