"""Posts: one sentence that each rule is for, and what it must not touch."""

from __future__ import annotations

import pytest

from kg.extract.positions import find_positions
from tests.support import annotated


def posts(text: str) -> set[tuple[str, str, str | None, str]]:
    """Holder, title, organisation and rule of each post."""
    article = annotated(text)
    return {
        (
            article.text_of(p.holder.span),
            article.text_of(p.title),
            None if p.organisation is None else article.text_of(p.organisation.span),
            p.rule,
        )
        for p in find_positions(article)
    }


@pytest.mark.parametrize(
    ("text", "holder", "title", "organisation", "rule"),
    [
        ("Police spokesman Mario Quispe said so.", "Mario Quispe", "Police spokesman", None, "title-before"),
        ("Peruvian Prime Minister Rosa Quispe said so.", "Rosa Quispe", "Prime Minister", None, "title-before"),
        ("NATO spokeswoman Ingrid Halvorsen said so.", "Ingrid Halvorsen", "spokeswoman", "NATO", "title-before"),
        ("Mayor of Bergen Ingrid Halvorsen said so.", "Ingrid Halvorsen", "Mayor of Bergen", None, "title-before"),
        ("Ingrid Halvorsen, the mayor of Bergen, was shot.", "Ingrid Halvorsen", "mayor of Bergen", None,
         "apposition-after"),
        ("Ingrid Halvorsen, head of the United Nations, flew home.", "Ingrid Halvorsen", "head", "United Nations",
         "apposition-after"),
        ("The deputy mayor of Bergen, Ingrid Halvorsen, flew home.", "Ingrid Halvorsen", "deputy mayor of Bergen", None,
         "apposition-before"),
        ("Ingrid Halvorsen is the governor of Nordland.", "Ingrid Halvorsen", "governor of Nordland", None, "copula"),
        ("Ingrid Halvorsen, who was deputy commander of Boko Haram, died.", "Ingrid Halvorsen", "deputy commander",
         "Boko Haram", "copula"),
        ("Ingrid Halvorsen, who headed the United Nations, died.", "Ingrid Halvorsen", "headed", "United Nations",
         "heads"),
    ],
)  # fmt: skip
def test_reads_the_post(text: str, holder: str, title: str, organisation: str | None, rule: str) -> None:
    assert (holder, title, organisation, rule) in posts(text)


@pytest.mark.parametrize(
    "text",
    [
        "The soldiers shot Mario Quispe.",  # no title
        "Ingrid Halvorsen is not the mayor of Bergen.",  # denied
        "His brother Mario Quispe was shot.",  # kinship is no post
        "The suspect, Mario Quispe, was shot.",  # a description is no post
        "Future president Ingrid Halvorsen was a child then.",  # nobody holds it yet
        "Ingrid Halvorsen met the mayor of Bergen.",  # somebody else
        "The governor left, Mario Quispe stayed.",
        "The army said Mario Quispe was a commander of Boko Haram.",  # somebody's word
    ],
)
def test_leaves_what_is_no_post(text: str) -> None:
    assert posts(text) == set()


def test_two_posts_of_one_person() -> None:
    found = {
        (title, organisation) for _, title, organisation, _ in posts("FBI agent and author Ingrid Halvorsen said so.")
    }
    assert found == {("agent", "FBI"), ("author", None)}


@pytest.mark.parametrize(
    ("text", "holder", "title", "organisation"),
    [
        ("The leader of Boko Haram, Musa Ali Bello has released a tape.", "Musa Ali Bello", "leader", "Boko Haram"),
        ("A spokesman for the ministry, Mario Quispe, told reporters so.", "Mario Quispe", "spokesman for the ministry",
         "the ministry"),
        ("They saw the secretary general of the United Nations Mario Quispe.", "Mario Quispe", "secretary general",
         "United Nations"),
        ("Former US Ambassador to the United Nations Rosa Quispe wrote a letter.", "Rosa Quispe",
         "Former US Ambassador to the United Nations", None),
        ("General Sir Mario Quispe retired on Monday.", "Mario Quispe", "General", None),
        ("Mario Quispe, an intelligence analyst with the British Army, is free.", "Mario Quispe",
         "intelligence analyst", "British Army"),
    ],
)  # fmt: skip
def test_reads_posts_that_the_parser_does_not_tie_to_the_name(
    text: str, holder: str, title: str, organisation: str | None
) -> None:
    assert (holder, title, organisation) in {found[:3] for found in posts(text)}


def test_a_plural_title_is_the_post_of_each() -> None:
    found = {found[:3] for found in posts("NASA astronauts Mario Quispe and Rosa Quispe flew home.")}
    assert {("Mario Quispe", "astronaut", "NASA"), ("Rosa Quispe", "astronaut", "NASA")} <= found


@pytest.mark.parametrize(
    "text",
    [
        "He met the mayor of Bergen, Mario Quispe and two others.",  # a list
        "The trial of the president, Mario Quispe told reporters, was unfair.",  # somebody else's words
        "Rosa met an adviser for Mario Quispe.",  # whose adviser he is not
        "It annoyed many reporters Mario Quispe met.",
    ],
)
def test_a_comma_or_a_preposition_alone_gives_no_post(text: str) -> None:
    assert posts(text) == set()
