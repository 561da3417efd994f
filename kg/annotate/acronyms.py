"""Full names that their acronym in brackets shows: "Special Board for Border Affairs (SBBA)"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.annotate.candidates import Candidate, is_capitalised, words_of
from kg.annotate.organisation_names import noun_of_name
from kg.model.annotation import NameKind, Token

_SMALL = frozenset({"of", "for", "the", "and", "in", "to", "on", "de", "la", "du", "des", "&", "-", "al"})
_SHORTEST, _LONGEST = 3, 8


def find_defined(tokens: tuple[Token, ...]) -> Iterator[Candidate]:
    """The capitalised words before a bracketed acronym whose first letters it is made of."""
    for token in tokens[2:-1]:
        acronym = token.text
        bracketed = tokens[token.index - 1].text == "(" and tokens[token.index + 1].text == ")"
        if not bracketed or not acronym.isupper() or not _SHORTEST <= len(acronym) <= _LONGEST:
            continue
        first = _start_of_name(tokens, token.index - 1, acronym)
        if first is None:
            continue
        found = Candidate(
            first=first, last=token.index - 1, kind=NameKind.ORGANISATION, component="acronym-in-brackets", sure=True
        )
        noun = noun_of_name(words_of(tokens, found))
        subkind = noun.kind if noun is not None else "Organisation"
        yield Candidate(
            first=found.first, last=found.last, kind=found.kind, component=found.component, sure=True, subkind=subkind
        )


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
