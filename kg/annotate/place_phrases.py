"""Places that a common noun gives away: "the village of X", "in X district", whatever the recogniser makes of X."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.annotate import time_words
from kg.annotate.candidates import HYPHENS, Candidate, is_capitalised
from kg.model.annotation import NameKind, Token
from kg.vocab.gazetteer import find_places

_OF = frozenset(
    {"city", "town", "village", "hamlet", "settlement", "province", "region", "district", "neighbourhood"}
    | {"neighborhood", "suburb", "county", "island", "commune", "township", "borough", "municipality", "governorate"}
    | {"prefecture", "canton", "locality", "capital", "port", "seaport", "enclave", "peninsula", "resort", "outskirts"}
)
_BEHIND = _OF - {"capital", "port", "resort", "region", "city", "settlement", "island", "outskirts"}
# Nobody does these to a single person.
_DONE_TO_TOWNS = frozenset({"shell", "bombard", "besiege", "invade", "capture", "recapture", "overrun", "pound"})
_SHORTEST = 3  # letters of a word that is looked up
_LONGEST = 4  # words of a place's name


def with_told_places(tokens: tuple[Token, ...], marked: list[Candidate]) -> list[Candidate]:
    """The candidates, those that such a noun shows to be places turned into places, and the places not marked."""
    told = list(_find(tokens))
    full = {t.text for c in marked if c.kind is NameKind.PERSON and len(c) > 1 for t in tokens[c.first : c.last]}
    marked = [
        replace(c, kind=NameKind.PLACE, component="places")
        if _is_town(tokens, c) and tokens[c.first].text not in full
        else c
        for c in marked
    ]
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
    told += [t for t in _unmarked_towns(tokens) if all(t.last <= p.first or p.last <= t.first for p in told)]
    return kept + [p for p in told if taken.isdisjoint(range(p.first, p.last))]


def _is_town(tokens: tuple[Token, ...], candidate: Candidate) -> bool:
    """A single word taken for a person, of which a town of the gazetteer is told: "shelled Kherson", "in Chibok"."""
    if candidate.kind is not NameKind.PERSON or candidate.known or candidate.last - candidate.first != 1:
        return False
    token = tokens[candidate.first]
    return (_is_within(tokens, token) or _is_taken(tokens, token)) and bool(find_places(token.text))


def _unmarked_towns(tokens: tuple[Token, ...]) -> Iterator[Candidate]:
    """ "A school in Chibok, in Borno State", where the recogniser marks nothing."""
    for token in tokens:
        if token.tag == "NNP" and len(token.text) > _SHORTEST and _is_within(tokens, token):
            following = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
            alone = following is None or following.pos not in {"PROPN", "NOUN", "PART"}
            if alone and following is not None and following.text in HYPHENS:
                alone = False
            if alone and not _is_calendar(token) and find_places(token.text):
                yield Candidate(first=token.index, last=token.index + 1, kind=NameKind.PLACE, component="places")


def _is_calendar(token: Token) -> bool:
    return token.lower in time_words.words("month") or token.lower in time_words.words("weekday")


def _is_within(tokens: tuple[Token, ...], token: Token) -> bool:
    return is_capitalised(token) and token.dep == "pobj" and tokens[token.index - 1].lower in {"in", "near"}


def _is_taken(tokens: tuple[Token, ...], token: Token) -> bool:
    return token.dep == "dobj" and tokens[token.head].lemma.lower() in _DONE_TO_TOWNS


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
