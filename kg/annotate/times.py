"""Dates and periods, resolved against the day of publication."""

from __future__ import annotations

from kg.annotate.tokens import Tokenised
from kg.model.annotation import TimeMention
from kg.model.article import Article


def find_times(article: Article, tokenised: Tokenised) -> tuple[TimeMention, ...]:
    """All dates and periods that the words and the day of publication resolve, in the order of the text."""
    return ()
