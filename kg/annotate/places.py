"""What the lists of countries, nationality words and places know about words that may be a name."""

from __future__ import annotations

from kg.annotate.tokens import Tokenised
from kg.model.annotation import NameKind, Token
from kg.vocab.countries import find_country, find_demonym, find_territory
from kg.vocab.gazetteer import find_major_place, find_places, find_region

__all__ = ["classify_place", "find_country", "find_country_spans", "find_demonym", "find_place_key"]

_LONGEST = 6  # words of the longest country name that reports use


def find_place_key(words: str) -> str | None:
    """The key of the place that the words mean wherever they stand alone, "place/baghdad-98182"; else None."""
    territory = find_territory(words)
    if territory is not None:
        return territory.key
    place = find_major_place(_plain(words))
    return None if place is None else place.key


def classify_place(words: str) -> tuple[NameKind, str | None] | None:
    """What the lists take the words for: kind and, where they are sure, key. None for unknown words.

    A place that several rows share, or a small one, is a place without key: which one it is
    depends on the report.
    """
    country = find_country(words)
    if country is not None:
        return NameKind.COUNTRY, country
    demonym = find_demonym(words)
    if demonym is not None:
        return NameKind.DEMONYM, demonym
    if find_region(words) is not None or find_territory(words) is not None or find_places(_plain(words)):
        return NameKind.PLACE, find_place_key(words)
    return None


def find_country_spans(tokenised: Tokenised) -> tuple[tuple[int, int, NameKind, str], ...]:
    """Every country name and nationality word of the text: first and last token (exclusive), kind, key.

    The longest reading wins ("South Sudan", not "Sudan"). Words that are also a person's name
    ("Chad", "Jordan") are listed too: the caller settles overlaps.
    """
    tokens, found, position = tokenised.tokens, [], 0
    while position < len(tokens):
        hit = _country_at(tokens, position)
        if hit is None:
            position += 1
            continue
        found.append(hit)
        position = hit[1]
    return tuple(found)


def _country_at(tokens: tuple[Token, ...], first: int) -> tuple[int, int, NameKind, str] | None:
    if not tokens[first].text[:1].isupper():
        return None
    for last in range(min(first + _LONGEST, len(tokens)), first, -1):
        if tokens[last - 1].sentence != tokens[first].sentence:
            continue
        words = _text(tokens, first, last)
        country = find_country(words)
        if country is not None:
            return first, last, NameKind.COUNTRY, country
        demonym = find_demonym(words)
        if demonym is not None:
            return first, last, NameKind.DEMONYM, demonym
    return None


def _text(tokens: tuple[Token, ...], first: int, last: int) -> str:
    """The tokens with single spaces where the text has white space."""
    parts = [tokens[first].text]
    for before, token in zip(tokens[first : last - 1], tokens[first + 1 : last], strict=True):
        parts.append(" " if token.start > before.end else "")
        parts.append(token.text)
    return "".join(parts)


def _plain(words: str) -> str:
    return words.removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s")
