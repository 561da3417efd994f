"""Which names are one organisation."""

from __future__ import annotations

import pytest

from kg.model.fact import Facts
from kg.model.resolved import Entity
from kg.resolve.entities import resolve_entities
from kg.resolve.organisations import country_in_name
from tests.support import annotated


def bodies(text: str) -> list[Entity]:
    entities = resolve_entities(annotated(text), Facts()).entities
    return [e for e in entities if e.key.startswith("organisation/")]


def test_known_names_are_one_node_under_the_lists_label() -> None:
    (body,) = bodies("ISIS fled. Daesh lost the town, and the Islamic State group its money.")
    assert (body.key, body.label, body.kind) == ("organisation/islamic-state", "Islamic State", "ArmedGroup")
    assert set(body.aliases) == {"ISIS", "Daesh", "Islamic State group"}
    assert len(body.mentions) == 3


def test_an_acronym_in_brackets_joins_the_name_before_it() -> None:
    (body,) = bodies("The Andean Workers' Party (AWP) won two seats. Later the AWP lost them.")
    assert body.label == "Andean Workers' Party"
    assert "AWP" in body.aliases
    assert len(body.mentions) == 3


def test_brackets_in_the_text_win_over_the_list() -> None:
    (body,) = bodies("The Andean Farmers' Party (AFP) won two seats. Later the AFP lost them.")
    assert body.label == "Andean Farmers' Party"


def test_a_bodys_name_without_its_country_is_the_same_body() -> None:
    (body,) = bodies("The Peruvian Interior Ministry said so. The Interior Ministry gave no details.")
    assert body.label == "Peruvian Interior Ministry"


def test_a_countrys_body_has_one_key_however_it_is_put() -> None:
    (body,) = bodies("The government of Peru fell. On Monday the Peruvian government resigned.")
    assert body.country == "country/peru"
    assert body.kind == "Government"


def test_one_states_troops_are_one_force() -> None:
    (body,) = bodies("Peruvian troops took the bridge. The Peruvian army lost it, and the Peruvian military said so.")
    assert (body.label, body.aliases) == ("Peruvian troops", ("Peruvian army", "Peruvian military"))


def test_ministries_are_one_in_both_orders() -> None:
    (body,) = bodies("The Interior Ministry of Peru said so. The Peruvian Interior Ministry gave no details.")
    assert body.country == "country/peru"


def test_another_states_council_is_not_the_united_nations() -> None:
    assert "organisation/united-nations-security-council" not in {
        b.key for b in bodies("The president met the Peruvian Security Council on Monday.")
    }


def test_the_beginning_of_a_name_without_its_noun_is_the_same_body() -> None:
    (body,) = bodies("The Springfield Police Department said so. Later the Springfield Police gave details.")
    assert body.label == "Springfield Police Department"


def test_two_countries_bodies_stay_two() -> None:
    assert len(bodies("The Peruvian Navy met the Chilean Navy. The Navy won.")) == 3


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Peruvian government", "country/peru"),
        ("army of South Sudan", "country/south-sudan"),
        ("Red Cross", None),
        ("New America Party", None),
        ("People's Republic of China", "country/china"),
    ],
)
def test_country_in_name(name: str, country: str | None) -> None:
    assert country_in_name(name) == country
