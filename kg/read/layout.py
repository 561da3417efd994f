"""Where the parts of a plain-text report stand: title line, byline, date line, body."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model.span import Span
from kg.read.byline import Byline, find_byline
from kg.read.dates import find_date, is_date_line

# Lines end where the operating systems end them; str.splitlines also cuts at form feeds and U+2028.
_LINE = re.compile(r"[^\r\n]+")
_LONGEST_TITLE = 200  # characters; the longest agency headlines have about 150
_ENDS_SENTENCE = re.compile(r"[.…]['\"”’)]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """`headline` is None where the text has no title line; `body` is None where nothing is left."""

    headline: Span | None
    byline: Byline | None
    published: dt.date | dt.datetime | None
    body: Span | None


def read_layout(text: str, *, title: str | None = None) -> Layout:
    """Finds the parts of a report.

    The first line is the title if it equals `title`, if a byline or a date line follows it, or if
    no `title` is given and the line is short, ends no sentence and is followed by more text.
    A byline and a date line, in either order, stand directly after the title or begin the text.
    A date line is one line that is a date as a whole.
    """
    lines = list(_iter_lines(text))
    headline: Span | None = None
    first = 0
    if lines and not _is_furniture(text, lines[0]):
        after_title = len(lines) > 1 and _is_furniture(text, lines[1])
        if _is_title(lines[0].slice(text), title, after_title=after_title, alone=len(lines) == 1):
            headline, first = lines[0], 1
    byline, published, first = _read_furniture(text, lines, first)
    body = Span(lines[first].start, lines[-1].end) if first < len(lines) else None
    return Layout(headline=headline, byline=byline, published=published, body=body)


def _is_title(line: str, title: str | None, *, after_title: bool, alone: bool) -> bool:
    if title is not None and line == title.strip():
        return True
    if after_title:
        return len(line) <= _LONGEST_TITLE
    return title is None and not alone and len(line) <= _LONGEST_TITLE and not _ENDS_SENTENCE.search(line)


def _is_furniture(text: str, line: Span) -> bool:
    words = line.slice(text)
    return is_date_line(words) or find_byline(words) is not None


def _read_furniture(
    text: str, lines: list[Span], first: int
) -> tuple[Byline | None, dt.date | dt.datetime | None, int]:
    """Byline, date and the position of the first line after them; each kind of line at most once."""
    byline: Byline | None = None
    published: dt.date | dt.datetime | None = None
    dated = False
    while first < len(lines):
        words = lines[first].slice(text)
        if not dated and is_date_line(words):
            dated, published = True, find_date(words)
        elif byline is None and (found := find_byline(words)) is not None:
            byline = found
        else:
            break
        first += 1
    return byline, published, first


def _iter_lines(text: str) -> Iterator[Span]:
    """The lines that hold more than white space, without the white space around them."""
    for match in _LINE.finditer(text):
        stripped = match[0].strip()
        if stripped:
            start = match.start() + match[0].index(stripped)
            yield Span(start, start + len(stripped))
