"""Dropout from bytes."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="the packages of the extra `training` are not installed")

from training.dropout import ByteDropout, seed_dropout  # noqa: E402


def test_a_share_is_dropped_and_the_mean_stays() -> None:
    seed_dropout(3)
    found = ByteDropout(0.25)(torch.ones(200, 200))
    assert (found == 0).float().mean().item() == pytest.approx(0.25, abs=0.01)
    assert found.mean().item() == pytest.approx(1.0, abs=0.01)


def test_the_same_seed_drops_the_same_and_another_does_not() -> None:
    drawn = []
    for seed in (3, 3, 4):
        seed_dropout(seed)
        drawn.append(ByteDropout(0.5)(torch.ones(50)).tolist())
    assert drawn[0] == drawn[1] != drawn[2]


def test_nothing_is_dropped_when_not_training() -> None:
    values = torch.ones(50)
    assert ByteDropout(0.5).eval()(values).tolist() == values.tolist()
