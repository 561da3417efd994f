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
    for token in tokens:
        if token.index < position or not token.text[:1].isupper() or not may_begin_country(token.text):
            continue
        hit = _country_at(tokens, token)
        if hit is not None:
            found.append(hit)
            position = hit[1]
    return tuple(found)


def _country_at(tokens: tuple[Token, ...], begin: Token) -> tuple[int, int, NameKind, str] | None:
    """The longest reading from a word on. Words are added as long as a name may begin with all of them."""
    if begin.lower == "the":
        return None
    found = None
    text = ""
    for token in tokens[begin.index : begin.index + _LONGEST]:
        text += f" {token.text}" if text and token.start > tokens[token.index - 1].end else token.text
        if token.sentence != begin.sentence or not may_begin_country(text):
            break
        country, demonym = find_country(text), find_demonym(text)
        if country is not None:
            found = (begin.index, token.index + 1, NameKind.COUNTRY, country)
        elif demonym is not None:
            found = (begin.index, token.index + 1, NameKind.DEMONYM, demonym)
    return found
