"""Web archives (WARC, as Common Crawl's CC-NEWS has them) → one page per answered request, with warcio.

Only answers that are web pages are taken. Everything else in an archive (requests, metadata,
robots.txt, pictures, redirections) is passed over and counted, as there is nothing wrong with it.
The archive's dates say when a page was fetched, not when it was published: they are not used.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from kg.errors import InputError
from kg.read.options import InputFormat, ReadOptions
from kg.read.raw import RawRecord
from kg.read.text import too_large

_PAGE_PER_TEXT = 20  # a page may be this many times as large as the report in it
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_OK = "200"


def split_responses(
    stream: BinaryIO, *, options: ReadOptions, place: str, passed_over: Counter[str] | None = None
) -> Iterator[RawRecord]:
    """One record for each answer that is a page; `line` is the record's number in the archive.

    `passed_over` counts the other records by what they are ("request", "image/png", "status 404").
    Raises `InputError` for a damaged archive and for one that holds no page at all.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    counts: Counter[str] = Counter() if passed_over is None else passed_over
    pages = number = 0
    try:
        for number, record in enumerate(ArchiveIterator(_Steps(stream)), start=1):
            other = _what_else(record)
            if other is not None:
                counts[other] += 1
                continue
            pages += 1
            yield _page(record, number, options=options, place=f"{place} record {number}")
    except ArchiveLoadFailed as error:
        raise InputError(
            place=f"{place} record {number + 1}",
            problem=f"not a web archive, or damaged ({' '.join(str(error).split())[:100]})",
            remedy="Fetch it again; the records before this one were read.",
        ) from error
    if not pages:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())) or "nothing"
        raise InputError(place=place, problem=f"no web page in this archive, but {kinds}", remedy="Leave it out.")


class _Steps:
    """The stream as warcio reads it: in steps, so that the records before a damage are not lost with it."""

    def __init__(self, stream: BinaryIO) -> None:
        self.read = stream.read1  # type: ignore[attr-defined]


def _what_else(record: Any) -> str | None:
    """What the record is if it is no page."""
    if record.rec_type != "response":
        return str(record.rec_type)
    if record.http_headers is None:
        return "response without HTTP"
    status = record.http_headers.get_statuscode()
    if status != _OK:
        return f"status {status}"
    kind = (record.http_headers.get_header("Content-Type") or "no content type").partition(";")[0].strip().lower()
    return None if kind in _PAGES else kind


def _page(record: Any, number: int, *, options: ReadOptions, place: str) -> RawRecord:
    limit = options.max_bytes * _PAGE_PER_TEXT
    known = replace(
        options, format=InputFormat.HTML, url=options.url or record.rec_headers.get_header("WARC-Target-URI")
    )
    data = record.content_stream().read(limit + 1)
    charset = _CHARSET.search(record.http_headers.get_header("Content-Type") or "")
    content: bytes | InputError = too_large(options, place=place) if len(data) > limit else data
    if isinstance(content, bytes) and charset is not None:
        content = _as_marked_utf8(content, charset[1])
    return RawRecord(line=number, place=place, content=content, options=known)


def _as_marked_utf8(data: bytes, charset: str) -> bytes:
    """The page in UTF-8 with a mark, which goes before what the page says of itself, as HTTP does.

    Unchanged where the server names an encoding that is unknown or does not fit.
    """
    try:
        name = codecs.lookup(charset).name
        # Servers that say Latin-1 mean Windows-1252, by the WHATWG encoding standard.
        text = data.decode("cp1252" if name in {"iso8859-1", "ascii"} else name)
    except (LookupError, UnicodeDecodeError):
        return data
    return codecs.BOM_UTF8 + text.encode("utf-8", errors="surrogatepass") if text[:1] != "\ufeff" else data
