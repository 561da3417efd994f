"""From a network's outputs to frames: constrained to whole words, one label an anchor, first piece before last."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from kg.annotate.learned.blocks import cut_sentences
from kg.annotate.learned.pieces import Pieces
from kg.annotate.learned.readings import Reading, ReadPart
from kg.annotate.learned.tasks import Task
from kg.model.span import Span

Array = npt.NDArray[np.float32]
_MOST = 3  # fillers of one role
_SHARE = 0.3  # of the first filler's probability that a further one must have
_LEAST = 0.03  # the probability from which one of several fillers is told of
_ABOUT = 3  # pieces by which a filler may be longer and still be the same
_CERTAIN = 1e-4
_NEVER = np.float32(-1e4)
DIGITS = 3  # of scores: beyond them processors differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """What was chosen for a task on held-back texts. `threshold`: the probability from which a piece belongs to an
    anchor. `tag_temperature` and `temperatures` (by role) divide scores before they become probabilities. `curves`: for
    "anchor", each role and "ROLE presence", what the log odds of that probability are multiplied by and what is added,
    which makes it say how often it is right."""

    threshold: float = 0.5
    tag_temperature: float = 1.0
    temperatures: Mapping[str, float] = field(default_factory=dict)
    curves: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def believed(self, name: str, chance: float) -> float:
        """A probability by the curve of an anchor or role, rounded."""
        slope, shift = self.curves.get(name, (1.0, 0.0))
        odds = slope * log_odds(chance) + shift
        return round(1.0 / (1.0 + math.exp(-odds)), DIGITS)


def log_odds(chance: float) -> float:
    """The logarithm of a probability's odds; nothing is quite certain."""
    chance = min(max(chance, _CERTAIN), 1.0 - _CERTAIN)
    return math.log(chance / (1.0 - chance))


@dataclass(frozen=True, slots=True)
class Outputs:
    """What the network says of one block for one task: scores of tags (pieces × tags), queries and keys (pieces ×
    pointers · width), the opening and closing mark included; and what each distance from the anchor, from the farthest
    before to the farthest behind it, adds to a pointer's score (pointers × distances)."""

    tags: Array
    queries: Array
    keys: Array
    distances: Array


def decode(
    task: Task, outputs: Outputs, pieces: Pieces, text: str, *, tuning: Tuning, words: Sequence[Span] = ()
) -> Iterator[Reading]:
    """The frames of a block, in order. `words`: stretches that are read as anchors however unlikely they are."""
    chances = softmax(outputs.tags / tuning.tag_temperature)
    anchors = list(_anchors(task, chances, tuning.threshold))
    taken = {position for first, last, _, _ in anchors for position in range(first, last + 1)}
    for word in words:
        inside = [i for i, (start, end) in enumerate(pieces.offsets, 1) if start < word.end and end > word.start]
        if inside and not taken.intersection(inside):
            anchors.append((inside[0], inside[-1], *_label(task, chances, inside[0], inside[-1])))
            taken.update(inside)
    bounds = piece_sentences(text, pieces) if task.near and anchors else []
    for first, last, label, chance in sorted(anchors):
        reach = bounds[first] if task.near else (1, len(pieces.ids))
        yield Reading(
            task=task.name,
            label=label,
            span=_span(pieces, text, first, last),
            score=tuning.believed("anchor", chance),
            parts=tuple(_parts(task, outputs, pieces, text, first, tuning, reach)),
        )


def piece_sentences(text: str, pieces: Pieces) -> list[tuple[int, int]]:
    """First and last piece of the sentence of each position, counted from the opening mark, which gets those of the
    first piece; within the block."""
    starts = _starts(text)
    numbers = [bisect_right(starts, start) for start, _ in pieces.offsets]
    found = [(bisect_left(numbers, n) + 1, bisect_right(numbers, n)) for n in numbers]
    return [*found[:1], *found]


@lru_cache(maxsize=2)
def _starts(text: str) -> tuple[int, ...]:
    """Where sentences begin: asked for every block of a text in turn."""
    return tuple(start for start, _ in cut_sentences(text))


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
        yield position, last, *_label(task, chances, position, last)
        position = last + 1


def _label(task: Task, chances: Array, first: int, last: int) -> tuple[str, float]:
    """The likeliest label of a stretch of pieces, and its mean probability."""
    labels = chances[first : last + 1, 1:].reshape(last + 1 - first, -1, 2).sum(2).mean(0)
    return task.labels[int(labels.argmax())], float(labels.max())


def pointer_scores(task: Task, outputs: Outputs, anchor: int) -> Array:
    """Scores of every piece, the marks included, for every pointer of the anchor that begins at a piece."""
    pointers = len(task.pointers)
    width = outputs.keys.shape[1] // pointers
    query = outputs.queries[anchor].reshape(pointers, width)
    keys = outputs.keys.reshape(-1, pointers, width)
    start = outputs.distances.shape[1] // 2 - anchor
    near = outputs.distances[:, start : start + len(keys)]
    return np.asarray(np.einsum("pw,tpw->pt", query, keys) / np.float32(width**0.5) + near, dtype=np.float32)


def _parts(
    task: Task,
    outputs: Outputs,
    pieces: Pieces,
    text: str,
    anchor: int,
    tuning: Tuning,
    reach: tuple[int, int],
) -> Iterator[ReadPart]:
    scores = within_reach(pointer_scores(task, outputs, anchor), reach)
    for number, role in enumerate(task.roles):
        pair = softmax(scores[2 * number : 2 * number + 2] / tuning.temperatures.get(role, 1.0))
        presence = tuning.believed(f"{role} presence", 1.0 - float(pair[0, 0] * pair[1, 0]))
        found = _several(pair[0], pair[1]) if task.several else _pairs(pair[0], pair[1], 1)
        for first, last, chance in found:
            span = _span(pieces, text, first, last)
            yield ReadPart(role=role, span=span, score=tuning.believed(role, chance), presence=presence)


def within_reach(scores: Array, reach: tuple[int, int]) -> Array:
    """Scores with nothing to be pointed at beyond the reach but the opening mark."""
    near = scores.copy()
    near[:, 1 : reach[0]] = near[:, reach[1] + 1 :] = _NEVER
    return near


def _several(firsts: Array, lasts: Array) -> Iterator[tuple[int, int, float]]:
    """The likeliest stretches that do not overlap, each with the probability that the filler is there, be it by a
    word more or less: the geometric mean of those of its two ends."""
    free = [_likeliest(firsts, lasts, 1, len(firsts) - 1)]
    for _ in range(_MOST):
        best = max(free, key=lambda found: found[2])
        first, last, _, start, end = best
        begins = float(firsts[max(start, first - _ABOUT) : last + 1].sum())
        ends = float(lasts[first : min(end, last + 1 + _ABOUT)].sum())
        chance = (begins * ends) ** 0.5
        if chance < _LEAST:
            return
        yield first, last, min(1.0, chance)
        free.remove(best)
        free += [_likeliest(firsts, lasts, *gap) for gap in ((start, first), (last + 1, end)) if gap[0] < gap[1]]
        if not free:
            return


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
