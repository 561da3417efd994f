"""Cuts an article into the passages that are asked about one by one."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model.annotation import AnnotatedArticle
from kg.model.span import Span


def cut_passages(annotated: AnnotatedArticle, *, longest: int) -> Iterator[Span]:
    """Whole sentences one after another, at most `longest` characters each; the headline goes with the lead.

    A sentence that is longer than that is a passage of its own, cut short at its end.
    """
    start: int | None = None
    end = 0
    for sentence in annotated.sentences:
        if start is not None and sentence.end - start > longest:
            yield Span(start, end)
            start = None
        if start is None:
            start = sentence.start
        end = min(sentence.end, start + longest)
    if start is not None:
        yield Span(start, end)
