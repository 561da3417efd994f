"""Full names that their acronym in brackets shows: "Special Board for Border Affairs (SBBA)"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.annotate.candidates import Candidate, is_capitalised, words_of
from kg.annotate.name_words import ends_with, words_of_sort
from kg.annotate.organisation_names import noun_of_name
from kg.model.annotation import NameKind, Token

_SMALL = frozenset({"of", "for", "the", "and", "in", "to", "on", "de", "la", "du", "des", "&", "-", "al"})
_SHORTEST, _LONGEST = 3, 8


def find_defined(tokens: tuple[Token, ...]) -> Iterator[Candidate]:
    """The capitalised words before a bracketed acronym whose first letters it is made of, and the acronym."""
    for full, acronym in _defined(tokens):
        words = words_of(tokens, full)
        if _is_thing(words):
            continue
        noun = noun_of_name(words)
        named = replace(full, subkind=noun.kind if noun is not None else "Organisation")
        yield from (named, replace(named, first=acronym.index, last=acronym.index + 1))


def acronyms_of_things(tokens: tuple[Token, ...]) -> frozenset[str]:
    """Acronyms in brackets that are short for no body: "Border Security Act (BSA)"."""
    return frozenset(acronym.text for full, acronym in _defined(tokens) if _is_thing(words_of(tokens, full)))


def _is_thing(words: tuple[str, ...]) -> bool:
    return ends_with(words, words_of_sort("event") | words_of_sort("place"))


def _defined(tokens: tuple[Token, ...]) -> Iterator[tuple[Candidate, Token]]:
    for token in tokens[2:-1]:
        acronym = token.text
        bracketed = tokens[token.index - 1].text == "(" and tokens[token.index + 1].text == ")"
        if not bracketed or not acronym.isupper() or not _SHORTEST <= len(acronym) <= _LONGEST:
            continue
        first = _start_of_name(tokens, token.index - 1, acronym)
        if first is not None:
            full = Candidate(
                first=first,
                last=token.index - 1,
                kind=NameKind.ORGANISATION,
                component="acronym-in-brackets",
                sure=True,
            )
            yield full, token


def _start_of_name(tokens: tuple[Token, ...], end: int, acronym: str) -> int | None:
    """Where the words begin whose initials, small words left out, are the acronym; None if they are not."""
    at, left = end - 1, len(acronym)
    while at >= 0 and left and tokens[at].sentence == tokens[end].sentence:
        token = tokens[at]
        if is_capitalised(token) and token.text[0] == acronym[left - 1]:
            left -= 1
        elif token.lower not in _SMALL:
            return None
        at -= 1
    return at + 1 if left == 0 and end - at - 1 > 1 else None
