"""Organisations that the words around show: one sentence that each rule is for, and what it must not touch."""

from __future__ import annotations

import pytest

from kg.model.annotation import NameKind
from tests.support import annotated


def bodies(text: str) -> set[str]:
    return {n.text for n in annotated(text).names if n.kind is NameKind.ORGANISATION}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Ten people died, an official of the interior ministry said.", "interior ministry"),
        ("She went to the supreme court on Monday.", "supreme court"),
        ("They met KTVQ deputy leader Mario Quispe on Monday.", "KTVQ"),
        ("They met KTVQ leader Mario Quispe on Monday.", "KTVQ"),
        ("The Oslo and Bergen High Court freed her on Monday.", "Oslo and Bergen High Court"),
        ("The Norwegian army captain Mario Quispe said so.", "Norwegian army"),
        ("The newspaper Nordlys Avis reported so on Monday.", "Nordlys Avis"),
        ("The advocacy group Ropa Limpia said so.", "Ropa Limpia"),
        ("A little-known group, Ansar Nordlys, claimed the attack.", "Ansar Nordlys"),
        ("The UN refugee agency sent tents.", "UN refugee agency"),
        ("She spoke at a Nato summit in Oslo.", "Nato"),
        ("Norwegian military forces today seized a ship.", "Norwegian military forces"),
        ("The Institute of Border Affairs Director Ann Quispe said so.", "Institute of Border Affairs"),
        ("The Nordland Council for Border Affairs (NCBA) met. The NCBA said so.", "NCBA"),
    ],
)
def test_finds_the_body(text: str, body: str) -> None:
    assert body in bodies(text)


@pytest.mark.parametrize(
    "text",
    [
        "Every ministry was closed.",
        "A district court freed her on Monday.",
        "The Bergen mayor Mario Quispe said so.",
        "Party leader Mario Quispe said so.",
        "The group Monday took the town.",
        "He is the company founder Mario Quispe.",
        "The Border Security Act (BSA) was passed. The BSA was wrong.",
    ],
)
def test_leaves_other_words_alone(text: str) -> None:
    assert bodies(text) == set()


def test_an_acronym_behind_a_word_for_a_trade_is_no_person() -> None:
    assert all(n.kind is not NameKind.PERSON for n in annotated("The broadcaster KTVQ reported so.").names)
