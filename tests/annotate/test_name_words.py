"""What words, brackets and neighbours tell about a supposed name."""

from __future__ import annotations

import pytest

from kg.annotate.acronyms import find_defined
from kg.annotate.candidates import text_of
from kg.model.annotation import NameKind
from kg.resources import read_tsv
from tests.support import annotated

AGENTS = (NameKind.PERSON, NameKind.ORGANISATION)


def agents(text: str) -> set[str]:
    return {n.text for n in annotated(text).names if n.kind in AGENTS}


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("The Special Board for Border Affairs (SBBA) met.", "Special Board for Border Affairs"),
        ("It was the Andean Road and Rail Union (ARRU) that met.", "Andean Road and Rail Union"),
    ],
)
def test_a_bracketed_acronym_shows_the_full_name(text: str, full: str) -> None:
    tokens = annotated(text).tokens
    found = [text_of(tokens, c) for c in find_defined(tokens)]
    assert found == [full, text[text.index("(") + 1 : text.index(")")]]


@pytest.mark.parametrize("text", ["The Special Board met (SBBA).", "The bridge (AB) fell.", "He left (NATO)."])
def test_other_brackets_show_nothing(text: str) -> None:
    assert list(find_defined(annotated(text).tokens)) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The sailors left the frigate Halland on Monday.", "Halland"),
        ("They boarded Andean Air Flight 415 in Lima.", "Andean Air Flight 415"),
        ("Shells fell on Jabal Turkman.", "Jabal Turkman"),
        ("She won the Bergen Peace Prize.", "Bergen Peace Prize"),
        ("The bus stopped at Halvorsen Memorial Hall.", "Halvorsen Memorial Hall"),
        ("The Court was closed.", "Court"),
    ],
)
def test_things_places_and_bare_nouns_are_no_agents(text: str, name: str) -> None:
    assert name not in agents(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The suspect, identified as Mario Quispe, was shot.", "Mario Quispe"),
        ("Governor Rosa Maria Quispe spoke.", "Rosa Maria Quispe"),
        ("The Bergen Fire Department put it out.", "Bergen Fire Department"),
        ("Letters came from Mario Quispe, Pope Benedict and Rosa Halvorsen.", "Rosa Halvorsen"),
        ("Pope Francis prayed for the dead.", "Pope Francis"),
    ],
)
def test_introductions_and_nouns_make_agents(text: str, name: str) -> None:
    assert name in agents(text)


def test_what_people_own_is_no_part_of_their_name() -> None:
    assert all("van" not in name for name in agents("Mario Quispe's van burned. Later Quispe's van was found."))


@pytest.mark.parametrize("table", ["titles.tsv", "organisation_nouns.tsv", "body_nouns.tsv", "affiliation_words.tsv"])
def test_lexicons_say_where_their_rows_come_from(table: str) -> None:
    rows = read_tsv(table)
    assert len(rows) > 30
    assert all(row["source"] for row in rows)
