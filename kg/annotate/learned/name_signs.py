"""What the letters of a word show that the encoder does not see: its capitals, its place, and what lists know of it.

The encoder reads small letters only, so names are read from its states and these signs together. The order of the
signs and their values is that of the network's table of them: change them only together with the weights.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from kg.annotate.actors import words_of_actors
from kg.annotate.learned.blocks import cut_sentences
from kg.resources import read_tsv
from kg.vocab.countries import names_country

# How many values each sign has: shape, inside of a word, opening, capitals of the sentence, also in small letters,
# what stands before, how often in capitals; then of the word: given name, title, noun of organisations, country or
# nationality, word of no person's name, word of a listed actor.
SIZES = (7, 2, 3, 4, 3, 5, 4, 2, 2, 2, 2, 2, 3)
_WORD = re.compile(r"\w+")
_LONG = 4  # letters of a word that a headline writes with a capital
_CAPITALS = (0.4, 0.75)  # shares of capitalised words that tell usual sentences, mixed ones and headlines apart
_SHOUTED = 0.6  # share of words in capitals from which a sentence is written in them
_OFTEN = 3
_BEFORE = {" ": 0} | dict.fromkeys("-‐‑–", 1) | dict.fromkeys("'’", 2) | dict.fromkeys('"“‘(', 3)
_TITLES = frozenset({"honorific", "style", "rank", "office"})
_NOTHING, _SMALL, _CAPITAL, _ALL_CAPITALS, _ONE_CAPITAL, _MIXED, _NUMBER = range(7)
_PLAIN = frozenset({_NOTHING, _SMALL, _NUMBER})


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    opener: int  # the number of its first word, -1 if it has none
    capitals: int


def read_signs(text: str, pieces: Sequence[tuple[int, int]]) -> npt.NDArray[np.int64]:
    """The signs of word pieces, given by their offsets: pieces × signs."""
    words = [found.span() for found in _WORD.finditer(text)]
    starts = [start for start, _ in words]
    shapes = [_shape(text[start:end]) for start, end in words]
    lower = [text[start:end].lower() for start, end in words]
    small = {word for word, shape in zip(lower, shapes, strict=True) if shape == _SMALL}
    capital = Counter(word for word, shape in zip(lower, shapes, strict=True) if shape != _SMALL)
    sentences = list(_sentences(text, words, shapes))
    begins = [sentence.start for sentence in sentences]
    signs = np.zeros((len(pieces), len(SIZES)), dtype=np.int64)
    for row, (start, _) in enumerate(pieces):
        number = bisect_right(starts, start) - 1
        sentence = sentences[max(0, bisect_right(begins, start) - 1)]
        if number < 0 or words[number][1] <= start:
            signs[row, 3] = sentence.capitals  # a mark
            continue
        first, last = words[number]
        before = text[first - 1] if first else "\n"
        shape, word = shapes[number], lower[number]
        plain = shape in _PLAIN
        opening = 1 if sentence.opener == number else 2 * (_BEFORE.get(before) == 3 or before == "'")
        signs[row] = (
            shape,
            int(start > first),
            opening,
            sentence.capitals,
            0 if plain else 1 + (word in small),
            _BEFORE.get(before, 4),
            0 if plain else min(_OFTEN, capital[word]),
            *_listed(text[first:last]),
        )
    return signs


def _sentences(text: str, words: Sequence[tuple[int, int]], shapes: Sequence[int]) -> Iterator[_Sentence]:
    starts = [start for start, _ in words]
    for start, end in cut_sentences(text):
        inside = [i for i in range(bisect_left(starts, start), bisect_left(starts, end)) if text[starts[i]].isalpha()]
        long = [i for i in inside if words[i][1] - words[i][0] >= _LONG]
        share = sum(text[starts[i]].isupper() for i in long) / max(1, len(long))
        shouted = sum(shapes[i] == _ALL_CAPITALS for i in long) > _SHOUTED * max(1, len(long))
        yield _Sentence(start, inside[0] if inside else -1, 3 if shouted else bisect_right(_CAPITALS, share))


def _shape(word: str) -> int:
    if any(letter.isdigit() for letter in word):
        return _NUMBER
    if word.islower():
        return _SMALL
    if word.isupper():
        return _ONE_CAPITAL if len(word) == 1 else _ALL_CAPITALS
    if word[0].isupper() and word[1:].islower():
        return _CAPITAL
    return _MIXED if any(letter.isupper() for letter in word) else _NOTHING


@lru_cache(maxsize=65536)
def _listed(word: str) -> tuple[int, ...]:
    """What the lists know of a word, the last six signs."""
    lists, (whole, part) = _lists(), words_of_actors()
    lower = word.lower()
    actor = 2 if lower in whole else int(lower in part)
    known = (
        lower in lists["given"],
        lower in lists["title"],
        lower in lists["noun"],
        names_country(word),
        lower in lists["thing"],
    )
    return (*map(int, known), actor)


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    titles = (row["title"] for row in read_tsv("titles.tsv") if row["kind"] in _TITLES)
    words = list(read_tsv("name_words.tsv"))
    things = {row["words"].split()[-1] for row in words if row["sort"] in ("place", "event")}
    return {
        "given": frozenset(row["name"] for row in read_tsv("given_names.tsv")),
        "title": frozenset(title for title in titles if " " not in title),
        "noun": frozenset(row["noun"].split()[-1] for row in read_tsv("organisation_nouns.tsv")),
        "thing": frozenset(things | {row["words"] for row in words if row["sort"] == "none"}),
    }
