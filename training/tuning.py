"""Fits temperatures on texts held back: probabilities that say how often the network is right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from kg.annotate.learned.decoding import Tuning, pointer_scores
from kg.annotate.learned.reader import LearnedReader
from kg.annotate.learned.tasks import Task
from training.examples import IGNORED, make_example
from training.frames import MarkedText

_TEMPERATURES = np.geomspace(0.5, 4.0, 31)
Scores = npt.NDArray[np.floating]


@dataclass(slots=True)
class Questions:
    """Scores of choices, and which of them were right."""

    scores: list[Scores] = field(default_factory=list)
    right: list[list[int]] = field(default_factory=list)

    def add(self, scores: Scores, right: Sequence[int]) -> None:
        self.scores.append(scores)
        self.right.append(list(right))

    def temperature(self) -> float:
        """The temperature under which what was right is likeliest; 1 where nothing was asked."""
        if not self.scores:
            return 1.0
        losses = [
            sum(
                -np.log(_softmax(row / t)[right].sum() + 1e-9)
                for row, right in zip(self.scores, self.right, strict=True)
            )
            for t in _TEMPERATURES
        ]
        return round(float(_TEMPERATURES[int(np.argmin(losses))]), 3)


def fit(reader: LearnedReader, texts: Iterable[MarkedText], task: Task) -> Tuning:
    """The temperatures of a task's tags and roles, from the network as it is shipped."""
    tags, roles = Questions(), {role: Questions() for role in task.roles}
    for marked in texts:
        for pieces, outputs in reader.outputs(marked.text):
            example = make_example(marked, task, pieces, np.zeros(len(pieces.ids) + 2, dtype=np.int64))
            own = outputs[task.name]
            for position in np.flatnonzero(example.tags != IGNORED):
                tags.add(own.tags[position], [int(example.tags[position])])
            for anchor, targets in zip(example.anchors, example.targets, strict=True):
                scores = pointer_scores(task, own, anchor)
                for number, right in enumerate(targets):
                    if right:
                        roles[task.roles[number // 2]].add(scores[number], right)
    return Tuning(
        tag_temperature=tags.temperature(), temperatures={role: found.temperature() for role, found in roles.items()}
    )


def _softmax(scores: Scores) -> Scores:
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum())
