"""Dates of the calendar: days, months, years, feasts. Each rule is a pattern and what it means.

A resolver gets the match and the day of publication (None where that is unknown) and gives the
window, or None where the words do not tell.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from kg.annotate import time_windows as windows
from kg.annotate.time_windows import Window
from kg.annotate.time_words import any_of, capitalised, day_number, month_number, part_name
from kg.resources import read_tsv

Resolver = Callable[["re.Match[str]", dt.date | None], Window | None]

YEAR = r"(?:1[89]\d\d|20\d\d)"
_DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
_TO = r"\s*(?:[-–—/]|to|and|until|till|through|or)\s*"
# "two weeks ago last May" and the like are left to the longer rule; a number before is another number.
_START = r"(?<![\w-])(?<!\d[.,:/])"
_END = r"(?![\w])(?![-–](?:[a-z]|\d))"


@dataclass(frozen=True, slots=True)
class TimeRule:
    """`name` stands in `TimeMention.rule`. `looks_ahead` rules may also mean a day to come
    ("on Monday", "May 5"), so a verb in the future rules them out."""

    name: str
    pattern: re.Pattern[str]
    resolve: Resolver
    looks_ahead: bool = False


@cache
def calendar_rules() -> tuple[TimeRule, ...]:
    """The rules, those that read most words first."""
    month, weekday = capitalised("month"), capitalised("weekday")
    part = rf"(?:(?:the\s+)?{any_of('part')}[\s-]+)"
    day_of_week = rf"(?:{weekday},?\s+)?(?:the\s+)?"
    year = _year_after()
    return (
        _rule("iso-date", rf"(?P<year>{YEAR})-(?P<month>[01]\d)-(?P<day>[0-3]\d)", _resolve_iso),
        _rule(
            "days-of-month",
            rf"{day_of_week}(?:(?P<month>{month})\s+(?P<day>{_DAY}){_TO}(?P<day2>{_DAY})"
            rf"|(?P<day3>{_DAY}){_TO}(?P<day4>{_DAY})\s+(?:of\s+)?(?P<month2>{month})){year}?",
            _resolve_days,
            looks_ahead=True,
        ),
        _rule(
            "date",
            rf"{day_of_week}(?:(?P<month>{month})\s+(?:the\s+)?(?P<day>{_DAY})"
            rf"|(?P<day2>{_DAY}|{any_of('ordinal')})\s+(?:of\s+)?(?P<month2>{month})){year}?",
            _resolve_date,
            looks_ahead=True,
        ),
        _rule(
            "month-of-year",
            rf"(?P<part>{part})?(?P<month>{month}){year}",
            _resolve_month,
        ),
        _rule("part-of-month", rf"(?P<part>{part})(?P<month>{month})", _resolve_month, looks_ahead=True),
        _rule("last-month-by-name", rf"[Ll]ast\s+(?P<month>{month})", _resolve_last_month_by_name),
        _rule("month", rf"(?P<month>{month})(?P<genitive>['’]s)?", _resolve_bare_month, looks_ahead=True),
        _rule(
            "day-of-the-month",
            r"(?:[Oo]n\s+)?(?P<the>the\s+)(?P<day>[0-3]?\d(?:st|nd|rd|th))(?P<of>\s+of\s+(?:the|this)\s+month)?"
            r"(?=[,.;)]|\s+of\s+(?:the|this)\s+month|$)",
            _resolve_day_of_the_month,
        ),
        _rule(
            "decade",
            rf"(?P<part>{part})?[Tt]he\s+(?P<year>(?:18|19|20)\d0)s|(?P<year2>(?:18|19|20)\d0)s",
            _resolve_decade,
        ),
        _rule("years", rf"(?P<year>{YEAR})\s*[-–—/]\s*(?P<year2>{YEAR}|\d\d)", _resolve_years),
        _rule("part-of-year", rf"(?P<part>{part})(?P<year>{YEAR})", _resolve_year),
        _rule("year", rf"(?P<year>{YEAR})", _resolve_year),
        *_feast_rules(),
        *_event_rules(),
    )


def _year_after() -> str:
    """ ", 2019", " of 2019", " of this year", " last year" after a day, month or feast."""
    stated = rf"(?:,?\s+|\s+(?:of|in)\s+)(?P<year>{YEAR})(?!\s*(?:GMT|UTC))"
    return rf"(?:{stated}|,?\s+(?:of\s+)?(?P<which>this|last)\s+year)"


def _rule(name: str, pattern: str, resolve: Resolver, *, looks_ahead: bool = False) -> TimeRule:
    return TimeRule(name, re.compile(_START + "(?:" + pattern + ")" + _END), resolve, looks_ahead)


def _year_of(match: re.Match[str], day: dt.date | None) -> int | None:
    """The year that the words give, also as "of last year"; None where they give none."""
    if match["year"]:
        return int(match["year"])
    which = match["which"]
    if which is None or day is None:
        return None
    return day.year - (which == "last")


def _names_year(match: re.Match[str]) -> bool:
    return bool(match["year"] or match["which"])


def _on(month: int, number: int, match: re.Match[str], day: dt.date | None) -> dt.date | None:
    year = _year_of(match, day)
    if year is not None:
        return windows.make_date(year, month, number)
    if day is None or _names_year(match):
        return None
    return windows.last_date(month, number, before=day)


def _resolve_iso(match: re.Match[str], day: dt.date | None) -> Window | None:
    found = windows.make_date(int(match["year"]), int(match["month"]), int(match["day"]))
    return None if found is None else windows.single(found)


def _resolve_date(match: re.Match[str], day: dt.date | None) -> Window | None:
    number = day_number(match["day"] or match["day2"])
    if number is None:
        return None
    found = _on(month_number(match["month"] or match["month2"]), number, match, day)
    return None if found is None else windows.single(found)


def _resolve_days(match: re.Match[str], day: dt.date | None) -> Window | None:
    first, last = day_number(match["day"] or match["day3"]), day_number(match["day2"] or match["day4"])
    if first is None or last is None or first >= last:
        return None
    month = month_number(match["month"] or match["month2"])
    end = _on(month, last, match, day)
    start = None if end is None else windows.make_date(end.year, month, first)
    return None if start is None or end is None else Window(start, end)


def _resolve_month(match: re.Match[str], day: dt.date | None) -> Window | None:
    groups = match.groupdict()
    month, part = month_number(match["month"]), part_name(groups["part"])
    if groups.get("year") or groups.get("which"):
        year = _year_of(match, day)
        return None if year is None else windows.month_window(year, month, part)
    return None if day is None else windows.last_month(month, before=day, part=part)


def _resolve_last_month_by_name(match: re.Match[str], day: dt.date | None) -> Window | None:
    """ "Last April": never the month of publication."""
    if day is None:
        return None
    number = month_number(match["month"])
    return windows.month_window(day.year - (number >= day.month), number)


_LEADS_TO_MONTH = re.compile(
    r"\b(?:in|since|from|during|throughout|until|till|through|between|this|of)\s+$", re.IGNORECASE
)
_DETERMINED = re.compile(r"\b(?:the|a|an|its|their|his|her|that)\s+$", re.IGNORECASE)
_DESCRIBED = re.compile(r"\s+[a-z]{3,}")


def _resolve_bare_month(match: re.Match[str], day: dt.date | None) -> Window | None:
    """ "In May", "May's attack", "the November bombing": elsewhere May and April may be people."""
    if day is None:
        return None
    before, after = match.string[: match.start()][-12:], match.string[match.end() :]
    described = _DETERMINED.search(before) and _DESCRIBED.match(after) and match["month"] not in {"May", "March"}
    genitive = match["genitive"] and match["month"] not in {"May", "April", "June", "August"}
    if not (_LEADS_TO_MONTH.search(before) or described or genitive):
        return None
    return windows.last_month(month_number(match["month"]), before=day)


def _resolve_day_of_the_month(match: re.Match[str], day: dt.date | None) -> Window | None:
    number = day_number(match["day"])
    if number is None or day is None:
        return None
    found = windows.last_day_of_month(number, before=day)
    return None if found is None else windows.single(found)


def _resolve_years(match: re.Match[str], day: dt.date | None) -> Window | None:
    """ "2010–2014", "2004-05"."""
    first = int(match["year"])
    last = int(match["year2"]) if len(match["year2"]) == 4 else first - first % 100 + int(match["year2"])
    if first >= last:
        return None
    return Window(windows.year_window(first).earliest, windows.year_window(last).latest)


def _resolve_decade(match: re.Match[str], day: dt.date | None) -> Window | None:
    return windows.decade_window(int(match["year"] or match["year2"]))


_NUMBER_BEFORE = re.compile(
    r"(?:[$£€¥#+]|\b(?:US|A|No|no|nos|number|about|around|some|nearly|almost|least|than|to)\.?)\s*$"
)
_UNIT_AFTER = re.compile(
    r"\s*(?:GMT|UTC|[ECMP][SD]T|hours|hrs|local\s+time|%|[€$£]|metres|meters|feet|km|kilo|miles|tons|tonnes)"
)
_PLURAL_AFTER = re.compile(
    r"\s+(?!was\b|has\b|is\b|his\b|its\b|this\b|as\b|us\b|does\b|towards\b|perhaps\b|always\b)[a-z]+s\b"
    r"|(?:\s+[\w-]+)?\s+(?:people|men|women|children|police|troops|soldiers|civilians|fighters|members|residents)\b"
)
_SURELY_YEAR = re.compile(r"\b(?:in|since|during|until|year)\s+$", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|from|until|till|by|of|during|between|and|to|before|after|the|a|an|its|their|his|her|around|circa|for|as|year"
    r"|early|mid|late|through|'s|’s|over|than)\s+$|^$|[(–—-]$",
    re.IGNORECASE,
)


# "The deadly 2013 bombings": such words stand before the year of a deed, not before a number.
_DREADFUL = re.compile(
    r"\b(?:deadly|fatal|bloody|brutal|infamous|notorious|failed|tragic|deadliest|devastating)\s+$", re.IGNORECASE
)


def _resolve_year(match: re.Match[str], day: dt.date | None) -> Window | None:
    """A year, unless the figure counts or measures something ("2000 troops", "at 1900 GMT", "$2000")."""
    before, after = match.string[max(0, match.start() - 24) : match.start()], match.string[match.end() :]
    before = _DREADFUL.sub("", before)
    part = match.groupdict().get("part")
    if _UNIT_AFTER.match(after) or re.match(r"[,.]\d", after):
        return None
    if not part:
        if _NUMBER_BEFORE.search(before) and not re.search(r"\bto\s*$", before):
            return None
        determined = _DETERMINED.search(before) or re.search(r"['’]s\s+$", before)
        if not determined and not _SURELY_YEAR.search(before) and _PLURAL_AFTER.match(after):
            return None
        if not _YEAR_BEFORE.search(before):
            return None
    return windows.year_window(int(match["year"]), part_name(part))


def _feast_rules() -> tuple[TimeRule, ...]:
    rows = {row["name"].casefold().replace("’", "'"): row for row in read_tsv("feast_days.tsv")}
    names = "|".join(re.escape(row["name"]).replace("'", "['’]") for row in read_tsv("feast_days.tsv"))

    def resolve(match: re.Match[str], day: dt.date | None) -> Window | None:
        row = rows[match["name"].casefold().replace("’", "'")]
        month, number = int(row["month"] or 1), int(row["day"] or 1)
        offset = int(row["easter"]) if row["easter"] else None
        year = _year_of(match, day)
        if year is not None:
            found = windows.feast_day(year, month=month, day_of_month=number, easter_offset=offset)
        elif day is None:
            found = None
        else:
            found = windows.last_feast(before=day, month=month, day_of_month=number, easter_offset=offset)
        return None if found is None else windows.single(found)

    return (_rule("feast", rf"(?P<name>{names}){_year_after()}?", resolve, looks_ahead=True),)


def _event_rules() -> tuple[TimeRule, ...]:
    dates = {row["name"].casefold(): dt.date.fromisoformat(row["date"]) for row in read_tsv("dated_events.tsv")}
    names = "|".join(re.escape(row["name"]).replace(r"\ ", r"\s+") for row in read_tsv("dated_events.tsv"))

    def resolve(match: re.Match[str], day: dt.date | None) -> Window | None:
        found = dates[" ".join(match["name"].split()).casefold()]
        return windows.single(found) if day is None or found <= day else None

    return (_rule("dated-event", rf"(?P<name>{names})", resolve),)
