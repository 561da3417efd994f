"""The organisation that published the article."""

from __future__ import annotations

import re

from kg.model.article import Article
from kg.model.resolved import Entity, Evidence
from kg.model.span import Span
from kg.resolve.actors import find_actor
from kg.resolve.entities import Entities
from kg.vocab.iri import slug

# Bylines that name nobody in particular.
_NOBODY = frozenset(
    {"agency", "agencies", "news agency", "news agencies", "staff", "staff reporter", "staff writer",
     "staff and agencies", "wire", "wires", "newswire", "correspondent", "our correspondent", "reporter", "web desk",
     "news desk", "newsroom", "editor", "editorial", "admin", "unknown", "anonymous"}
)  # fmt: skip
_BYLINE = 400  # characters of the text in which a byline may stand


def resolve_publisher(article: Article, *, entities: Entities) -> tuple[str | None, tuple[Entity, ...]]:
    """The publisher's key, and its entity where the text itself does not name it; none for "By agencies"."""
    name = " ".join((article.publisher or "").split())
    if not name or name.lower() in _NOBODY:
        return None, ()
    actor = find_actor(name)
    key = actor.key if actor is not None else f"organisation/{slug(name)}"
    if any(entity.key == key for entity in entities.entities):
        return key, ()
    label = actor.label if actor is not None else name
    entity = Entity(
        key=key,
        kind="MediaOrganisation",
        label=label,
        aliases=() if label == name else (name,),
        mentions=_byline(article, name),
        reason=f"publisher given as {name}",
    )
    return key, (entity,)


def _byline(article: Article, name: str) -> tuple[Evidence, ...]:
    """Where the publisher's name stands outside the report itself, as in "By AFP"."""
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", article.text[: min(article.body.start, _BYLINE)])
    if found is None:
        return ()
    return (Evidence(span=Span(found.start(), found.end()), rule="byline"),)
