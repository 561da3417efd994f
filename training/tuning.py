"""Makes probabilities say how often the network is right: temperatures, then curves, both fitted on texts held back.

Temperatures see every piece and choice; curves see the answers that the program will be given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from kg.annotate.learned.attack_words import words_of_attack
from kg.annotate.learned.decoding import Tuning, decode, log_odds, pointer_scores, within_reach
from kg.annotate.learned.reader import LearnedReader
from kg.annotate.learned.readings import Reading
from kg.annotate.learned.tasks import ATTACK, Task
from training.examples import IGNORED, make_example
from training.frames import MarkedText

_ROUNDS = 100  # of Newton's method
_STEP = 0.25  # how far it goes at most in one of them
_HOLD = 2.0  # how strongly a curve is held where it was
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
        for block in reader.outputs(marked.text):
            example = make_example(marked, task, block.pieces, np.zeros(len(block.pieces.ids) + 2, dtype=np.int64))
            own = block.tasks[task.name]
            for position in np.flatnonzero(example.tags != IGNORED):
                tags.add(own.tags[position], [int(example.tags[position])])
            for anchor, targets, reach in zip(example.anchors, example.targets, example.reach, strict=True):
                scores = within_reach(pointer_scores(task, own, anchor), reach)
                for number, right in enumerate(targets):
                    if right:
                        roles[task.roles[number // 2]].add(scores[number], right)
    return Tuning(
        tag_temperature=tags.temperature(), temperatures={role: found.temperature() for role, found in roles.items()}
    )


class Answers:
    """Probabilities that were given, by the name of their curve, and whether they were right."""

    def __init__(self) -> None:
        self._found: dict[str, list[tuple[float, bool]]] = {}

    def add(self, name: str, chance: float, right: bool) -> None:
        self._found.setdefault(name, []).append((chance, right))

    def curves(self) -> dict[str, tuple[float, float]]:
        """For each name the slope and shift of log odds under which what was right is likeliest, held near to (1, 0)
        where answers are few."""
        return {name: _line(answers) for name, answers in sorted(self._found.items())}


def fit_curves(
    reader: LearnedReader, texts: Iterable[MarkedText], task: Task, tuning: Tuning, *, complete: Collection[str]
) -> Tuning:
    """The tuning with its curves. `complete`: the names of texts in which every anchor is marked."""
    answers = Answers()
    plain = replace(tuning, curves={})
    for marked in texts:
        words = words_of_attack(marked.text, 0, len(marked.text)) if task == ATTACK else ()
        asked = [*(frame.anchor for frame in marked.frames), *words] if task == ATTACK else []
        for block in reader.outputs(marked.text):
            for reading in decode(task, block.tasks[task.name], block.pieces, marked.text, tuning=plain, words=asked):
                _compare(answers, reading, marked, task, complete=marked.name in complete)
    return replace(tuning, curves=answers.curves())


def _compare(answers: Answers, reading: Reading, marked: MarkedText, task: Task, *, complete: bool) -> None:
    frames = [frame for frame in marked.frames if frame.anchor.overlaps(reading.span)]
    if complete:
        answers.add("anchor", reading.score, bool(frames))
    for part in reading.parts:
        marks = [span for frame in frames for span in frame.fillers.get(part.role, ())]
        if task == ATTACK:
            if any(part.role in frame.fillers for frame in frames):
                answers.add(part.role, part.score, any(part.span.overlaps(span) for span in marks))
            continue
        if frames:
            answers.add(f"{part.role} presence", part.presence, any(part.span.overlaps(span) for span in marks))
        answers.add(part.role, part.score, part.span in marks)


def _line(answers: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Logistic regression on one number, by Newton's method."""
    odds = np.array([[log_odds(chance), 1.0] for chance, _ in answers])
    right = np.array([float(good) for _, good in answers])
    start = np.array([1.0, 0.0])
    found = start.copy()
    for _ in range(_ROUNDS):
        chances = 1.0 / (1.0 + np.exp(-odds @ found))
        slope = odds.T @ (chances - right) + _HOLD * (found - start)
        bend = (odds * (chances * (1 - chances))[:, None]).T @ odds + _HOLD * np.eye(2)
        step = np.linalg.solve(bend, slope)
        found = found - step / max(1.0, float(np.abs(step).max()) / _STEP)  # a longer one would overshoot
    return round(float(found[0]), 3), round(float(found[1]), 3)


def _softmax(scores: Scores) -> Scores:
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum())
