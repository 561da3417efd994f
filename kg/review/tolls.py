"""Counts of the killed and injured as people write them, back into numbers."""

from __future__ import annotations

import re

from kg.errors import InputError

Range = tuple[int | None, int | None]

_PART = re.compile(r"(?P<what>killed|injured)\s+(?P<words>.+)", re.IGNORECASE)
_RANGES = (
    (re.compile(r"(\d{1,6})"), lambda low: (low, low)),
    (re.compile(r"(\d{1,6}) or more"), lambda low: (low, None)),
    (re.compile(r"up to (\d{1,6})"), lambda high: (0, high)),
)
_BETWEEN = re.compile(r"(\d{1,6}) to (\d{1,6})")


def parse_toll(words: str) -> dict[str, Range]:
    """ "killed 3 or more, injured 11" → {"killed": (3, None), "injured": (11, 11)}, the form in which tolls are shown.

    Raises InputError for anything else.
    """
    found: dict[str, Range] = {}
    for part in words.split(","):
        match = _PART.fullmatch(part.strip())
        if match is None or match["what"].lower() in found:
            raise _error(words)
        found[match["what"].lower()] = _parse_range(match["words"].strip(), words)
    return found


def _parse_range(part: str, words: str) -> Range:
    between = _BETWEEN.fullmatch(part)
    if between is not None and int(between[1]) <= int(between[2]):
        return int(between[1]), int(between[2])
    for pattern, make in _RANGES:
        match = pattern.fullmatch(part)
        if match is not None:
            return make(int(match[1]))
    raise _error(words)


def _error(words: str) -> InputError:
    return InputError(
        place=f"toll {words!r}",
        problem="is not of the form in which tolls are shown",
        remedy='Write it like "killed 3, injured 11", "killed 3 or more", "killed 2 to 4" or "injured up to 5".',
    )
