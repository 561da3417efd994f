"""Words in quotation marks.

Marks are read paragraph by paragraph: curly, straight and ``typewriter'' double marks, guillemets,
and single marks where they are not apostrophes. A quotation that stands inside another one is the
outer speaker's affair and is not listed. Where the closing mark is missing, a quotation runs to the
end of its paragraph if the next paragraph opens with a mark (the convention for long quotations),
else to the end of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.annotate.tokens import Paragraph
from kg.model.annotation import Quotation
from kg.model.article import Article
from kg.model.span import Span

SCARE_WORDS = 5  # longer than this, quoted words are a statement and no borrowed label

_MARK = re.compile(r"``|''|[\"“”„«»'‘’`´]")
_OPENING_BEFORE = frozenset("([{-–—/:;,…\"“‘'«")
_ELISION = re.compile(r"[’'‘](?:\d0?s|\d\ds?|tis|twas|em|til|cause|n|round|bout)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
_PARAGRAPH_OPENS = re.compile(r"[\"“„«‘']|``")
_CLOSERS = {"“": '”"', "„": "“”", "«": "»", "``": ("''", "”", '"'), '"': '"”', "‘": "’'", "'": "'’", "`": "'’"}
_DOUBLE_OPEN = frozenset({"“", "„", "«", "``"})


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    text: str
    may_open: bool
    may_close: bool


def find_quotations(article: Article, paragraphs: tuple[Paragraph, ...]) -> tuple[Quotation, ...]:
    """All quotations in the order of the text; none overlaps another."""
    found: list[Quotation] = []
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        goes_on = following is not None and bool(_PARAGRAPH_OPENS.match(article.text, following.span.start))
        found += _read_paragraph(article.text, paragraph.span, goes_on=goes_on)
    return tuple(found)


def _read_paragraph(text: str, within: Span, *, goes_on: bool) -> Iterator[Quotation]:
    marks = list(_marks(text, within))
    position = 0
    while position < len(marks):
        mark = marks[position]
        position += 1
        if not mark.may_open:
            continue
        closing = _closing_mark(marks, position, mark)
        if closing is not None:
            close = marks[closing]
            yield _quotation(text, mark, close.start, close.end)
            position = closing + 1
        elif not _is_single(mark):
            limit = next((m.start for m in marks[position:] if not _is_single(m)), within.end)
            end = within.end if goes_on and limit == within.end else _sentence_end(text, mark.end, limit)
            if end > mark.end:
                yield _quotation(text, mark, end, end)
            position = next((i for i in range(position, len(marks)) if marks[i].start >= end), len(marks))


def _marks(text: str, within: Span) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, within.start, within.end):
        start, end, mark = match.start(), match.end(), match.group()
        before = text[start - 1] if start > within.start else " "
        after = text[end] if end < within.end else " "
        opens = (before.isspace() or before in _OPENING_BEFORE) and not after.isspace()
        closes = not before.isspace()
        if mark in _DOUBLE_OPEN:
            yield _Mark(start, end, mark, True, mark == "“" and closes and not opens)
        elif mark in ("”", "»", "''"):
            yield _Mark(start, end, mark, False, True)
        elif mark == '"':
            yield _Mark(start, end, mark, opens, closes or not opens)
        elif mark in ("'", "‘", "`"):
            single = opens and mark != "´" and not _ELISION.match(text, start)
            yield _Mark(start, end, mark, single, mark == "'" and closes and not after.isalnum())
        elif mark == "’":
            yield _Mark(start, end, mark, False, closes and not after.isalnum())


def _is_single(mark: _Mark) -> bool:
    return mark.text in ("'", "‘", "’", "`", "´")


def _closing_mark(marks: list[_Mark], first: int, opening: _Mark) -> int | None:
    """The position of the mark that closes the quotation, None where it is missing."""
    closers = _CLOSERS.get(opening.text, "")
    depth = 0
    for position in range(first, len(marks)):
        mark = marks[position]
        if _is_single(opening) and not _is_single(mark):
            return None
        if mark.text == opening.text and mark.may_open and not mark.may_close:
            if opening.text == '"':
                return None  # a second opening mark: the first one's partner was forgotten
            depth += opening.text in _DOUBLE_OPEN
        elif mark.may_close and mark.text in closers and mark.start > opening.end:
            if depth == 0:
                return position
            depth -= 1
    return None


def _sentence_end(text: str, start: int, limit: int) -> int:
    match = _SENTENCE_END.search(text, start, limit)
    return match.end() if match else limit


def _quotation(text: str, opening: _Mark, inner_end: int, end: int) -> Quotation:
    inner = Span(opening.end, inner_end)
    return Quotation(start=opening.start, end=end, inner=inner, scare=_is_scare(text, inner, end))


def _is_scare(text: str, inner: Span, end: int) -> bool:
    words = inner.slice(text)
    if len(words.split()) > SCARE_WORDS or words[-1:] in ".,!?;:":
        return False
    return text[end : end + 1] != "," or not words[:1].isupper()
