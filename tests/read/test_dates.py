import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.dates import find_date, is_date_line

DAY = dt.date(2024, 1, 4)


@pytest.mark.parametrize(
    "line",
    [
        "January 4, 2024",
        "Jan. 4, 2024",
        "JANUARY 4 2024",
        "4 January 2024",
        "4th of January, 2024",
        "Thursday, January 4, 2024",
        "Thursday 4 January 2024",
        "Thu, 4 Jan 2024",
        "2024-01-04",
        "2024/01/04",
        "Last updated: 4 January 2024",
        "  January 4, 2024 \u00a0",
        "Published: January 4, 2024",
        "Updated on 4 January 2024",
    ],
)
def test_a_day(line: str) -> None:
    assert is_date_line(line)
    assert find_date(line) == DAY


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("January 4, 2024 06:15 PM", dt.datetime(2024, 1, 4, 18, 15)),
        ("4 January 2024, 18:15", dt.datetime(2024, 1, 4, 18, 15)),
        ("4 January 2024 at 6.15 p.m.", dt.datetime(2024, 1, 4, 18, 15)),
        ("2024-01-04T18:15:00", dt.datetime(2024, 1, 4, 18, 15)),
        ("2024-01-04T18:15:00Z", dt.datetime(2024, 1, 4, 18, 15, tzinfo=dt.UTC)),
        ("January 4, 2024 18:15 GMT", dt.datetime(2024, 1, 4, 18, 15, tzinfo=dt.UTC)),
        ("2024-01-04 18:15+03:00", dt.datetime(2024, 1, 4, 18, 15, tzinfo=dt.timezone(dt.timedelta(hours=3)))),
        # Letters stand for several zones: the time stays as printed.
        ("January 4, 2024 6:15 PM EST", dt.datetime(2024, 1, 4, 18, 15)),
        ("January 4, 2024 | 12:05 am", dt.datetime(2024, 1, 4, 0, 5)),
    ],
)
def test_a_moment(line: str, expected: dt.datetime) -> None:
    found = find_date(line)
    assert found == expected
    assert isinstance(found, dt.datetime)
    assert found.utcoffset() == expected.utcoffset()


@pytest.mark.parametrize(
    "line",
    [
        "On January 4, 2024 a bomb went off in the port.",
        "January 4, 2024 was a quiet day",
        "January 4",
        "Thursday",
        "May 2024",
        "2024",
        "10",
        "The port, January 4, 2024",
        "18:15",
        "",
    ],
)
def test_not_a_date_line(line: str) -> None:
    assert not is_date_line(line)
    assert find_date(line) is None


def test_numbers_count_only_where_one_reading_is_possible() -> None:
    assert find_date("25/12/2023") == dt.date(2023, 12, 25)
    assert find_date("12/25/2023") == dt.date(2023, 12, 25)
    assert find_date("05.05.2023") == dt.date(2023, 5, 5)
    assert is_date_line("04/01/2024")
    assert find_date("04/01/2024") is None


def test_a_day_that_no_calendar_has() -> None:
    assert is_date_line("31 June 2024")
    assert find_date("31 June 2024") is None


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_every_day_in_every_form(day: dt.date) -> None:
    for form in ("%Y-%m-%d", "%B %d, %Y", "%A, %B %d, %Y", "%d %b %Y"):
        assert find_date(day.strftime(form)) == day


@given(st.text(max_size=60))
def test_no_line_makes_it_fail(line: str) -> None:
    if find_date(line) is not None:
        assert is_date_line(line)
