"""Which mentions are one attack: the news of the headline, its background, retaliation, series."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.extract import extract
from kg.model.resolved import ResolvedAttack
from kg.resolve import resolve
from kg.resolve.attack_labels import label_attack
from tests.support import annotated


def read(text: str, *, headline: str | None = None) -> tuple[ResolvedAttack, ...]:
    article = annotated(text, headline=headline, published=dt.date(2021, 3, 10))
    return resolve(article, extract(article)).attacks


def test_headline_lead_and_later_mentions_are_one_attack() -> None:
    attacks = read(
        "A car bomb exploded at a market in Quetta on Tuesday, killing nine people. The blast wounded twenty others. "
        "Nobody has claimed the attack.",
        headline="Car bomb kills nine at market in Quetta",
    )
    assert len(attacks) == 1
    assert attacks[0].kinds == ("CarBombing",)
    assert (attacks[0].earliest, attacks[0].latest) == (dt.date(2021, 3, 9), dt.date(2021, 3, 9))
    assert len(attacks[0].mentions) >= 5


@pytest.mark.parametrize(
    "background",
    [
        "Last year a suicide bombing in Lahore killed thirty people.",
        "In 2015 another bombing in the city killed four people.",
        "The town suffered a similar attack on January 4.",
    ],
)
def test_another_attack_of_the_background_stays_apart(background: str) -> None:
    attacks = read(
        f"A bomb exploded at a market in Quetta on Tuesday, killing nine people. {background}",
        headline="Bomb kills nine in Quetta",
    )
    assert len(attacks) == 2
    assert attacks[1].latest is not None
    assert attacks[1].latest < dt.date(2021, 3, 9)


def test_those_who_strike_back_make_another_attack() -> None:
    attacks = read(
        "Militants killed three soldiers in Kidal on Monday. Soldiers killed ten militants.",
        headline="Militants kill three soldiers in Kidal",
    )
    assert len(attacks) == 2


def test_an_attack_has_no_date_that_the_text_does_not_give() -> None:
    attacks = read("Gunmen shot dead a judge in Lima.", headline="Judge shot dead in Lima")
    assert [(a.earliest, a.latest) for a in attacks] == [(None, None)]


def test_places_run_from_the_town_to_the_country() -> None:
    attacks = read("A bombing in Tripoli, Libya killed six people on Tuesday.")
    assert [p.entity.split("/")[0] for p in attacks[0].places] == ["place", "country"]


def test_a_series_keeps_its_count() -> None:
    attacks = read("The army has counted more than 40 rocket attacks against its bases in Iraq since January.")
    assert len(attacks) == 1
    assert (attacks[0].series, attacks[0].count_min, attacks[0].count_max) == (True, 41, None)


def test_deaths_in_an_accident_are_no_attack() -> None:
    assert read("A bus crashed near Lima on Monday, killing twelve people. The dead were identified as Ann Hill.") == ()


def test_ordinals_follow_the_text_and_every_mention_has_one_attack() -> None:
    article = annotated("Gunmen killed a judge in Lima on Monday. Last year a bombing in Bogota killed two people.")
    resolved = resolve(article, extract(article))
    assert [a.ordinal for a in resolved.attacks] == list(range(1, len(resolved.attacks) + 1))
    spans = [m.span for a in resolved.attacks for m in a.mentions]
    assert len(spans) == len(set(spans))


def test_labels_name_type_place_and_day() -> None:
    day = dt.date(2024, 1, 4)
    assert label_attack(("DroneStrike",), ["Damascus"], (day, day)) == "drone strike in Damascus, 2024-01-04"
    assert label_attack(("Attack",), [], None) == "attack"
    assert label_attack(("Bombing",), [], (day, dt.date(2024, 1, 6))) == "bombing, 2024-01-04 to 2024-01-06"
