"""Who says what: speaker, cue and content of every attribution."""

from __future__ import annotations

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import Attribution


def find_attributions(annotated: AnnotatedArticle) -> tuple[Attribution, ...]:
    """All attributions in the order of the text."""
    return ()
