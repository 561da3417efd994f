"""spaCy's `Doc`s, one per line of the article, copied into plain tokens and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.model.annotation import Sentence, Token, make_tokens
from kg.model.article import Article
from kg.model.span import Span

if TYPE_CHECKING:
    from spacy.strings import StringStore
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


# How the strings and numbers of a `Doc` are called there. `Doc.to_array` gives all of them at once, where asking every
# token for each of them takes many times as long.
_STRINGS: Final = {"text": "ORTH", "lemma": "LEMMA", "pos": "POS", "tag": "TAG", "dep": "DEP"}
_COLUMNS: Final[list[int | str]] = [*_STRINGS.values(), "IDX", "LENGTH", "HEAD"]


def copy_docs(paragraphs: tuple[Paragraph, ...], docs: Iterable[Doc]) -> Tokenised:
    """Copy annotated paragraphs, in order, into one numbering of tokens and sentences."""
    sentences: list[Sentence] = []
    entities: list[RawEntity] = []
    numbers: list[int] = []  # of the sentence, for each token
    copied = list(docs)
    for number, (paragraph, doc) in enumerate(zip(paragraphs, copied, strict=True)):
        first, known = len(numbers), len(sentences)
        for sent in doc.sents:
            if all(token.is_space for token in sent):
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
        numbers += _sentence_numbers(sentences[known:], first, first + len(doc))
        entities += [RawEntity(first + e.start, first + e.end, e.label_) for e in doc.ents]
    tokens = _copy_tokens(paragraphs, copied, numbers) if copied else ()
    return Tokenised(tokens, tuple(sentences), tuple(entities))


def _copy_tokens(paragraphs: tuple[Paragraph, ...], docs: Sequence[Doc], sentences: list[int]) -> tuple[Token, ...]:
    import numpy as np

    table = np.concatenate([doc.to_array(_COLUMNS) for doc in docs])
    strings = docs[0].vocab.strings
    words = {name: [_spell(strings, n) for n in table[:, at].tolist()] for at, name in enumerate(_STRINGS)}
    starts, lengths, heads = (
        table[:, len(_STRINGS) :].astype(np.int64).T
    )  # heads are told from their tokens: some below 0
    starts += np.repeat([paragraph.span.start for paragraph in paragraphs], [len(doc) for doc in docs])
    heads = (heads + np.arange(len(heads))).tolist()
    children: list[tuple[int, ...]] = [()] * len(heads)
    for at, head in enumerate(heads):
        if head != at:
            children[head] += (at,)
    left, right = _edges(heads)
    return make_tokens(
        **words,
        index=range(len(heads)),
        start=starts.tolist(),
        end=(starts + lengths).tolist(),
        head=heads,
        children=children,
        left_edge=left,
        right_edge=right,
        sentence=sentences,
    )


@lru_cache(maxsize=65536)  # spaCy makes a new string each time that it is asked for one
def _spell(strings: StringStore, number: int) -> str:
    return strings[number]


def _sentence_numbers(sentences: list[Sentence], first: int, last: int) -> list[int]:
    """The sentence of each token of a paragraph, from `first` to `last` (exclusive); blanks after a sentence belong to
    it."""
    begins = [sentence.first for sentence in sentences]
    numbers = [sentences[-1].index] * (begins[0] - first)
    for sentence, end in zip(sentences, [*begins[1:], last], strict=True):
        numbers += [sentence.index] * (end - sentence.first)
    return numbers


def _edges(heads: list[int]) -> tuple[list[int], list[int]]:
    """The first and the last token below each, itself among them. Each token is reached once from either side:
    what lies above a token that has its edge already has it too."""
    left, right = [-1] * len(heads), [-1] * len(heads)
    count = len(heads)
    for edges, order in ((left, range(count)), (right, range(count - 1, -1, -1))):
        for edge in order:
            at = edge
            while edges[at] < 0:
                edges[at] = edge
                at = heads[at]
    return left, right
