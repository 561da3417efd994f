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


APART = {
    "elsewhere": (
        "Roadside bomb kills 12 in northern Ostland",
        "At least 12 farmers were killed when their truck hit a roadside bomb in Karvel province on Tuesday. The blast "
        "wounded four others. Elsewhere in the country, five soldiers were wounded in a car bomb explosion in Darmsk.",
        2,
    ),
    "a day after": (
        "Fighters kill dozens at base near Karvel",
        "Attack on a military base comes a day after an assault in Logan province that killed eight. "
        "Dozens of soldiers were killed when rebels attacked a military base about 40km south of Karvel "
        "on Monday. At least 126 were killed in the attack that began Monday morning when a suicide "
        "bomber detonated his vehicle outside the base in Maidan, an official said.",
        2,
    ),
    "on the day of": (
        "Rebels kidnap 40 pupils",
        "The rebels claimed responsibility on Monday for the abduction of 40 pupils in the town of "
        "Karvel. On the day of the abduction, a bomb at a bus station in Darmsk killed 20 people. The "
        "rebels claimed that attack as well.",
        2,
    ),
    "two days before": (
        "Rockets kill 30 in Karvel",
        "Rockets struck a district of Karvel on Saturday, killing 30 people. The rebels denied responsibility for the "
        "attack. Two days before, shells killed eight civilians at a bus stop in Darmsk. The government and the rebels "
        "accused each other of that attack too.",
        2,
    ),
    "retaliation": (
        "Ostland jets bomb camp after ambush",
        "Ostland warplanes bombed a rebel camp near Karvel on Sunday, killing 11 fighters, the army "
        "said. The air strike came hours after rebels ambushed an army convoy in Darmsk, killing six soldiers.",
        2,
    ),
    "police": (
        "Police shoot knife attacker",
        "A man stabbed two women in a street in Karvel on Sunday. Police shot and killed the attacker.",
        2,
    ),
    "last week": (
        "Bombing in Karvel kills seven",
        "Seven people died on Sunday when a suicide bomber blew himself up in a mosque in Karvel. Witnesses said they "
        "heard a loud explosion. The explosion shattered windows. Last week, a bombing at a market in "
        "the city killed two.",
        2,
    ),
    "three days later": (
        "Trial of bomber opens",
        "Prosecutors said two brothers placed two bombs at a race in Karvel in 2019 and three days later fatally shot "
        "a police officer at a university. The bombing killed three people.",
        2,
    ),
    "one attack": (
        "Blast at base kills 20",
        "A suicide bomber attacked an army base near Karvel on Monday, killing 20 soldiers. An official told reporters "
        "that the attack also left more than 70 wounded. The blast was heard in Maidan.",
        1,
    ),
}


@pytest.mark.parametrize("name", APART)
def test_attacks_that_one_report_tells(name: str) -> None:
    headline, text, count = APART[name]
    assert len(read(text, headline=headline)) == count


def test_an_attack_is_part_of_the_series_that_it_is_counted_in() -> None:
    attacks = read(
        "A bomb killed four people at a bus stop in Karvel on Friday. The blast was the latest in a "
        "series of bombings.",
        headline="Bombing kills four in Karvel",
    )
    one, series = attacks
    assert (one.part_of_series, one.series) == (series.ordinal, False)
    assert series.series


def test_periods_that_only_overlap_are_not_cut_to_what_they_share() -> None:
    attacks = read(
        "Gunmen killed a judge in Lima last week. The shooting of the judge in Lima came on Tuesday.",
        headline="Judge shot dead in Lima",
    )
    windows = [(a.earliest, a.latest) for a in attacks]
    assert all(first is not None and last is not None and first <= last for first, last in windows)


def test_a_party_that_claims_needs_no_allegation_from_its_own_words() -> None:
    text = "A bomb killed two soldiers in Lima on Monday. The Shining Path claimed responsibility for the bombing."
    (attack,) = read(text)
    assert attack.claimed_by
    assert not attack.alleged


def test_who_accuses_and_who_claims_both_count() -> None:
    text = (
        "A bomb killed two soldiers in Lima on Monday. The government blamed the Shining Path for the bombing. "
        "The Shining Path claimed responsibility for the bombing."
    )
    (attack,) = read(text)
    assert [f.entity for f in attack.claimed_by] == [f.entity for f in attack.alleged]


def test_a_trial_tells_of_an_old_attack_as_one() -> None:
    (attack,) = read(
        "A court in Lima has sentenced a man and a woman to prison over a hammer attack on a blogger. "
        "The pair assaulted the blogger on 26 February 2019 in his home in Lima.",
        headline="Court jails two over hammer attack on blogger",
    )
    assert attack.earliest == attack.latest == dt.date(2019, 2, 26)


def test_two_sorts_of_deed_told_together_are_one_series() -> None:
    attacks = read("The Shining Path has carried out several bombings and abductions in Peru in recent years.")
    assert len(attacks) == 1
    assert attacks[0].series


def test_the_count_of_a_series_stays_with_the_series() -> None:
    attacks = read(
        "A bomb killed four people at a bus stop in Karvel on Friday. It was the latest of more than 20 attacks.",
        headline="Bombing kills four in Karvel",
    )
    assert all(a.series or (a.count_min, a.count_max) == (None, None) for a in attacks)


def test_a_year_is_no_count() -> None:
    (attack,) = read("The 2015 attacks in Lima killed 20 people, and the attacks shocked Peru.")
    assert (attack.count_min, attack.count_max) == (None, None)


def test_a_victim_with_a_name_is_not_counted_again() -> None:
    (attack,) = read("Gunmen shot dead Rosa Quispe, a reporter, in Lima on Monday. They shot the reporter in her car.")
    assert [v.entity for v in attack.victims] == ["person/rosa-quispe"]


def test_an_author_is_no_victim_of_his_own_attack() -> None:
    text = "A suicide bomber killed four people at a market in Lima on Monday. The suicide bomber was killed too."
    for attack in read(text):
        assert not {v.entity for v in attack.victims} & {p.entity for p in attack.perpetrators}
