"""Calendar arithmetic: windows of days, counted from the day of publication.

A window is a pair of inclusive days as tight as the words support. Every function that looks back
takes `day`, the day of publication, and gives the last fitting window that has begun by then: a
report tells of what has happened.
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import NamedTuple

from dateutil.easter import easter
from dateutil.relativedelta import MO, SA, relativedelta, weekday

ONE_DAY = dt.timedelta(days=1)
# A day or month without a year that lies further back than this is the one to come: nobody calls
# last year's December just "December" in November.
LONGEST_BACK = dt.timedelta(days=300)


class Window(NamedTuple):
    """Inclusive days."""

    earliest: dt.date
    latest: dt.date


def single(day: dt.date) -> Window:
    return Window(day, day)


def make_date(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None for a day that the calendar does not have ("February 30")."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def last_date(month: int, day_of_month: int, *, before: dt.date) -> dt.date | None:
    """The last such day at or before `before`; None where the next one is nearer by far."""
    for year in (before.year, before.year - 1):
        found = make_date(year, month, day_of_month)
        if found is not None and found <= before:
            return found if before - found <= LONGEST_BACK else None
    return None


def last_day_of_month(day_of_month: int, *, before: dt.date) -> dt.date | None:
    """The last "11th" at or before `before`."""
    for back in range(3):
        month = before - relativedelta(months=back)
        found = make_date(month.year, month.month, day_of_month)
        if found is not None and found <= before:
            return found
    return None


def last_weekday(number: int, *, before: dt.date) -> dt.date:
    """The last such weekday (Monday is 0) at or before `before`."""
    return before + relativedelta(weekday=weekday(number)(-1))


def year_window(year: int, part: str = "") -> Window:
    """A year, or its early, middle or late third."""
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(part, (1, 12))
    return Window(dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1]))


def month_window(year: int, month: int, part: str = "") -> Window:
    """A month, or its first ten days, the ten after that, or the rest."""
    end = calendar.monthrange(year, month)[1]
    first, last = {"early": (1, 10), "mid": (11, 20), "late": (21, end)}.get(part, (1, end))
    return Window(dt.date(year, month, first), dt.date(year, month, last))


def last_month(month: int, *, before: dt.date, part: str = "") -> Window | None:
    """The last such month (or third of it) that has begun by `before`; None where the next one is nearer by far."""
    for year in (before.year, before.year - 1):
        window = month_window(year, month, part)
        if window.earliest <= before:
            return window if before - window.latest <= LONGEST_BACK else None
    return None


def decade_window(first_year: int) -> Window:
    return Window(dt.date(first_year, 1, 1), dt.date(first_year + 9, 12, 31))


def this_week(day: dt.date) -> Window:
    """The week up to `day`: weeks begin on Sunday for some papers and on Monday for others, so the longer one."""
    sunday = day - dt.timedelta(days=(day.weekday() + 1) % 7)
    return Window(min(sunday, day + relativedelta(weekday=MO(-1))), day)


def last_week(day: dt.date) -> Window:
    """The seven days up to the Sunday before this week's Monday."""
    monday = day + relativedelta(weekday=MO(-1))
    return Window(monday - 7 * ONE_DAY, monday - ONE_DAY)


def last_weekend(day: dt.date) -> Window:
    """The last Saturday and Sunday that have begun."""
    saturday = day + relativedelta(weekday=SA(-1))
    return Window(saturday, saturday + ONE_DAY)


def shift(day: dt.date, *, unit: str, number: int) -> dt.date | None:
    """`number` units before `day`; None where that is before the calendar begins."""
    try:
        match unit:
            case "hour":
                return day - dt.timedelta(days=-(-number // 24))
            case "day":
                return day - dt.timedelta(days=number)
            case "week":
                return day - dt.timedelta(weeks=number)
            case "month":
                return day - relativedelta(months=number)
            case "year":
                return day - relativedelta(years=number)
            case "decade":
                return day - relativedelta(years=10 * number)
            case _:
                raise ValueError(f"no such unit of time: {unit!r}")
    except (ValueError, OverflowError):
        if unit in _SLACK:
            return None
        raise


# How far a round "N units ago" may be off to either side.
_SLACK = {
    "hour": dt.timedelta(0),
    "day": dt.timedelta(0),
    "week": dt.timedelta(days=3),
    "month": dt.timedelta(days=15),
    "year": dt.timedelta(days=182),
    "decade": dt.timedelta(days=5 * 365),
}


def ago(day: dt.date, *, unit: str, number: int) -> Window | None:
    """ "Four years ago": the day so far back, give or take half a unit; days are exact."""
    middle = shift(day, unit=unit, number=number)
    if middle is None:
        return None
    if unit == "hour":
        return Window(middle, day)
    return Window(middle - _SLACK[unit], min(middle + _SLACK[unit], day))


def past_period(day: dt.date, *, unit: str, number: int) -> Window | None:
    """ "The past four days": from so far back until now."""
    start = shift(day, unit=unit, number=number)
    return None if start is None else Window(start, day)


def feast_day(year: int, *, month: int, day_of_month: int, easter_offset: int | None) -> dt.date | None:
    """A feast on a fixed day, or so many days after Easter Sunday (Western churches)."""
    if easter_offset is None:
        return make_date(year, month, day_of_month)
    return easter(year) + dt.timedelta(days=easter_offset)


def last_feast(*, before: dt.date, month: int, day_of_month: int, easter_offset: int | None) -> dt.date | None:
    """The last such feast at or before `before`."""
    for year in (before.year, before.year - 1):
        found = feast_day(year, month=month, day_of_month=day_of_month, easter_offset=easter_offset)
        if found is not None and found <= before:
            return found
    return None
