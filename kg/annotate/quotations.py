"""Words in quotation marks."""

from __future__ import annotations

from kg.annotate.tokens import Paragraph
from kg.model.annotation import Quotation
from kg.model.article import Article


def find_quotations(article: Article, paragraphs: tuple[Paragraph, ...]) -> tuple[Quotation, ...]:
    """All quotations in the order of the text."""
    return ()
