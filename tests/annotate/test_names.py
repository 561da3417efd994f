"""Names in running text: kind, extent, and what is no name."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg.model.annotation import NameKind
from tests.support import annotated

PERSON, ORGANISATION, COUNTRY = NameKind.PERSON, NameKind.ORGANISATION, NameKind.COUNTRY
PLACE, DEMONYM = NameKind.PLACE, NameKind.DEMONYM


def names(text: str, headline: str | None = None) -> dict[str, NameKind]:
    return {name.text: name.kind for name in annotated(text, headline=headline).names}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Peruvian armed forces sent two helicopters to the valley.", "Peruvian armed forces", ORGANISATION),
        ("The government of Bolivia condemned the attack.", "government of Bolivia", ORGANISATION),
        ("The Bolivian Interior Ministry said three people died.", "Bolivian Interior Ministry", ORGANISATION),
        ("The Ministry of Foreign Affairs denied the report.", "Ministry of Foreign Affairs", ORGANISATION),
        ("A Kenyan-led international coalition took the town.", "Kenyan-led international coalition", ORGANISATION),
        ("Later the Civil Protection Authority closed the road.", "Civil Protection Authority", ORGANISATION),
        ("Boko Haram attacked the village.", "Boko Haram", ORGANISATION),
        ("Police spokesman Mario Quispe said two men were shot.", "Mario Quispe", PERSON),
        ("The attack was claimed by al-Shabaab.", "al-Shabaab", ORGANISATION),
        ("Norway sent doctors.", "Norway", COUNTRY),
        ("The Norwegian doctors left.", "Norwegian", DEMONYM),
        ("President Lee Ji-won spoke in Seoul.", "Lee Ji-won", PERSON),
    ],
)  # fmt: skip
def test_finds_the_name(text: str, name: str, kind: NameKind) -> None:
    assert names(text).get(name) == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Interior Minister Rosa Quispe resigned.", "Interior"),
        ("The soldiers drove a Humvee through the gate.", "Humvee"),
        ("Typhoon Goni struck the coast of Luzon.", "Typhoon Goni"),
        ("Islam is the religion of most villagers.", "Islam"),
        ("Videos showed the burning bus.", "Videos"),
    ],
)
def test_leaves_what_is_no_name_of_an_agent(text: str, name: str) -> None:
    found = names(text)
    assert found.get(name) not in (PERSON, ORGANISATION)


def test_a_title_is_no_part_of_the_name() -> None:
    assert "Rosa Quispe" in names("On Monday Justice Minister Rosa Quispe flew to Quito.")


def test_a_bare_surname_takes_the_kind_of_the_full_name() -> None:
    found = annotated("Mayor Ingrid Halvorsen spoke first. Halvorsen then left. The crowd cheered Halvorsen.").names
    assert [n.kind for n in found if n.text == "Halvorsen"] == [PERSON, PERSON]


def test_possessive_endings_and_articles_stay_outside() -> None:
    found = names("The Peruvian Navy's ships left. Ingrid Halvorsen's car burned.")
    assert found["Peruvian Navy"] is ORGANISATION
    assert found["Ingrid Halvorsen"] is PERSON


def test_capitals_of_a_headline_make_no_names() -> None:
    headline = "Gunmen Storm Old Market Hall, Kill Four Traders"
    assert names("Gunmen killed four traders at a market on Monday.", headline=headline) == {}


def test_a_headline_name_stays_where_the_report_repeats_it() -> None:
    text = "Ingrid Halvorsen, the mayor of Bergen, was shot on Monday."
    found = annotated(text, headline="Halvorsen shot dead").names
    assert [(n.text, n.kind) for n in found if n.start < 10] == [("Halvorsen", PERSON)]


def test_country_prefix_is_no_part_of_a_person() -> None:
    found = names("Former President of Argentina Alberto Moreno was there.")
    assert found.get("Alberto Moreno") is PERSON


def test_media_known_by_the_article_only() -> None:
    assert names("The Guardian reported four deaths.").get("Guardian") is ORGANISATION
    assert "Independent" not in names("Independent candidates won two seats.")


def test_state_bodies_need_their_noun() -> None:
    found = names("Peruvian farmers protested.")
    assert found == {"Peruvian": DEMONYM}


def test_names_do_not_overlap_and_stand_in_order() -> None:
    text = "The UN Security Council met. Norway's army, the Peruvian Navy and Boko Haram were there, said Reuters."
    found = annotated(text).names
    assert all(a.last <= b.first for a, b in pairwise(found))
    assert [n.index for n in found] == list(range(len(found)))
    assert all(text[n.start : n.end] == n.text for n in found)


def test_known_actors_have_one_identifier_under_all_their_names() -> None:
    keys = {n.known for n in annotated("ISIS fled. The Islamic State group lost the town, and Daesh its money.").names}
    assert keys == {"organisation/islamic-state"}


def test_an_actor_inside_a_persons_name_is_that_persons() -> None:
    assert names("Lawyer Amal Haddad spoke on Monday. Amal Haddad won.").get("Amal Haddad") is PERSON


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Police arrested R K Menon and P V Nair on Monday.", "R K Menon"),
        ("Lance Corporal Mario Luis Quispe of Lima told the paper.", "Mario Luis Quispe"),
        ("They saw the secretary general of the United Nations Rosa Quispe.", "Rosa Quispe"),
        ("They met Republican Rosa Quispe in Lima.", "Rosa Quispe"),
    ],
)
def test_ranks_bodies_and_parties_are_no_part_of_a_persons_name(text: str, name: str) -> None:
    assert names(text).get(name) == PERSON


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Minister of Public Works and Transport Mario Quispe said so.", "Mario Quispe", PERSON),
        ("She met the secretary general of KTVQ Mario Quispe on Monday.", "Mario Quispe", PERSON),
        ("They crossed the Mario Quispe Memorial Bridge on Monday.", "Mario Quispe Memorial Bridge", PLACE),
        ("Prime Ministers Mario Quispe and Ann Lee met.", "Mario Quispe", PERSON),
    ],
)
def test_tells_a_person_from_what_stands_beside(text: str, name: str, kind: NameKind) -> None:
    assert names(text).get(name) == kind
