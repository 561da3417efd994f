"""Descriptions of somebody who is also named: told once; others who are hit or accused keep their places."""

import pytest

from kg.extract import extract
from kg.resolve import resolve
from tests.support import annotated


def told(text: str, headline: str) -> tuple[set[str], set[str]]:
    """The labels of victims and of the accused."""
    article = annotated(text, headline=headline)
    facts = resolve(article, extract(article))
    labels = {e.key: e.label for e in facts.entities}
    victims = {labels[v.entity] for a in facts.attacks for v in a.victims}
    return victims, {labels[p.entity] for a in facts.attacks for p in a.alleged}


def test_a_victim_described_before_the_name_is_told_once() -> None:
    victims, _ = told("Anna Lund was stabbed to death at her school in Karvel on Monday.", "Teacher stabbed to death")
    assert victims == {"Anna Lund"}


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Anna Lund was stabbed in Karvel on Monday. The attacker also stabbed her mother.", "mother"),
        ("Anna Lund was stabbed in Karvel on Monday. The attacker also stabbed a second teacher.", "second teacher"),
        ("Anna Lund was stabbed in Karvel on Monday. The attacker also stabbed a policeman.", "policeman"),
    ],
)
def test_another_victim_keeps_the_place(text: str, more: str) -> None:
    victims, _ = told(text, "Knife attack in Karvel")
    assert "Anna Lund" in victims
    assert any(more in victim for victim in victims)


def test_where_several_were_hit_a_description_may_be_of_anybody() -> None:
    victims, _ = told(
        "A man stabbed a teacher in Karvel on Monday. Anna Lund was stabbed in the same attack, which killed two "
        "people.",
        "Knife attack in Karvel",
    )
    assert {"teacher", "Anna Lund"} <= victims


def test_the_accused_is_told_once() -> None:
    _, accused = told(
        "A man was charged with the murder of a teacher in Karvel on Monday. Karl Berg, 40, was charged with the "
        "murder on Tuesday.",
        "Teacher killed in Karvel",
    )
    assert accused == {"Karl Berg"}


def test_who_is_charged_beside_a_name_is_told() -> None:
    _, accused = told(
        "Karl Berg, 40, was charged with the murder of a teacher in Karvel on Monday. A woman was charged with the "
        "murder on Tuesday.",
        "Teacher killed in Karvel",
    )
    assert accused == {"Karl Berg", "woman"}


@pytest.mark.parametrize(
    ("text", "hit", "accused"),
    [
        (
            "Karl Berg was charged with the bombing in Karvel on Monday that killed two people. Berg died in the "
            "bombing, the police said.",
            False,
            True,
        ),
        (
            "Karl Berg was kidnapped in Karvel on Monday. A lawyer said that those who suspect Karl Berg of the "
            "kidnapping are wrong.",
            True,
            False,
        ),
    ],
)
def test_nobody_is_hit_and_accused_at_once(text: str, hit: bool, accused: bool) -> None:
    victims, blamed = told(text, "News from Karvel")
    assert ("Karl Berg" in victims, "Karl Berg" in blamed) == (hit, accused)


@pytest.mark.parametrize(
    ("people", "words", "accused"),
    [
        ("Karl Lund and Peter Lund", "The Lund brothers", {"Karl Lund", "Peter Lund"}),
        ("Karl Lund and Anna Lund", "The Lund brothers", {"Lund brothers"}),
        ("Karl Lund, Peter Lund and Tom Lund", "The Lund brothers", {"Lund brothers"}),
        ("Karl Lund and Peter Lund", "The two brothers", {"two brothers"}),
    ],
)
def test_brothers_by_their_surname(people: str, words: str, accused: set[str]) -> None:
    text = f"{people} live in Norwich. {words} are accused of shooting dead a police officer in Karvel on Monday."
    assert told(text, "News from Karvel")[1] == accused
