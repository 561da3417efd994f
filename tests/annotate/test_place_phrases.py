"""Places that the noun beside them gives away."""

from __future__ import annotations

import pytest

from kg.model.annotation import NameKind
from tests.support import annotated


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels raided the village of Kautikari on Sunday.", "Kautikari"),
        ("A bus was hit in the Philippine province of Samar.", "Samar"),
        ("He was killed in Kautikari village.", "Kautikari"),
        ("Russian forces shelled Kherson for the third day.", "Kherson"),
        ("Boko Haram abducted girls from a school in Chibok, in Borno State.", "Chibok"),
    ],
)
def test_the_noun_makes_it_a_place(text: str, place: str) -> None:
    assert {n.text: n.kind for n in annotated(text).names}[place] is NameKind.PLACE


@pytest.mark.parametrize(
    "text", ["They spoke of the village elders.", "The island of Malta is small.", "He told the town of his plans."]
)
def test_other_words_behind_it_are_no_new_places(text: str) -> None:
    assert all(n.component != "place-noun" for n in annotated(text).names)


def test_a_word_of_a_persons_full_name_stays_his() -> None:
    names = annotated("Ann Kherson was arrested. Police captured Kherson in Bakhmut.").names
    assert {n.text: n.kind for n in names}["Bakhmut"] is NameKind.PLACE
    assert all(n.kind is NameKind.PERSON for n in names if n.text.endswith("Kherson"))
