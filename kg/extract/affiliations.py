"""How agents stand to one another: part of, member of, backed by, aligned with, opposed to."""

from __future__ import annotations

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import Affiliation, Attribution


def find_affiliations(annotated: AnnotatedArticle, *, attributions: tuple[Attribution, ...]) -> tuple[Affiliation, ...]:
    """All affiliations in the order of the text."""
    return ()
