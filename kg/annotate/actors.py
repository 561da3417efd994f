"""Names of the actor list in the text: the longest match from each word on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.model.annotation import Token
from kg.resources import read_tsv

_DROPPED = frozenset({"the", "al", "el"})
_MARKS = re.compile(r"['’‘`´.]")
_NO_WORD = re.compile(r"[^\w]+")
_ACRONYM = 6  # letters; longer words in capitals are headlines


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of an actor. `words`: for comparison; `cased`: the same words as the list writes them.
    `article`: a single word that is a name only behind "the" ("The Guardian")."""

    words: tuple[str, ...]
    cased: tuple[str, ...]
    key: str
    kind: str
    country: str
    article: bool


@dataclass(frozen=True, slots=True)
class ActorMatch:
    """Token positions (`last` exclusive) of a name of the actor list."""

    first: int
    last: int
    key: str
    kind: str
    country: str  # ISO 3166-1 alpha-2 code, or empty


@lru_cache(maxsize=16384)
def plain_words(text: str) -> tuple[str, ...]:
    """The words of a name as written, without hyphens, apostrophes, full stops and the Arabic article."""
    decomposed = unicodedata.normalize("NFKD", _MARKS.sub("", text))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return tuple(word for word in _NO_WORD.split(plain) if word and word.lower() not in _DROPPED)


@cache
def _aliases() -> dict[str, tuple[Alias, ...]]:
    """All names by their first word, the longest first."""
    by_first: dict[str, dict[tuple[str, ...], Alias]] = {}  # by the words as written: "Nato" beside "NATO"
    for row in read_tsv("actors.tsv"):
        for name in (row["label"], *filter(None, row["aliases"].split("|"))):
            cased = plain_words(name)
            words = tuple(word.lower() for word in cased)
            if words:
                article = name.startswith("The ") and len(words) == 1
                by_first.setdefault(words[0], {}).setdefault(
                    words, Alias(words, cased, row["key"], row["class"], row["country"], article)
                )
    return {
        first: tuple(sorted(found.values(), key=lambda a: (-len(a.words), a.cased)))
        for first, found in by_first.items()
    }


def find_actors(tokens: tuple[Token, ...], paragraphs: tuple[int, ...]) -> tuple[ActorMatch, ...]:
    """Names of the actor list, in the order of the text, without overlaps. `paragraphs` holds each token's
    paragraph: a name does not run over a paragraph's end."""
    words = [(word, token.index) for token in tokens for word in plain_words(token.text)]
    found: list[ActorMatch] = []
    aliases = _aliases()
    at = 0
    while at < len(words):
        likely = aliases.get(words[at][0].lower())
        alias = None if likely is None else next(_fitting(words, at, likely, paragraphs), None)
        if alias is None or (alias.article and not _stands_alone(tokens, words[at][1])):
            at += 1
            continue
        last = words[at + len(alias.words) - 1][1] + 1
        found.append(ActorMatch(_with_article(tokens, words[at][1]), last, alias.key, alias.kind, alias.country))
        at += len(alias.words)
        while at < len(words) and words[at][1] < last:
            at += 1
    return tuple(found)


def _stands_alone(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether "the" stands before the word and no noun that it would qualify behind it."""
    before = tokens[at - 1].lower if at else ""
    return before == "the" and (at + 1 == len(tokens) or tokens[at + 1].pos not in ("NOUN", "PROPN", "ADJ"))


def _fitting(
    words: list[tuple[str, int]], at: int, likely: tuple[Alias, ...], paragraphs: tuple[int, ...]
) -> Iterator[Alias]:
    if at and words[at - 1][1] == words[at][1]:
        return  # the middle of a token
    for alias in likely:
        stretch = words[at : at + len(alias.words)]
        if len(stretch) < len(alias.words) or paragraphs[stretch[0][1]] != paragraphs[stretch[-1][1]]:
            continue
        after = at + len(alias.words)
        if after < len(words) and words[after][1] == stretch[-1][1]:
            continue
        if all(_same_word(word, like) for (word, _), like in zip(stretch, alias.cased, strict=True)):
            yield alias


def _same_word(word: str, like: str) -> bool:
    """Whether the text's word is the list's: capitals must be there, and an acronym must be one."""
    if word.lower() != like.lower():
        return False
    if like.isupper() and 1 < len(like) <= _ACRONYM:
        return word.isupper()
    return not like[0].isupper() or word[0].isupper()


def _with_article(tokens: tuple[Token, ...], first: int) -> int:
    """The position of an Arabic article in front of the name ("al-Shabaab" is three tokens)."""
    if first >= 2 and tokens[first - 1].text in "-‐‑–" and tokens[first - 2].lower in _DROPPED - {"the"}:
        return first - 2
    if first >= 1 and tokens[first - 1].lower in _DROPPED - {"the"}:
        return first - 1
    return first
