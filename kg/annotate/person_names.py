"""Names of people: what stands before them, what belongs to them, and which other names are forms of them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache

from kg.annotate.candidates import HYPHENS, Candidate, is_acronym, is_capitalised, text_of, words_of
from kg.annotate.name_words import ends_with, words_of_sort
from kg.model.annotation import NameKind, Token
from kg.resources import read_tsv
from kg.vocab.countries import find_country, find_demonym
from kg.vocab.gazetteer import find_major_place, find_places

_LOCATIVE = frozenset(
    {"in", "at", "near", "from", "around", "outside", "towards", "toward", "into", "across", "throughout"}
)
_TITLE_KINDS = frozenset({"honorific", "style", "rank", "office", "profession", "party"})
BEHIND_FIELD = "behind-field"  # the name behind "Minister of Works and Transport", whose field is no part of it
_LOOSE = (NameKind.ORGANISATION, NameKind.PLACE, NameKind.DEMONYM, NameKind.OTHER)


@cache
def title_words(*kinds: str) -> frozenset[str]:
    """The single words of titles.tsv of these kinds (all that stand before names, if none are given)."""
    wanted = frozenset(kinds) or _TITLE_KINDS
    return frozenset(
        row["title"] for row in read_tsv("titles.tsv") if row["kind"] in wanted and " " not in row["title"]
    )


@cache
def _double_titles() -> frozenset[str]:
    """The titles of two words that stand before names: "crown prince"."""
    return frozenset(
        r["title"] for r in read_tsv("titles.tsv") if r["kind"] in _TITLE_KINDS and r["title"].count(" ") == 1
    )


def is_mere_title(tokens: tuple[Token, ...], candidate: Candidate) -> bool:
    """ "Lance Corporal" or the "Republican" before a name, which the recogniser takes for names."""
    words = text_of(tokens, candidate).lower()
    if len(candidate) == 1 and candidate.last < len(tokens):
        return words in title_words("party") and is_capitalised(tokens[candidate.last])
    return len(candidate) == 2 and words in _double_titles()


def is_initialled(tokens: tuple[Token, ...], candidate: Candidate) -> bool:
    """ "P K Kumaran" and "Gharesh A T": initials and one name, which the recogniser often takes for a body."""
    words = [t.text.rstrip(".") for t in tokens[candidate.first : candidate.last]]
    initials = [word for word in words if len(word) == 1 and word.isupper()]
    names = [word for word in words if len(word) > 2 and word.isalpha() and word[0].isupper() and word[1:].islower()]
    return len(initials) > 1 and len(names) == 1 and len(words) == len(initials) + 1


def behind_body(tokens: tuple[Token, ...], candidate: Candidate, bodies: Mapping[int, int]) -> Candidate:
    """X in "secretary general of the Y X", where the recogniser takes Y and X for one name. `bodies`: first and last
    token of the names of the actor list."""
    end = bodies.get(candidate.first)
    if end is None and is_acronym(tokens[candidate.first].text):
        end = candidate.first + 1
    if end is None or candidate.known or candidate.kind not in (NameKind.PERSON, NameKind.ORGANISATION):
        return candidate
    before = [t.lower for t in tokens[max(0, candidate.first - 2) : candidate.first] if t.lower != "the"]
    rest = tokens[end : candidate.last]
    if before[-1:] != ["of"] or len(rest) not in (2, 3) or not all(is_capitalised(t) for t in rest):
        return candidate
    return replace(candidate, first=end, kind=NameKind.PERSON)


@cache
def _particles() -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("name_particles.tsv"))


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """For comparison: lower case, no accents, no possessive ending."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().removesuffix("'s").removesuffix("’s"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def person_parts(tokens: tuple[Token, ...], candidate: Candidate) -> tuple[str, ...]:
    """The parts of a name without particles and initials' full stops; what a hyphen joins is one part."""
    parts: list[str] = []
    before, joined = False, False
    for token in tokens[candidate.first : candidate.last]:
        word = plain(token.text).strip(".'’\"")
        if token.text in HYPHENS:
            joined = before
            continue
        before = bool(word) and word not in _particles()
        if before and joined:
            parts[-1] += word
        elif before:
            parts.append(word)
        joined = False
    return tuple(parts)


