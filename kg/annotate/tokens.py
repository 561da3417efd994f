"""spaCy's `Doc`s, one per line of the article, copied into plain tokens and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.model.annotation import Sentence, Token
from kg.model.article import Article
from kg.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


# "KABUL, Oct. 3 (Xinhua) -- ", "BAGHDAD (AP) — ", "Paris (Reuters) -", "WACO, TX — ": where and by whom the copy was
# filed. The parser takes the town for the subject of the lead, so the paragraph begins behind it.
DATELINE = re.compile(
    r"(?:[A-Z][\w .,'’/-]{1,60}\([A-Z][A-Za-z .]{1,30}\)\s*[-–—_]{1,2}\s*(?=[\w\"“‘'])"
    r"|[A-Z][A-Z .'’-]{2,40}(?:, [A-Z][\w .]{1,30}){0,2}\s+[-–—]{1,2}\s+(?=[A-Z\d\"“‘']))"
)
_BLANKS = re.compile(r"[^\S\n ]")  # every blank but the plain one and the line's end
DATELINE_LINES = 2  # it stands before the lead, or below a line about the author


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One non-empty line of the headline or the body."""

    span: Span
    headline: bool


@dataclass(frozen=True, slots=True)
class RawEntity:
    """What spaCy's recogniser marked: token positions (`last` exclusive) and its OntoNotes label."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Tokenised:
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[RawEntity, ...]


def split_paragraphs(article: Article) -> tuple[Paragraph, ...]:
    """The lines to annotate: a sentence never runs over a line's end, and byline and date line stay out."""
    found: list[Paragraph] = []
    if article.headline_span is not None:
        found += [Paragraph(span, True) for span in _lines(article.text, article.headline_span)]
    for number, span in enumerate(_lines(article.text, article.body)):
        dateline = DATELINE.match(article.text, span.start, span.end) if number < DATELINE_LINES else None
        found.append(Paragraph(Span(dateline.end(), span.end) if dateline else span, False))
    return tuple(found)


def readable(text: str) -> str:
    """The words as spaCy is to see them: every odd blank a plain one, at the same length, since a word with a
    no-break space inside is one unknown word to it."""
    return _BLANKS.sub(" ", text)


def _lines(text: str, within: Span) -> Iterator[Span]:
    start = within.start
    for line in text[within.start : within.end].splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            begin = start + line.index(stripped)
            yield Span(begin, begin + len(stripped))
        start += len(line)


def copy_docs(paragraphs: tuple[Paragraph, ...], docs: Iterable[Doc]) -> Tokenised:
    """Copy annotated paragraphs, in order, into one numbering of tokens and sentences."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    entities: list[RawEntity] = []
    for number, (paragraph, doc) in enumerate(zip(paragraphs, docs, strict=True)):
        first = len(tokens)
        known = len(sentences)
        for sent in doc.sents:
            if not sent.text.strip():
                continue
            sentences.append(
                Sentence(
                    index=len(sentences),
                    first=first + sent.start,
                    last=first + sent.end,
                    start=paragraph.span.start + sent.start_char,
                    end=paragraph.span.start + sent.end_char,
                    paragraph=number,
                    headline=paragraph.headline,
                )
            )
        tokens += _copy_tokens(doc, first=first, start=paragraph.span.start, sentences=sentences[known:], known=known)
        entities += [RawEntity(first + e.start, first + e.end, e.label_) for e in doc.ents]
    return Tokenised(tuple(tokens), tuple(sentences), tuple(entities))


# The columns that `Doc.to_array` gives at once: asking every token for each of them takes four times as long.
_COLUMNS: Final[list[int | str]] = ["ORTH", "LEMMA", "POS", "TAG", "DEP", "HEAD", "IDX", "LENGTH"]


def _copy_tokens(doc: Doc, *, first: int, start: int, sentences: list[Sentence], known: int) -> Iterator[Token]:
    """`first`, `start`: number of the first token and character; `known`: number of sentences before this paragraph."""
    rows = doc.to_array(_COLUMNS).tolist()
    # Offsets of heads are negative numbers in an array that has none.
    heads = [first + at + (row[5] - _WRAP if row[5] >= _HALF else row[5]) for at, row in enumerate(rows)]
    children: list[list[int]] = [[] for _ in rows]
    for at, head in enumerate(heads, start=first):
        if head != at:
            children[head - first].append(at)
    left, right = _edges(heads, first)
    starts = {sentence.first: sentence.index for sentence in sentences}
    current = known + len(sentences) - 1
    name = doc.vocab.strings
    for at, (orth, lemma, pos, tag, dep, _, offset, length) in enumerate(rows):
        current = starts.get(first + at, current)
        yield Token(
            index=first + at,
            start=start + offset,
            end=start + offset + length,
            text=name[orth],
            lemma=name[lemma],
            pos=name[pos],
            tag=name[tag],
            dep=name[dep],
            head=heads[at],
            children=tuple(children[at]),
            left_edge=left[at],
            right_edge=right[at],
            sentence=current,
        )


_WRAP, _HALF = 1 << 64, 1 << 63


def _edges(heads: list[int], first: int) -> tuple[list[int], list[int]]:
    """The first and the last token below each, itself among them. Each token is reached once from either side:
    what lies above a token that has its edge already has it too."""
    left, right = [-1] * len(heads), [-1] * len(heads)
    count = len(heads)
    for edges, order in ((left, range(count)), (right, range(count - 1, -1, -1))):
        for edge in order:
            at = edge
            while edges[at] < 0:
                edges[at] = first + edge
                at = heads[at] - first
    return left, right
