"""How well a network finds frames: precision, recall and F1 of anchors, of the parts of whole frames, and of the parts
where the anchor is given, which tells apart whether anchors, linking or the ends of stretches are the trouble."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import torch

from kg.annotate.learned.blocks import cut_blocks
from kg.annotate.learned.decoding import Outputs, Tuning, decode
from kg.annotate.learned.pieces import PieceReader
from kg.annotate.learned.reader import LearnedReader
from kg.annotate.learned.readings import Reading
from kg.annotate.learned.tasks import TASKS, Task
from kg.model.span import Span
from training.frames import MarkedText
from training.network import Network

LIKELY = 0.35  # the probability from which readings and parts are counted


@dataclass(slots=True)
class Tally:
    """Counts of one part: found, marked, and found as marked."""

    found: int = 0
    wanted: int = 0
    right: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0


def predict(network: Network, reader: PieceReader, text: str, tasks: Sequence[Task] = TASKS) -> Iterator[Reading]:
    """The frames of a text by the network as it is trained, without rounding to eight bits."""
    pieces = reader.read(text)
    network.eval()
    for block in cut_blocks(text, pieces.offsets):
        part = pieces.part(block.first, block.last)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            raw = [o.float().numpy() for o in network(torch.from_numpy(reader.framed(part))[None])]
        for number, task in enumerate(TASKS):
            tags, queries, keys, distances = raw[4 * number : 4 * number + 4]
            outputs = Outputs(tags[0], queries[0], keys[0], distances)
            if task in tasks:
                yield from decode(task, outputs, part, text, tuning=Tuning())


def measure(pairs: Iterable[tuple[MarkedText, Sequence[Reading]]], task: Task) -> dict[str, Tally]:
    """Exact agreement of anchors (span and label) and of each role's spans, each counted once a text."""
    tallies = {name: Tally() for name in ("anchor", *task.roles)}
    for marked, found in pairs:
        wanted: dict[str, set[object]] = {"anchor": {(f.anchor, f.label) for f in marked.frames}}
        ours: dict[str, set[object]] = {"anchor": {(p.span, p.label) for p in found}}
        for role in task.roles:
            wanted[role] = {span for f in marked.frames for span in f.fillers.get(role, ())}
            ours[role] = {part.span for p in found for part in p.parts if part.role == role}
        for name, tally in tallies.items():
            tally.found += len(ours[name])
            tally.wanted += len(wanted[name])
            tally.right += len(ours[name] & wanted[name])
    return tallies


def likely(readings: Iterable[Reading]) -> Iterator[Reading]:
    """The likely readings with their likely parts."""
    for reading in readings:
        if reading.score >= LIKELY:
            yield replace(reading, parts=tuple(part for part in reading.parts if part.score >= LIKELY))


def measure_linking(reader: LearnedReader, texts: Iterable[MarkedText], task: Task) -> dict[str, tuple[Tally, Tally]]:
    """Of each role the stretches that overlap a marked one, and those that are one exactly, when the anchors are given.
    A stretch counts as found from a probability of `LIKELY` on; roles that are not marked do not count."""
    tallies = {role: (Tally(), Tally()) for role in task.roles}
    for marked in texts:
        asked = [frame.anchor for frame in marked.frames]
        found = [r for r in reader.read(marked.text, asked=asked) if r.task == task.name]
        for frame in marked.frames:
            reading = next((r for r in found if r.span.overlaps(frame.anchor)), None)
            if reading is None:
                continue
            for role, wanted in frame.fillers.items():
                ours = [part.span for part in reading.parts if part.role == role and part.score >= LIKELY]
                touched, exact = tallies[role]
                _count(touched, ours, wanted, [s for s in ours if any(s.overlaps(w) for w in wanted)])
                _count(exact, ours, wanted, [s for s in ours if s in wanted])
    return tallies


def _count(tally: Tally, found: Sequence[Span], wanted: Sequence[Span], right: Sequence[Span]) -> None:
    tally.found += len(found)
    tally.wanted += len(wanted)
    tally.right += len(right)
