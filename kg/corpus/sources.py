"""Files, folders and patterns → a stream of reports in an order that never changes; nothing is held."""

from __future__ import annotations

import glob
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg.errors import InputError
from kg.model.article import Article
from kg.read import ReadOptions, Record, iter_report_files, read_records

_STDIN = "-"


def iter_files(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Each file as it is; each folder as the reports in it, at any depth, in the order of their paths;
    each pattern (`*`, `?`, `[…]`, and `**` for folders at any depth) as what it matches, in the same order.

    A file that has the characters of a pattern in its name is taken as that file. Raises `InputError`
    for a path that is missing, a folder without reports and a pattern that matches nothing.
    """
    for path in map(Path, paths):
        if path.is_dir():
            yield from _reports_in(path)
        elif path.exists():
            yield path
        elif glob.has_magic(str(path)):
            yield from _matches(str(path))
        else:
            raise InputError(place=str(path), problem="there is no such file", remedy="Check the path.")


def iter_records(paths: Iterable[str | Path], *, options: ReadOptions | None = None) -> Iterator[Record]:
    """Every report of every file, with its line where a file holds several; "-" is stdin.

    A report that cannot be read comes as a record with its `InputError`. Raises as `iter_files`.
    """
    for path in paths:
        if str(path) == _STDIN:
            yield from read_records(sys.stdin.buffer, options=options)
            continue
        for file in iter_files([path]):
            yield from read_records(file, options=options)


def iter_articles(
    paths: Iterable[str | Path], *, options: ReadOptions | None = None, unreadable: Callable[[InputError], None]
) -> Iterator[Article]:
    """Every report that can be read; the reasons why others cannot go to `unreadable`."""
    for record in iter_records(paths, options=options):
        if isinstance(record.value, InputError):
            unreadable(record.value)
        else:
            yield record.value


def _reports_in(folder: Path) -> Iterator[Path]:
    empty = True
    for path in iter_report_files(folder):
        empty = False
        yield path
    if empty:
        raise InputError(
            place=str(folder),
            problem="no report in this folder",
            remedy="Reports end in .txt, .html, .json, .jsonl, .csv, .rss, .atom, .xml or .warc, and .gz or .zst.",
        )


def _matches(pattern: str) -> Iterator[Path]:
    """What the pattern matches; a folder that it matches stands for the reports in it."""
    # Names have to be sorted, so the matches of a pattern are the one thing that is held: paths, no content.
    found = sorted(map(Path, glob.iglob(pattern, recursive=True)))  # noqa: PTH207 (Path.glob takes no absolute pattern)
    if not found:
        raise InputError(place=pattern, problem="no file matches this pattern", remedy="Check it, in quotes.")
    for path in found:
        if path.is_file():
            yield path
        elif "**" not in pattern:  # which goes into folders by itself
            yield from iter_report_files(path)
