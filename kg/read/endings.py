"""What a file's name says: its format, the name of what is made from it, and whether it is a report at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePath

from kg.errors import InputError
from kg.read import compression
from kg.read.options import InputFormat

_ENDINGS = {
    "": InputFormat.TEXT,
    ".txt": InputFormat.TEXT,
    ".text": InputFormat.TEXT,
    ".htm": InputFormat.HTML,
    ".html": InputFormat.HTML,
    ".xhtml": InputFormat.HTML,
    ".json": InputFormat.JSON,
    ".jsonl": InputFormat.JSONL,
    ".ndjson": InputFormat.JSONL,
    ".csv": InputFormat.CSV,
    ".tsv": InputFormat.CSV,
    ".rss": InputFormat.FEED,
    ".atom": InputFormat.FEED,
    ".xml": InputFormat.FEED,
    ".warc": InputFormat.WARC,
}
_SEVERAL = frozenset({InputFormat.JSONL, InputFormat.CSV, InputFormat.FEED, InputFormat.WARC})


def find_format(path: PurePath) -> InputFormat:
    """The format that the file's ending stands for, before .gz or .zst if it is packed.

    Raises `InputError` for an unknown ending.
    """
    ending = _unpacked(path).suffix
    found = _ENDINGS.get(ending.lower())
    if found is None:
        raise InputError(
            place=str(path),
            problem=f'the ending "{ending}" is unknown',
            remedy=f"Name the format with --from: {', '.join(InputFormat)}.",
        )
    return found


def holds_several(format: InputFormat) -> bool:
    """Whether files of this format hold several reports, so that each has a line."""
    return format in _SEVERAL


def stem_of(path: PurePath) -> str:
    """The file's name without its ending: "pool" for pool.jsonl.gz."""
    return _unpacked(path).stem


def iter_report_files(folder: Path) -> Iterator[Path]:
    """The files in a folder, at any depth, whose ending is that of a report; none hidden.

    In the order of their paths; only the names of one folder at each depth are held.
    """
    with os.scandir(folder) as found:
        entries = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in found)
    for name, is_folder in entries:
        path = folder / name
        if name.startswith("."):
            continue
        if is_folder:
            yield from iter_report_files(path)
        elif (ending := _unpacked(path).suffix) and ending.lower() in _ENDINGS and path.is_file():
            yield path


def _unpacked(path: PurePath) -> PurePath:
    return path.with_suffix("") if path.suffix.lower() in compression.ENDINGS and path.stem else path
