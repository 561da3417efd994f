"""A perpetrator never travels over a join that little speaks for."""

import pytest

from kg.extract import extract
from kg.model.resolved import ResolvedFacts
from kg.resolve import resolve
from tests.support import annotated

LEAD = "A bomb exploded at a market in Karvel on Tuesday, killing eleven people. Nobody has claimed the attack. "
MORE = "Shops stayed closed. Schools will open again next week. The mayor visited the hospital. "


def facts_of(text: str, headline: str = "Bomb kills eleven in Karvel") -> ResolvedFacts:
    article = annotated(text, headline=headline)
    return resolve(article, extract(article))


def perpetrators(facts: ResolvedFacts) -> set[str]:
    labels = {e.key: e.label for e in facts.entities}
    return {labels[p.entity] for a in facts.attacks for p in a.perpetrators}


@pytest.mark.parametrize(
    "sentence",
    [
        "Red Dawn militants have been bombing the region for a decade, and the bombing killed hundreds.",
        "The Ostland army killed 717 people in the first half of the year.",
    ],
)
def test_what_is_told_of_other_days_names_no_author_of_this_attack(sentence: str) -> None:
    facts = facts_of(LEAD + MORE + sentence)
    first = facts.attacks[0]
    assert first.perpetrators == ()


def test_the_lead_names_the_author() -> None:
    assert perpetrators(facts_of("Red Dawn militants bombed a market in Karvel on Tuesday, killing eleven people."))


def test_a_later_mention_with_the_same_place_and_day_names_the_author() -> None:
    text = LEAD + MORE + "Gunmen from Red Dawn attacked the market in Karvel on Tuesday, killing eleven people."
    assert any("Red Dawn" in name or "unmen" in name for name in perpetrators(facts_of(text)))


def test_what_was_left_out_is_said() -> None:
    facts = facts_of(LEAD + MORE + "The Ostland army killed 717 people.")
    assert not perpetrators(facts)
    assert any("too little to name a perpetrator" in r.reason for r in facts.rejections)


@pytest.mark.parametrize(("people", "done"), [("Egyptian", set()), ("Turkish", {"Turkey"})])
def test_of_two_states_in_one_attack_the_lead_names_none(people: str, done: set[str]) -> None:
    text = (
        "Rebels backed by Turkish air strikes have pressed on with their campaign. A ministry said on Tuesday that "
        f"{people} warplanes had bombed the village, killing twelve people."
    )
    assert perpetrators(facts_of(text, headline="War goes on near the hills")) == done


def test_a_state_that_the_rest_of_the_attack_ties_to_it_stays() -> None:
    text = (
        "Turkish planes bombed a market in Karvel on Tuesday. A ministry said that Egyptian warplanes had bombed the "
        "market in Karvel, killing twelve people."
    )
    assert "Turkey" in perpetrators(facts_of(text, headline="War goes on near the hills"))
