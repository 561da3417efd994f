"""Dates as newspapers print them at the top of a report.

The shape of the whole line is checked first and only then handed to dateutil: on its own that
parser takes "May 5" or "on Sunday" for a date and fills in what is missing from today's.
"""

from __future__ import annotations

import datetime as dt
import re

from dateutil import parser as dateutil_parser

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_WRITTEN = (
    rf"(?:(?:{_WEEKDAY}\s*,?\s+)?(?:{_MONTH}\s+{_DAY}\s*,?\s+{_YEAR}|{_DAY}\s+(?:of\s+)?{_MONTH}\s*,?\s+{_YEAR}))"
)
_ISO = rf"{_YEAR}(?P<mark>[-/])(?:0[1-9]|1[0-2])(?P=mark)(?:0[1-9]|[12]\d|3[01])"
_CLOCK = r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d(?:[.]\d{1,6})?)?(?:\s*(?:am|pm|a\.m\.|p\.m\.))?"
_ZONE = r"(?:z|utc|gmt|[+-]\d\d:?\d\d|(?:gmt|utc)[+-]\d{1,2}(?::?\d\d)?|[ecmp][sd]?t|cest|bst|ist)"
_TIME = rf"(?:(?:\s*[,|–—-]\s*|\s+at\s+|\s+|t)(?P<clock>{_CLOCK})\s*(?P<zone>\(?{_ZONE}\)?)?)"
_LEAD = r"(?:(?:published|posted|date|(?:last\s+)?updated)(?:\s+on)?\s*:?\s+)?"
_DATE_LINE = re.compile(rf"{_LEAD}(?P<day>{_WRITTEN}|{_ISO}){_TIME}?\.?", re.IGNORECASE)
_NUMBERS_ONLY = re.compile(rf"{_LEAD}(?P<a>\d\d?)[/.](?P<b>\d\d?)[/.](?P<year>{_YEAR}){_TIME}?", re.IGNORECASE)
_ZULU = frozenset({"z", "utc", "gmt"})
# Two calendars that differ in every field: what a parse takes from its default shows up as a difference.
_DEFAULTS = (dt.datetime(2000, 1, 1), dt.datetime(2003, 2, 2))


def is_date_line(line: str) -> bool:
    """Whether the line is a date, alone or with a time of day, and nothing else.

    "04/01/2024" is a date line although nobody can say which day it means.
    """
    stripped = line.strip()
    return bool(_DATE_LINE.fullmatch(stripped) or _NUMBERS_ONLY.fullmatch(stripped))


def find_date(line: str) -> dt.date | dt.datetime | None:
    """The day, or the moment where a time of day is given, that a date line names.

    A time zone is kept only where it is an offset or UTC: letters such as "EST" or "IST" stand for
    several zones, so the time then stays as printed. None where the line is no date line, names no
    day of the calendar, or is a row of numbers that could be read two ways ("04/01/2024").
    """
    stripped = line.strip()
    written = _DATE_LINE.fullmatch(stripped)
    if written:
        day = _parse_day(written["day"])
        return None if day is None else _with_clock(day, written["clock"], written["zone"])
    numbers = _NUMBERS_ONLY.fullmatch(stripped)
    if numbers:
        day = _day_from_numbers(int(numbers["a"]), int(numbers["b"]), int(numbers["year"]))
        return None if day is None else _with_clock(day, numbers["clock"], numbers["zone"])
    return None


def _parse_day(words: str) -> dt.date | None:
    try:
        first, second = (dateutil_parser.parse(words, default=default).date() for default in _DEFAULTS)
    except ValueError:  # "31 June 2024": the shape of a date, but no day of the calendar
        return None
    return first if first == second else None


def _day_from_numbers(a: int, b: int, year: int) -> dt.date | None:
    days = set()
    for day, month in ((a, b), (b, a)):
        try:
            days.add(dt.date(year, month, day))
        except ValueError:  # this order is impossible: all the better, the other one is meant
            continue
    return days.pop() if len(days) == 1 else None


def _with_clock(day: dt.date, clock: str | None, zone: str | None) -> dt.date | dt.datetime:
    if clock is None:
        return day
    # "6.15 pm" is British for 6:15; without this dateutil would read six and a fraction.
    words = re.sub(r"^(\d{1,2})\.(\d\d)", r"\1:\2", clock.strip()).replace(".m.", "m")
    try:
        time = dateutil_parser.parse(words, default=_DEFAULTS[0]).time()
    except ValueError:  # "13:00 AM": the day stands, the hour does not
        return day
    return dt.datetime.combine(day, time, tzinfo=_offset(zone))


def _offset(zone: str | None) -> dt.tzinfo | None:
    if zone is None:
        return None
    name = zone.strip("()").lower()
    if name in _ZULU:
        return dt.UTC
    signed = re.fullmatch(r"(?:gmt|utc)?([+-])(\d{1,2}):?(\d\d)?", name)
    if signed is None:
        return None
    seconds = int(signed[2]) * 3600 + int(signed[3] or 0) * 60
    return dt.timezone(dt.timedelta(seconds=seconds if signed[1] == "+" else -seconds))
