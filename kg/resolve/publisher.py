"""The organisation that published the article."""

from __future__ import annotations

from kg.model.article import Article
from kg.model.resolved import Entity
from kg.resolve.entities import Entities


def resolve_publisher(article: Article, *, entities: Entities) -> tuple[str | None, tuple[Entity, ...]]:
    """The publisher's key, and its entity where the text itself does not name it."""
    return None, ()
