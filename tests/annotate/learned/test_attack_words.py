"""Which words could tell of an attack."""

from __future__ import annotations

import pytest

from kg.annotate.learned.attack_words import stem_of, tells_harm, words_of_attack


def words(text: str) -> list[str]:
    return [span.slice(text) for span in words_of_attack(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A bomb went off near the market.", ["bomb", "went off"]),
        ("Two men shot a guard.", ["shot"]),
        ("A suicide bombing hit the port.", ["bombing", "hit"]),
        ("He was gunned down; others died.", ["gunned down", "died"]),
        ("The hold-up ended.", []),
        ("They went out to dinner.", []),
        ("The minister opened a school.", []),
    ],
)
def test_heads_and_verbs_with_their_particles(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("word", "stem"),
    [("bombings", "bomb"), ("struck", "strik"), ("gunned", "gun"), ("Killed", "kill"), ("shelled", "shell")],
)
def test_endings_go(word: str, stem: str) -> None:
    assert stem_of(word) == stem


def test_harm_is_what_became_of_people() -> None:
    assert tells_harm("wounding")
    assert not tells_harm("ambush")
