"""Weights are taken only as they were released: every fault is named, with what to do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.annotate.learned.name_decoding import TAGS
from kg.annotate.learned.name_signs import SIZES
from kg.annotate.learned.tasks import TASKS
from kg.annotate.learned.weights import find_weights
from kg.errors import ModelError

Change = Callable[[dict[str, Any]], object]


def write_weights(folder: Path, change: Change = lambda manifest: None) -> Path:
    contents = {"network.onnx": b"a network", "tokenizer.json": b"{}"}
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    manifest: dict[str, Any] = {
        "name": "reader",
        "version": "7",
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()},
        "tasks": {task.name: [list(task.labels), list(task.roles)] for task in TASKS},
        "names": {"tags": list(TAGS), "signs": list(SIZES)},
        "tunings": {
            "attribution": {"threshold": 0.4, "tag_temperature": 1.2, "temperatures": {"source": 1.1, "content": 1.3}}
        },
    }
    change(manifest)
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def test_weights_as_released(tmp_path: Path) -> None:
    weights = find_weights(write_weights(tmp_path))
    assert (weights.name, weights.version) == ("reader", "7")
    assert weights.tunings["attribution"].threshold == 0.4
    assert weights.tunings["attribution"].temperatures == {"source": 1.1, "content": 1.3}


def test_a_byte_that_changed_is_found(tmp_path: Path) -> None:
    write_weights(tmp_path)
    (tmp_path / "network.onnx").write_bytes(b"a Network")
    with pytest.raises(ModelError, match=r"network\.onnx: not the weights of this release.*--no-model"):
        find_weights(tmp_path)


@pytest.mark.parametrize("name", ["network.onnx", "manifest.json"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    (write_weights(tmp_path) / name).unlink()
    with pytest.raises(ModelError, match=rf"{name}: the trained weights are missing\..*--no-model"):
        find_weights(tmp_path)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda m: m["tasks"].update(attribution=[["cue"], ["source"]]), "trained for other tasks"),
        (lambda m: m.pop("version"), "'version' is missing"),
        (lambda m: m["tunings"].update(attribution={}), "'threshold' is missing"),
    ],
)
def test_a_manifest_of_something_else(tmp_path: Path, change: Change, words: str) -> None:
    with pytest.raises(ModelError, match=words):
        find_weights(write_weights(tmp_path, change))


def test_a_manifest_that_is_no_json(tmp_path: Path) -> None:
    (write_weights(tmp_path) / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="not JSON"):
        find_weights(tmp_path)
