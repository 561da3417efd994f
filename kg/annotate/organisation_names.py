"""Names of organisations by their nouns: "Interior Ministry", "Iraqi armed forces", "government of Chad"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.annotate.candidates import HYPHENS, Candidate, is_capitalised, words_of
from kg.annotate.person_names import title_words
from kg.model.annotation import NameKind, Token
from kg.resources import read_tsv

_LONGEST_NOUN = 3
_LINKS = frozenset({"of", "for", "in", "to", "and", "&", "the"})
_PREPOSITIONS = frozenset({"of", "for", "in", "to", "on", "against"})
_ABROAD = frozenset({"IntergovernmentalOrganisation", "Coalition", "ArmedGroup"})  # "Mission in X" is a name
_FORCES = frozenset(
    {"police", "troops", "forces", "military", "army", "navy", "coast guard", "marines", "guard", "force", "services"}
)
_SPOKESPEOPLE = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "official", "officials", "officer", "officers", "chief", "commander"}
)
_SURE_MEDIA = frozenset(
    {"news", "agency", "newspaper", "times", "tv", "television", "radio", "tribune", "gazette", "herald", "network",
     "broadcasting", "corporation", "broadcaster", "channel"}
)  # fmt: skip
_QUALIFYING = frozenset({"amod", "compound", "nmod", "poss"})
_LED = frozenset({"led", "backed"})
_LED_NOUNS = frozenset({"coalition", "alliance", "force", "forces", "troops", "mission"})
_FROM_PERSON = frozenset(
    {"ArmedGroup", "StateForce", "Government", "Coalition", "IntergovernmentalOrganisation", "PoliticalParty"}
)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that heads names of organisations of a class."""

    words: tuple[str, ...]
    kind: str
    national: bool
    of: bool


@cache
def organisation_nouns() -> dict[tuple[str, ...], Noun]:
    """The nouns of organisation_nouns.tsv by their words."""
    return {
        tuple(row["noun"].split()): Noun(
            tuple(row["noun"].split()), row["class"], "national" in row["use"], "of" in row["use"].split()
        )
        for row in read_tsv("organisation_nouns.tsv")
    }


def noun_at_end(words: tuple[str, ...]) -> Noun | None:
    """The longest organisation noun at the end of the words."""
    nouns = organisation_nouns()
    return next((n for k in range(min(_LONGEST_NOUN, len(words)), 0, -1) if (n := nouns.get(words[-k:]))), None)


def noun_of_name(words: tuple[str, ...]) -> Noun | None:
    """The noun that heads a name: at its end, or before the first preposition ("Ministry of Justice")."""
    for position, word in enumerate(words):
        if word in _PREPOSITIONS and position:
            found = noun_at_end(words[:position])
            return found if found is not None and found.of else None
    return noun_at_end(words)


def with_noun(tokens: tuple[Token, ...], candidate: Candidate) -> Candidate:
    """The candidate as an organisation if its words say so, else unchanged."""
    if candidate.known or (candidate.settled and candidate.kind is NameKind.PERSON):
        return candidate
    if candidate.kind not in (
        NameKind.ORGANISATION,
        NameKind.PERSON,
        NameKind.PLACE,
        NameKind.OTHER,
    ):
        return candidate
    noun = noun_of_name(words_of(tokens, candidate))
    if noun is None:
        return candidate
    if candidate.kind is NameKind.ORGANISATION:
        return replace(candidate, subkind=noun.kind)
    if len(candidate) <= len(noun.words) or candidate.kind is NameKind.OTHER:
        return candidate
    if candidate.kind is NameKind.PERSON and noun.kind not in _FROM_PERSON:
        return candidate
    if candidate.kind is NameKind.PLACE and noun.kind == "Company":
        return candidate
    return replace(candidate, kind=NameKind.ORGANISATION, subkind=noun.kind)


def is_bare_noun(tokens: tuple[Token, ...], candidate: Candidate, candidates: list[Candidate]) -> bool:
    """Whether a supposed name is a mere noun ("Court", "Group") that no longer name in the report explains. State
    bodies ("Parliament") need no explaining."""
    if candidate.kind is not NameKind.ORGANISATION or candidate.known or candidate.settled or len(candidate) > 1:
        return False
    words = words_of(tokens, candidate)
    noun = organisation_nouns().get(words)
    if noun is None or noun.national:
        return False
    return not any(
        len(c) > len(candidate) and c.kind is NameKind.ORGANISATION and set(words) <= set(words_of(tokens, c))
        for c in candidates
    )


