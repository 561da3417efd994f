"""Times counted from the day of publication: weekdays, "yesterday", "last month", "three days ago"."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from kg.annotate import time_windows as windows
from kg.annotate.time_rules import YEAR, Resolver, TimeRule
from kg.annotate.time_windows import Window
from kg.annotate.time_words import capitalised, small_number, weekday_number

_UNIT = r"(?P<unit>hour|day|week|month|year|decade)s?"
_NUMBER = r"(?P<number>\d{1,3}|[A-Za-z]+(?:-[a-z]+)?)"
_PART_OF_DAY = r"(?:morning|afternoon|evening|night|noon)"


@cache
def relative_rules() -> tuple[TimeRule, ...]:
    """The rules, those that read most words first; they need the day of publication."""
    weekday = capitalised("weekday")
    # "the Sunday Times", "Bloody Sunday" are names; "next Monday" has not come.
    not_named = (
        r"(?<!Bloody\s)(?<!Black\s)(?<!Super\s)(?<!Cyber\s)(?<!next\s)(?<!every\s)(?<!each\s)(?<!Next\s)(?<!coming\s)"
    )
    week = r"(?P<week>\s+(?:of\s+)?(?:last|the\s+previous)\s+week)"
    return (
        _rule(
            "weekday",
            rf"{not_named}(?P<last>[Ll]ast\s+)?(?P<day>{weekday})(?!\s+(?:Times|Telegraph|Mirror|Herald|Mail|Express|Post|Star"
            rf"|Tribune|People|Sun|Mercury|Independent|Business|World|Tribune))(?:s?\s+{_PART_OF_DAY})?{week}?",
            _resolve_weekday,
            looks_ahead=True,
        ),
        _rule("today", rf"(?i:(?:earlier\s+)?today|tonight|this\s+{_PART_OF_DAY})", _days_back(0)),
        _rule("yesterday", rf"(?i:(?<!before\s)yesterday(?:\s+{_PART_OF_DAY})?|last\s+night)", _days_back(1)),
        _rule("day-before-yesterday", r"(?i:(?:the\s+)?day\s+before\s+yesterday)", _days_back(2)),
        _rule("overnight", r"(?i:overnight)", _resolve_overnight),
        _rule(
            "ago",
            rf"(?P<about>(?i:more\s+than|over|nearly|almost|just\s+under|less\s+than)\s+)?{_NUMBER}\s+{_UNIT}\s+ago",
            _resolve_ago,
        ),
        _rule(
            "few-days-ago",
            r"(?i:(?:a\s+)?(?:few|couple\s+of|several|some)\s+"
            r"(?:(?P<unit>minutes|hours|days|weeks|months)\s+ago|days\s+earlier\s+this\s+week))",
            _resolve_few_days,
        ),
        _rule(
            "past-period",
            rf"(?i:(?:the|these)\s+(?:last|past|previous)\s+){_NUMBER}\s+{_UNIT}|(?i:(?:the\s+past|the\s+last)\s+)(?P<unit2>day|week|month|year|decade)",
            _resolve_past_period,
        ),
        _rule(
            "recent",
            r"(?i:(?:in|over|during|within)\s+(?:the\s+)?(?:recent|last\s+few|past\s+few|last\s+couple\s+of)\s+"
            r"(?P<unit>days|weeks|months))",
            _resolve_recent,
        ),
        _rule(
            "season",
            r"(?i:(?:(?P<which>last|this)\s+)(?P<season>spring|summer|autumn|fall|winter))",
            _resolve_season,
        ),
        _rule(
            "season-of-year",
            rf"(?i:(?:the\s+)?(?P<season>spring|summer|autumn|fall|winter))(?:\s+of)?,?\s+(?P<year>{YEAR})",
            _resolve_season_of_year,
        ),
        _rule(
            "last-period",
            r"(?i:(?:(?P<part>early|late|earlier|later)\s+)?last\s+(?P<unit>week|month|year|weekend))",
            _resolve_last,
        ),
        _rule("this-period", r"(?i:(?:(?:earlier|early)\s+)?this\s+(?P<unit>week|month|year))", _resolve_this),
        _rule(
            "weekend",
            r"(?i:(?:over|at|on|during)\s+the\s+weekend|the\s+weekend['’]s|this\s+(?:past\s+)?weekend)",
            _resolve_weekend,
        ),
    )


def _rule(name: str, pattern: str, resolve: Resolver, *, looks_ahead: bool = False) -> TimeRule:
    return TimeRule(name, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w])(?!-[a-z])"), resolve, looks_ahead)


def _days_back(number: int) -> Resolver:
    def resolve(match: re.Match[str], day: dt.date | None) -> Window | None:
        found = None if day is None else windows.shift(day, unit="day", number=number)
        return None if found is None else windows.single(found)

    return resolve


def _resolve_weekday(match: re.Match[str], day: dt.date | None) -> Window | None:
    if day is None:
        return None
    number = weekday_number(match["day"])
    if match["week"]:
        return windows.single(windows.last_week(day).earliest + dt.timedelta(days=number))
    # On a Monday "last Monday" is a week back, "Monday" the day itself.
    before = day - windows.ONE_DAY if match["last"] else day
    return windows.single(windows.last_weekday(number, before=before))


def _resolve_overnight(match: re.Match[str], day: dt.date | None) -> Window | None:
    return None if day is None else Window(day - windows.ONE_DAY, day)


def _resolve_ago(match: re.Match[str], day: dt.date | None) -> Window | None:
    number = small_number(match["number"])
    if day is None or number is None:
        return None
    about = " ".join((match["about"] or "").lower().split())
    unit = match["unit"]
    if not about or unit in {"hour", "day"}:
        return windows.ago(day, unit=unit, number=number)
    more = about in {"more than", "over"}
    far = windows.shift(day, unit=unit, number=number + more)
    near = windows.shift(day, unit=unit, number=number - (not more))
    return None if far is None or near is None else Window(far, near)


# "A few weeks ago": days back, at most and at least.
_FEW = {"minutes": (1, 0), "hours": (1, 0), "days": (6, 2), "weeks": (45, 10), "months": (300, 45)}


def _resolve_few_days(match: re.Match[str], day: dt.date | None) -> Window | None:
    if day is None:
        return None
    most, least = _FEW[(match["unit"] or "days").lower()]
    return Window(day - most * windows.ONE_DAY, day - least * windows.ONE_DAY)


def _resolve_recent(match: re.Match[str], day: dt.date | None) -> Window | None:
    if day is None:
        return None
    return Window(day - {"days": 7, "weeks": 28, "months": 180}[match["unit"].lower()] * windows.ONE_DAY, day)


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # first months, north of the equator


def _season(season: str, year: int) -> Window:
    """Three whole months; winter begins in its year and ends in the next."""
    first = _SEASONS[season.lower()]
    last = dt.date(year + (first == 12), (first + 2) % 12 or 12, 1)
    return Window(dt.date(year, first, 1), windows.month_window(last.year, last.month, "").latest)


def _resolve_season(match: re.Match[str], day: dt.date | None) -> Window | None:
    """ "This summer" has begun, "last summer" is over."""
    if day is None:
        return None
    last = match["which"].lower() == "last"
    for year in (day.year, day.year - 1, day.year - 2):
        season = _season(match["season"], year)
        if season.latest < day if last else season.earliest <= day:
            return season
    return None


def _resolve_season_of_year(match: re.Match[str], day: dt.date | None) -> Window | None:
    year = int(match["year"])
    season = _season(match["season"], year)
    # "The winter of 2010" may have begun or ended in that year.
    return Window(dt.date(year, 1, 1), season.latest) if season.latest.year > year else season


def _resolve_past_period(match: re.Match[str], day: dt.date | None) -> Window | None:
    number = 1 if match["unit2"] else small_number(match["number"])
    if day is None or number is None:
        return None
    return windows.past_period(day, unit=match["unit2"] or match["unit"], number=number)


def _resolve_last(match: re.Match[str], day: dt.date | None) -> Window | None:
    if day is None:
        return None
    part = {"early": "early", "earlier": "early", "late": "late", "later": "late"}.get(
        (match["part"] or "").lower(), ""
    )
    match match["unit"].lower():
        case "week":
            return windows.last_week(day)
        case "weekend":
            return windows.last_weekend(day - windows.ONE_DAY)
        case "month":
            month = day.replace(day=1) - windows.ONE_DAY
            return windows.month_window(month.year, month.month, part)
        case _:
            return windows.year_window(day.year - 1, part)


def _resolve_this(match: re.Match[str], day: dt.date | None) -> Window | None:
    if day is None:
        return None
    match match["unit"].lower():
        case "week":
            return windows.this_week(day)
        case "month":
            return Window(day.replace(day=1), day)
        case _:
            return Window(day.replace(month=1, day=1), day)


def _resolve_weekend(match: re.Match[str], day: dt.date | None) -> Window | None:
    return None if day is None else windows.last_weekend(day)
