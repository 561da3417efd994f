"""What names are learned from, and that they are learned."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the packages of the extra `training` are not installed")

from torch import nn  # noqa: E402

from kg.annotate.learned.name_decoding import TAGS  # noqa: E402
from kg.annotate.learned.name_signs import SIZES  # noqa: E402
from kg.model.annotation import NameKind  # noqa: E402
from kg.model.span import Span  # noqa: E402
from training.name_examples import NameExample, allowed_tags, first_tag  # noqa: E402
from training.name_learning import Lesson, batch_loss, learn  # noqa: E402
from training.name_network import NameBranch, WholeReader, narrow  # noqa: E402
from training.name_texts import NamedText, NameMark, find_marks  # noqa: E402
from training.network import Network  # noqa: E402

SIZE = 16
TEXT = "General Ray Holm of Orvex met Holm Orvex Tarnby in Tarnby."
ENTITIES = [
    {"kind": "Person", "names": ["Ray Holm", "General Ray Holm", "Holm"]},
    {"kind": "Organisation", "names": ["Orvex", "Orvex Tarnby"]},
]


def test_every_form_of_a_sheet_is_found_the_longest_first_and_without_titles() -> None:
    found = {(mark.span.slice(TEXT), mark.kinds[0]) for mark in find_marks(TEXT, ENTITIES)}
    person, body = NameKind.PERSON, NameKind.ORGANISATION
    assert found == {("Ray Holm", person), ("Holm", person), ("Orvex", body), ("Orvex Tarnby", body)}


def test_a_form_within_a_word_is_no_name() -> None:
    assert list(find_marks("Holmes met Orvexes.", ENTITIES)) == []


def test_the_tags_that_pieces_may_have() -> None:
    text = "Ray Holm saw Orvex or Tarnby there"
    marks = (NameMark(Span(13, 18), (NameKind.ORGANISATION,)), NameMark(Span(22, 28), (NameKind.PLACE,)))
    certain = (NameMark(Span(0, 8), (NameKind.PERSON,)), marks[1])
    offsets = [(0, 3), (4, 8), (9, 12), (13, 16), (16, 18), (19, 21), (22, 28), (29, 34)]
    allowed = allowed_tags(NamedText("a", text, marks, certain, (Span(29, 34),)), offsets)
    found = [{TAGS[i] for i in np.flatnonzero(row)} for row in allowed]
    assert found[:2] == [{"B-person"}, {"I-person"}]
    assert found[2] == {"O"}
    assert found[3:5] == [{"O", "B-organisation"}, {"O", "I-organisation"}]
    assert found[6] == {"B-place"}
    assert found[7] == set(TAGS)


class ToyEncoder(nn.Module):  # type: ignore[misc]
    """Sees each piece alone, and knows of no distances."""

    def __init__(self) -> None:
        super().__init__()
        self.vectors = nn.Embedding(64, SIZE)
        self.encoder = SimpleNamespace(compute_position_bias=lambda states: None)


class ToyNetwork(Network):
    def __init__(self) -> None:
        super().__init__(ToyEncoder(), SIZE)

    def lower_states(self, ids: Any, mask: Any, layers: int) -> Any:
        return self.encoder.vectors(ids) * mask[..., None]

    def upper_states(self, lower: Any, mask: Any, layers: int) -> Any:
        return lower


class ToyLayer(nn.Module):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__()
        self.dense = nn.Linear(SIZE, SIZE)

    def forward(self, states: Any, unseen: Any, nearness: Any) -> Any:
        return (torch.tanh(self.dense(states)),)


def toy() -> WholeReader:
    torch.manual_seed(1)
    return WholeReader(ToyNetwork(), NameBranch(nn.ModuleList([ToyLayer()]), SIZE))


def examples() -> list[NameExample]:
    """Piece 5 is a person where it has a capital, and nobody where it has none."""
    found = []
    for shape in (1, 2):
        ids = np.array([0, 3, 5, 4, 1])
        signs = np.zeros((5, len(SIZES)), dtype=np.int64)
        signs[2, 0] = shape
        allowed = np.zeros((5, len(TAGS)), dtype=np.bool_)
        allowed[:, 0] = True
        allowed[[0, 4]] = True
        if shape == 2:
            allowed[2] = False
            allowed[2, first_tag(NameKind.PERSON)] = True
        found.append(NameExample(ids, signs, allowed))
    return found


def test_capitals_are_learned_and_the_shared_layers_stay() -> None:
    whole = toy()
    before = {name: value.clone() for name, value in whole.network.state_dict().items()}
    whole.eval()
    loss = batch_loss(whole, examples()).item()
    learn(whole, examples(), Lesson(epochs=150, rate=2e-2))
    assert batch_loss(whole, examples()).item() < loss / 5
    assert all(torch.equal(value, before[name]) for name, value in whole.network.state_dict().items())


def test_the_same_seed_gives_the_same_weights() -> None:
    first, second = toy(), toy()
    learn(first, examples(), Lesson(epochs=3, rate=1e-2))
    learn(second, examples(), Lesson(epochs=3, rate=1e-2))
    for one, other in zip(first.state_dict().values(), second.state_dict().values(), strict=True):
        assert torch.equal(one, other)


def test_a_narrow_layer_keeps_the_units_that_weigh_most() -> None:
    layer = SimpleNamespace(
        intermediate=SimpleNamespace(dense=nn.Linear(3, 4)), output=SimpleNamespace(dense=nn.Linear(4, 3))
    )
    with torch.no_grad():
        layer.intermediate.dense.weight[1] = 0.0
        layer.output.dense.weight[:, 3] = 0.0
        layer.intermediate.dense.bias[[1, 3]] = 0.0
    states = torch.randn(2, 3)
    before = layer.output.dense(torch.relu(layer.intermediate.dense(states)))
    narrow(layer, 2)
    assert layer.intermediate.dense.out_features == 2
    assert torch.allclose(layer.output.dense(torch.relu(layer.intermediate.dense(states))), before, atol=1e-6)


def test_the_reader_as_exported_says_the_same(tmp_path: Path) -> None:
    pytest.importorskip("onnx", reason="the packages of the extra `training` are not installed")
    import onnxruntime

    from training.exporting import export_network

    whole = toy()
    whole.eval()
    export_network(whole, tmp_path / "network.onnx")
    session = onnxruntime.InferenceSession(str(tmp_path / "network.onnx"), providers=["CPUExecutionProvider"])
    ids = np.array([[0, 5, 3, 7, 4, 1, 9]])
    signs = np.ones((1, 7, len(SIZES)), dtype=np.int64)
    with torch.no_grad():
        wanted = [output.numpy() for output in whole(torch.from_numpy(ids), torch.from_numpy(signs))]
    for ours, theirs in zip(session.run(None, {"ids": ids, "signs": signs}), wanted, strict=True):
        np.testing.assert_allclose(ours, theirs, atol=0.05)
