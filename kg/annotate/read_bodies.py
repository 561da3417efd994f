"""Organisations that the trained reader is sure of: cut to their name, or dropped where their words name nobody."""

from __future__ import annotations

from dataclasses import replace

from kg.annotate.candidates import Candidate, words_of
from kg.annotate.name_words import words_of_sort
from kg.annotate.person_names import title_words
from kg.model.annotation import NameKind, Token

_SMALL = frozenset({"and", "&", "of", "at", "in", "for", "on", "to", "the"})


def tidy_body(tokens: tuple[Token, ...], candidate: Candidate) -> Candidate | None:
    """The organisation without small words behind its name; None where its words name nobody. Other names are left as
    they are."""
    if candidate.kind is not NameKind.ORGANISATION:
        return candidate
    last = candidate.last
    while last > candidate.first and tokens[last - 1].lower in _SMALL:
        last -= 1
    body = replace(candidate, last=last)
    words = words_of(tokens, body)
    return None if not words or _is_nobody(words) else body


def _is_nobody(words: tuple[str, ...]) -> bool:
    """A form of address alone, or words of which the list says that they name nobody; of single words the reader knows
    better (a make of cars is a company too)."""
    if len(words) == 1:
        return words[0].rstrip(".") in title_words("honorific")
    return " ".join(words) in words_of_sort("none")
