"""A table with a header line → one JSON object per row, the same fields as in JSON lines.

The delimiter is the comma, semicolon or tab that the header is written with. Rows may run over
several lines inside quotation marks; the number of a row is that of the line it begins on.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from kg.errors import InputError
from kg.read.json_records import iter_numbered_lines, max_record_bytes
from kg.read.options import InputFormat, ReadOptions
from kg.read.raw import RawRecord

# Field → the column names that stand for it, the first that is there; compared in small letters.
COLUMNS = {
    "text": ("text", "content", "body", "article", "article_text", "full_text", "fulltext", "maintext"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "publication", "outlet", "source", "source_name", "site_name"),
    "author": ("author", "authors", "byline"),
    "published": ("published", "published_at", "publish_date", "date_publish", "date_published", "pubdate", "date"),
    "url": ("url", "link"),
}
_DELIMITERS = ",;\t"
_NOT_UTF8 = re.compile("[\udc80-\udcff]")  # what Python makes of a byte that does not fit
_MARK = "\ufeff"


def split_rows(stream: BinaryIO, *, options: ReadOptions, place: str) -> Iterator[RawRecord]:
    """One record for each row under the header.

    Raises `InputError` for a table without a header that names a text column, and where quotation
    marks are so out of order that nobody can say where the next row begins.
    """
    lines = _decoded_lines(stream, options=options, place=place)
    header = next(lines, "").removeprefix(_MARK)
    delimiter, fields = _read_header(header, place=place)
    known = replace(options, format=InputFormat.JSON)
    csv.field_size_limit(max(csv.field_size_limit(), max_record_bytes(options)))
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    end = 1
    while True:
        begin = end + 1
        where = f"{place} line {begin}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            raise InputError(
                place=where,
                problem=f"not CSV: {error}; the rest of the file is not read",
                remedy='Double the quotation marks inside a field: "He said ""no""."',
            ) from error
        if row is None:
            return
        end = rows.line_num + 1
        if row:
            content = _pack(row, fields, place=where)
            yield RawRecord(line=begin, place=where, content=content, options=known)


def _decoded_lines(stream: BinaryIO, *, options: ReadOptions, place: str) -> Iterator[str]:
    """The lines; bytes that are no UTF-8 stay recognisable, so that one bad row harms no other."""
    limit = max_record_bytes(options)
    for number, data in iter_numbered_lines(stream, limit=limit, place=place):
        if data is None:
            raise InputError(
                place=f"{place} line {number}",
                problem=f"the row has more than {limit} bytes; the rest of the file is not read",
                remedy="Write one report per row, or raise max_bytes in the settings (KG_MAX_BYTES).",
            )
        yield data.decode("utf-8", errors="surrogateescape")


def _read_header(header: str, *, place: str) -> tuple[str, list[str | None]]:
    """The delimiter, and for each column the field that it stands for."""
    for delimiter in _DELIMITERS:
        names = [name.strip().lower() for name in next(csv.reader([header], delimiter=delimiter), [])]
        chosen = {field: next((c for c in columns if c in names), None) for field, columns in COLUMNS.items()}
        if chosen["text"] is not None:
            by_column = {column: field for field, column in chosen.items()}
            return delimiter, [by_column.get(name) for name in names]
    raise InputError(
        place=f"{place} line 1",
        problem="no column of this header holds the text",
        remedy="Name the columns in the first line: text, and if known title, publisher, author, published, url.",
    )


def _pack(row: list[str], fields: list[str | None], *, place: str) -> bytes | InputError:
    if len(row) != len(fields):
        return InputError(
            place=place,
            problem=f"the row has {len(row)} columns where the header has {len(fields)}",
            remedy="Put quotation marks around fields that hold a delimiter or a line end.",
        )
    record = {field: value for field, value in zip(fields, row, strict=True) if field is not None}
    for field, value in record.items():
        wrong = _NOT_UTF8.search(value)
        if wrong is not None:
            return InputError(
                place=place,
                problem=f'not UTF-8: byte 0x{ord(wrong[0]) - 0xDC00:02x} in the field "{field}" does not fit',
                remedy="Convert the file to UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW",
            )
    return json.dumps(record, ensure_ascii=False).encode("utf-8")