def find_national(tokens: tuple[Token, ...], names: list[Candidate]) -> Iterator[Candidate]:
    """Country adjective or place with a state body: "Iraqi armed forces", "Clairton police", "Iraq's army"."""
    for name in names:
        if name.kind not in (NameKind.DEMONYM, NameKind.PLACE, NameKind.COUNTRY):
            continue
        last = _end_of_body(tokens, name.last)
        if last is not None and not _is_loose(tokens, name, last):
            noun = noun_at_end(tuple(t.lower for t in tokens[name.last : last]))
            yield Candidate(
                first=name.first,
                last=_with_field(tokens, last),
                kind=NameKind.ORGANISATION,
                component="organisation-noun",
                subkind=noun.kind if noun else None,
                sure=True,
            )


def _is_loose(tokens: tuple[Token, ...], name: Candidate, last: int) -> bool:
    """Whether words in lower case only describe: a town's troops, or a force that qualifies something else
    ("Peruvian military exercises", but "a Peruvian military spokesman")."""
    noun = tokens[last - 1]
    if is_capitalised(noun):
        return False
    force = noun.lower in _FORCES
    if force and name.kind is NameKind.PLACE and noun.lower != "police":
        return True
    after = tokens[last] if last < len(tokens) else None
    if after is None or after.pos not in ("NOUN", "PROPN") or noun.head not in (after.index, after.head):
        return False
    if noun.head != after.index and noun.dep not in _QUALIFYING:
        return False  # "forces today seized a ship"
    told = after.lower in _SPOKESPEOPLE or after.lower in title_words("rank")
    return force and (noun.lower in ("police", "troops", "forces") or not told)


def _end_of_body(tokens: tuple[Token, ...], start: int) -> int | None:
    """Where the state body ends whose words begin at `start`: up to two adjectives or nouns and the noun itself."""
    for last in range(min(start + 5, len(tokens)), start, -1):
        stretch = tokens[start:last]
        if stretch[-1].sentence != tokens[start - 1].sentence:
            continue
        noun = noun_at_end(tuple(t.lower for t in stretch))
        if noun is None or not noun.national:
            continue
        before = stretch[: len(stretch) - len(noun.words)]
        if len(before) <= 2 and all(_may_qualify(t) for t in before):
            return last
    return None


def _with_field(tokens: tuple[Token, ...], last: int) -> int:
    """Where the name ends if "of Foreign Affairs" or "of defence" follows its noun."""
    if last + 1 < len(tokens) and tokens[last].lower == "of" and tokens[last - 1].lower in ("ministry", "department"):
        end = last + 1
        while end < len(tokens) and (tokens[end].pos in ("NOUN", "PROPN", "ADJ") or tokens[end].lower == "the"):
            end += 1
        return end if end > last + 1 and not is_capitalised(tokens[last + 1]) else _end_of_run(tokens, last + 1)
    if last + 1 < len(tokens) and tokens[last].lower in ("of", "for") and _opens(tokens[last + 1]):
        return _end_of_run(tokens, last + 1) if is_capitalised(tokens[last - 1]) else last
    return last


def _may_qualify(token: Token) -> bool:
    return token.pos in ("ADJ", "NOUN", "PROPN") and (token.lower in _QUALIFIERS or is_capitalised(token))


_QUALIFIERS = frozenset(
    {
        "anti-terrorism", "armed", "border", "central", "civil", "counter-terrorism", "defence", "defense",
        "education", "federal", "finance", "foreign", "health", "information", "interim", "interior",
        "justice", "local", "military", "national", "naval", "provincial", "regional", "riot", "royal",
        "security", "special", "state", "traffic", "transitional", "transport",
    }
)  # fmt: skip


