"""Whom a definite description means: "the official", "the group", "the minister"."""

from __future__ import annotations

from collections.abc import Callable

from kg.model.annotation import AnnotatedArticle, Token
from kg.model.fact import Facts, Reference
from kg.resolve.drafts import Drafts
from kg.resolve.mentions import Mention, Spoken
from kg.resolve.nouns import bodies_of_noun, is_plural, post_nouns
from kg.resolve.things import bare_phrase, phrase_tokens

_REACH = 3  # sentences back to a body that only its class fits


class Descriptions:
    """Finds earlier mentions for definite descriptions of one article."""

    def __init__(
        self, annotated: AnnotatedArticle, facts: Facts, *, drafts: Drafts, spoken: Spoken, keys: dict[int, str]
    ) -> None:
        self._annotated = annotated
        self._drafts = drafts
        self._spoken = spoken
        self._titles = _titles_of(annotated, facts, keys)

    def find(self, reference: Reference, token: Token) -> Mention | None:
        """The earlier mention that the description goes back to, of a party, a body or the holder of a post."""
        return self._party(reference, token) or self.find_body(token) or self._post_holder(reference, token)

    def find_body(self, token: Token) -> Mention | None:
        """The named body or country that "the group", "the ministry" or "the country" goes back to."""
        kinds = bodies_of_noun().get(token.lower)
        if kinds is None:
            return None
        return self._spoken.last(token, self._has_in_name(token.lower)) or self._spoken.last(
            token, lambda m: token.sentence - m.sentence <= _REACH and self._kind(m) in kinds
        )

    def _has_in_name(self, word: str) -> Callable[[Mention], bool]:
        def fits(mention: Mention) -> bool:
            if mention.sort != "body":
                return False
            draft = self._drafts.get(mention.key)
            return word in " ".join((draft.label, *draft.aliases)).lower().split()

        return fits

    def _kind(self, mention: Mention) -> str | None:
        if mention.sort == "country":
            return "Country"
        return self._drafts.get(mention.key).kind if mention.sort == "body" else None

    def _party(self, reference: Reference, token: Token) -> Mention | None:
        """The unnamed party last described by the same noun, with no word that says otherwise."""
        words = {t.lower for t in phrase_tokens(self._annotated, reference) if t.pos in ("ADJ", "NOUN", "PROPN")}
        words -= {token.lower, token.lemma.lower()}

        def fits(mention: Mention) -> bool:
            noun = self._annotated.tokens[mention.token]
            if mention.sort != "party" or noun.lemma != token.lemma or mention.plural != is_plural(token):
                return False
            return words <= set(self._drafts.get(mention.key).label.lower().split())

        return self._spoken.last(token, fits)

    def _post_holder(self, reference: Reference, token: Token) -> Mention | None:
        """The named person whose post "the minister" names, if only one holds such a post."""
        noun = token.lemma.lower()
        if noun not in post_nouns() or is_plural(token):
            return None
        words = set(bare_phrase(self._annotated, reference).lower().split()) | {noun}
        holders = {key for key, titles in self._titles.items() if any(words <= title for title in titles)}
        return self._spoken.last(token, lambda m: m.key in holders) if len(holders) == 1 else None


def _titles_of(annotated: AnnotatedArticle, facts: Facts, keys: dict[int, str]) -> dict[str, list[set[str]]]:
    """The words of the posts of each named person."""
    titles: dict[str, list[set[str]]] = {}
    for position in facts.positions:
        key = keys.get(position.holder.name) if position.holder.name is not None else None
        if key is not None:
            titles.setdefault(key, []).append(set(annotated.text_of(position.title).lower().split()))
    return titles
