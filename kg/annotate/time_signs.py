"""Words without which a rule for dates reads nothing: a quick look at a sentence before its pattern is tried.

A pattern goes through all characters of a sentence; to look for a word takes a fiftieth of that. A rule that is
not listed here is tried on every sentence. The signs are those of plain ASCII words; a test makes texts from the
patterns and holds each rule to its signs.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.annotate.time_words import words
from kg.resources import read_tsv

Signs = tuple[str, ...]

_YEARS: Signs = ("18", "19", "20")
_SEASONS: Signs = ("spring", "summer", "autumn", "fall", "winter")
_UNITS: Signs = ("hour", "day", "week", "month", "year", "decade")


class SentenceSigns:
    """Which signs stand in one sentence; each is looked for once."""

    def __init__(self, sentence: str) -> None:
        self._written, self._lower = sentence, sentence.lower()
        self._known: dict[Signs, bool] = {}

    def admits(self, rule: str) -> bool:
        """Whether the rule of this name may find something here."""
        for signs, text in ((_as_written().get(rule), self._written), (_in_lower_case().get(rule), self._lower)):
            if signs is not None:
                if signs not in self._known:
                    self._known[signs] = any(sign in text for sign in signs)
                return self._known[signs]
        return True


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
        "few-days-ago": ("days",),
        "past-period": _UNITS,
        "recent": ("days", "weeks"),
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
