"""The machinery of training on a network of toy size: it learns, and learns the same twice."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the packages of the extra `training` are not installed")

from torch import nn  # noqa: E402

from kg.annotate.learned.decoding import Outputs, pointer_scores  # noqa: E402
from kg.annotate.learned.tasks import Task  # noqa: E402
from training.examples import IGNORED, Example  # noqa: E402
from training.learning import Plan, batch_loss, train  # noqa: E402
from training.network import Network  # noqa: E402
from training.network import pointer_scores as network_scores  # noqa: E402

SAYING = Task(name="saying", labels=("cue",), roles=("source",))
SIZE = 16


class ToyEncoder(nn.Module):  # type: ignore[misc]
    """Sees each piece and the one before it."""

    def __init__(self) -> None:
        super().__init__()
        self.vectors = nn.Embedding(64, SIZE // 2)

    def forward(self, input_ids: Any, attention_mask: Any) -> Any:
        found = self.vectors(input_ids) * attention_mask[..., None]
        return SimpleNamespace(last_hidden_state=torch.cat([found, found.roll(1, dims=1)], dim=-1))


def toy_network() -> Network:
    torch.manual_seed(1)
    return Network(ToyEncoder(), SIZE, (SAYING,))


def examples() -> list[Example]:
    """Piece 7 is a cue, and piece 5 somewhere before it its source."""
    found = []
    for gap in range(4):
        ids = np.array([0, 5, *[3] * gap, 7, 4, 1])
        tags = np.array([IGNORED, *[0] * (gap + 1), 1, 0, IGNORED])
        found.append(Example("saying", ids, tags, (gap + 2,), (((1,), (1,)),)))
    return found


PLAN = Plan(epochs=60, batch_pieces=16, encoder_rate=1e-2, head_rate=1e-2)


def test_the_loss_falls() -> None:
    network = toy_network()
    network.eval()
    before = batch_loss(network, examples(), 0).item()
    train(network, examples(), PLAN)
    network.eval()
    assert batch_loss(network, examples(), 0).item() < before / 5


def test_the_same_seed_gives_the_same_weights() -> None:
    first, second = toy_network(), toy_network()
    train(first, examples(), Plan(epochs=3, batch_pieces=16))
    train(second, examples(), Plan(epochs=3, batch_pieces=16))
    for one, other in zip(first.state_dict().values(), second.state_dict().values(), strict=True):
        assert torch.equal(one, other)


def test_training_and_running_score_pointers_alike() -> None:
    """The products that the program takes in numpy are those that were trained."""
    network = toy_network()
    with torch.no_grad():
        network.heads["saying"].distances.normal_()
        raw = [output[0] if output.dim() == 3 else output for output in network(torch.tensor([[0, 5, 3, 7, 4, 1]]))]
        anchors = torch.tensor([3])
        wanted = network_scores(raw[1][anchors], raw[2], raw[3], anchors)[0].numpy()
    ours = pointer_scores(SAYING, Outputs(*(output.numpy() for output in raw)), 3)
    np.testing.assert_allclose(ours, wanted, atol=1e-5)
