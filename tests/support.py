"""What tests of several stages need: an article from a few words, annotated with the real model."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from kg.annotate import LanguageModel, annotate, load_language_model
from kg.model.annotation import AnnotatedArticle
from kg.model.article import Article
from kg.model.span import Span

PUBLISHED = dt.date(2021, 3, 10)  # a Wednesday


@lru_cache(maxsize=1)
def language_model() -> LanguageModel:
    """The default pipeline, loaded once for all tests of a process."""
    return load_language_model()


def article_from(
    text: str, *, headline: str | None = None, published: dt.date | dt.datetime | None = PUBLISHED
) -> Article:
    """An article of this body; with `headline`, that line stands above the body in the text."""
    if headline is None:
        return Article(text=text, headline="", headline_span=None, body=Span(0, len(text)), published=published)
    whole = f"{headline}\n{text}"
    return Article(
        text=whole,
        headline=headline,
        headline_span=Span(0, len(headline)),
        body=Span(len(headline) + 1, len(whole)),
        published=published,
    )


def annotated(
    text: str, *, headline: str | None = None, published: dt.date | dt.datetime | None = PUBLISHED
) -> AnnotatedArticle:
    """The words as an annotated article; "yesterday" counts from `published`."""
    return annotate(article_from(text, headline=headline, published=published), model=language_model())
