"""Plain text → Article."""

from __future__ import annotations

import re

from kg.errors import InputError
from kg.model.article import Article
from kg.model.span import Span
from kg.read.decode import check_characters
from kg.read.language import check_english
from kg.read.layout import read_layout
from kg.read.options import ReadOptions

_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html|\?xml)\b", re.IGNORECASE)
_OBJECT = re.compile(r"\s*\{\s*\"\w+\"\s*:")


def read_text(text: str, *, options: ReadOptions, place: str = "text") -> Article:
    """The report that stands in a string of plain text.

    What `options` says goes before the text's own byline and date line. Raises `InputError` for a
    text that is empty, too large, not English, or plainly a web page or JSON.
    """
    for pattern, what, name in ((_PAGE, "a web page", "html"), (_OBJECT, "JSON", "json")):
        if pattern.match(text):
            raise InputError(
                place=place, problem=f"this is {what}, not plain text", remedy=f"Read it with --from {name}."
            )
    return make_article(text, options=options, place=place)


def make_article(text: str, *, options: ReadOptions, place: str) -> Article:
    """The article with its parts found; every reader ends here. Errors as in `read_text`."""
    check_size(len(text.encode("utf-8", errors="surrogatepass")), options=options, place=place)
    check_characters(text, place=place)
    layout = read_layout(text, title=options.title)
    if layout.body is None:
        what = "the text is empty" if not text.strip() else "there is no report below the title, byline and date line"
        raise InputError(place=place, problem=what, remedy="Give a file that holds the report's text.")
    check_english(layout.body.slice(text), place=place)
    byline = layout.byline
    return Article(
        text=text,
        headline=_headline(text, layout.headline, options.title),
        headline_span=_headline_span(text, layout.headline, options.title),
        body=layout.body,
        publisher=options.publisher or (byline.publisher if byline else None),
        author=options.author or (byline.author if byline else None),
        published=options.published or layout.published,
        url=options.url,
        place=place,
    )


def check_size(size: int, *, options: ReadOptions, place: str) -> None:
    """Raises `InputError` where one report has more than `options.max_bytes` bytes."""
    if size > options.max_bytes:
        raise too_large(options, place=place)


def too_large(options: ReadOptions, *, place: str) -> InputError:
    """The error for a report of more than `options.max_bytes` bytes."""
    return InputError(
        place=place,
        problem=f"the report has more than {options.max_bytes} bytes",
        remedy="Give one report at a time, or raise max_bytes in the settings (KG_MAX_BYTES).",
    )


def _headline(text: str, line: Span | None, title: str | None) -> str:
    if title is not None:
        return title.strip()
    return line.slice(text) if line is not None else ""


def _headline_span(text: str, line: Span | None, title: str | None) -> Span | None:
    # A title from outside that is not the one in the text stands nowhere in it.
    return None if line is None or line.slice(text) != _headline(text, line, title) else line
