"""Dates of attacks that are counted from another attack or from a date."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.resolve import resolve
from tests.support import annotated


def dates_of(text: str) -> list[tuple[str, str] | None]:
    """The windows of the attacks in the order of the text."""
    article = annotated(text)
    attacks = resolve(article, extract(article)).attacks
    return [None if a.earliest is None or a.latest is None else (str(a.earliest), str(a.latest)) for a in attacks]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "A bomb exploded in Goma on March 1, 2021. Gunmen shot a nun in Bukavu three days after the bombing.",
            [("2021-03-01", "2021-03-01"), ("2021-03-04", "2021-03-04")],
        ),
        (
            "The bombing in Goma on March 1, 2021 came a day after an ambush in Bukavu.",
            [("2021-03-01", "2021-03-01"), ("2021-02-28", "2021-02-28")],
        ),
        (
            "Crowds gathered on March 1, 2021, one day after a series of bombings in Goma.",
            [("2021-02-28", "2021-02-28")],
        ),
        (
            "Gunmen shot a policeman in Goma on March 1, 2021, a few days before the bombing of a church in Bukavu.",
            [("2021-03-01", "2021-03-01"), ("2021-03-03", "2021-03-08")],
        ),
        (
            "The murder of a priest in Goma on March 5, 2021 came three days after two nuns were hurt in a bombing.",
            [("2021-03-05", "2021-03-05"), ("2021-03-02", "2021-03-02")],
        ),
        (
            "The bombing of a church in January 2021 was revenge for the bombing of a market six months earlier.",
            [("2021-01-01", "2021-01-31"), ("2020-06-20", "2020-08-19")],
        ),
    ],
)
def test_dates_counted_from_another(text: str, dates: list[tuple[str, str]]) -> None:
    assert dates_of(text) == dates


@pytest.mark.parametrize(
    "text",
    [
        "He died three days after the bombing in Goma.",
        "Gunmen held the bank in Goma for hours before the bombing.",
        "Police arrested a man three days after the bombing in Goma.",
        "Gunmen shot a policeman in Goma three days before the election.",
        "A man blew himself up while trying to attack a bank in Goma a few days earlier.",
    ],
)
def test_nothing_to_count_from(text: str) -> None:
    assert set(dates_of(text)) <= {None}


def test_what_is_counted_from_is_another_act() -> None:
    text = "The shooting of a priest in Goma came a day after the shooting of two nuns."
    assert len(dates_of(text)) == 2


def test_a_date_ahead_of_publication_is_none() -> None:
    text = "A car bomb exploded in Goma on March 9, 2021. Rebels raided Bukavu three weeks after the bombing."
    assert dates_of(text)[1:] == [None]


def test_what_happened_days_after_the_attack_told_before() -> None:
    text = "Rebels bombed a market in Goma. A nun was shot dead in Bukavu on March 5, 2021, days after the attack."
    assert dates_of(text) == [("2021-02-26", "2021-03-04"), ("2021-03-05", "2021-03-05")]