def find_governments_of(tokens: tuple[Token, ...], names: list[Candidate]) -> Iterator[Candidate]:
    """ "government of Iraq", "the armed forces of Chad"."""
    for name in names:
        if name.kind not in (NameKind.PLACE, NameKind.COUNTRY):
            continue
        at = name.first - 1
        if at > 0 and tokens[at].lower == "the":
            at -= 1
        if at <= 0 or tokens[at].lower != "of":
            continue
        noun = noun_at_end(tuple(t.lower for t in tokens[max(0, at - _LONGEST_NOUN) : at]))
        if noun is not None and noun.national and tokens[at].sentence == tokens[at - 1].sentence:
            yield Candidate(
                first=at - len(noun.words),
                last=name.last,
                kind=NameKind.ORGANISATION,
                component="organisation-noun",
                subkind=noun.kind,
                sure=True,
            )


def find_led_forces(tokens: tuple[Token, ...], names: list[Candidate]) -> Iterator[Candidate]:
    """ "US-led international coalition", "NATO-led force"."""
    starts = {name.last: name for name in names} | {name.last - 2: name for name in names if len(name) > 2}
    for token in tokens[2:]:
        if token.lower not in _LED or tokens[token.index - 1].text not in HYPHENS:
            continue
        name = starts.get(token.index - 1)
        if name is None or token.lower == "backed":
            continue
        last = token.index + 1
        while last < len(tokens) and tokens[last].pos in ("ADJ", "NOUN", "PROPN", "PUNCT") and last - token.index < 6:
            if tokens[last].lower in _LED_NOUNS:
                yield Candidate(
                    first=name.first,
                    last=last + 1,
                    kind=NameKind.ORGANISATION,
                    component="organisation-noun",
                    subkind="Coalition",
                    sure=True,
                )
                break
            if is_capitalised(tokens[last]) or (tokens[last].pos == "PUNCT" and tokens[last].text not in HYPHENS):
                break
            last += 1


def find_capitalised(tokens: tuple[Token, ...]) -> Iterator[Candidate]:
    """Runs of capitalised words that end in an organisation noun: "Civil Defense Authority", "Ministry of Health"."""
    at = 0
    while at < len(tokens):
        if not _opens(tokens[at]) or _is_prefixed(tokens, at):
            at += 1
            continue
        last = _end_of_run(tokens, at)
        yield from _organisation_in(tokens, at, last)
        at = last


def _is_prefixed(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether the token belongs to "pro-X" or "anti-X", which qualifies the name and is no part of it."""
    return at > 1 and tokens[at - 1].text in HYPHENS and tokens[at - 2].lower in ("pro", "anti", "non", "ex")


def _opens(token: Token) -> bool:
    return is_capitalised(token) and token.pos in ("PROPN", "NOUN", "ADJ") and token.text.isalpha()


def _end_of_run(tokens: tuple[Token, ...], first: int) -> int:
    last = first + 1
    while last < len(tokens) and tokens[last].sentence == tokens[first].sentence:
        if _opens(tokens[last]):
            last += 1
        elif tokens[last].lower in _LINKS and last + 1 < len(tokens) and _opens(tokens[last + 1]):
            last += 2
        else:
            break
    return last


def _before_holder(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Where the body ends in "Institute of Border Affairs Director Ann Lee": before the post, with a name behind it."""
    posts = title_words("rank", "office")
    for at in range(first + 2, last - 1):
        inside = tokens[at - 1].lower in _LINKS or tokens[at + 1].lower in _LINKS
        if tokens[at].lower in posts and not inside and noun_of_name(tuple(t.lower for t in tokens[first:at])):
            return at
    return last


def _organisation_in(tokens: tuple[Token, ...], first: int, last: int) -> Iterator[Candidate]:
    """The longest part of the run from its first word on that an organisation noun heads."""
    for end in range(_before_holder(tokens, first, last), first + 1, -1):
        words = tuple(t.lower for t in tokens[first:end])
        if not _opens(tokens[end - 1]):
            continue
        noun = noun_of_name(words)
        if noun is None or (noun.kind not in _ABROAD and not {"in", "to"}.isdisjoint(words)):
            continue
        if noun.kind == "MediaOrganisation" and noun.words[-1] not in _SURE_MEDIA:
            continue
        if len(words) > len(noun.words) and "and" not in words[: -len(noun.words)]:
            yield Candidate(
                first=first,
                last=end,
                kind=NameKind.ORGANISATION,
                component="organisation-noun",
                subkind=noun.kind,
            )
            return
