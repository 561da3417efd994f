"""annotate: Article → AnnotatedArticle. The only door to spaCy, and in `learned/` to onnxruntime.

Order: paragraphs → spaCy → tokens and sentences → quotations → times → names → what a trained reader suggests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, tee
from typing import TYPE_CHECKING

from kg.annotate.language_model import DEFAULT_MODEL, LanguageModel, load_language_model
from kg.annotate.names import find_names
from kg.annotate.quotations import find_quotations
from kg.annotate.times import find_times
from kg.annotate.tokens import Paragraph, Tokenised, copy_docs, readable, split_paragraphs
from kg.model.annotation import AnnotatedArticle
from kg.model.article import Article

if TYPE_CHECKING:
    from kg.annotate.learned.reader import LearnedReader
    from kg.model.annotation import ModelInfo

__all__ = ["DEFAULT_MODEL", "LanguageModel", "annotate", "annotate_all", "load_language_model"]


def annotate(article: Article, *, model: LanguageModel, reader: LearnedReader | None = None) -> AnnotatedArticle:
    """Annotate one article."""
    return next(annotate_all([article], model=model, reader=reader))


def annotate_all(
    articles: Iterable[Article], *, model: LanguageModel, reader: LearnedReader | None = None
) -> Iterator[AnnotatedArticle]:
    """Annotate articles as a stream, in order; their paragraphs share spaCy's batches. With a `reader` they
    carry its suggestions."""
    for_text, for_result = tee((article, split_paragraphs(article)) for article in articles)
    docs = model.read(readable(p.span.slice(article.text)) for article, paragraphs in for_text for p in paragraphs)
    for article, paragraphs in for_result:
        tokenised = copy_docs(paragraphs, islice(docs, len(paragraphs)))
        annotated = _complete(article, paragraphs, tokenised, model.info)
        yield annotated if reader is None else _with_suggestions(annotated, reader)


def _complete(
    article: Article, paragraphs: tuple[Paragraph, ...], tokenised: Tokenised, info: ModelInfo
) -> AnnotatedArticle:
    quotations = find_quotations(article, paragraphs)
    times = find_times(article, tokenised)
    names = find_names(article, tokenised, times=times)
    return AnnotatedArticle(
        article=article,
        tokens=tokenised.tokens,
        sentences=tokenised.sentences,
        names=names,
        times=times,
        quotations=quotations,
        model=info,
    )


def _with_suggestions(annotated: AnnotatedArticle, reader: LearnedReader) -> AnnotatedArticle:
    from kg.annotate.learned.suggesting import to_suggestions

    suggestions = to_suggestions(reader.read(annotated.article.text))
    components = (*annotated.components, reader.info)
    return replace(annotated, components=components, suggestions=suggestions, learned=True)
