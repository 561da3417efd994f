"""What the letters show that the encoder does not see."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.learned.name_signs import SIZES, read_signs

SHAPE, INSIDE, OPENING, CAPITALS, SMALL_TOO, BEFORE, OFTEN, GIVEN, TITLE, NOUN, ORIGIN, THING, ACTOR = range(13)


def signs_of(text: str, word: str) -> list[int]:
    """The signs of the first piece of a word, every word being one piece."""
    pieces = [found.span() for found in re.finditer(r"\w+|[^\w\s]", text)]
    row = next(i for i, (start, end) in enumerate(pieces) if text[start:end] == word)
    return list(map(int, read_signs(text, pieces)[row]))


@pytest.mark.parametrize(
    ("word", "shape"),
    [("velm", 1), ("Velm", 2), ("VELM", 3), ("V", 4), ("McVelm", 5), ("A320", 6)],
)
def test_the_shape_of_a_word(word: str, shape: int) -> None:
    assert signs_of(f"We saw {word} there.", word)[SHAPE] == shape


def test_a_word_that_also_stands_in_small_letters_may_be_no_name() -> None:
    text = "Bakers came first. The bakers of Velm left."
    assert signs_of(text, "Bakers")[SMALL_TOO] == 2
    assert signs_of(text, "Velm")[SMALL_TOO] == 1
    assert signs_of(text, "left")[SMALL_TOO] == 0


def test_capitals_say_little_where_all_words_have_them() -> None:
    text = "Two Bakers Leave Town\nTwo bakers left the town by bus.\nBAKERS LEAVE TOWN\n"
    assert signs_of(text, "Leave")[CAPITALS] == 2
    assert signs_of(text, "bus")[CAPITALS] == 0
    assert signs_of(text, "TOWN")[CAPITALS] == 3


def test_the_first_word_of_a_sentence_has_its_capital_anyway() -> None:
    text = "It rained. Velm slept."
    assert signs_of(text, "Velm")[OPENING] == 1
    assert signs_of("It rained on Velm.", "Velm")[OPENING] == 0


def test_what_lists_know_of_a_word() -> None:
    text = "Mr Jennifer of the French Ministry met NATO."
    assert signs_of(text, "Mr")[TITLE] == 1
    assert signs_of(text, "Jennifer")[GIVEN] == 1
    assert signs_of(text, "French")[ORIGIN] == 1
    assert signs_of(text, "Ministry")[NOUN] == 1
    assert signs_of(text, "NATO")[ACTOR] == 2
    assert signs_of(text, "met")[GIVEN:] == [0] * 6


@given(st.text(max_size=60), st.integers(1, 5))
def test_every_piece_of_any_text_has_signs_within_their_sizes(text: str, length: int) -> None:
    pieces = [(i, min(len(text), i + length)) for i in range(0, len(text), length)]
    signs = read_signs(text, pieces)
    assert signs.shape == (len(pieces), len(SIZES))
    assert (signs >= 0).all()
    assert (signs < np.array(SIZES)).all()