def tidy_person(tokens: tuple[Token, ...], candidate: Candidate) -> Candidate | None:
    """The name without titles in front, with the capitalised words that belong to it; None if no name is left."""
    first, last = candidate.first, candidate.last
    last = next((t.index for t in tokens[first + 1 : last] if t.tag == "POS" or t.text == ","), last)
    while first > 0 and candidate.component != BEHIND_FIELD and _continues_left(tokens, first):
        first -= 1
    if last - first == 1 and last < len(tokens) and _continues_right(tokens, last):
        last += 1
    while last - first > 2 and f"{tokens[first].lower} {tokens[first + 1].lower.removesuffix('s')}" in _double_titles():
        first += 2
    while first < last - 1 and (
        (tokens[first].lower in title_words() and (last - first > 2 or tokens[first].lower not in title_words("style")))
        or (last - first > 2 and tokens[first].lower.removesuffix("s") in title_words())
        or not (is_capitalised(tokens[first]) or tokens[first].lower in _particles())
    ):
        first += 1
    posts = title_words("office", "description", "profession")
    first = next((i + 1 for i in range(last - 3, first - 1, -1) if tokens[i].lower in posts), first)
    while last > first and not is_capitalised(tokens[last - 1]):
        if last - first > 2 and tokens[last - 2].text in HYPHENS:
            break  # "Ki-moon"
        last -= 1
    if first >= last or tokens[first].text in HYPHENS:
        return None
    words = words_of(tokens, replace(candidate, first=first, last=last))
    if all(word in title_words() for word in words) or not any(len(word) > 1 for word in words):
        return None
    if (
        last - first == 1
        and first
        and tokens[first - 1].lower in title_words("style")
        and is_capitalised(tokens[first - 1])
    ):
        first -= 1  # "Pope Francis": the one name alone would be too little
    return replace(candidate, first=first, last=last)


def _continues_right(tokens: tuple[Token, ...], last: int) -> bool:
    """Whether the next word is the surname that the name before it qualifies: "Theresa" + "May"."""
    token, after = tokens[last - 1], tokens[last]
    return (
        token.dep == "compound"
        and token.head == last
        and after.pos == "PROPN"
        and is_capitalised(after)
        and after.text.isalpha()
        and token.end + 1 == after.start
        and after.lower not in words_of_sort("place") | words_of_sort("event") | words_of_sort("body")
        and find_demonym(after.text) is None
    )


def _continues_left(tokens: tuple[Token, ...], first: int) -> bool:
    before, token = tokens[first - 1], tokens[first]
    return (
        before.sentence == token.sentence
        and before.pos == "PROPN"
        and is_capitalised(before)
        and before.head in (token.index, token.head)
        and before.dep in ("compound", "flat", "nmod")
        and before.lower not in title_words()
        and before.end + 1 == token.start
        and before.text.isalpha()
        and not before.text.isupper()
        and not find_major_place(before.text)
        and (first < 2 or tokens[first - 2].lower not in ("of", "from", "in"))
        and find_country(before.text) is None
        and find_demonym(before.text) is None
    )


def has_title(tokens: tuple[Token, ...], candidate: Candidate) -> bool:
    """Whether a title stands right before the name: "spokesman X", "Mr X"."""
    if candidate.first == 0:
        return False
    before = tokens[candidate.first - 1]
    return before.lower in title_words() and before.sentence == tokens[candidate.first].sentence


def is_located(tokens: tuple[Token, ...], candidate: Candidate) -> bool:
    """Whether a preposition of place governs the name, directly or as one of several places; or a noun for places
    stands right behind it."""
    if candidate.last < len(tokens) and tokens[candidate.last].text.removesuffix("s") in words_of_sort("place"):
        return True
    before = [t.lower for t in tokens[max(0, candidate.first - 2) : candidate.first]]
    if before[1:] == ["of"] and before[0] in ("chief", "governor", "mayor", "city", "town", "village", "district"):
        return True
    head = next(
        (t for t in tokens[candidate.first : candidate.last] if not candidate.first <= t.head < candidate.last),
        tokens[candidate.first],
    )
    for _ in range(4):
        if head.dep not in ("conj", "appos"):
            break
        head = tokens[head.head]
    return head.dep == "pobj" and tokens[head.head].lower in _LOCATIVE


def is_introduced(tokens: tuple[Token, ...], candidate: Candidate) -> bool:
    """Whether the words around show a person: an age or a relative behind the name, "identified as" before it."""
    after = tokens[candidate.last : candidate.last + 3]
    aged = len(after) == 3 and after[0].text == "," and after[1].text.isdigit() and len(after[1].text) < 3
    if aged and after[2].text in (",", ".", ")"):
        return True
    before = tuple(t.lower for t in tokens[max(0, candidate.first - 2) : candidate.first])
    if before[-2:] == ("identified", "as") or before[-1:] == ("named",):
        return True
    if len(before) == 2 and before[0] in title_words("relation") and before[1] == "of":
        return True
    if len(before) == 2 and before[0] in title_words("office", "profession") and before[1] == ",":
        return True
    return len(after) > 1 and after[0].tag == "POS" and after[1].lower in title_words("relation")


