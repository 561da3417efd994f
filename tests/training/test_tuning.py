"""Curves under which probabilities say how often they are right."""

from __future__ import annotations

import random

import pytest

from kg.annotate.learned.decoding import Tuning
from training.tuning import Answers


def answers(believed: float, true: float, count: int) -> Answers:
    """Answers that were all given one probability, and are right as often as another says."""
    found = Answers()
    for number in range(count):
        found.add("place", believed, number < true * count)
    return found


def test_what_claims_too_much_is_believed_less() -> None:
    tuning = Tuning(curves=answers(0.9, 0.6, 500).curves())
    assert tuning.believed("place", 0.9) == pytest.approx(0.6, abs=0.02)


def test_few_answers_change_little() -> None:
    few, many = (Tuning(curves=answers(0.9, 0.5, count).curves()) for count in (2, 200))
    assert many.believed("place", 0.9) < few.believed("place", 0.9) <= 0.9


def test_true_probabilities_stay_as_they_are() -> None:
    drawn = random.Random(5)  # noqa: S311
    found = Answers()
    for _ in range(4000):
        chance = drawn.random()
        found.add("place", chance, drawn.random() < chance)
    slope, shift = found.curves()["place"]
    assert slope == pytest.approx(1.0, abs=0.1)
    assert shift == pytest.approx(0.0, abs=0.1)
