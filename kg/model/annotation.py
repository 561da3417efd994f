"""The article with its linguistic annotation, as plain values.

Nothing here needs spaCy: the annotator copies what the rules read out of its `Doc`, so that
everything to the right of `annotate/` runs and is tested without a model.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from itertools import repeat
from typing import Any

from kg.model.article import Article
from kg.model.component import ModelInfo as ModelInfo
from kg.model.span import Span
from kg.model.suggestion import Suggestions


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word or mark. `index`, `head` and `children` are positions in `AnnotatedArticle.tokens`;
    a sentence's root has itself as head. `start`, `end`: code points, end exclusive.
    `pos`, `tag`, `dep`: Universal POS, Penn tag and ClearNLP dependency label (spaCy's English)."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    children: tuple[int, ...]
    left_edge: int
    right_edge: int
    sentence: int
    lower: str = field(init=False, repr=False, compare=False)  # asked for a dozen times a token: kept

    def __post_init__(self) -> None:
        object.__setattr__(self, "lower", self.text.lower())


def make_tokens(**columns: Sequence[Any]) -> tuple[Token, ...]:
    """All tokens of an article from the columns of their attributes, in a fifth of the time that the constructor takes
    for one after the other. ValueError for columns of different lengths."""
    if len({len(column) for column in columns.values()}) > 1:
        raise ValueError("the columns of the tokens differ in length")
    tokens = tuple(map(Token.__new__, repeat(Token, len(columns["text"]))))
    columns["lower"] = list(map(str.lower, columns["text"]))
    for attribute in fields(Token):
        fill = getattr(Token, attribute.name).__set__  # of the slot; `setattr` refuses, since tokens are frozen
        deque(map(fill, tokens, columns[attribute.name]), maxlen=0)
    return tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence. `first`, `last`: token positions, `last` exclusive. `paragraph` counts the
    non-empty lines of the text; `headline` marks sentences of the title line."""

    index: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int
    headline: bool = False

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class NameKind(StrEnum):
    """What sort of thing a name names, as far as the words themselves tell."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    PLACE = "place"
    DEMONYM = "demonym"  # "Iraqi", "Palestinian": an adjective or a people
    OTHER = "other"  # events, laws, works of art, products: no agent and no place


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMention:
    """One proper name in the text. Names do not overlap and stand in the order of the text.

    `first`, `last`: token positions, `last` exclusive; `head`: the token that governs the rest.
    `known`: the identifier of the actor-list, country or gazetteer row that the words match
    ("organisation/hamas", "country/iraq", "place/baghdad-98182"), else None.
    `subkind`: for organisations the ontology class if the words or the list tell ("ArmedGroup").
    `component`: what found it ("spacy-ner", "learned-name", "actors.tsv", "places"), for `kg explain`.
    """

    index: int
    start: int
    end: int
    text: str
    kind: NameKind
    first: int
    last: int
    head: int
    component: str
    known: str | None = None
    subkind: str | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A date or period in the text, resolved: `earliest` and `latest` inclusive days, as tight
    as the words support and no tighter. `rule` names the pattern that read it."""

    start: int
    end: int
    text: str
    earliest: dt.date
    latest: dt.date
    rule: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words in quotation marks. `start`, `end` take in the marks, `inner` does not. `scare` marks
    short quoted phrases inside somebody else's sentence ("US strike")."""

    start: int
    end: int
    inner: Span
    scare: bool = False

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedArticle:
    """An article with tokens, sentences, names, times and quotations.

    `model` is the language model. `components` are trained components and further models that were asked about the
    article, and `suggestions` what they read in it. `learned`: whether what was learned may take part at all.
    """

    article: Article
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[NameMention, ...]
    times: tuple[TimeMention, ...]
    quotations: tuple[Quotation, ...]
    model: ModelInfo
    components: tuple[ModelInfo, ...] = ()
    suggestions: Suggestions = field(default_factory=Suggestions)
    learned: bool = False

    def sentence_tokens(self, sentence: Sentence) -> tuple[Token, ...]:
        return self.tokens[sentence.first : sentence.last]

    def children(self, token: Token) -> Iterator[Token]:
        return (self.tokens[i] for i in token.children)

    def head(self, token: Token) -> Token:
        return self.tokens[token.head]

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The token's head, its head's head and so on up to the sentence's root."""
        while token.head != token.index:
            token = self.tokens[token.head]
            yield token

    def subtree(self, token: Token) -> tuple[Token, ...]:
        """The tokens from the left to the right edge of the token's phrase."""
        return self.tokens[token.left_edge : token.right_edge + 1]

    def name_at(self, token: Token) -> NameMention | None:
        """The name that the token belongs to."""
        return next((n for n in self.names if n.first <= token.index < n.last), None)

    def quotation_at(self, offset: int) -> Quotation | None:
        """The quotation around a character."""
        return next((q for q in self.quotations if q.start <= offset < q.end), None)

    def text_of(self, span: Span) -> str:
        return span.slice(self.article.text)
