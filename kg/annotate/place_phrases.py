"""Places that a common noun gives away: "the village of X", "in X district", whatever the recogniser makes of X."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.annotate.candidates import HYPHENS, Candidate, is_capitalised
from kg.model.annotation import NameKind, Token

_OF = frozenset(
    {"city", "town", "village", "hamlet", "settlement", "province", "region", "district", "neighbourhood"}
    | {"neighborhood", "suburb", "county", "island", "commune", "township", "borough", "municipality", "governorate"}
    | {"prefecture", "canton", "locality", "capital", "port", "seaport", "enclave", "peninsula", "resort", "outskirts"}
)
_BEHIND = _OF - {"capital", "port", "resort", "region", "city", "settlement", "island", "outskirts"}
_LONGEST = 4  # words of a place's name


def with_told_places(tokens: tuple[Token, ...], marked: list[Candidate]) -> list[Candidate]:
    """The candidates, those that such a noun shows to be places turned into places, and the places not marked."""
    told = list(_find(tokens))
    kept: list[Candidate] = []
    for candidate in marked:
        over = next((p for p in told if p.first < candidate.last and candidate.first < p.last), None)
        if over is None or candidate.known or candidate.kind in {NameKind.PLACE, NameKind.COUNTRY}:
            kept.append(candidate)
        elif over.first <= candidate.first and candidate.last <= over.last:
            kept.append(replace(candidate, kind=NameKind.PLACE, subkind=None, component=over.component))
        else:
            kept.append(candidate)
    taken = {i for c in marked for i in range(c.first, c.last)}
    return kept + [p for p in told if taken.isdisjoint(range(p.first, p.last))]


def _find(tokens: tuple[Token, ...]) -> Iterator[Candidate]:
    for token in tokens:
        if token.text != token.lower or token.pos != "NOUN":
            continue
        of = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
        if token.lower in _OF and of is not None and of.lower == "of":
            last = _end_of_name(tokens, of.index + 1)
            if last > of.index + 1:
                yield _place(of.index + 1, last)
        if token.lower in _BEHIND and token.dep == "pobj":
            first = _start_of_name(tokens, token)
            if first < token.index:
                yield _place(first, token.index)


def _place(first: int, last: int) -> Candidate:
    return Candidate(first=first, last=last, kind=NameKind.PLACE, component="place-noun")


def _end_of_name(tokens: tuple[Token, ...], first: int) -> int:
    """The position behind the capitalised words that begin at `first`; parts tied by hyphens belong to the name."""
    last = first
    while last < len(tokens) and last - first < _LONGEST and _is_part(tokens[last], tokens[first]):
        last += 1
        if last + 1 < len(tokens) and tokens[last].text in HYPHENS and tokens[last].start == tokens[last - 1].end:
            last += 1
    return last


def _start_of_name(tokens: tuple[Token, ...], noun: Token) -> int:
    first = noun.index
    while first > 0 and noun.index - first < _LONGEST and _is_part(tokens[first - 1], noun):
        first -= 1
    governor = tokens[first - 1].lower if first else ""
    return first if governor in {"in", "at", "near", "of", "the", "outside", "from"} else noun.index


def _is_part(token: Token, beside: Token) -> bool:
    return token.sentence == beside.sentence and token.pos == "PROPN" and is_capitalised(token)
