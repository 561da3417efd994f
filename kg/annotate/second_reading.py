"""Names as the trained reader reads them, in the place of the language model's recogniser.

It knows boundaries, kinds and what is no name at all better than the recogniser, which is not run beside it: its names
would be the same or worse. What the reader is sure of the rules leave alone but for the lists of actors; of the rest
they judge as of the recogniser's. In the end an agent that only a likeness speaks for, and not the reader, is none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.annotate.actors import ActorMatch
from kg.annotate.candidates import HYPHENS, Candidate, text_of, trim, with_arabic_article, words_of
from kg.annotate.organisation_names import noun_of_name, organisation_nouns
from kg.annotate.person_names import person_parts
from kg.model.annotation import NameKind, Token
from kg.model.span import Span
from kg.vocab.countries import names_country

if TYPE_CHECKING:
    from kg.annotate.learned.name_decoding import NameReading, NameReadings

COMPONENT = "learned-name"
READ = 0.6  # the probability from which a name is read
READ_BODY = 0.75  # that of an organisation, of which it invents more
SURE = 0.9  # that from which the rules leave an agent's name as it was read
OTHERWISE = 0.7  # that of the other kind of agent from which a name is of that kind
# What must be given of an agent's name, by what else speaks for it.
LEAST = {"full-name": 0.3, "acronym-in-brackets": 0.2}
_AGENTS = (NameKind.PERSON, NameKind.ORGANISATION)
_LINKS, _LINKED = frozenset({"for", "on"}), (NameKind.ORGANISATION, NameKind.PLACE)
LINKED = 0.15  # the probability of such a word to be part of a body's name from which it joins two names


def from_reader(tokens: tuple[Token, ...], readings: NameReadings, matches: Sequence[ActorMatch]) -> list[Candidate]:
    """The names that are read, in the order of the text. `matches`: listed actors."""
    starts = [token.start for token in tokens]
    names = (name for name in _of_one_kind(readings) if name.score >= _least(name))
    found = [c for name in names if (c := _candidate(tokens, starts, name)) is not None]
    found = _joined(tokens, found, readings)
    people = _parts_of_people(tokens, found)
    return [_unless_person(tokens, c, people) for c in found if not _is_made_of_known(tokens, c, matches)]


def _joined(tokens: tuple[Token, ...], found: Iterable[Candidate], readings: NameReadings) -> list[Candidate]:
    """The candidates; a body and the name behind "for" or "on" are one where the reader half takes that word for a part
    of a body's name: "Parents for Safe Streets", "Commission on Water"."""
    joined: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: c.first):
        last = joined[-1] if joined else None
        if last is not None and last.kind is NameKind.ORGANISATION and _is_linked(tokens, last, candidate, readings):
            joined[-1] = replace(last, last=candidate.last)
        else:
            joined.append(candidate)
    return joined


def _is_linked(tokens: tuple[Token, ...], left: Candidate, right: Candidate, readings: NameReadings) -> bool:
    if right.first - left.last != 1 or tokens[left.last].text not in _LINKS or right.kind not in _LINKED:
        return False
    chances = readings.chances_of(Span(tokens[left.last].start, tokens[left.last].end))
    return chances.get(NameKind.ORGANISATION, 0.0) >= LINKED


def _lies_across(candidate: Candidate, others: Iterable[Candidate]) -> bool:
    return any(c.first < candidate.last and candidate.first < c.last for c in others)


def _least(name: NameReading) -> float:
    return READ_BODY if name.kind is NameKind.ORGANISATION else READ


def without_contradicted(bodies: Iterable[Candidate], candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The bodies that rules found, but for those that lie across a name of which the reader is sure."""
    settled = [c for c in candidates if c.settled]
    for body in bodies:
        if not _lies_across(body, settled):
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
    if last - first == 1 and _is_plain_noun(tokens, first):
        return None
    first = with_arabic_article(tokens, first)
    sure = name.kind in _AGENTS and name.score >= SURE
    return Candidate(first=first, last=last, kind=name.kind, component=COMPONENT, sure=sure, settled=sure)


def _is_plain_noun(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a noun for bodies has its capital from the beginning of the sentence: "Police said"."""
    opens = at == 0 or tokens[at - 1].sentence != tokens[at].sentence
    return opens and not tokens[at].text.isupper() and (tokens[at].lower,) in organisation_nouns()


_SHORTENED = frozenset({"jr", "sr"})


def _is_made_of_known(tokens: tuple[Token, ...], candidate: Candidate, matches: Sequence[ActorMatch]) -> bool:
    """Whether an organisation's name is that of a listed actor with more words, but for a body of its ("Taliban
    fighters", but "Taliban Health Ministry"), a description by a nationality ("Danish officers"), or two names
    joined by a hyphen, of which a list knows one ("France-Orvex")."""
    if candidate.kind is not NameKind.ORGANISATION:
        return False
    capitals = [token for token in tokens[candidate.first : candidate.last] if token.text[:1].isupper()]
    if len(candidate) > len(capitals) and all(names_country(token.text) for token in capitals):
        return True
    inside = [m for m in matches if candidate.first <= m.first and m.last <= candidate.last]
    if inside and noun_of_name(words_of(tokens, candidate)) is None:
        return True
    joints = [i for i in range(candidate.first + 1, candidate.last - 1) if tokens[i].text in HYPHENS]
    edges = {edge for m in inside for edge in (m.first - 1, m.last)}
    sides = (
        (text_of(tokens, replace(candidate, last=i)), text_of(tokens, replace(candidate, first=i + 1))) for i in joints
    )
    return not edges.isdisjoint(joints) or any(names_country(side) for pair in sides for side in pair)


def _of_one_kind(readings: NameReadings) -> Iterator[NameReading]:
    """The names, each of the kind and with the probability that all its occurrences in the report have on average."""
    chances: dict[str, list[dict[NameKind | None, float]]] = {}
    for name in readings.names:
        chances.setdefault(name.words, []).append(readings.chances_of(name.span))
    for name in readings.names:
        alike = chances[name.words]
        means = {kind: sum(found[kind] for found in alike) / len(alike) for kind in alike[0] if kind is not None}
        kind = max(means, key=lambda kind: means[kind])
        yield replace(name, kind=kind, score=means[kind]) if kind is not name.kind else name


def _parts_of_people(tokens: tuple[Token, ...], found: Iterable[Candidate]) -> frozenset[str]:
    """The first and last words of the names of people that are read in full."""
    people = (parts for c in found if c.kind is NameKind.PERSON and len(parts := person_parts(tokens, c)) > 1)
    return frozenset(part for parts in people for part in (parts[0], parts[-1]))


def _unless_person(tokens: tuple[Token, ...], candidate: Candidate, people: frozenset[str]) -> Candidate:
    """An organisation all of whose words are names of people elsewhere is left to the rules."""
    if candidate.kind is NameKind.ORGANISATION and people.issuperset(person_parts(tokens, candidate)):
        return replace(candidate, sure=False, settled=False)
    return candidate
