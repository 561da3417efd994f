"""Which words name a state."""

from __future__ import annotations

import pytest

from kg.resources import read_tsv
from kg.vocab.countries import (
    find_capital,
    find_capital_country,
    find_country,
    find_country_by_code,
    find_country_by_key,
    find_demonym,
    find_territory,
    may_begin_country,
)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Kenya", "country/kenya"),
        ("the United States", "country/united-states"),
        ("U.S.", "country/united-states"),
        ("UK", "country/united-kingdom"),
        ("Ivory Coast", "country/ivory-coast"),
        ("Côte d’Ivoire", "country/ivory-coast"),
        ("South Korea", "country/south-korea"),
        ("SUDAN", "country/sudan"),
        ("Kosovo", "country/kosovo"),
        ("Democratic Republic of Congo", "country/democratic-republic-of-the-congo"),
    ],
)
def test_names_of_states(words: str, key: str) -> None:
    assert find_country(words) == key


@pytest.mark.parametrize("words", ["us", "Guam", "Paris", "Kenyan", "turkey", ""])
def test_other_words_name_no_state(words: str) -> None:
    assert find_country(words) is None


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Kenyan", "country/kenya"),
        ("Kenyans", "country/kenya"),
        ("French", "country/france"),
        ("Frenchmen", "country/france"),
        ("Filipino", "country/philippines"),
        ("Swiss", "country/switzerland"),
        ("Nigerien", "country/niger"),
        ("Nigerian", "country/nigeria"),
    ],
)
def test_nationality_words(words: str, key: str) -> None:
    assert find_demonym(words) == key


def test_people_of_a_territory_are_no_states_people() -> None:
    assert find_demonym("Puerto Rican") is None
    territory = find_territory("Puerto Rico")
    assert territory is not None
    assert territory.key.startswith("place/puerto-rico-")


def test_seats_of_government_speak_for_states() -> None:
    assert find_capital_country("Nairobi") == "country/kenya"
    assert find_capital_country("the Kremlin") == "country/russia"
    assert find_capital_country("Mombasa") is None


def test_every_row_belongs_to_a_listed_country() -> None:
    rows = [*read_tsv("demonyms.tsv"), *read_tsv("country_names.tsv")]
    assert len(rows) > 300
    for row in rows:
        assert find_country_by_code(row["country"]) is not None, row


def test_keys_lead_back_to_their_country() -> None:
    for row in read_tsv("countries.tsv"):
        country = find_country_by_code(row["country"])
        assert country is not None
        assert find_country_by_key(country.key) is country


@pytest.mark.parametrize(
    "word", ["Iraq", "Iraq's", "Ira", "UNITED", "Côte", "Côte d’Ivoire", "Guinea", "Frenchm", "Frenchmen"]
)
def test_what_a_name_or_an_adjective_begins_with_is_not_passed_over(word: str) -> None:
    assert may_begin_country(word)


@pytest.mark.parametrize("word", ["Reuters", "iraq", "Iraqq", "-"])
def test_other_words_are_passed_over(word: str) -> None:
    assert not may_begin_country(word)


def test_capitals_that_are_described() -> None:
    assert [
        found and (found[0], found[1].key) for found in map(find_capital, ("the Kenyan capital", "Peru's capital"))
    ] == [
        ("Nairobi", "country/kenya"),
        ("Lima", "country/peru"),
    ]
    assert find_capital("the capital") is None
    assert find_capital("Kenyan") is None
