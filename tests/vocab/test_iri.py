"""Names of data nodes: stable, legal, and made from content alone."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from kg.errors import InputError
from kg.model.span import Span
from kg.vocab.iri import DEFAULT_BASE, IriMinter, check_base, letters, slug

IRIS = IriMinter(article_key="0123456789abcdef", base="https://data.example/x/")
PLACE = "https://data.example/x"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sana'a", "sanaa"),
        ("Sana’a", "sanaa"),
        ("U.S. Navy", "us-navy"),
        ("St. Louis", "st-louis"),
        ("J. R. Smith", "j-r-smith"),
        ("Çağlar & Søn", "caglar-son"),
        ("İSTANBUL", "istanbul"),
        ("Ħal Qormi", "hal-qormi"),
        ("Straße 7", "strasse-7"),
        ("  The   Front -- (north)", "the-front-north"),
        ("한국", "한국"),
        ("Нива", "нива"),
        ("葛\U000e0100城", "葛-城"),
    ],
)
def test_slug_of_names(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_slug_of_what_has_no_letters_is_a_hash_of_the_characters() -> None:
    assert re.fullmatch(r"x-[0-9a-f]{8}", slug("…"))
    assert slug("…") != slug("?")


def test_long_names_keep_their_difference() -> None:
    first, second = slug("a" * 100 + " one"), slug("a" * 100 + " two")
    assert first != second
    assert len(first) <= 89


@given(st.text())
def test_slug_is_stable_not_empty_and_legal_in_a_key(name: str) -> None:
    made = slug(name)
    assert made
    assert len(made) <= 89
    assert slug(name) == made
    assert IRIS.mint_entity_iri(f"person/{made}") == URIRef(f"{PLACE}/person/{made}")
    assert ox.NamedNode(f"{PLACE}/person/{made}")  # ValueError for what is no IRI


@given(st.text(alphabet=st.characters(max_codepoint=0x24F), max_size=60))
def test_slug_does_not_mind_case_or_accents_written_apart(name: str) -> None:
    import unicodedata

    assert slug(unicodedata.normalize("NFD", name)) == slug(unicodedata.normalize("NFC", name))


@pytest.mark.parametrize(
    ("position", "name"), [(0, "a"), (25, "z"), (26, "aa"), (51, "az"), (52, "ba"), (701, "zz"), (702, "aaa")]
)
def test_letters(position: int, name: str) -> None:
    assert letters(position) == name


@pytest.mark.parametrize(
    "base",
    ["", "data/", "https://data.example/x", "https://data.example/x#", "https://a b/", "https://data.example/x?y=/"],
)
def test_bases_that_no_iri_can_be_built_on_are_refused(base: str) -> None:
    with pytest.raises(InputError, match="ends in a slash"):
        check_base(base)
    with pytest.raises(InputError):
        IriMinter(article_key="0", base=base)


def test_the_usual_bases_are_accepted() -> None:
    assert check_base(DEFAULT_BASE) == DEFAULT_BASE
    assert check_base("urn:example:kg/") == "urn:example:kg/"


@pytest.mark.parametrize("key", ["", "hamas", "person/", "person/a b", "person/a/b", "person/a#b", "Person/x", "/x"])
def test_keys_that_make_no_iri_are_refused(key: str) -> None:
    with pytest.raises(ValueError, match="entity key"):
        IRIS.mint_entity_iri(key)


def test_iris_of_every_kind() -> None:
    made = [
        IRIS.mint_article_iri(),
        IRIS.mint_passage_iri(Span(3, 14)),
        IRIS.mint_attack_iri(1),
        IRIS.mint_casualties_iri(1, 0),
        IRIS.mint_assertion_iri(1, 2),
        IRIS.mint_affiliation_iri(3),
        IRIS.mint_statement_iri(7),
        IRIS.mint_claim_iri(7, 1),
        IRIS.mint_position_iri(4),
        IRIS.mint_software_iri("some model", "1.0+local"),
        IRIS.mint_entity_iri("place/baghdad-98182"),
    ]
    key = "0123456789abcdef"
    assert [str(iri).removeprefix(f"{PLACE}/") for iri in made] == [
        f"article/{key}",
        f"article/{key}#char=3,14",
        f"attack/{key}-1",
        f"casualties/{key}-1-a",
        f"assertion/{key}-1-2",
        f"affiliation/{key}-3",
        f"statement/{key}-7",
        f"claim/{key}-7-b",
        f"position/{key}-4",
        "software/some-model-1.0-local",
        "place/baghdad-98182",
    ]


def test_a_run_is_named_by_article_and_versions() -> None:
    run = IRIS.mint_run_iri("1.0", "model", "2.0")
    assert re.fullmatch(rf"{PLACE}/run/[0-9a-f]{{16}}", run)
    assert run == IRIS.mint_run_iri("1.0", "model", "2.0")
    others = [
        IRIS.mint_run_iri("1.1", "model", "2.0"),
        IRIS.mint_run_iri("1.0", "model2.0"),
        IriMinter(article_key="fedcba9876543210", base=IRIS.base).mint_run_iri("1.0", "model", "2.0"),
    ]
    assert run not in others
