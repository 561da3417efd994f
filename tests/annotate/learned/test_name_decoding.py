"""From scores of tags to names."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.learned.name_decoding import TAGS, collect_names, likeliest_tags
from kg.annotate.learned.pieces import Pieces
from kg.model.annotation import NameKind
from kg.model.span import Span

TEXT = "Ilse Brandt met McVelm"
OFFSETS = ((0, 4), (5, 11), (12, 15), (16, 18), (18, 22))


def scores(*tags: str, weight: float = 6.0) -> np.ndarray:
    """Scores that make these tags likely, between those of the ends."""
    table = np.zeros((len(tags) + 2, len(TAGS)), dtype=np.float32)
    for row, tag in enumerate(("O", *tags, "O")):
        table[row, TAGS.index(tag)] = weight
    return table


def read(*tags: str, weight: float = 6.0) -> list[tuple[str, NameKind]]:
    found = collect_names([(Pieces(tuple(range(5)), OFFSETS), scores(*tags, weight=weight))], TEXT)
    return [(name.span.slice(TEXT), name.kind) for name in found.names]


def test_names_with_their_kinds() -> None:
    found = read("B-person", "I-person", "O", "B-organisation", "I-organisation")
    assert found == [("Ilse Brandt", NameKind.PERSON), ("McVelm", NameKind.ORGANISATION)]


def test_a_name_is_whole_words() -> None:
    assert read("O", "O", "O", "O", "B-place") == [("McVelm", NameKind.PLACE)]


def test_two_names_may_be_neighbours() -> None:
    assert [words for words, _ in read("B-person", "B-person", "O", "O", "O")] == ["Ilse", "Brandt"]


def test_a_name_has_one_kind() -> None:
    assert len(read("B-person", "I-organisation", "O", "O", "O")) == 1


def test_the_chances_of_a_stretch() -> None:
    readings = collect_names([(Pieces(tuple(range(5)), OFFSETS), scores("B-person", "I-person", "O", "O", "O"))], TEXT)
    assert readings.chances_of(Span(0, 11))[NameKind.PERSON] > 0.9
    assert readings.chances_of(Span(12, 15))[None] > 0.9
    assert readings.chances_of(Span(2, 3)) == {}
    assert 0.9 < readings.names[0].score <= 1


def test_an_empty_text_has_no_names() -> None:
    readings = collect_names([], "")
    assert readings.names == ()
    assert readings.chances_of(Span(0, 4)) == {}


@given(st.lists(st.lists(st.floats(-3, 3, width=32), min_size=5, max_size=5), min_size=1, max_size=4))
def test_the_path_is_the_likeliest_of_all_that_are_allowed(rows: list[list[float]]) -> None:
    logs = np.full((len(rows), len(TAGS)), -50.0, dtype=np.float32)
    logs[:, :5] = rows
    best = likeliest_tags(logs)

    def is_allowed(path: tuple[int, ...]) -> bool:
        return all(tag % 2 or tag == 0 or before in (tag, tag - 1) for before, tag in itertools.pairwise((0, *path)))

    def weight(path: tuple[int, ...]) -> float:
        return float(sum(logs[i, tag] for i, tag in enumerate(path)))

    allowed = [path for path in itertools.product(range(5), repeat=len(rows)) if is_allowed(path)]
    assert is_allowed(tuple(best))
    assert weight(tuple(best)) >= max(map(weight, allowed)) - 1e-3
