"""Which days dates and periods mean, seen from the day of publication."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.annotate.times import find_times
from kg.annotate.tokens import Tokenised
from kg.model.annotation import Sentence, TimeMention
from tests.support import annotated, article_from

THURSDAY = dt.date(2022, 3, 10)


def times(text: str, day: dt.date | None = THURSDAY) -> tuple[TimeMention, ...]:
    """The times of a text that is one sentence, without language model."""
    sentence = Sentence(index=0, first=0, last=0, start=0, end=len(text), paragraph=0)
    return find_times(article_from(text, published=day), Tokenised((), (sentence,), ()))


def windows(text: str, day: dt.date | None = THURSDAY) -> list[tuple[str, str, str]]:
    return [(t.text, t.earliest.isoformat(), t.latest.isoformat()) for t in times(text, day)]


@pytest.mark.parametrize(
    ("text", "words", "earliest", "latest"),
    [
        ("A bomb went off on Thursday.", "Thursday", "2022-03-10", "2022-03-10"),
        ("A bomb went off on Friday night.", "Friday night", "2022-03-04", "2022-03-04"),
        ("It happened last Thursday.", "last Thursday", "2022-03-03", "2022-03-03"),
        ("It happened on Tuesday of last week.", "Tuesday of last week", "2022-03-01", "2022-03-01"),
        ("Shells fell yesterday.", "yesterday", "2022-03-09", "2022-03-09"),
        ("Shells fell last night.", "last night", "2022-03-09", "2022-03-09"),
        ("Shells fell early today.", "today", "2022-03-10", "2022-03-10"),
        ("This morning it was quiet.", "This morning", "2022-03-10", "2022-03-10"),
        ("Overnight strikes hit the port.", "Overnight", "2022-03-09", "2022-03-10"),
        ("The day before yesterday they left.", "The day before yesterday", "2022-03-08", "2022-03-08"),
        ("He was shot on New Year's Eve in 2007.", "New Year's Eve in 2007", "2007-12-31", "2007-12-31"),
        ("It began earlier this week.", "earlier this week", "2022-03-06", "2022-03-10"),
        ("Last week a bus was hit.", "Last week", "2022-02-28", "2022-03-06"),
        ("Last month a bus was hit.", "Last month", "2022-02-01", "2022-02-28"),
        ("In recent months buses were hit.", "In recent months", "2021-09-11", "2022-03-10"),
        ("A few weeks ago a bus was hit.", "A few weeks ago", "2022-01-24", "2022-02-28"),
        ("They came this weekend.", "this weekend", "2022-03-05", "2022-03-06"),
        ("In recent days a bus was hit.", "In recent days", "2022-03-03", "2022-03-10"),
        ("Last summer a bus was hit.", "Last summer", "2021-06-01", "2021-08-31"),
        ("It burned in the summer of 2019.", "the summer of 2019", "2019-06-01", "2019-08-31"),
        ("It burned in the winter of 2010.", "the winter of 2010", "2010-01-01", "2011-02-28"),
        ("Late last year they fled.", "Late last year", "2021-09-01", "2021-12-31"),
        ("They came over the weekend.", "over the weekend", "2022-03-05", "2022-03-06"),
        ("He was shot three days ago.", "three days ago", "2022-03-07", "2022-03-07"),
        ("He was shot a week ago.", "a week ago", "2022-02-28", "2022-03-06"),
        ("He was shot two years ago.", "two years ago", "2019-09-10", "2020-09-08"),
        ("He was shot more than two years ago.", "more than two years ago", "2019-03-10", "2020-03-10"),
        ("He was shot nearly two years ago.", "nearly two years ago", "2020-03-10", "2021-03-10"),
        ("In the past four days five died.", "the past four days", "2022-03-06", "2022-03-10"),
        ("Over the past week five died.", "the past week", "2022-03-03", "2022-03-10"),
        ("In the last 24 hours five died.", "the last 24 hours", "2022-03-09", "2022-03-10"),
        ("Raids have gone on since mid-November.", "since mid-November", "2021-11-11", "2022-03-10"),
        ("He has been held since 2019.", "since 2019", "2019-01-01", "2022-03-10"),
        ("It opened in early May 2018.", "early May 2018", "2018-05-01", "2018-05-10"),
        ("It opened at the end of January.", "the end of January", "2022-01-21", "2022-01-31"),
        ("It opened in June 2017.", "June 2017", "2017-06-01", "2017-06-30"),
        ("It opened in June.", "June", "2021-06-01", "2021-06-30"),
        ("It opened last March.", "last March", "2021-03-01", "2021-03-31"),
        ("The November bombing was worse.", "November", "2021-11-01", "2021-11-30"),
        ("It burned on March 8.", "March 8", "2022-03-08", "2022-03-08"),
        ("It burned on the 8th of March.", "the 8th of March", "2022-03-08", "2022-03-08"),
        ("It burned on 27 December.", "27 December", "2021-12-27", "2021-12-27"),
        ("It burned on Dec. 27, 2019.", "Dec. 27, 2019", "2019-12-27", "2019-12-27"),
        ("It burned on Friday, 27 December 2019.", "Friday, 27 December 2019", "2019-12-27", "2019-12-27"),
        ("It burned on May 2 of last year.", "May 2 of last year", "2021-05-02", "2021-05-02"),
        ("It burned on 2019-12-27.", "2019-12-27", "2019-12-27", "2019-12-27"),
        ("It burned on the 8th of the month.", "on the 8th of the month", "2022-03-08", "2022-03-08"),
        ("The war of 1994 left scars.", "1994", "1994-01-01", "1994-12-31"),
        ("It was the 2014 attacks that began it.", "2014", "2014-01-01", "2014-12-31"),
        ("The deadly 2014 attacks began it.", "2014", "2014-01-01", "2014-12-31"),
        ("It was mid-2014 when it began.", "mid-2014", "2014-05-01", "2014-08-31"),
        ("It ended in the 1990s.", "the 1990s", "1990-01-01", "1999-12-31"),
        ("Between 2010 and 2014 he was away.", "Between 2010 and 2014", "2010-01-01", "2014-12-31"),
        ("The 2004–06 siege was long.", "2004–06", "2004-01-01", "2006-12-31"),
        (
            "It rained from Monday night through to Tuesday.",
            "from Monday night through to Tuesday",
            "2022-03-07",
            "2022-03-08",
        ),
        ("It rained from Friday to Tuesday.", "from Friday to Tuesday", "2022-03-04", "2022-03-08"),
        ("Fights raged between January 3 and 5.", "January 3 and 5", "2022-01-03", "2022-01-05"),
        ("Fights raged on 3–5 January 2020.", "3–5 January 2020", "2020-01-03", "2020-01-05"),
        ("The Christmas Eve attack shook the town.", "Christmas Eve", "2021-12-24", "2021-12-24"),
        ("The Easter Sunday 2016 bombing shook Lahore.", "Easter Sunday 2016", "2016-03-27", "2016-03-27"),
        ("He lost a brother on 9/11.", "9/11", "2001-09-11", "2001-09-11"),
        ("The September 11 attacks changed it.", "September 11 attacks", "2001-09-11", "2001-09-11"),
    ],
)
def test_words_of_time_mean_these_days(text: str, words: str, earliest: str, latest: str) -> None:
    assert windows(text) == [(words, earliest, latest)]


@pytest.mark.parametrize(
    "text",
    [
        "Some 2000 soldiers stood by.",
        "At 1900 GMT it was over.",
        "The 2011-built bridge fell.",
        "A four-day siege ended.",
        "The 34-year-old driver fled.",
        "Prime Minister Theresa May spoke of march and may.",
        "The Sunday Times wrote of it.",
        "They meet next Monday.",
        "By Monday the count had doubled.",
        "Until 2019 he lived there.",
        "It was the anniversary of the January 5 attack.",
        "A vote is due on Monday.",
        "The trial is set for May 5.",
        "It was read on the 11th floor.",
        "A man of 53 paid $2000 for it.",
        "It may open on April 20.",
        "Recent days were quiet in summer.",
    ],
)
def test_other_words_and_days_to_come_mean_none(text: str) -> None:
    assert windows(text) == []


def test_a_future_verb_puts_a_weekday_ahead() -> None:
    report = annotated("The court will hear him on Friday. The guard was shot on Monday.", published=THURSDAY)
    assert [t.text for t in report.times] == ["Monday"]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("that day", "2022-03-07"),
        ("a day earlier", "2022-03-06"),
        ("the previous day", "2022-03-06"),
        ("three days earlier", "2022-03-04"),
        ("the following day", "2022-03-08"),
        ("two days later", "2022-03-09"),
        ("the next evening", "2022-03-08"),
        ("minutes later", "2022-03-07"),
        ("earlier in the day", "2022-03-07"),
    ],
)
def test_days_counted_from_the_day_named_before(words: str, day: str) -> None:
    found = windows(f"On Monday the army spoke of an attack on a base {words}.")
    assert found == [("Monday", "2022-03-07", "2022-03-07"), (words, day, day)]


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("a week earlier", "2022-02-25", "2022-03-03"),
        ("six months earlier", "2021-08-24", "2021-09-23"),
        ("a few days before", "2022-02-28", "2022-03-06"),
        ("weeks earlier", "2022-01-06", "2022-02-28"),
        ("36 hours earlier", "2022-03-05", "2022-03-06"),
    ],
)
def test_windows_counted_from_the_day_named_before(words: str, earliest: str, latest: str) -> None:
    assert windows(f"On Monday the army spoke of an attack on a base {words}.")[1:] == [(words, earliest, latest)]


@pytest.mark.parametrize("words", ["that day", "a day earlier", "four days later", "weeks earlier"])
def test_without_a_day_named_before_they_mean_none(words: str) -> None:
    assert windows(f"It happened {words}.") == []


def test_a_day_counted_beyond_publication_is_none() -> None:
    assert len(windows("On Tuesday it began, four days later it ended.")) == 1


def test_windows_end_with_publication() -> None:
    assert windows("In 2022 three were hit.") == [("2022", "2022-01-01", "2022-03-10")]


def test_without_publication_only_full_dates_resolve() -> None:
    text = "On Monday, yesterday, on May 5 and in June 2017 shots fell."
    assert windows(text, day=None) == [("June 2017", "2017-06-01", "2017-06-30")]


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_the_ends_of_the_calendar_do_no_harm(day: dt.date) -> None:
    assert windows("On Monday, last year, 90 years ago and the next day it went on.", day) == []


_WORDS = st.sampled_from(
    "on in since until between from to and the last this next past early mid late end of ago three 5 31 2019 1999 "
    "Monday Sunday May March February 29 December days weeks months years week year night yesterday today weekend , - "
    "that day 's".split()
)


@given(st.lists(_WORDS, max_size=8), st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2040, 12, 31)))
@example(["February", "29"], dt.date(2023, 2, 28))
@example(["from", "December", "31", "to", "Monday"], dt.date(2024, 1, 1))
def test_windows_are_ordered_past_and_the_same_every_time(words: list[str], day: dt.date) -> None:
    text = " ".join(words)
    found = times(text, day)
    assert found == times(text, day)
    assert all(t.earliest <= t.latest <= day for t in found)
    assert all(t.text == text[t.start : t.end] for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_hours_later_may_be_the_next_day() -> None:
    assert windows("On Monday a bomb went off; hours later another did.")[-1][1:] == ("2022-03-07", "2022-03-08")


@pytest.mark.parametrize(
    ("text", "words", "earliest", "latest"),
    [
        (
            "It lasted between August 3 and October 2, 2013.",
            "between August 3 and October 2, 2013",
            "2013-08-03",
            "2013-10-02",
        ),
        ("Shells fell on August 3, August 9 and October 2, 2013.", "August 9", "2013-08-09", "2013-08-09"),
        ("Shells fell on December 30 and January 2, 2013.", "December 30", "2012-12-30", "2012-12-30"),
        ("In 2014, on August 14, shells fell.", "August 14", "2014-08-14", "2014-08-14"),
        ("Shells fell on August 3, 2013, and the siege began on August 9.", "August 9", "2021-08-09", "2021-08-09"),
    ],
)
def test_the_year_of_the_dates_beside(text: str, words: str, earliest: str, latest: str) -> None:
    assert (words, earliest, latest) in windows(text)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Shells fell on August 3, 2013. The siege began on August 9.", "2013-08-09"),
        ("Shells fell on May 3, 2013. The siege began on October 9.", "2021-10-09"),
        ("Shells fell on March 3, 2013. The siege began on March 9.", "2022-03-09"),
    ],
)
def test_the_year_of_an_older_day_told_before(text: str, last: str) -> None:
    assert annotated(text, published=THURSDAY).times[-1].earliest.isoformat() == last


@pytest.mark.parametrize(
    ("text", "words", "earliest"),
    [
        ("It was the worst since the May 3, 2001 attacks.", "the May 3, 2001", "2001-05-03"),
        ("Nothing was heard since Monday's attack.", "Monday", "2022-03-07"),
        ("Nothing was heard since Monday, when rebels came.", "Monday", "2022-03-07"),
    ],
)
def test_since_a_deed_of_a_day(text: str, words: str, earliest: str) -> None:
    assert windows(text) == [(words, earliest, earliest)]
    assert windows("Nothing was heard since Monday.") == [("since Monday", "2022-03-07", "2022-03-10")]
