"""spaCy's `Doc`s, one per line of the article, copied into plain tokens and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
        starts = {s.first: s.index for s in sentences if s.first >= first}
        current = len(sentences) - 1
        for token in doc:
            current = starts.get(first + token.i, current)
            tokens.append(
                Token(
                    index=first + token.i,
                    start=paragraph.span.start + token.idx,
                    end=paragraph.span.start + token.idx + len(token.text),
                    text=token.text,
                    lemma=token.lemma_,
                    pos=token.pos_,
                    tag=token.tag_,
                    dep=token.dep_,
                    head=first + token.head.i,
                    children=tuple(first + child.i for child in token.children),
                    left_edge=first + token.left_edge.i,
                    right_edge=first + token.right_edge.i,
                    sentence=current,
                )
            )
        entities += [RawEntity(first + e.start, first + e.end, e.label_) for e in doc.ents]
    return Tokenised(tuple(tokens), tuple(sentences), tuple(entities))
