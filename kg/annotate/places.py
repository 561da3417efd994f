"""Country names and nationality words of the text, from the lists of countries."""

from __future__ import annotations

from kg.annotate.tokens import Tokenised
from kg.model.annotation import NameKind, Token
from kg.vocab.countries import find_country, find_demonym, may_begin_country

_LONGEST = 6  # words of the longest country name that reports use


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
    word = tokens[first].text
    if not word[:1].isupper() or tokens[first].lower == "the" or not may_begin_country(word):
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
