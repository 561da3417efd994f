"""Words without which a rule for dates reads nothing: a quick look at a sentence before its pattern is tried.

A pattern goes through all characters of a sentence; to look for a word takes a fiftieth of that. A rule that is
not listed here is tried on every sentence. The signs are those of plain ASCII words; a test makes texts from the
patterns and holds each rule to its signs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from kg.annotate.time_words import words
from kg.resources import read_tsv

if TYPE_CHECKING:
    from kg.annotate.time_rules import TimeRule

Signs = tuple[str, ...]

_YEARS: Signs = ("18", "19", "20")
_SEASONS: Signs = ("spring", "summer", "autumn", "fall", "winter")
_UNITS: Signs = ("hour", "day", "week", "month", "year", "decade")


class TextSigns:
    """Which of the signs of rules stand in a text: its sentences are looked through for these alone."""

    def __init__(self, text: str, rules: Iterable[TimeRule]) -> None:
        lower = text.lower()
        self._written: dict[Signs, Signs] = {}  # all signs of a rule, and those that stand in the text
        self._lower: dict[Signs, Signs] = {}
        self._rules: list[tuple[TimeRule, Signs | None]] = []
        for rule in rules:
            written, folded = _as_written().get(rule.name), _in_lower_case().get(rule.name)
            if written is not None and written not in self._written:
                self._written[written] = tuple(sign for sign in written if sign in text)
            elif folded is not None and folded not in self._lower:
                self._lower[folded] = tuple(sign for sign in folded if sign in lower)
            signs = folded if written is None else written
            if signs is None or self._written.get(signs) or self._lower.get(signs):
                self._rules.append((rule, signs))

    def rules_for(self, sentence: str) -> list[TimeRule]:
        """The rules that may find something in a sentence of the text, in their order."""
        lower = sentence.lower()
        here = {signs for signs, present in self._written.items() if _holds(sentence, present)}
        here.update(signs for signs, present in self._lower.items() if _holds(lower, present))
        return [rule for rule, signs in self._rules if signs is None or signs in here]


def _holds(text: str, signs: Signs) -> bool:
    for sign in signs:  # noqa: SIM110 - `any` over a generator takes twice as long, and this is asked most of all
        if sign in text:
            return True
    return False


@cache
def _as_written() -> Mapping[str, Signs]:
    """One of these, with these capitals, stands in all that the rule reads."""
    month, weekday = _beginnings("month"), _beginnings("weekday")
    by_month = ("days-of-month", "date", "month-of-year", "part-of-month", "last-month-by-name", "month")
    by_year = ("iso-date", "decade", "years", "part-of-year", "year", "season-of-year")
    return {
        **dict.fromkeys(by_month, month),
        **dict.fromkeys(by_year, _YEARS),
        "weekday": weekday,
        "feast": _first_words("feast_days.tsv"),
        "dated-event": _first_words("dated_events.tsv"),
    }


@cache
def _in_lower_case() -> Mapping[str, Signs]:
    """One of these stands in all that the rule reads, in whatever letters."""
    return {
        "today": ("today", "tonight", "this"),
        "yesterday": ("yesterday", "night"),
        "day-before-yesterday": ("yesterday",),
        "overnight": ("overnight",),
        "ago": ("ago",),
        "few-days-ago": ("minutes", "hours", "days", "weeks", "months"),
        "past-period": _UNITS,
        "recent": ("days", "weeks", "months"),
        "season": _SEASONS,
        "last-period": ("last",),
        "this-period": ("this",),
        "weekend": ("weekend",),
    }


def _beginnings(kind: str) -> Signs:
    """The first three letters of months or weekdays, as dates are written: "Mar" and "MAR"."""
    return tuple(sorted({form[:3] for word in words(kind) for form in (word.capitalize(), word.upper())}))


def _first_words(table: str) -> Signs:
    """The words up to the first blank or apostrophe."""
    return tuple(sorted({row["name"].replace("’", "'").split()[0].split("'")[0] for row in read_tsv(table)}))
