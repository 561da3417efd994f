"""Finds the files that the program brings along: the ontology, the shapes and the tables of `kg/data`.

In a checkout the ontology and the shapes stand at the top of the repository; in an installed
wheel they lie in `kg/_resources`. Callers get a path and need not know which of the two it is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kg.errors import KgError

SMALL_WEIGHTS = "small.json"  # in the folder of the weights: the hashes of those that are JSON
_REINSTALL = "Install the package again, or run from a complete checkout."


def ontology_file() -> Path:
    """The ontology itself, Turtle."""
    return _existing(ontology_dir() / "newskg.ttl")


def ontology_dir() -> Path:
    """The folder with the ontology, its imports and its checks."""
    return _top_level("ontology")


def ontology_imports() -> tuple[Path, ...]:
    """The pinned slices of the vocabularies that the ontology is aligned with, by file name."""
    return _all_of(ontology_dir() / "imports", "*.ttl")


def ontology_checks() -> tuple[Path, ...]:
    """The hygiene queries over the ontology, by file name."""
    return _all_of(ontology_dir() / "checks", "*.rq")


def shapes_dir() -> Path:
    """The folder with the SHACL shapes."""
    return _top_level("shapes")


def weights_dir() -> Path:
    """The folder with the trained weights; whether they are there is for their reader to say."""
    return _package_dir() / "weights"


@cache
def read_weights(name: str) -> Any:
    """A small file of trained weights in `kg/weights`, JSON, once it has the hash that `small.json` beside it names.

    Raises `KgError` where either is missing or no JSON, or the weights are others than those of the release.
    """
    hashes = _read_json(weights_dir() / SMALL_WEIGHTS)
    path = weights_dir() / name
    values = _read_json(path)
    if hashlib.sha256(path.read_bytes()).hexdigest() != hashes.get(name):
        raise KgError(f"{path}: not the weights of this release. {_REINSTALL}")
    return values


def _read_json(path: Path) -> Any:
    try:
        return json.loads(_existing(path).read_text(encoding="utf-8"))
    except ValueError as error:
        raise KgError(f"{path}: not JSON: {error}. {_REINSTALL}") from error


def data_file(name: str) -> Path:
    """A file of `kg/data`, for example `data_file("actors.tsv")`."""
    return _existing(_package_dir() / "data" / name)


@cache
def read_tsv(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of a table in `kg/data` as read-only mappings from column name to cell, in file order.

    The first line that is not a comment names the columns. Lines that start with `#` and empty
    lines are skipped; cells are stripped; an empty cell is the empty string. A row may leave out
    empty cells at its end. Raises `KgError` naming file and line where a row has too many cells
    or a column name is empty or stands twice.
    """
    return _read_table(data_file(name))


def _read_table(path: Path) -> tuple[Mapping[str, str], ...]:
    columns: list[str] = []
    rows: list[Mapping[str, str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not columns:
            columns = cells
            if "" in columns or len(set(columns)) != len(columns):
                raise KgError(f"{path} line {number}: a column has no name or shares it. Correct the header line.")
            continue
        if len(cells) > len(columns):
            raise KgError(f"{path} line {number}: {len(cells)} cells under {len(columns)} columns. Correct the row.")
        cells += [""] * (len(columns) - len(cells))
        rows.append(MappingProxyType(dict(zip(columns, cells, strict=True))))
    if not columns:
        raise KgError(f"{path}: the table has no header line. Put the column names on its first line.")
    return tuple(rows)


def _package_dir() -> Path:
    # The package is always unpacked on disk (a wheel, not a zip file), so its folder is a real path.
    return Path(str(files("kg")))


def _top_level(folder: str) -> Path:
    package = _package_dir()
    for place in (package / "_resources" / folder, package.parent / folder):
        if place.is_dir():
            return place
    raise KgError(f"The folder {folder}/ is missing beside or inside {package}. {_REINSTALL}")


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise KgError(f"{path} is missing. {_REINSTALL}")
    return path


def _all_of(folder: Path, pattern: str) -> tuple[Path, ...]:
    found = tuple(sorted(folder.glob(pattern)))
    if not found:
        raise KgError(f"{folder} holds no {pattern}. {_REINSTALL}")
    return found
