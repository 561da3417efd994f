"""Places of attacks whose own clauses name none."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.model.resolved import ResolvedFacts
from kg.resolve import resolve
from tests.support import annotated


def facts_of(text: str) -> ResolvedFacts:
    article = annotated(text)
    return resolve(article, extract(article))


def places_of(text: str) -> list[tuple[str, str]]:
    """Label and rule of each place of the first attack."""
    facts = facts_of(text)
    labels = {e.key: e.label for e in facts.entities}
    return [(labels[p.entity], p.evidence[0].rule) for p in facts.attacks[0].places]


@pytest.mark.parametrize(
    ("text", "place", "rule"),
    [
        ("The minister flew to Sousse, where gunmen had killed 30 tourists.", "Sousse", "place-where"),
        ("He was jailed over the Berlin Marathon bombing.", "Berlin", "place-in-name"),
        ("In Helmand, police say that gunmen killed nine men.", "Helmand", "place-in-front"),
        ("The governor was speaking in Kandahar when a suicide bomber killed nine.", "Kandahar", "place-of-moment"),
        ("Rebels took Goma on Monday. Gunmen killed nine people in the city.", "Goma", "place-told-before"),
    ],
)
def test_inferred_place(text: str, place: str, rule: str) -> None:
    assert places_of(text) == [(place, rule)]


@pytest.mark.parametrize(
    "text",
    [
        "The minister flew to Sousse after gunmen had killed 30 tourists.",
        "He was jailed over the Lincoln assassination.",
        "In Geneva, diplomats met after gunmen killed nine men.",
        "The governor was speaking in Kandahar after a suicide bomber killed nine.",
        "Rebels left Goma for Bukavu on Monday. Gunmen killed nine people in the city.",
    ],
)
def test_no_place_is_inferred(text: str) -> None:
    assert places_of(text) == []


def test_a_place_of_its_own_stays_alone() -> None:
    text = "The minister flew to Sousse, where gunmen had killed 30 tourists at a hotel in Monastir."
    assert [label for label, _ in places_of(text)] == ["Monastir"]


def test_the_town_of_an_inferred_place_brings_its_country() -> None:
    facts = facts_of("He was jailed over the Berlin Marathon bombing.")
    assert [e.key for e in facts.entities if e.key.startswith("country/")] == ["country/germany"]
