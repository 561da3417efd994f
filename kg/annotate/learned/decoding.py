"""From a network's outputs to frames: constrained to whole words, one label an anchor, first piece before last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from kg.annotate.learned.pieces import Pieces
from kg.annotate.learned.readings import Reading, ReadPart
from kg.annotate.learned.tasks import Task
from kg.model.span import Span

Array = npt.NDArray[np.float32]
_MOST = 3  # fillers of one role
_SHARE = 0.3  # of the first filler's probability that a further one must have
DIGITS = 3  # of scores: beyond them processors differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """What was chosen for a task on held-back texts. `threshold`: the probability from which a piece belongs to an
    anchor. `tag_temperature` and `temperatures` (by role) divide scores before they become probabilities."""

    threshold: float = 0.5
    tag_temperature: float = 1.0
    temperatures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outputs:
    """What the network says of one block for one task: scores of tags (pieces × tags), queries and keys (pieces ×
    pointers · width), the opening and closing mark included; and what each distance from the anchor, from the farthest
    before to the farthest behind it, adds to a pointer's score (pointers × distances)."""

    tags: Array
    queries: Array
    keys: Array
    distances: Array


def decode(task: Task, outputs: Outputs, pieces: Pieces, text: str, *, tuning: Tuning) -> Iterator[Reading]:
    """The frames of a block, in order."""
    chances = softmax(outputs.tags / tuning.tag_temperature)
    for first, last, label, chance in _anchors(task, chances, tuning.threshold):
        parts = _parts(task, outputs, pieces, text, first, tuning)
        yield Reading(
            task=task.name,
            label=label,
            span=_span(pieces, text, first, last),
            score=round(float(chance), DIGITS),
            parts=tuple(parts),
        )


def _anchors(task: Task, chances: Array, threshold: float) -> Iterator[tuple[int, int, str, float]]:
    """First and last piece, label and probability of each anchor."""
    inside = 1.0 - chances[:, 0] >= threshold
    inside[[0, -1]] = False
    best = chances[:, 1:].argmax(1) + 1
    position = 1
    while position < len(chances) - 1:
        if not inside[position]:
            position += 1
            continue
        last = position
        while inside[last + 1] and best[last + 1] % 2 == 0:  # even tags continue what the odd ones begin
            last += 1
        labels = chances[position : last + 1, 1:].reshape(last + 1 - position, -1, 2).sum(2).mean(0)
        yield position, last, task.labels[int(labels.argmax())], float(labels.max())
        position = last + 1


def pointer_scores(task: Task, outputs: Outputs, anchor: int) -> Array:
    """Scores of every piece, the marks included, for every pointer of the anchor that begins at a piece."""
    pointers = len(task.pointers)
    width = outputs.keys.shape[1] // pointers
    query = outputs.queries[anchor].reshape(pointers, width)
    keys = outputs.keys.reshape(-1, pointers, width)
    start = outputs.distances.shape[1] // 2 - anchor
    near = outputs.distances[:, start : start + len(keys)]
    return np.asarray(np.einsum("pw,tpw->pt", query, keys) / np.float32(width**0.5) + near, dtype=np.float32)


def _parts(task: Task, outputs: Outputs, pieces: Pieces, text: str, anchor: int, tuning: Tuning) -> Iterator[ReadPart]:
    scores = pointer_scores(task, outputs, anchor)
    for number, role in enumerate(task.roles):
        pair = softmax(scores[2 * number : 2 * number + 2] / tuning.temperatures.get(role, 1.0))
        for first, last, chance in _pairs(pair[0], pair[1], _MOST if task.several else 1):
            span, presence = _span(pieces, text, first, last), round(1.0 - float(pair[0, 0] * pair[1, 0]), DIGITS)
            yield ReadPart(role=role, span=span, score=round(chance, DIGITS), presence=presence)


def _pairs(firsts: Array, lasts: Array, most: int) -> Iterator[tuple[int, int, float]]:
    """The likeliest stretches that do not overlap, as long as each is likelier than that there is none and not much
    less likely than the first."""
    least = float(firsts[0] * lasts[0])
    free = [_likeliest(firsts, lasts, 1, len(firsts) - 1)]
    for _ in range(most):
        best = max(free, key=lambda found: found[2])
        first, last, chance, start, end = best
        if chance <= least:
            return
        yield first, last, chance
        least = max(least, chance * _SHARE)
        free.remove(best)
        free += [_likeliest(firsts, lasts, *gap) for gap in ((start, first), (last + 1, end)) if gap[0] < gap[1]]
        if not free:
            return


def _likeliest(firsts: Array, lasts: Array, start: int, end: int) -> tuple[int, int, float, int, int]:
    """First and last piece of the likeliest stretch within a range, its probability, and the range."""
    chances = np.maximum.accumulate(firsts[start:end]) * lasts[start:end]
    last = int(chances.argmax())
    first = int(firsts[start : start + last + 1].argmax())
    return start + first, start + last, float(chances[last]), start, end


def _span(pieces: Pieces, text: str, first: int, last: int) -> Span:
    """The characters from one piece to another (counted from the opening mark), extended to whole words."""
    start, end = pieces.offsets[first - 1][0], pieces.offsets[last - 1][1]
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)


def softmax(scores: npt.NDArray[np.floating]) -> Array:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), dtype=np.float32)
