"""A second opinion on names: what the trained reader reads, beside the language model's recogniser and the rules.

It knows boundaries, kinds and what is no name at all better than the recogniser, so its names stand in the place of
those that they overlap. What it is sure of the rules do not touch but for the lists of actors; of the rest they judge
as of the recogniser's. In the end an agent that only the recogniser or a likeness speaks for, and not the reader, is
none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.annotate.actors import ActorMatch
from kg.annotate.candidates import Candidate, trim, with_arabic_article
from kg.model.annotation import NameKind, Token
from kg.model.span import Span

if TYPE_CHECKING:
    from kg.annotate.learned.name_decoding import NameReading, NameReadings

COMPONENT = "learned-name"
READ = 0.6  # the probability from which a name is read
SURE = 0.9  # that from which the rules leave an agent's name as it was read
NOBODY = 0.5  # that of no name from which the recogniser's agent is none
OTHERWISE = 0.7  # that of the other kind of agent from which a name is of that kind
# What must be given of an agent's name, by what else speaks for it.
LEAST = {"spacy-ner": 0.5, "full-name": 0.3, "acronym-in-brackets": 0.2}
_AGENTS = (NameKind.PERSON, NameKind.ORGANISATION)


def with_second_reading(
    tokens: tuple[Token, ...], candidates: list[Candidate], readings: NameReadings, matches: Sequence[ActorMatch]
) -> list[Candidate]:
    """The recogniser's candidates and the reader's names, in the order of the text. `matches`: listed actors."""
    starts = [token.start for token in tokens]
    names = (name for name in readings.names if name.score >= READ)
    read = [
        c
        for name in names
        if (c := _candidate(tokens, starts, name)) is not None and not _is_listed(tokens, c, matches)
    ]
    taken = {i for c in read for i in range(c.first, c.last)}
    kept = [
        c
        for c in candidates
        if taken.isdisjoint(range(c.first, c.last))
        and not (c.kind in _AGENTS and _chances(tokens, c, readings).get(None, 0.0) >= NOBODY)
    ]
    return sorted([*read, *kept], key=lambda c: (c.first, c.last))


def without_contradicted(bodies: Iterable[Candidate], candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The bodies that rules found, but for those that lie across a name of which the reader is sure."""
    settled = [c for c in candidates if c.settled]
    for body in bodies:
        if not any(c.first < body.last and body.first < c.last for c in settled):
            yield body


def judge_again(tokens: tuple[Token, ...], candidate: Candidate, readings: NameReadings) -> Candidate | None:
    """The candidate, as the other kind of agent where the reader says so, or None where too little speaks for it."""
    if candidate.known or candidate.kind not in _AGENTS or candidate.component not in LEAST:
        return candidate
    chances = _chances(tokens, candidate, readings)
    other = _AGENTS[candidate.kind is NameKind.PERSON]
    if chances.get(other, 0.0) >= OTHERWISE:
        return replace(candidate, kind=other, component=COMPONENT)
    return candidate if chances.get(candidate.kind, 1.0) >= LEAST[candidate.component] else None


def _chances(tokens: tuple[Token, ...], candidate: Candidate, readings: NameReadings) -> dict[NameKind | None, float]:
    return readings.chances_of(Span(tokens[candidate.first].start, tokens[candidate.last - 1].end))


def _candidate(tokens: tuple[Token, ...], starts: Sequence[int], name: NameReading) -> Candidate | None:
    first = bisect_right(starts, name.span.start) - 1
    if first < 0 or tokens[first].end <= name.span.start:
        first += 1
    end = bisect_left(starts, name.span.end)
    first, last = trim(tokens, first, end)
    if last < end and tokens[last].text == "." and tokens[last - 1].lower in _SHORTENED:
        last += 1  # "Jr."
    if first >= last or not any(token.text[:1].isupper() for token in tokens[first:last]):
        return None
    first = with_arabic_article(tokens, first)
    sure = name.kind in _AGENTS and name.score >= SURE
    return Candidate(first=first, last=last, kind=name.kind, component=COMPONENT, sure=sure, settled=sure)


_SHORTENED = frozenset({"jr", "sr"})


def _is_listed(tokens: tuple[Token, ...], candidate: Candidate, matches: Sequence[ActorMatch]) -> bool:
    """Whether a name is that of a listed actor, with at most words in small letters behind it ("Taliban fighters")."""
    if candidate.kind is not NameKind.ORGANISATION:
        return False
    return any(
        m.first == candidate.first
        and m.last <= candidate.last
        and all(token.text.islower() for token in tokens[m.last : candidate.last])
        for m in matches
    )
