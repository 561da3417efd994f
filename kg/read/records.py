"""Files and streams → articles, whatever the format; errors are handed on as values.

In two steps, so that the second can run elsewhere: `split_source` cuts the input into raw records
and holds one at a time, `parse_record` makes an article of one.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.model.article import Article
from kg.read import json_records
from kg.read.compression import unpack
from kg.read.csv_records import split_rows
from kg.read.decode import decode_text
from kg.read.endings import find_format
from kg.read.feed import split_entries
from kg.read.options import InputFormat, ReadOptions
from kg.read.raw import RawRecord
from kg.read.text import read_text, too_large
from kg.read.warc import split_responses

_PAGE_PER_TEXT = 20  # a saved page may be this many times as large as the report in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One report of an input, or why it could not be read.

    `line` counts from 1 where an input holds several reports (lines of JSON and tables, entries of
    feeds, records of web archives), else it is None.
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
    return map(parse_record, split_source(source, options=options))


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


def parse_record(raw: RawRecord) -> Record:
    """The report in a raw record: the costly step, which may run in another process."""
    if isinstance(raw.content, InputError):
        return Record(line=raw.line, value=raw.content)
    try:
        return Record(line=raw.line, value=_parse(raw.content, options=raw.options, place=raw.place))
    except InputError as error:
        return Record(line=raw.line, value=error)


def split_source(source: Path | str | BinaryIO, *, options: ReadOptions | None = None) -> Iterator[RawRecord]:
    """The raw records of a file or byte stream, packed or not, in order and one at a time.

    What cannot be read comes as a record with the `InputError`; the rest of the input follows if
    it can be told where it begins.
    """
    options = options or ReadOptions()
    if not isinstance(source, (str, Path)):
        format = options.format or InputFormat.TEXT
        yield from _split_stream(source, options=options, format=format, place="stdin")
        return
    place = str(source)
    try:
        format = options.format or find_format(Path(source))
        with Path(source).open("rb") as stream:
            yield from _split_stream(stream, options=options, format=format, place=place)
    except InputError as error:
        yield RawRecord(line=None, place=place, content=error, options=options)
    except OSError as error:
        yield RawRecord(line=None, place=place, content=_unreadable(place, error), options=options)


def _split_stream(stream: BinaryIO, *, options: ReadOptions, format: InputFormat, place: str) -> Iterator[RawRecord]:
    split = _SPLITTERS[format]
    count = 0
    try:
        for raw in split(unpack(stream, place=place), options=replace(options, format=format), place=place):
            count += 1
            yield raw
        if not count:
            raise InputError(place=place, problem="the file is empty", remedy="Give a file that holds reports.")
    except InputError as error:
        yield RawRecord(line=None, place=error.place, content=error, options=options)


def _split_json(stream: BinaryIO, *, options: ReadOptions, place: str) -> Iterator[RawRecord]:
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
        yield from json_records.split_lines(io.BytesIO(data), options=options, place=place)
        return
    yield RawRecord(line=None, place=place, content=data, options=options)


def _first_line_is_json(data: bytes) -> bool:
    # A broken object over several lines is one bad report, not as many as it has lines.
    first = next(line for line in data.splitlines() if line.strip())
    return json_records.holds_one_object(first)


def _split_one(stream: BinaryIO, *, options: ReadOptions, place: str) -> Iterator[RawRecord]:
    limit = options.max_bytes * (_PAGE_PER_TEXT if options.format is InputFormat.HTML else 1)
    data = stream.read(limit * 2 + 4)  # UTF-16 takes up to twice the bytes of UTF-8, and a mark
    if len(data) > limit * 2 + 2:
        raise too_large(options, place=place)
    yield RawRecord(line=None, place=place, content=data, options=options)


_SPLITTERS: dict[InputFormat, Callable[..., Iterator[RawRecord]]] = {
    InputFormat.TEXT: _split_one,
    InputFormat.HTML: _split_one,
    InputFormat.JSON: _split_json,
    InputFormat.JSONL: json_records.split_lines,
    InputFormat.CSV: split_rows,
    InputFormat.FEED: split_entries,
    InputFormat.WARC: split_responses,
}


def _parse(data: bytes, *, options: ReadOptions, place: str) -> Article:
    if options.format is InputFormat.HTML:
        from kg.read.html import read_html

        return read_html(data, options=options, place=place)
    if options.format is InputFormat.JSON:
        return json_records.read_object(data, options=options, place=place)
    return read_text(decode_text(data, place=place), options=options, place=place)


def _unreadable(place: str, error: OSError) -> InputError:
    problem = {
        FileNotFoundError: "there is no such file",
        IsADirectoryError: "this is a folder, not a report",
        PermissionError: "this file may not be read",
    }.get(type(error), f"cannot be read: {error.strerror or error}")
    return InputError(place=place, problem=problem, remedy="Check the path and its permissions.")
