"""Where attacks were: places that grammar ties to a mention, and places that it does not."""

from __future__ import annotations

import pytest

from kg.extract.attacks import find_attacks
from tests.support import annotated


def places_of(text: str) -> list[str]:
    article = annotated(text)
    mentions, _ = find_attacks(article, attributions=())
    return sorted({article.text_of(p.span) for m in mentions for p in m.places})


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A car bomb ripped through Quetta on Monday, killing four.", ["Quetta"]),
        ("A wave of bombings hit Basra and Mosul on Monday.", ["Basra", "Mosul"]),
        ("Two bombings rocked Erbil on Friday.", ["Erbil"]),
        ("Sirte came under attack on Monday.", ["Sirte"]),
        ("Four people were killed by a bomb that blasted a market in northern Armenia.", ["Armenia"]),
        ("The bombs exploded in the Paktika region, killing four.", ["Paktika"]),
        ("Nine people died in the Raqqa bombing.", ["Raqqa"]),
        ("A bomb went off in the heart of Derry.", ["Derry"]),
        ("He was stabbed outside his home in a Lyon suburb.", ["Lyon"]),
        ("Mortar shells fell on a market in Aden.", ["Aden"]),
        ("A series of blasts hit trains in Turin.", ["Turin"]),
        ("Nine people died when their bus hit a roadside bomb in Zabul.", ["Zabul"]),
        ("Bombs devastated two pubs in Derry.", ["Derry"]),
        ("A bomb exploded in the Libyan capital on Monday.", ["Libyan capital"]),
        ("A bomb exploded in the Libyan capital, Tripoli, on Monday.", ["Tripoli"]),
        ("The mayor survived an attempt on his life in Kharkiv.", ["Kharkiv"]),
        ("Monday marks a year since the attack on a school in Gao which killed 40.", ["Gao"]),
    ],
)
def test_places(text: str, places: list[str]) -> None:
    assert places_of(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "The news rocked Erbil after nine people died in a bombing.",
        "The convoy passed through Quetta after a bombing.",
        "Police in Quetta arrested four men after a car bomb killed nine people.",
        "He bought the bomb, killing four, from a man who lives in Quetta.",
    ],
)
def test_places_of_something_else(text: str) -> None:
    assert places_of(text) == []


def attacks_in(text: str) -> bool:
    return bool(find_attacks(annotated(text), attributions=())[0])


@pytest.mark.parametrize(
    "text",
    [
        "The governor came under attack for his remarks.",
        "Floods came to Bria. They killed nine people.",
        "A missile landed in the Sea of Japan on Friday.",
        "The rocket landed on a pad in Florida on Friday.",
        "Oil prices fell on Monday in Erbil.",
        "Floods devastated two towns in Zabul.",
        "He said he was hurt by the criticism.",
        "The car hit a tree in Zabul.",
    ],
)
def test_no_attack(text: str) -> None:
    assert not attacks_in(text)


def test_they_who_kill_are_the_attackers_told_of() -> None:
    assert attacks_in("Rebels entered Bria on Monday. They killed nine people in the town.")


def times_of(text: str) -> list[str]:
    article = annotated(text)
    mentions, _ = find_attacks(article, attributions=())
    return sorted({article.times[i].text for m in mentions for i in m.times})


def test_the_day_of_what_somebody_else_did() -> None:
    assert times_of("He was shot dead by gunmen, while his brother was arrested on Monday.") == []
    assert times_of("He was shot dead by gunmen while he walked home on Monday.") == ["Monday"]


def triggers_of(text: str) -> list[str]:
    article = annotated(text)
    return [article.text_of(m.trigger) for m in find_attacks(article, attributions=())[0]]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("A summary of the inquiry into the attack on an aid convoy came out.", "attack"),
        ("Five houses were destroyed during a rebel attack on the town.", "destroyed"),
        ("He was jailed over a bombing in Goma. The priest was killed.", "killed"),
        ("He was jailed over a bombing in Goma. He said that he regretted the murder.", "murder"),
        ("He was jailed over a bombing in Goma. He said that he regretted the crime.", "crime"),
    ],
)
def test_words_for_an_attack_among_violence(text: str, trigger: str) -> None:
    assert trigger in triggers_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "The senator's attack on the budget was reported.",
        "He regretted the murder of women.",
        "He regretted the crime.",
        "Five houses were destroyed during the storm.",
    ],
)
def test_words_for_something_else(text: str) -> None:
    assert not set(triggers_of(text)) - {"bombing"}


def test_the_year_before_an_attack_that_names_something_else() -> None:
    assert times_of("The 2013 train bombing suspect was arrested.") == ["2013"]
    assert times_of("The 2013 convention came after a bombing.") == []
    assert times_of("Ahead of Monday's vote a bombing shook Goma.") == []
    assert times_of("Bombs exploded in Monday's march.") == ["Monday"]


def test_a_time_behind_the_phrase_of_the_noun() -> None:
    assert times_of("Police held a man in connection with the bombing in March that killed four people.") == ["March"]
    assert times_of("He was held over the murder of two priests in Goma in March.") == ["March"]
    assert times_of("Police held a bombing suspect on Monday.") == []
    assert times_of("A survivor of the bombing Monday described the scene.") == []
    assert times_of("He was held over the 2003 bombing in Goma last week.") == ["2003"]
    assert times_of("He was shocked by the response to the bombing and on Monday, issued a statement.") == []


def test_what_was_said_long_ago_is_no_news() -> None:
    assert times_of("He condemned the bombing on Friday.") == []
    assert times_of("He condemned the bombing in January 2003.") == ["January 2003"]


def test_the_time_at_the_head_of_an_entry() -> None:
    assert times_of("March 2, 2003 - Two bombers blew themselves up at a market in Goma.") == ["March 2, 2003"]
    assert times_of("March 2, 2003 - The council met.") == []


def test_a_clause_of_what_the_attack_did() -> None:
    assert times_of("Crowds gathered after the bombings that rocked the city on Monday.") == ["Monday"]
    assert times_of("Crowds gathered after the bombings that the mayor discussed on Monday.") == []


def test_since_when_there_was_none_like_it() -> None:
    assert times_of("The bombing was the worst attack in Goma since 2001.") == []
    assert times_of("The bombing was one of the deadliest acts of terror in the country since 2001.") == []
    assert times_of("There were nine attacks in Goma since 2001.") == ["since 2001"]


def test_the_day_of_a_picture() -> None:
    assert times_of("Candles burn on a bridge after an attack in Goma, March 3, 2003.") == []
    assert times_of("Gunmen attacked a bridge in Goma, March 3, 2003.") == ["March 3, 2003"]


def test_what_is_said_now_of_a_day() -> None:
    assert times_of("On Monday, officials say, rebels raided a church in Goma and shot four people.") == ["Monday"]
    assert times_of("On Monday officials said that rebels had raided a church in Goma and shot four people.") == []
