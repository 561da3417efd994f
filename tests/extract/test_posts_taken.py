"""Posts that somebody takes or leaves, several posts of one person, and bodies that are spoken of without a name."""

from __future__ import annotations

import pytest

from kg.extract.positions import find_positions
from tests.support import annotated


def posts(text: str) -> set[tuple[str, str, str | None]]:
    """Holder, title and organisation of each post."""
    article = annotated(text)
    return {
        (
            article.text_of(p.holder.span),
            article.text_of(p.title),
            None if p.organisation is None else article.text_of(p.organisation.span),
        )
        for p in find_positions(article)
    }


@pytest.mark.parametrize(
    ("text", "holder", "title", "organisation"),
    [
        ("Mario Quispe was appointed as ambassador to Norway.", "Mario Quispe", "ambassador to Norway", None),
        ("Mario Quispe was sworn in as prime minister on Monday.", "Mario Quispe", "prime minister", None),
        ("Ingrid Halvorsen resigned as head of the United Nations.", "Ingrid Halvorsen", "head", "United Nations"),
        ("Ingrid Halvorsen retired from her post as police chief on Monday.", "Ingrid Halvorsen", "police chief", None),
        ("Mario Quispe was replaced as mayor of Bergen and as party chairman.", "Mario Quispe", "party chairman", None),
    ],
)
def test_reads_posts_that_are_taken_and_left(text: str, holder: str, title: str, organisation: str | None) -> None:
    assert (holder, title, organisation) in posts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mario Quispe may be appointed as ambassador to Norway.",
        "Mario Quispe was not elected as mayor of Bergen.",
        "As the president left, Mario Quispe sent troops.",
        "Mario Quispe described the mayor of Bergen as a liar.",
        '"Mario Quispe was named as governor," she said.',
    ],
)
def test_leaves_out_what_is_not_told_as_fact(text: str) -> None:
    assert posts(text) == set()


def test_reads_each_of_several_posts() -> None:
    found = posts("Ingrid Halvorsen, a critic and former director of the United Nations, was shot.")
    assert ("Ingrid Halvorsen", "former director", "United Nations") in found


def test_a_seat_in_a_parliament_is_a_post_and_in_a_gang_is_none() -> None:
    assert posts("Mario Quispe, a member of the city council, was shot.") == {
        ("Mario Quispe", "member of the city council", None)
    }
    assert posts("Mario Quispe, a member of the gang, was shot.") == set()


def test_keeps_the_words_for_a_body_without_a_name() -> None:
    found = posts("The United Nations left. An attack killed its director, Mario Quispe.")
    assert found == {("Mario Quispe", "director", "its")}


@pytest.mark.parametrize(
    ("text", "holder", "title", "organisation"),
    [
        ("Senior Boko Haram leader Musa Bello was shot.", "Musa Bello", "leader", "Boko Haram"),
        ("Boko Haram commander Mullah Musa Bello was shot.", "Musa Bello", "commander", "Boko Haram"),
        ("Spokesman Capt. Mario Quispe said two people died.", "Mario Quispe", "Capt.", None),
        ("Spokesman Capt. Mario Quispe said two people died.", "Mario Quispe", "Spokesman", None),
        ("Superintendent of Police (SP) Mario Quispe said two people died.", "Mario Quispe",
         "Superintendent of Police", None),
        ("As president, Mario Quispe sent troops.", "Mario Quispe", "president", None),
        ("Mario Quispe, who was appointed governor last year, said so.", "Mario Quispe", "governor", None),
        ("A member of the city council, Mario Quispe said so.", "Mario Quispe", "member of the city council", None),
        ("Gov. Mario Quispe voted against it.", "Mario Quispe", "Gov.", None),
        ("Prime Ministers Mario Quispe and Ann Lee met on Monday.", "Ann Lee", "Prime Minister", None),
        ("Assistant U.S. Attorneys Mario Quispe and Ann Lee said so.", "Mario Quispe", "Attorney", None),
        ("President-elect Mario Quispe spoke on Monday.", "Mario Quispe", "President-elect", None),
        ("Iraq's chief of staff Musa Bello was shot.", "Musa Bello", "chief of staff", None),
        ("Musa Bello, an adviser to President Mario Quispe, was shot.", "Mario Quispe", "President", None),
        ("A spokesman for the governor, Mario Quispe, said two people died.", "Mario Quispe",
         "spokesman for the governor", "the governor"),
        ("Mario Quispe, Interpol spokesman said the man was free.", "Mario Quispe", "spokesman", "Interpol"),
        ("Musa Bello, one of the founders of Boko Haram, was shot.", "Musa Bello", "founder", "Boko Haram"),
        ("Mario Quispe, a doctor at the hospital, said so.", "Mario Quispe", "doctor at the hospital", None),
        ("The group's leader, Musa Bello, was killed in the raid.", "Musa Bello", "leader", "The group"),
        ("Mario Quispe, director of the Oslo-based Agency for Human Rights, said so.", "Mario Quispe", "director",
         "Agency for Human Rights"),
    ],
)  # fmt: skip
def test_reads_the_usual_forms(text: str, holder: str, title: str, organisation: str | None) -> None:
    assert (holder, title, organisation) in posts(text)


def test_gives_nobody_the_post_of_another() -> None:
    found = posts("The minister, Mario Quispe, and the mayor, Ann Lee, met on Monday.")
    assert found == {("Mario Quispe", "minister", None), ("Ann Lee", "mayor", None)}
    assert posts("Musa Bello, an adviser to President Mario Quispe, was shot.") == {
        ("Musa Bello", "adviser", None), ("Mario Quispe", "President", None)
    }  # fmt: skip
    assert posts("They told of the murder of journalist Mario Quispe.") == {("Mario Quispe", "journalist", None)}
    assert posts("A spokesman for Attorney General Mario Quispe spoke.") == {("Mario Quispe", "Attorney General", None)}
