"""The words that dates are made of, from `calendar_words.tsv`, and regular expressions over them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from kg.resources import read_tsv


@cache
def words(kind: str) -> Mapping[str, str]:
    """Lower-case word to value; `kind`: month, weekday, ordinal, number or part."""
    return {row["word"]: row["value"] for row in read_tsv("calendar_words.tsv") if row["kind"] == kind}


def any_of(kind: str) -> str:
    """A regular expression that matches any word of the kind, the longest first."""
    return _alternatives(words(kind))


def capitalised(kind: str) -> str:
    """The same, written with a capital or in capitals ("March", "OCT."): "may" and "march" are verbs too."""
    return _alternatives(form for word in words(kind) for form in (word.capitalize(), word.upper()))


def _alternatives(forms: Iterable[str]) -> str:
    listed = sorted(set(forms), key=lambda form: (-len(form), form))
    return "(?:" + "|".join(re.escape(form) for form in listed) + ")"


def month_number(word: str) -> int:
    return int(words("month")[word.lower()])


def weekday_number(word: str) -> int:
    """Monday is 0."""
    return int(words("weekday")[word.lower()])


def part_name(word: str | None) -> str:
    """ "the beginning of", "mid-", "Late" → early, mid, late; "" for None."""
    if not word:
        return ""
    return words("part")[" ".join(word.lower().replace("-", " ").removeprefix("the ").split())]


def small_number(word: str) -> int | None:
    """ "3", "three", "a", "twenty-four" → the number; None for what is no small number."""
    text = word.lower().replace(",", "")
    if text.isdecimal():
        return int(text)
    numbers = words("number")
    if text in numbers:
        return int(numbers[text])
    tens, _, unit = text.replace(" ", "-").partition("-")
    if tens in numbers and unit in numbers and int(numbers[tens]) >= 20 and 0 < int(numbers[unit]) < 10:
        return int(numbers[tens]) + int(numbers[unit])
    return None


def day_number(word: str) -> int | None:
    """ "7", "7th", "first" → the day of the month; None beyond 31."""
    ordinals = words("ordinal")
    text = word.lower()
    number = int(ordinals[text]) if text in ordinals else int(re.sub(r"\D", "", text) or 0)
    return number if 1 <= number <= 31 else None
