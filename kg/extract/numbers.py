"""How many: numbers of people as English news writes them, in figures and in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.model.fact import Count
from kg.resources import read_tsv

_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_RANGE = re.compile(r"(\d+)[-–—](\d+)")
_SCALES = frozenset({"hundred", "thousand", "million", "dozen", "score"})
_OR_MORE = (("or", "more"), ("or", "so", "more"), ("and", "more"), ("+",))
_LARGEST = 100_000_000  # more is no number of people in a report


@dataclass(frozen=True, slots=True)
class _Quantity:
    """Words of `quantity_words.tsv` with what they do to a number."""

    words: tuple[str, ...]
    kind: str
    value: int


def read_count(words: Sequence[str]) -> Count | None:
    """The number in the words of a noun phrase, with what bounds it: ("at", "least", "20", "people") → (20, None).

    `words` in lower case. The first number counts; None where there is none, and where it is vague
    ("several", "many").
    """
    for start in range(len(words)):
        found = _stand_in(words, start) or _range(words, start)
        if found is not None:
            return _bounded(found, words[:start], words)
        value, end = read_number(words, start)
        if value is not None:
            return _bounded(Count(minimum=value, maximum=value), words[:start], words[end:])
    return None


def read_number(words: Sequence[str], start: int = 0) -> tuple[int | None, int]:
    """The whole number that begins at `start` ("two hundred and five", "1,200", "1.2 million", "two dozen")
    and the position behind it; (None, start) where no number begins."""
    total, position = _simple(words, start)
    if total is None:
        return None, start
    value: float = total
    small = value
    while position < len(words):
        word = words[position]
        if word in _SCALES:
            value = value - small + max(small, 1) * _cardinals()[word]
            small = 0 if word in {"thousand", "million"} else value
            position += 1
            continue
        skip = position + 1 if word == "and" else position
        following, after = _simple(words, skip)
        if following is None or words[skip - 1] not in _SCALES | {"and"} or not _continues(words, start, position):
            break
        value += following
        small, position = following, after
    whole = round(value)
    return (whole, position) if 0 <= whole <= _LARGEST else (None, start)


def _continues(words: Sequence[str], start: int, position: int) -> bool:
    """Whether a scale word stands before: "two hundred and five", but "two and five" are two numbers."""
    return position - 1 > start and words[position - 1] in _SCALES


def _simple(words: Sequence[str], start: int) -> tuple[float | None, int]:
    """One figure, or one word or hyphenated word of `number_words.tsv` that is no scale."""
    if start >= len(words):
        return None, start
    word = words[start]
    if _FIGURE.fullmatch(word):
        number = float(word.replace(",", ""))
        follows_scale = start + 1 < len(words) and words[start + 1] in _SCALES
        return (None, start) if "." in word and not follows_scale else (number, start + 1)
    if word in _SCALES:
        return None, start
    joined = _joined(words, start)
    if joined is not None:
        return joined, start + 3
    value = _cardinals().get(word)
    return (None, start) if value is None else (value, start + 1)


def _joined(words: Sequence[str], start: int) -> int | None:
    """ "twenty", "-", "four" as the tokeniser parts it."""
    if start + 2 < len(words) and words[start + 1] in {"-", "–", "‑"}:
        return _cardinals().get(f"{words[start]}-{words[start + 2]}")
    return None


def _range(words: Sequence[str], start: int) -> Count | None:
    """ "10-15", "two or three", "between 10 and 15", "10 to 15"."""
    match = _RANGE.fullmatch(words[start])
    if match:
        low, high = int(match[1]), int(match[2])
        return Count(minimum=low, maximum=high) if low < high else None
    first, middle = read_number(words, start)
    if first is None or middle + 1 >= len(words):
        return None
    joiner = words[middle]
    between = joiner == "and" and start > 0 and words[start - 1] == "between"
    if joiner not in {"or", "to", "-", "–", "—"} and not between:
        return None
    second, _ = read_number(words, middle + 1)
    return Count(minimum=first, maximum=second) if second is not None and first < second else None


def _stand_in(words: Sequence[str], start: int) -> Count | None:
    """ "dozens", "half a dozen", "both"."""
    for quantity in _quantities("plural", "group"):
        if tuple(words[start : start + len(quantity.words)]) == quantity.words:
            following = words[start + len(quantity.words) : start + len(quantity.words) + 1]
            if quantity.kind == "group" and following and following[0] in _SCALES:
                continue
            return Count(minimum=quantity.value, maximum=None if quantity.kind == "plural" else quantity.value)
    return None


def _bounded(count: Count, before: Sequence[str], after: Sequence[str]) -> Count:
    """The count with its bound: "at least", "more than", "up to", "or more"."""
    if count.maximum is None:
        return count
    low, high = count.minimum, count.maximum
    if any(tuple(after[: len(tail)]) == tail for tail in _OR_MORE):
        return Count(minimum=low, maximum=None)
    kind = _bound(before)
    match kind:
        case "lower":
            return Count(minimum=low, maximum=None)
        case "above":
            return Count(minimum=high + 1, maximum=None)
        case "upper":
            return Count(minimum=0, maximum=high)
        case "below":
            return Count(minimum=0, maximum=max(high - 1, 0))
        case _:
            return count


def _bound(before: Sequence[str]) -> str | None:
    for quantity in _quantities("lower", "above", "upper", "below", "about"):
        length = len(quantity.words)
        # "at least another 20", "at least about 20": one word may stand between.
        for end in (len(before), len(before) - 1):
            if end >= length and tuple(before[end - length : end]) == quantity.words:
                return quantity.kind
    return None


@cache
def _cardinals() -> Mapping[str, int]:
    return {row["word"]: int(row["value"]) for row in read_tsv("number_words.tsv")}


@cache
def _quantities(*kinds: str) -> tuple[_Quantity, ...]:
    """The rows of these kinds, those of most words first."""
    rows = [
        _Quantity(tuple(row["words"].split()), row["kind"], int(row["value"] or 0))
        for row in read_tsv("quantity_words.tsv")
        if row["kind"] in kinds
    ]
    return tuple(sorted(rows, key=lambda q: (-len(q.words), q.words)))


def add_counts(counts: Sequence[Count]) -> Count:
    """The sum of counts of different people: (2, 2) and (3, None) give (5, None)."""
    highest = [count.maximum for count in counts]
    total = None if None in highest else sum(value for value in highest if value is not None)
    return Count(minimum=sum(count.minimum for count in counts), maximum=total)
