"""From a network's scores for the tags of names to names: the likeliest sequence in which every inside follows its
beginning, whole words only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.annotate.learned.decoding import softmax
from kg.annotate.learned.pieces import Pieces
from kg.model.annotation import NameKind
from kg.model.span import Span

# The order is that of the network's outputs: change it only together with the weights.
KINDS = (NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE, NameKind.DEMONYM, NameKind.OTHER)
TAGS = ("O", *(f"{edge}-{kind}" for kind in KINDS for edge in "BI"))
DIGITS = 3  # of probabilities: beyond them processors differ
_NOBODY = 0.99  # the probability of no name from which a piece is no part of one
_NEVER = np.float32(-1e4)
Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class NameReading:
    """A name that the network reads. `score`: the mean probability of its pieces to belong to a name of the kind."""

    span: Span
    words: str
    kind: NameKind
    score: float


@dataclass(frozen=True, slots=True)
class NameReadings:
    """All names read in a text, and the probabilities that they were read from: for each piece, by its offset, that of
    no name and of every kind (pieces × (1 + kinds))."""

    names: tuple[NameReading, ...]
    starts: npt.NDArray[np.int64]
    chances: Array

    def chances_of(self, span: Span) -> dict[NameKind | None, float]:
        """The mean probability of the pieces that begin in a stretch, by kind; None stands for no name. Empty where no
        piece begins there."""
        first, last = np.searchsorted(self.starts, (span.start, span.end))
        if first == last:
            return {}
        means = self.chances[first:last].mean(0)
        return {kind: round(float(mean), DIGITS) for kind, mean in zip((None, *KINDS), means, strict=True)}


def collect_names(blocks: Sequence[tuple[Pieces, Array]], text: str) -> NameReadings:
    """The names of all blocks of a text. `blocks`: pieces and scores of their tags, the marks of the ends included."""
    names: list[NameReading] = []
    starts: list[int] = []
    chances: list[Array] = []
    for pieces, scores in blocks:
        tags = softmax(scores[1:-1])
        by_kind = np.concatenate([tags[:, :1], tags[:, 1::2] + tags[:, 2::2]], axis=1)
        names += _names(tags, by_kind, pieces, text)
        starts += [start for start, _ in pieces.offsets]
        chances.append(by_kind)
    table = np.concatenate(chances) if chances else np.zeros((0, 1 + len(KINDS)), dtype=np.float32)
    return NameReadings(tuple(names), np.array(starts, dtype=np.int64), table)


def _names(tags: Array, by_kind: Array, pieces: Pieces, text: str) -> Iterator[NameReading]:
    logs = np.log(tags + np.float32(1e-9))
    for begin, end in _stretches(by_kind[:, 0] < _NOBODY):
        path = likeliest_tags(logs[begin:end])
        position = 0
        while position < len(path):
            tag, first = path[position], position
            position += 1
            if tag == 0:
                continue
            while position < len(path) and path[position] == tag + 1:
                position += 1
            number = (tag + 1) // 2
            score = round(float(by_kind[begin + first : begin + position, number].mean()), DIGITS)
            span = _whole_words(text, pieces.offsets[begin + first][0], pieces.offsets[begin + position - 1][1])
            yield NameReading(span, span.slice(text), KINDS[number - 1], score)


def _stretches(doubtful: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """First and last (exclusive) of every run of pieces that may belong to names: most of a text does not."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], doubtful, [False]]))).tolist()
    yield from zip(edges[::2], edges[1::2], strict=True)


def likeliest_tags(logs: Array) -> list[int]:
    """The likeliest sequence of tags in which an inside follows a beginning or inside of its kind. `logs`: logarithms
    of probabilities (pieces × tags)."""
    score = logs[0] + _START
    steps: list[npt.NDArray[np.intp]] = []
    for row in logs[1:]:
        ways = score[:, None] + _FOLLOWS
        best = ways.argmax(0)
        steps.append(best)
        score = ways[best, _EVERY] + row
    path = [int(score.argmax())]
    for best in reversed(steps):
        path.append(int(best[path[-1]]))
    return path[::-1]


def _follows() -> Array:
    """What is added for each tag (rows) that another (columns) follows."""
    table = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for inside in range(2, len(TAGS), 2):
        table[:, inside] = _NEVER
        table[[inside - 1, inside], inside] = 0.0
    return table


_FOLLOWS = _follows()
_START = _FOLLOWS[0]
_EVERY = np.arange(len(TAGS))


def _whole_words(text: str, start: int, end: int) -> Span:
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)
