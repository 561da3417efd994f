"""Writes a trained network as the program runs it: ONNX, its weights as eight-bit numbers, with a manifest."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from kg.annotate.learned.decoding import Tuning
from kg.annotate.learned.name_decoding import TAGS as NAME_TAGS
from kg.annotate.learned.name_signs import SIZES
from kg.annotate.learned.tasks import TASKS
from kg.annotate.learned.weights import MANIFEST, NETWORK, VOCABULARY
from training.name_network import WholeReader

OPSET = 17


def export_network(reader: WholeReader, target: Path) -> None:
    """Write the network with dynamic eight-bit weights, one scale a channel."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    reader.eval()
    parts = ("tags", "queries", "keys", "distances")
    outputs = [f"{task.name} {part}" for task in reader.network.tasks for part in parts] + ["names"]
    ids = torch.arange(5, 45)[None]
    signs = torch.zeros((*ids.shape, len(SIZES)), dtype=torch.int64)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        # The newer exporter keeps shapes fixed that we need free; its forerunner warns of its age and of every branch.
        warnings.simplefilter("ignore")
        plain = Path(folder) / "plain.onnx"
        axes = {name: {1: "pieces"} for name in ("ids", "signs", *outputs) if not name.endswith("distances")}
        torch.onnx.export(
            reader,
            (ids, signs),
            str(plain),
            input_names=["ids", "signs"],
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(plain, target, per_channel=True, weight_type=QuantType.QInt8)


def write_manifest(
    folder: Path, vocabulary: Path, *, name: str, version: str, tunings: Mapping[str, Tuning], about: Mapping[str, Any]
) -> None:
    """Put the vocabulary and a manifest beside an exported network: hashes, tasks, tunings, and what made them."""
    shutil.copyfile(vocabulary, folder / VOCABULARY)
    files = {file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in (NETWORK, VOCABULARY)}
    manifest = {
        "name": name,
        "version": version,
        "files": files,
        "tasks": {task.name: [list(task.labels), list(task.roles)] for task in TASKS},
        "names": {"tags": list(NAME_TAGS), "signs": list(SIZES)},
        "tunings": {task: _plain(tuning) for task, tuning in tunings.items()},
        "about": dict(about),
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def _plain(tuning: Tuning) -> dict[str, Any]:
    return {
        "threshold": tuning.threshold,
        "tag_temperature": tuning.tag_temperature,
        "temperatures": dict(tuning.temperatures),
        "curves": {name: list(curve) for name, curve in tuning.curves.items()},
    }
