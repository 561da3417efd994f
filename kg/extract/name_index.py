"""Which name a token belongs to, looked up at once."""

from __future__ import annotations

from kg.model.annotation import AnnotatedArticle, NameMention


class NameIndex:
    """The names of an article by token position."""

    def __init__(self, annotated: AnnotatedArticle) -> None:
        self._by_token = {i: name for name in annotated.names for i in range(name.first, name.last)}

    def at(self, index: int) -> NameMention | None:
        """The name that the token at this position belongs to."""
        return self._by_token.get(index)
