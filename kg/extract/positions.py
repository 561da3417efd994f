"""Posts: who is what, where."""

from __future__ import annotations

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import Position


def find_positions(annotated: AnnotatedArticle) -> tuple[Position, ...]:
    """All posts in the order of the text."""
    return ()
