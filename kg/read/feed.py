"""RSS and Atom feeds → one page or text per entry, with feedparser and without touching the network.

Many feeds carry only the first lines of a report. A graph of them would miss most of it and seem
complete, so such entries are refused and the error says so.
"""

from __future__ import annotations

import calendar
import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from kg.errors import InputError
from kg.read.dates import find_date
from kg.read.options import InputFormat, ReadOptions
from kg.read.raw import RawRecord

_FEED_PER_TEXT = 20  # a feed may be this many times as large as one report
_WORDS_OF_A_REPORT = 80  # a summary of fewer words is a teaser
_TAG = re.compile(r"<[^>]*>")
_END = re.compile(rb"</(?:rss|feed|(?:\w+:)?RDF)\s*>\s*(?:<!--.*?-->\s*)*$", re.DOTALL)
_PLAIN = "text/plain"


def split_entries(stream: BinaryIO, *, options: ReadOptions, place: str) -> Iterator[RawRecord]:
    """One record for each entry. Its title, author, date and link go behind what `options` says.

    Raises `InputError` for what is no feed, has no entries, is too large, or ends too early.
    """
    import feedparser

    limit = options.max_bytes * _FEED_PER_TEXT
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise InputError(
            place=place,
            problem=f"the feed has more than {limit} bytes",
            remedy="Cut it into several, or raise max_bytes in the settings (KG_MAX_BYTES).",
        )
    # A stream, as feedparser would take a string for an address and fetch it.
    feed = feedparser.parse(io.BytesIO(data))
    if not feed.version:
        raise InputError(place=place, problem="this is no RSS or Atom feed", remedy="Check what the file holds.")
    if not feed.entries:
        raise InputError(place=place, problem="the feed has no entries", remedy="Leave it out.")
    publisher = feed.feed.get("publisher") or feed.feed.get("title")
    for number, entry in enumerate(feed.entries, start=1):
        yield _entry(entry, number, publisher=publisher, options=options, place=f"{place} entry {number}")
    if not _END.search(data[-1000:]):
        raise InputError(
            place=place,
            problem="the feed ends before its closing tag; the last entries may be missing",
            remedy="Fetch it again.",
        )


def _entry(entry: Any, number: int, *, publisher: str | None, options: ReadOptions, place: str) -> RawRecord:
    known = replace(
        options,
        title=options.title or _clean(entry.get("title")),
        author=options.author or _clean(entry.get("author")),
        publisher=options.publisher or _clean(entry.get("source", {}).get("title") or publisher),
        published=options.published or _date_of(entry),
        url=options.url or _clean(entry.get("link")),
    )
    kind, words = _full_text(entry)
    if words is None:
        content: bytes | InputError = InputError(
            place=place,
            problem="this entry has only a summary, not the report",
            remedy="Save the page that it links to and give that.",
        )
    elif kind == _PLAIN:
        known, content = replace(known, format=InputFormat.TEXT), words.encode("utf-8", errors="surrogatepass")
    else:
        page = f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><article>{words}</article></body></html>'
        known, content = replace(known, format=InputFormat.HTML), page.encode("utf-8", errors="surrogatepass")
    return RawRecord(line=number, place=place, content=content, options=known)


def _full_text(entry: Any) -> tuple[str, str | None]:
    """Media type and text of the entry's content, or of a summary that is long enough to be all."""
    contents = [(part.get("type") or "text/html", part.get("value") or "") for part in entry.get("content", ())]
    kind, words = max(contents, key=lambda content: len(content[1]), default=("", ""))
    if words.strip():
        return kind, words
    summary = entry.get("summary") or ""
    if len(_TAG.sub(" ", summary).split()) >= _WORDS_OF_A_REPORT:
        return (entry.get("summary_detail") or {}).get("type") or "text/html", summary
    return _PLAIN, None


def _date_of(entry: Any) -> dt.date | dt.datetime | None:
    """When the entry was published; the time of an update says nothing of that."""
    printed = find_date(entry.get("published") or "")
    if printed is not None:
        return printed
    parsed = entry.get("published_parsed")
    return None if parsed is None else dt.datetime.fromtimestamp(calendar.timegm(parsed), tz=dt.UTC)


def _clean(words: str | None) -> str | None:
    return " ".join(_TAG.sub(" ", words).split()) or None if words else None
