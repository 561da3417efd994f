"""What the caller knows about a report beyond its file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

DEFAULT_MAX_BYTES = 1_000_000


class InputFormat(StrEnum):
    """How a report is written down."""

    TEXT = "text"  # title, byline, date line and body as plain text
    HTML = "html"  # a saved web page
    JSON = "json"  # one object, or several one per line
    JSONL = "jsonl"  # one object per line, also where there is only one
    CSV = "csv"  # a table with a header line; commas, semicolons or tabs
    FEED = "feed"  # RSS or Atom with the entries' full text
    WARC = "warc"  # a web archive: its answers that are web pages


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What to take for granted when reading.

    `format` None means: by the file's ending. `title`, `publisher`, `author`, `published` and
    `url` go before what the input says of itself. `max_bytes` limits one report, in bytes as
    stored (UTF-8) or as extracted.
    """

    format: InputFormat | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: dt.date | dt.datetime | None = None
    url: str | None = None
    max_bytes: int = DEFAULT_MAX_BYTES
