"""Files and streams → articles, whatever the format; errors are handed on as values."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.model.article import Article
from kg.read import json_records
from kg.read.decode import decode_text
from kg.read.options import InputFormat, ReadOptions
from kg.read.text import check_size, read_text

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
}
_PAGE_PER_TEXT = 20  # a saved page may be this many times as large as the report in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One report of an input, or why it could not be read.

    `line` counts from 1 where an input holds several reports, else it is None.
    """

    line: int | None
    value: Article | InputError


def read_articles(
    source: Path | str | BinaryIO, *, options: ReadOptions | None = None
) -> Iterator[Article | InputError]:
    """The reports of a file or byte stream; one that cannot be read comes as the `InputError`."""
    return (record.value for record in read_records(source, options=options))


def read_records(source: Path | str | BinaryIO, *, options: ReadOptions | None = None) -> Iterator[Record]:
    """The same with line numbers. A stream without `options.format` is read as plain text."""
    options = options or ReadOptions()
    if not isinstance(source, (str, Path)):
        yield from _read_stream(source, options=options, format=options.format or InputFormat.TEXT, place="stdin")
        return
    path = Path(source)
    try:
        with path.open("rb") as stream:
            yield from _read_stream(
                stream, options=options, format=options.format or find_format(path), place=str(source)
            )
    except InputError as error:
        yield Record(line=None, value=error)
    except OSError as error:
        yield Record(line=None, value=_unreadable(str(source), error))


def read_path(path: Path | str, *, options: ReadOptions | None = None) -> Article:
    """The one report in a file. Raises `InputError` also where the file holds several."""
    records = list(read_records(path, options=options))
    if len(records) != 1:
        raise InputError(
            place=str(path), problem=f"the file holds {len(records)} reports", remedy="Use read_articles for several."
        )
    value = records[0].value
    if isinstance(value, InputError):
        raise value
    return value


def find_format(path: Path) -> InputFormat:
    """The format that the file's ending stands for. Raises `InputError` for an unknown ending."""
    found = _ENDINGS.get(path.suffix.lower())
    if found is None:
        raise InputError(
            place=str(path),
            problem=f'the ending "{path.suffix}" is unknown',
            remedy="Name the format: --from text, html, json or jsonl.",
        )
    return found


def iter_report_files(folder: Path) -> Iterator[Path]:
    """The files in a folder, at any depth, whose ending is that of a report; sorted, none hidden."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix and path.suffix.lower() in _ENDINGS and not hidden and path.is_file():
            yield path


def _read_stream(stream: BinaryIO, *, options: ReadOptions, format: InputFormat, place: str) -> Iterator[Record]:
    if format is InputFormat.JSONL:
        yield from _read_lines(stream, options=options, place=place)
        return
    try:
        if format is InputFormat.JSON:
            yield from _read_json(stream, options=options, place=place)
        else:
            yield Record(line=None, value=_read_one(stream, options=options, format=format, place=place))
    except InputError as error:
        yield Record(line=None, value=error)


def _read_json(stream: BinaryIO, *, options: ReadOptions, place: str) -> Iterator[Record]:
    limit = json_records.max_record_bytes(options)
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise InputError(
            place=place,
            problem=f"this is more JSON than a report of {options.max_bytes} bytes takes",
            remedy="Several reports, one per line, are read from a file that ends in .jsonl or with --from jsonl.",
        )
    several = len([line for line in data.splitlines() if line.strip()]) > 1
    if several and not json_records.holds_one_object(data) and _first_line_is_json(data):
        yield from _read_lines(io.BytesIO(data), options=options, place=place)
        return
    yield Record(line=None, value=json_records.read_object(data, options=options, place=place))


def _first_line_is_json(data: bytes) -> bool:
    # A broken object over several lines is one bad report, not as many as it has lines.
    first = next(line for line in data.splitlines() if line.strip())
    return json_records.holds_one_object(first)


def _read_lines(stream: BinaryIO, *, options: ReadOptions, place: str) -> Iterator[Record]:
    count = 0
    for line, value in json_records.iter_lines(stream, options=options, place=place):
        count += 1
        yield Record(line=line, value=value)
    if not count:
        error = InputError(place=place, problem="the file is empty", remedy="Write one JSON object per line.")
        yield Record(line=None, value=error)


def _read_one(stream: BinaryIO, *, options: ReadOptions, format: InputFormat, place: str) -> Article:
    limit = options.max_bytes * (_PAGE_PER_TEXT if format is InputFormat.HTML else 1)
    data = stream.read(limit * 2 + 4)  # UTF-16 takes up to twice the bytes of UTF-8, and a mark
    if format is InputFormat.HTML:
        from kg.read.html import read_html

        if len(data) > limit * 2:
            check_size(options.max_bytes + 1, options=options, place=place)
        return read_html(data, options=options, place=place)
    if len(data) > limit * 2 + 2:
        check_size(options.max_bytes + 1, options=options, place=place)
    return read_text(decode_text(data, place=place), options=options, place=place)


def _unreadable(place: str, error: OSError) -> InputError:
    problem = {
        FileNotFoundError: "there is no such file",
        IsADirectoryError: "this is a folder, not a report",
        PermissionError: "this file may not be read",
    }.get(type(error), f"cannot be read: {error.strerror or error}")
    return InputError(place=place, problem=problem, remedy="Check the path and its permissions.")
