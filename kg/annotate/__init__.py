"""annotate: Article → AnnotatedArticle. The only door to spaCy, and in `learned/` to onnxruntime.

Order: paragraphs → spaCy → tokens and sentences → quotations → times → what a trained reader reads → names.
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
    from kg.annotate.learned.name_decoding import NameReadings
    from kg.annotate.learned.reader import LearnedReader
    from kg.model.annotation import ModelInfo

__all__ = ["DEFAULT_MODEL", "LanguageModel", "annotate", "annotate_all", "load_language_model"]


def annotate(article: Article, *, model: LanguageModel, reader: LearnedReader | None = None) -> AnnotatedArticle:
    """Annotate one article."""
    return next(annotate_all([article], model=model, reader=reader))


def annotate_all(
    articles: Iterable[Article], *, model: LanguageModel, reader: LearnedReader | None = None
) -> Iterator[AnnotatedArticle]:
    """Annotate articles as a stream, in order; their paragraphs share spaCy's batches. With a `reader` it
    is that which finds the names, and they carry its suggestions."""
    for_text, for_result = tee((article, split_paragraphs(article)) for article in articles)
    texts = (readable(p.span.slice(article.text)) for article, paragraphs in for_text for p in paragraphs)
    docs = model.read(texts, names=reader is None)
    for article, paragraphs in for_result:
        tokenised = copy_docs(paragraphs, islice(docs, len(paragraphs)))
        if reader is None:
            yield _complete(article, paragraphs, tokenised, model.info)
        else:
            yield _read_along(article, paragraphs, tokenised, model.info, reader)


def _complete(
    article: Article,
    paragraphs: tuple[Paragraph, ...],
    tokenised: Tokenised,
    info: ModelInfo,
    readings: NameReadings | None = None,
) -> AnnotatedArticle:
    quotations = find_quotations(article, paragraphs)
    times = find_times(article, tokenised)
    names = find_names(article, tokenised, times=times, readings=readings)
    return AnnotatedArticle(
        article=article,
        tokens=tokenised.tokens,
        sentences=tokenised.sentences,
        names=names,
        times=times,
        quotations=quotations,
        model=info,
    )


def _read_along(
    article: Article, paragraphs: tuple[Paragraph, ...], tokenised: Tokenised, info: ModelInfo, reader: LearnedReader
) -> AnnotatedArticle:
    """The article with the trained reader's opinion on names, and its suggestions."""
    from kg.annotate.learned.suggesting import to_suggestions

    frames, readings = reader.read_all(article.text)
    annotated = _complete(article, paragraphs, tokenised, info, readings)
    components = (*annotated.components, reader.info)
    return replace(annotated, components=components, suggestions=to_suggestions(frames), learned=True)
