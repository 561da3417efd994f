"""JSON → Article: one object, or JSON lines with one object each.

Keys: `text` (needed), `title`, `publisher`, `author`, `published`, `url`; others are ignored.
Offsets count the code points of the `text` field. A date line of the text goes before `published` where it is the
earlier day: dumps often give the day of the last edit there, and "on Monday" is counted from when it was written.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from kg.errors import InputError
from kg.model.article import Article
from kg.read.dates import find_date
from kg.read.decode import decode_text
from kg.read.layout import read_layout
from kg.read.options import InputFormat, ReadOptions
from kg.read.raw import RawRecord
from kg.read.text import make_article, too_large

_KEYS = ("title", "publisher", "author", "published", "url")
# One character of text may take six bytes of JSON (\uXXXX), and the other fields need some room.
_ROOM_PER_BYTE = 6
_ROOM_FOR_FIELDS = 65_536
_LONGEST_SKIPPED = 100  # times the limit: up to here a line that is too long is passed over


def read_object(data: bytes, *, options: ReadOptions, place: str) -> Article:
    """The report in one JSON object. Raises `InputError` naming the field at fault."""
    return _article_from(_parse(decode_text(data, place=place), place=place), options=options, place=place)


def holds_one_object(data: bytes) -> bool:
    """Whether the bytes are one JSON value; several lines with one each are not."""
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def split_lines(stream: BinaryIO, *, options: ReadOptions, place: str) -> Iterator[RawRecord]:
    """One record for each line that is not empty. JSON lines are UTF-8 by definition."""
    known = replace(options, format=InputFormat.JSON)
    for number, data in iter_numbered_lines(stream, limit=max_record_bytes(options), place=place):
        where = f"{place} line {number}"
        if data is None:
            yield RawRecord(line=number, place=where, content=too_large(options, place=where), options=known)
        elif data.strip():
            yield RawRecord(line=number, place=where, content=data, options=known)


def max_record_bytes(options: ReadOptions) -> int:
    """How many bytes of JSON a report within the limit can take."""
    return options.max_bytes * _ROOM_PER_BYTE + _ROOM_FOR_FIELDS


def iter_numbered_lines(stream: BinaryIO, *, limit: int, place: str) -> Iterator[tuple[int, bytes | None]]:
    """Line number from 1 and line, None in place of a line that is longer than `limit` bytes.

    Raises `InputError` for a line without end, as a few packed bytes can hold one of many gigabytes.
    """
    number = 0
    while data := stream.readline(limit + 1):
        number += 1
        if len(data) <= limit:
            yield number, data
            continue
        yield number, None
        skipped = len(data)
        while not data.endswith(b"\n") and (data := stream.readline(limit + 1)):
            skipped += len(data)
            if skipped > limit * _LONGEST_SKIPPED:
                raise InputError(
                    place=f"{place} line {number}",
                    problem="this line has no end; the rest of the file is not read",
                    remedy="Write one report per line.",
                )


def _parse(text: str, *, place: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(
            place=place,
            problem=f"not JSON: {error.msg} at character {error.pos}",
            remedy="Write one JSON object, or one per line in a file that ends in .jsonl.",
        ) from error
    except RecursionError as error:
        raise InputError(place=place, problem="JSON nested too deeply", remedy="Write one flat JSON object.") from error
    if not isinstance(value, dict):
        raise InputError(
            place=place,
            problem=f"a JSON {_json_type(value)} where an object is needed",
            remedy='Write {"title": …, "text": …}, one object per line for several reports.',
        )
    return value


def _article_from(record: dict[str, Any], *, options: ReadOptions, place: str) -> Article:
    text = _string_at(record, "text", place=place)
    if text is None or not text.strip():
        raise InputError(place=place, problem='the field "text" is missing or empty', remedy="Put the report there.")
    known = {key: _string_at(record, key, place=place) for key in _KEYS}
    printed = known.pop("published")
    published = options.published
    if published is None and printed:
        published = find_date(printed)
        if published is None:
            raise InputError(
                place=place,
                problem=f'the field "published" is no date: {printed!r}',
                remedy="Write it as 2024-01-04 or 2024-01-04T18:15:00.",
            )
        own = read_layout(text, title=options.title or known["title"]).published
        published = own if own is not None and _day(own) < _day(published) else published
    options = replace(
        options,
        title=options.title or known["title"],
        publisher=options.publisher or known["publisher"],
        author=options.author or known["author"],
        published=published,
        url=options.url or known["url"],
    )
    return make_article(text, options=options, place=place)


def _day(published: dt.date | dt.datetime) -> dt.date:
    return published.date() if isinstance(published, dt.datetime) else published


def _string_at(record: dict[str, Any], key: str, *, place: str) -> str | None:
    value = record.get(key)
    if value is None:
        return None
    if isinstance(value, str):
        # The text keeps its white space: offsets count it.
        return value if key == "text" else value.strip() or None
    raise InputError(
        place=place, problem=f'the field "{key}" is a {_json_type(value)}', remedy="Write it as a string in quotes."
    )


def _json_type(value: object) -> str:
    names = {bool: "boolean", int: "number", float: "number", list: "list", dict: "object", str: "string"}
    return names.get(type(value), "null")
