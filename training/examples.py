"""Marked texts as blocks of word pieces with the targets of every output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kg.annotate.learned.blocks import cut_blocks
from kg.annotate.learned.decoding import piece_sentences
from kg.annotate.learned.pieces import PieceReader, Pieces
from kg.annotate.learned.tasks import TASKS, Task
from kg.model.span import Span
from training.frames import Frame, MarkedText

if TYPE_CHECKING:
    import torch

IGNORED = -100
NONE = 0  # a pointer to the opening mark says that nothing fills the role


@dataclass(frozen=True, slots=True)
class Example:
    """One block. `tags`: the tag of each piece. `anchors`: first pieces of anchors. `targets`: for each anchor and
    pointer the positions that it may point at (none: ignored). `reach`: first and last piece that the pointers of each
    anchor choose among."""

    task: str
    ids: npt.NDArray[np.int64]
    tags: npt.NDArray[np.int64]
    anchors: tuple[int, ...]
    targets: tuple[tuple[tuple[int, ...], ...], ...]
    reach: tuple[tuple[int, int], ...] = ()
    lower: torch.Tensor | None = None  # what the encoder's frozen layers make of it


def make_examples(texts: Iterable[MarkedText], reader: PieceReader) -> Iterator[Example]:
    """The blocks of all texts that teach something, in order."""
    tasks: Mapping[str, Task] = {task.name: task for task in TASKS}
    for marked in texts:
        pieces = reader.read(marked.text)
        for block in cut_blocks(marked.text, pieces.offsets):
            part = pieces.part(block.first, block.last)
            example = make_example(marked, tasks[marked.task], part, reader.framed(part))
            if (example.tags != IGNORED).any():
                yield example


def make_example(marked: MarkedText, task: Task, pieces: Pieces, ids: npt.NDArray[np.int64]) -> Example:
    """One block of a text. `ids`: its pieces between the marks, as the encoder takes them."""
    tags = np.array([IGNORED, *_silence(marked, pieces.offsets), IGNORED], dtype=np.int64)
    anchors: list[int] = []
    targets: list[tuple[tuple[int, ...], ...]] = []
    reach: list[tuple[int, int]] = []
    bounds = piece_sentences(marked.text, pieces) if task.near else [(1, len(pieces.ids))] * (len(pieces.ids) + 1)
    for frame in marked.frames:
        place = _pieces_of(pieces.offsets, frame.anchor)
        if place is None:
            continue
        first, last = place
        begin = task.tags.index(f"B-{frame.label}")
        tags[first : last + 1] = begin + 1
        tags[first] = begin
        if first not in anchors:
            anchors.append(first)
            reach.append(bounds[first])
            targets.append(_targets(pieces.offsets, task, frame, bounds[first]))
    return Example(task.name, ids, tags, tuple(anchors), tuple(targets), tuple(reach))


def _silence(marked: MarkedText, offsets: Sequence[tuple[int, int]]) -> list[int]:
    """The tags of pieces as far as no anchor says otherwise."""
    if marked.known is None:
        return [0] * len(offsets)
    return [0 if any(s.start <= start < s.end for s in marked.known) else IGNORED for start, _ in offsets]


def _targets(
    offsets: Sequence[tuple[int, int]], task: Task, frame: Frame, reach: tuple[int, int]
) -> tuple[tuple[int, ...], ...]:
    """What each pointer may point at; of fillers beyond the reach nothing."""
    first, last = offsets[reach[0] - 1][0], offsets[reach[1] - 1][1]
    found: list[tuple[int, ...]] = []
    for role in task.roles:
        spans = frame.fillers.get(role)
        if spans is not None and task.near:
            spans = tuple(span for span in spans if first <= span.start and span.end <= last)
        places = None if spans is None else [_pieces_of(offsets, span) for span in spans]
        if places is None or any(place is None for place in places):
            found += [(), ()]  # not marked, or not within this block
        elif not places:
            found += [(NONE,), (NONE,)]
        else:
            found += [tuple(p[0] for p in places if p), tuple(p[1] for p in places if p)]
    return tuple(found)


def _pieces_of(offsets: Sequence[tuple[int, int]], span: Span) -> tuple[int, int] | None:
    """First and last piece of a stretch, counted from the opening mark; None if it is not wholly in the block."""
    inside = [i for i, (start, end) in enumerate(offsets) if start < span.end and end > span.start]
    if not inside or offsets[0][0] > span.start or offsets[-1][1] < span.end:
        return None
    return inside[0] + 1, inside[-1] + 1
