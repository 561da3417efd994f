"""Blocks: nothing lost, nothing too long, cut where sentences and paragraphs end."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.learned.blocks import cut_blocks, cut_sentences


def words(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(r"\w+|[^\w\s]", text)]


def blocks(text: str, limit: int) -> list[str]:
    pieces = words(text)
    return [text[pieces[b.first][0] : pieces[b.last - 1][1]] for b in cut_blocks(text, pieces, limit=limit)]


def test_a_short_text_is_one_block() -> None:
    assert blocks("A bridge fell. Nobody was hurt.", 20) == ["A bridge fell. Nobody was hurt."]


def test_blocks_end_with_sentences() -> None:
    text = "A bridge fell in the night. Nobody was hurt there. Two cars were lost."
    assert blocks(text, 14) == ["A bridge fell in the night. Nobody was hurt there.", "Two cars were lost."]


def test_a_paragraph_in_the_second_half_goes_before_a_later_sentence() -> None:
    text = "One two three four five. Six seven.\nEight nine. Ten eleven twelve thirteen fourteen fifteen."
    assert blocks(text, 12)[0] == "One two three four five. Six seven."


def test_short_forms_end_no_sentence() -> None:
    text = "He met Gen. Paul Orr and Mr. Holt at 9 a.m. in town. It rained."
    assert [text[a:b].strip() for a, b in cut_sentences(text)] == [
        "He met Gen. Paul Orr and Mr. Holt at 9 a.m. in town.",
        "It rained.",
    ]


def test_a_sentence_that_is_too_long_is_cut_where_the_block_is_full() -> None:
    assert blocks("one two three four five six seven", 3) == ["one two three", "four five six", "seven"]


@given(st.text(alphabet='ab .!\n"”X', max_size=200), st.integers(1, 20))
def test_every_piece_is_in_one_block_and_no_block_is_too_long(text: str, limit: int) -> None:
    pieces = words(text)
    found = list(cut_blocks(text, pieces, limit=limit))
    assert [i for b in found for i in range(b.first, b.last)] == list(range(len(pieces)))
    assert all(0 < b.last - b.first <= limit for b in found)


@given(st.text(alphabet='ab .!\n"”X', max_size=200))
def test_sentences_cover_the_text(text: str) -> None:
    assert "".join(text[a:b] for a, b in cut_sentences(text)) == text
