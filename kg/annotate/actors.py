"""Names of the actor list in the text: the longest match from each word on."""

from __future__ import annotations

import re
import unicodedata
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


@dataclass(frozen=True, slots=True)
class _Aliases:
    """All names by their words in lower case, and how many words those have that begin with a word, the most first."""

    by_words: dict[tuple[str, ...], Alias]
    lengths: dict[str, tuple[int, ...]]


@cache
def _aliases() -> _Aliases:
    by_words: dict[tuple[str, ...], Alias] = {}
    lengths: dict[str, set[int]] = {}
    for row in read_tsv("actors.tsv"):
        for name in (row["label"], *filter(None, row["aliases"].split("|"))):
            cased = plain_words(name)
            words = tuple(word.lower() for word in cased)
            if words:
                article = name.startswith("The ") and len(words) == 1
                by_words.setdefault(words, Alias(words, cased, row["key"], row["class"], row["country"], article))
                lengths.setdefault(words[0], set()).add(len(words))
    return _Aliases(by_words, {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()})


@cache
def words_of_actors() -> tuple[frozenset[str], frozenset[str]]:
    """The names of one word, and the words of longer names, in lower case."""
    names = _aliases().by_words
    whole = frozenset(words[0] for words in names if len(words) == 1)
    return whole, frozenset(word for words in names if len(words) > 1 for word in words)


def find_actors(tokens: tuple[Token, ...], paragraphs: tuple[int, ...]) -> tuple[ActorMatch, ...]:
    """Names of the actor list, in the order of the text, without overlaps. `paragraphs` holds each token's
    paragraph: a name does not run over a paragraph's end."""
    words = [(word, token.index) for token in tokens for word in plain_words(token.text)]
    lower = [word.lower() for word, _ in words]
    found: list[ActorMatch] = []
    lengths = _aliases().lengths
    end = 0  # behind the last name
    for at, word in enumerate(lower):
        if word not in lengths or words[at][1] < end:
            continue
        alias = _fitting(words, lower, at, paragraphs)
        if alias is None or (alias.article and not _stands_alone(tokens, words[at][1])):
            continue
        end = words[at + len(alias.words) - 1][1] + 1
        found.append(ActorMatch(_with_article(tokens, words[at][1]), end, alias.key, alias.kind, alias.country))
    return tuple(found)


def _stands_alone(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether "the" stands before the word and no noun that it would qualify behind it."""
    before = tokens[at - 1].lower if at else ""
    return before == "the" and (at + 1 == len(tokens) or tokens[at + 1].pos not in ("NOUN", "PROPN", "ADJ"))


def _fitting(words: list[tuple[str, int]], lower: list[str], at: int, paragraphs: tuple[int, ...]) -> Alias | None:
    """The longest name that begins with a word; none begins or ends in the middle of a token."""
    if at and words[at - 1][1] == words[at][1]:
        return None
    aliases = _aliases()
    for length in aliases.lengths[lower[at]]:
        alias = aliases.by_words.get(tuple(lower[at : at + length]))
        if alias is None or len(alias.words) < length:
            continue
        last = at + length - 1
        if last + 1 < len(words) and words[last + 1][1] == words[last][1]:
            continue
        if paragraphs[words[at][1]] != paragraphs[words[last][1]]:
            continue
        if _is_acronym_in_small_letters(words[at][0], alias) or all(
            _is_written_like(word, like) for (word, _), like in zip(words[at : last + 1], alias.cased, strict=True)
        ):
            return alias
    return None


def _is_acronym_in_small_letters(word: str, alias: Alias) -> bool:
    """ "Nato" and "Unesco", as British papers write what is spoken as a word."""
    return alias.kind == "IntergovernmentalOrganisation" and len(alias.words) == 1 and len(word) > 3 and word.istitle()


def _is_written_like(word: str, like: str) -> bool:
    """Of the same words in lower case, whether the text's is the list's: capitals must be there, and an acronym must
    be one."""
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