def agree_on_kinds(tokens: tuple[Token, ...], candidates: list[Candidate]) -> list[Candidate]:
    """One kind for one name throughout the report: forms of a full name are that person; else titles decide,
    then the gazetteer, then the majority."""
    for _ in range(2):  # who is known by a title or an age in the first round is known by name in the second
        people = _full_names(tokens, candidates)
        votes = _votes(tokens, candidates)
        candidates = [_agreed(tokens, c, people, votes) for c in candidates]
    return candidates


def _full_names(tokens: tuple[Token, ...], candidates: list[Candidate]) -> set[str]:
    """Parts of the names of people who are named in full."""
    return {
        part
        for candidate in candidates
        if candidate.kind is NameKind.PERSON and not candidate.known
        for parts in [person_parts(tokens, candidate)]
        if len(parts) > 1
        for part in (parts[-1], parts[0])
        if len(part) > 1
    }


def _votes(tokens: tuple[Token, ...], candidates: list[Candidate]) -> dict[str, Counter[NameKind]]:
    votes: dict[str, Counter[NameKind]] = {}
    for candidate in candidates:
        if candidate.known is None and candidate.subkind is None:
            weight = 5 if candidate.kind is NameKind.PERSON and has_title(tokens, candidate) else 1
            votes.setdefault(plain(text_of(tokens, candidate)), Counter())[candidate.kind] += weight
    return votes


def _agreed(
    tokens: tuple[Token, ...], candidate: Candidate, people: set[str], votes: dict[str, Counter[NameKind]]
) -> Candidate:
    if candidate.known or candidate.subkind or candidate.settled:
        return candidate
    parts = person_parts(tokens, candidate)
    if candidate.kind in _LOOSE and parts and all(part in people for part in parts) and len(parts) < 3:
        if is_located(tokens, candidate) and find_places(text_of(tokens, candidate)):
            return candidate
        return replace(candidate, kind=NameKind.PERSON, component="full-name")
    thing = ends_with(words_of(tokens, candidate), words_of_sort("place") | words_of_sort("event"))
    if (
        candidate.kind in _LOOSE
        and has_title(tokens, candidate)
        and candidate.kind is not NameKind.DEMONYM
        and not thing
        and not is_acronym(text_of(tokens, candidate))
    ):
        return replace(candidate, kind=NameKind.PERSON, component="title-before")
    if (
        candidate.kind in (NameKind.PLACE, NameKind.ORGANISATION)
        and len(parts) > 1
        and is_introduced(tokens, candidate)
    ):
        return replace(candidate, kind=NameKind.PERSON, component="introduced")
    if len(parts) == 1 and parts[0] in people:
        return candidate
    if len(parts) == 1 and parts[0].endswith("s") and parts[0][:-1] in people:
        return replace(candidate, kind=NameKind.OTHER)  # a family
    counted = votes.get(plain(text_of(tokens, candidate)), Counter())
    if len(counted) < 2:
        return _unless_place(tokens, candidate, parts)
    best = max(counted.values())
    winners = [kind for kind in NameKind if counted[kind] == best]
    if len(winners) > 1 and NameKind.PLACE in winners and find_places(text_of(tokens, candidate)):
        winners = [NameKind.PLACE]
    return replace(candidate, kind=winners[0]) if candidate.kind not in winners else candidate


def _unless_place(tokens: tuple[Token, ...], candidate: Candidate, parts: tuple[str, ...]) -> Candidate:
    """A supposed person or organisation after "in" that the gazetteer knows is a place."""
    if candidate.kind not in (NameKind.PERSON, NameKind.ORGANISATION) or has_title(tokens, candidate) or len(parts) > 3:
        return candidate
    before = tokens[candidate.first - 1].lower if candidate.first else ""
    after = tokens[candidate.last].text.removesuffix("s") if candidate.last < len(tokens) else ""
    strong = before in ("in", "near", "outside", "across") or after in words_of_sort("place")
    known = is_located(tokens, candidate) and find_places(text_of(tokens, candidate))
    if known or (strong and candidate.kind is NameKind.PERSON):
        return replace(candidate, kind=NameKind.PLACE, component="places")
    return candidate
