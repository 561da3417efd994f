"""Whom descriptions and pronouns go back to."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.model.resolved import ResolvedFacts
from kg.resolve import resolve
from tests.support import annotated


def read(text: str, headline: str | None = None) -> ResolvedFacts:
    article = annotated(text, headline=headline)
    return resolve(article, extract(article))


def labels(facts: ResolvedFacts, keys: list[str]) -> list[str]:
    names = {e.key: e.label for e in facts.entities}
    return [names[k] for k in keys]


def authors(facts: ResolvedFacts) -> list[str]:
    return labels(facts, [p.entity for a in facts.attacks for p in a.perpetrators])


@pytest.mark.parametrize("again", ["attacker", "shooter", "assailant"])
def test_one_attacker_under_several_words_is_one_party(again: str) -> None:
    text = (
        "A gunman shot dead four people at a shopping mall in Bergen on Friday. "
        f"The {again} shot a guard first and then killed three shoppers."
    )
    assert authors(read(text, headline="Gunman kills four at mall")) == ["Gunman"]


def test_a_suspect_with_a_name_stays_alleged() -> None:
    text = "A gunman shot dead four people at a mall in Bergen on Friday. The suspect, Peter Lund, 28, was arrested."
    facts = read(text)
    assert authors(facts) == ["gunman"]
    assert "Peter Lund" not in authors(facts)


def test_several_are_not_one() -> None:
    text = "Two gunmen shot dead a judge in Bergen on Friday. Last year a gunman killed a guard in Oslo."
    assert len(authors(read(text))) == 2


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Norwegian troops shot at a boat. Nobody was hurt, the army said.", "army"),
        ("The People's Republic of Nordheim denied it. Its defence ministry said that it accused the troops of lying.",
         "defence ministry"),
    ],
)  # fmt: skip
def test_a_force_is_no_word_for_some_soldiers(text: str, speaker: str) -> None:
    facts = read(text)
    assert speaker in labels(facts, [s.speaker for s in facts.statements])


def test_the_alliance_is_the_body_that_was_called_one() -> None:
    facts = read(
        "The Syrian Democratic Forces are fighting. The Free Syrian Army is an alliance of militias. "
        "Ahrar al-Sham, a faction of the alliance, denied it."
    )
    (affiliation,) = facts.affiliations
    assert labels(facts, [affiliation.subject, affiliation.object]) == [
        "Ahrar al-Sham",
        "Free Syrian Army",
    ]


def test_a_part_of_something_that_nobody_named_is_part_of_nothing() -> None:
    assert read("Ahrar al-Sham, a faction of the uprising, denied it.").affiliations == ()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Norwegian Undersecretary Karin Holt left Oslo. The undersecretary said that it was over.", "Karin Holt"),
        ("Norwegian president Karin Holt met Peter Lund. The Swedish president said that it was over.",
         "Swedish president"),
        ("The Bergen Police Academy opened in May. It has a new roof, police said.", "police"),
        ("The Central Intelligence Agency has a new roof. The government said that it was over.", "government"),
        ("Norwegian police shot at a car. The police said that it was over.", "Norwegian police"),
    ],
)  # fmt: skip
def test_a_description_is_of_whom_it_fits(text: str, speaker: str) -> None:
    facts = read(text)
    assert labels(facts, [s.speaker for s in facts.statements]) == [speaker]


def test_who_speaks_is_nobody_of_whom_the_quoted_speak() -> None:
    facts = read('A witness came to the town hall. "Anna Berg found the car in the river," she explained.')
    assert "Anna Berg" not in labels(facts, [s.speaker for s in facts.statements])


def test_a_party_bears_the_words_that_come_back_to_it_too() -> None:
    facts = read("Engineers from the league said that it was over. The engineers said that the road was closed.")
    party = next(e for e in facts.entities if e.label == "Engineers from the league")
    assert "engineers" in party.aliases
