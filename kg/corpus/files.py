"""Files and folders → files, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import InputError
from kg.read import iter_report_files


def iter_files(paths: Sequence[Path]) -> Iterator[Path]:
    """Each file as it is, each folder as the reports in it, sorted.

    Raises `InputError` for a path that is missing and a folder without reports.
    """
    for path in paths:
        if path.is_dir():
            files = list(iter_report_files(path))
            if not files:
                raise InputError(place=str(path), problem="no report in this folder", remedy="Name another.")
            yield from files
        elif path.exists():
            yield path
        else:
            raise InputError(place=str(path), problem="there is no such file", remedy="Check the path.")
