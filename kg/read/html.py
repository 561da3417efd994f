"""A saved web page → Article, with trafilatura and without touching the network.

The article's text is what trafilatura takes for the main text; from then on it is fixed, and
offsets count its code points, not those of the page.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from typing import Any

from kg.errors import InputError
from kg.model.article import Article
from kg.read.dates import find_date
from kg.read.decode import decode_text
from kg.read.options import ReadOptions
from kg.read.text import make_article

_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARED_WITHIN = 1024  # bytes, by the HTML standard
# What the WHATWG encoding standard makes of these labels: pages that say Latin-1 are Windows-1252.
_REALLY_1252 = frozenset({"iso8859-1", "ascii", "latin-1"})
# htmldate's own defaults are the time of the run: a page would lose its date with the clock.
_DATES: dict[str, Any] = {
    "extensive_search": False,
    "original_date": True,
    "min_date": "1970-01-01",
    "max_date": "2100-01-01",
    "outputformat": "%Y-%m-%d",
}


def read_html(data: bytes | str, *, options: ReadOptions, place: str) -> Article:
    """The report in a saved page, with the title, author, site, date and address of its metadata.

    `options` goes before the metadata. Raises `InputError` where the page is in no known encoding,
    holds no main text, or its text is refused like any other (empty, too large, not English).
    """
    page = data if isinstance(data, str) else decode_text(data, place=place, encoding=_declared_encoding(data, place))
    found = _extract(page)
    text = str(found.get("text") or "")
    if not text.strip():
        raise InputError(
            place=place,
            problem="no report was found in this web page",
            remedy="Copy the report's text into a .txt file and give that.",
        )
    options = replace(
        options,
        title=options.title or found.get("title") or None,
        author=options.author or found.get("author") or None,
        publisher=options.publisher or found.get("sitename") or None,
        published=options.published or find_date(str(found.get("date") or "")),
        url=options.url or found.get("url") or None,
    )
    return make_article(text, options=options, place=place)


def _extract(page: str) -> dict[str, Any]:
    import trafilatura

    document = trafilatura.bare_extraction(
        page, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=_DATES
    )
    if document is None:
        return {}
    return document if isinstance(document, dict) else dict(document.as_dict())


def _declared_encoding(data: bytes, place: str) -> str:
    declared = _CHARSET.search(data[:_DECLARED_WITHIN])
    if declared is None:
        return "utf-8"
    label = declared[1].decode("ascii")
    try:
        name = codecs.lookup(label).name
    except LookupError as error:
        raise InputError(
            place=place,
            problem=f'the page says that it is encoded in "{label}", which is unknown',
            remedy="Save the page again as UTF-8.",
        ) from error
    return "cp1252" if name in _REALLY_1252 else name
