"""Which names are one person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.fact import Facts
from kg.model.resolved import Entity
from kg.resolve.entities import resolve_entities
from kg.resolve.people import is_form_of, name_parts
from tests.support import annotated


def people(text: str) -> list[Entity]:
    return [e for e in resolve_entities(annotated(text), Facts()).entities if e.kind == "Person"]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Tariq al-Haddad", ("tariq", "haddad")),
        ("Mei Shu-lin", ("mei", "shulin")),
        ("Zoë Ó Briain's", ("zoe", "o", "briain")),
        ("Pilar de la Vega", ("pilar", "vega")),
        ("J. R. Quispe", ("j", "r", "quispe")),
    ],
)
def test_name_parts(name: str, parts: tuple[str, ...]) -> None:
    assert name_parts(name) == parts


@pytest.mark.parametrize(
    ("short", "full"),
    [("Halvorsen", "Ingrid Halvorsen"), ("al-Haddad", "Tariq al-Haddad"), ("J. Quispe", "Juan Quispe"),
     ("Tariq al-Haddad", "Tariq Yusuf al-Haddad"), ("Ingrid", "Ingrid Halvorsen"), ("Abdul-Karim", "Abdul Karim"),
     ("Tariq Sulaymani", "Tariq Suleimani")],
)  # fmt: skip
def test_short_forms(short: str, full: str) -> None:
    assert is_form_of(name_parts(short), name_parts(full))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Mario Quispe", "Rosa Quispe"), ("Mario Quispe", "Maria Quispe"), ("Haddad", "Ingrid Halvorsen")],
)
def test_different_people(one: str, other: str) -> None:
    assert not is_form_of(name_parts(one), name_parts(other))


@given(st.text(max_size=30))
def test_parts_never_fail_and_every_name_is_a_form_of_itself(name: str) -> None:
    parts = name_parts(name)
    assert is_form_of(parts, parts) == bool(parts)


def test_one_node_with_the_fullest_form_and_all_mentions() -> None:
    text = "Mayor Ingrid Halvorsen spoke. Later Halvorsen left. The crowd cheered Halvorsen."
    (person,) = people(text)
    assert (person.key, person.label, person.aliases) == ("person/ingrid-halvorsen", "Ingrid Halvorsen", ("Halvorsen",))
    assert [text[m.span.start : m.span.end] for m in person.mentions] == ["Ingrid Halvorsen", "Halvorsen", "Halvorsen"]
    assert person.reason


def test_a_shared_surname_goes_to_whoever_is_spoken_of_most() -> None:
    text = (
        "Mario Quispe was shot on Monday. Quispe was a teacher. His cousin Rosa Quispe was there. "
        "Quispe died on Tuesday."
    )
    mario = next(p for p in people(text) if p.label == "Mario Quispe")
    assert len(mario.mentions) == 3


def test_places_make_no_people() -> None:
    assert people("The bus drove from Oslo to Bergen and on to Stavanger.") == []
