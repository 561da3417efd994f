"""The trained weights: where they lie, what they are, and whether they are the ones that were released."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.annotate.learned.decoding import Tuning
from kg.annotate.learned.name_decoding import TAGS
from kg.annotate.learned.name_signs import SIZES
from kg.annotate.learned.tasks import TASKS
from kg.errors import ModelError
from kg.resources import weights_dir

MANIFEST = "manifest.json"
NETWORK = "network.onnx"
VOCABULARY = "tokenizer.json"
_REMEDY = "Install the package again, or leave the trained components out with --no-model."


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Files of one released network. `tunings`: by task, chosen on held-back texts."""

    folder: Path
    name: str
    version: str
    tunings: Mapping[str, Tuning] = field(default_factory=dict)

    @property
    def network(self) -> Path:
        return self.folder / NETWORK

    @property
    def vocabulary(self) -> Path:
        return self.folder / VOCABULARY


def find_weights(folder: Path | None = None) -> Weights:
    """The weights that come with the program, or those of a folder, once every file has the hash that the manifest
    names. Raises `ModelError` where one is missing or another, or where they were trained for other tasks."""
    folder = weights_dir() if folder is None else folder
    manifest = _read_manifest(folder / MANIFEST)
    try:
        for name, wanted in manifest["files"].items():
            _check_hash(folder / name, wanted)
        shapes = {task.name: [list(task.labels), list(task.roles)] for task in TASKS}
        names = {"tags": list(TAGS), "signs": list(SIZES)}
        if manifest["tasks"] != shapes or manifest["names"] != names:
            raise ModelError(f"{folder}: the weights were trained for other tasks than this program has. {_REMEDY}")
        return Weights(
            folder=folder,
            name=manifest["name"],
            version=manifest["version"],
            tunings={task: _tuning(values) for task, values in manifest["tunings"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError(f"{folder / MANIFEST}: {error} is missing or no such value. {_REMEDY}") from error


def _read_manifest(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError(f"{path}: the trained weights are missing. {_REMEDY}") from error
    except ValueError as error:
        raise ModelError(f"{path}: not JSON: {error}. {_REMEDY}") from error


def _tuning(values: Mapping[str, Any]) -> Tuning:
    return Tuning(
        threshold=float(values["threshold"]),
        tag_temperature=float(values["tag_temperature"]),
        temperatures={role: float(number) for role, number in values["temperatures"].items()},
        curves={name: (float(slope), float(shift)) for name, (slope, shift) in values.get("curves", {}).items()},
    )


def _check_hash(path: Path, wanted: str) -> None:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"{path}: the trained weights are missing. {_REMEDY}") from error
    if found != wanted:
        raise ModelError(f"{path}: not the weights of this release (sha256 {found}, not {wanted}). {_REMEDY}")
