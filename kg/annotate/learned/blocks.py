"""Cuts a text into blocks of whole sentences that fit the encoder, so that every sentence is read with its neighbours.

A block is run alone and without padding: what is found in it cannot depend on the other blocks of a batch.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

BLOCK_PIECES = 126  # with the two marks around them 128
_PARAGRAPH = re.compile(r"\n\s*")
_SENTENCE = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")
_NO_END = re.compile(  # an initial or a short form, whose full stop ends no sentence
    r"\b(?:[A-Z]|[Mm]rs?|Ms|Dr|Gen|Lt|Col|Sgt|Maj|Capt|Sen|Rep|Gov|Rev|Prof|St|No|vs|Jr|Sr|U\.S|U\.N|U\.K)\.\s+$"
)


@dataclass(frozen=True, slots=True)
class Block:
    """The word pieces `first` to `last` (exclusive) of a text."""

    first: int
    last: int


def cut_blocks(text: str, pieces: Sequence[tuple[int, int]], *, limit: int = BLOCK_PIECES) -> Iterator[Block]:
    """Blocks of at most `limit` pieces, in order, none left out. `pieces`: start and end offsets.

    A block ends with a paragraph where one ends in its second half, else with a sentence, else where it is full.
    """
    paragraphs, sentences = _breaks(text)
    first = 0
    while first < len(pieces):
        last = min(first + limit, len(pieces))
        if last < len(pieces):
            last = _cut(pieces, first, last, paragraphs, sentences)
        yield Block(first, last)
        first = last


def cut_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every sentence and headline, by the same simple signs that blocks are cut by."""
    paragraphs, sentences = _breaks(text)
    starts = sorted({0, *paragraphs, *sentences})
    yield from zip(starts, [*starts[1:], len(text)], strict=True)


def _breaks(text: str) -> tuple[list[int], list[int]]:
    """The offsets at which paragraphs and sentences begin."""
    paragraphs = [found.end() for found in _PARAGRAPH.finditer(text)]
    sentences = [found.end() for found in _SENTENCE.finditer(text) if not _NO_END.search(text, 0, found.end())]
    return paragraphs, sentences


def _cut(
    pieces: Sequence[tuple[int, int]], first: int, last: int, paragraphs: Sequence[int], sentences: Sequence[int]
) -> int:
    """Where a block that would reach `last` had better end."""
    middle = (first + last) // 2
    for breaks, earliest in ((paragraphs, middle), (sentences, first + 1)):
        best = next((i for i in range(last, earliest, -1) if _between(pieces, i, breaks)), None)
        if best is not None:
            return best
    return last


def _between(pieces: Sequence[tuple[int, int]], position: int, breaks: Sequence[int]) -> bool:
    """Whether a paragraph or sentence begins with the piece at a position."""
    start, end = pieces[position - 1][1], pieces[position][0]
    found = bisect_left(breaks, start)
    return found < len(breaks) and breaks[found] <= end
