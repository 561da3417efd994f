"""Who has been spoken of where: what pronouns and descriptions are resolved against."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.model.annotation import AnnotatedArticle, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An entity at a token. `sort`: person, body, country, party (unnamed), thing. `plural`: by its noun;
    None where it may be either. `speaks`: whether it is the speaker of an attribution there."""

    token: int
    sentence: int
    key: str
    sort: str
    subject: bool
    plural: bool | None
    gender: str | None = None
    speaks: bool = False
    headline: bool = False


class Spoken:
    """The mentions of an article in the order of the text, growing as references are resolved."""

    def __init__(self, annotated: AnnotatedArticle) -> None:
        self._annotated = annotated
        self._mentions: list[Mention] = []
        self._genders: dict[str, str] = {}

    def add(
        self, token: Token, key: str, sort: str, *, plural: bool | None, gender: str | None = None, speaks: bool = False
    ) -> None:
        """Remember that the entity is spoken of at the token."""
        if gender is not None:
            self._genders.setdefault(key, gender)
        sentence = self._annotated.sentences[token.sentence]
        self._mentions.append(
            Mention(
                token=token.index,
                sentence=token.sentence,
                key=key,
                sort=sort,
                subject=token.dep in _SUBJECTS,
                plural=plural,
                gender=gender,
                speaks=speaks,
                headline=sentence.headline,
            )
        )

    def is_quoted(self, token: int) -> bool:
        """Whether the token stands in somebody's verbatim words."""
        return self._annotated.quotation_at(self._annotated.tokens[token].start) is not None

    def gender_of(self, key: str) -> str | None:
        """The gender that titles, nouns or pronouns gave the entity so far."""
        return self._genders.get(key)

    def before(self, token: Token, *, sentences: int) -> Iterator[Mention]:
        """Mentions before the token, in its sentence and so many sentences before it, the nearest first."""
        at = self._annotated.sentences[token.sentence]
        found = [
            m
            for m in self._mentions
            if m.token < token.index and at.index - m.sentence <= sentences and m.headline == at.headline
        ]
        yield from sorted(found, key=lambda m: -m.token)

    def last(self, token: Token, fits: Callable[[Mention], bool]) -> Mention | None:
        """The nearest fitting mention anywhere before the token."""
        found = [m for m in self._mentions if m.token < token.index and fits(m)]
        return max(found, key=lambda m: m.token, default=None)

    def keys(self, sort: str) -> tuple[str, ...]:
        """The entities of a sort, in the order of their first mention."""
        return tuple(dict.fromkeys(m.key for m in sorted(self._mentions, key=lambda m: m.token) if m.sort == sort))
