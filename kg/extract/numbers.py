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
_SCALES = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_HYPHENS = frozenset({"-", "–", "‑"})
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
        if value is not None and not _is_compound(words, end):
            return _bounded(Count(minimum=value, maximum=value), words[:start], words[end:])
    return None


def _is_compound(words: Sequence[str], end: int) -> bool:
    """Whether a hyphen ties the number to the next word: the "30" of "30 - year - old" counts nobody."""
    return end + 1 < len(words) and words[end] in _HYPHENS and not words[end + 1][0].isdigit()


def read_number(words: Sequence[str], start: int = 0) -> tuple[int | None, int]:
    """The whole number that begins at `start` ("two hundred and five", "1,200", "1.2 million", "two dozen")
    and the position behind it; (None, start) where no number begins."""
    group, position = _simple(words, start)
    if group is None:
        return None, start
    total, scaled = 0.0, False
    while position < len(words):
        size = _SCALES.get(words[position])
        if size is not None:
            # "Two hundred" grows within its group, "two thousand" closes it.
            total, group = (total, group * size) if size < 1000 else (total + group * size, 0.0)
            position, scaled = position + 1, True
            continue
        following, after = _simple(words, position + (words[position] == "and")) if scaled else (None, position)
        if following is None:
            break
        group, position, scaled = group + following, after, False
    whole = round(total + group)
    return (whole, position) if 0 <= whole <= _LARGEST else (None, start)


def _simple(words: Sequence[str], start: int) -> tuple[float | None, int]:
    """One figure, or one number word below a hundred, and the position behind it."""
    if start >= len(words):
        return None, start
    word = words[start]
    if _FIGURE.fullmatch(word):
        follows_scale = start + 1 < len(words) and words[start + 1] in _SCALES
        # Figures with a point count no people, unless of a million.
        return (None, start) if "." in word and not follows_scale else (float(word.replace(",", "")), start + 1)
    value = None if word in _SCALES else _cardinals().get(word)
    if value is None:
        return None, start
    if 20 <= value <= 90 and value % 10 == 0:
        unit_at = start + (2 if words[start + 1 : start + 2] and words[start + 1] in _HYPHENS else 1)
        unit = _cardinals().get(words[unit_at], 0) if unit_at < len(words) else 0
        if 0 < unit < 10:
            return value + unit, unit_at + 1
    return value, start + 1


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
    if any(tuple(after[n : n + len(tail)]) == tail for tail in _OR_MORE for n in range(3)):
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
