"""What the words of a supposed name tell: that it names a place, an event, or nobody at all."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from kg.annotate.candidates import Candidate, is_capitalised, words_of
from kg.model.annotation import NameKind, Token
from kg.resources import read_tsv
from kg.vocab.countries import names_country

_MONTHS = frozenset(
    {
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday",
    }
)  # fmt: skip
_CHANNELS = frozenset(
    {"fox", "cbs", "nbc", "abc", "channel", "france", "sky", "news", "radio", "bbc", "itv", "rai", "tv"}
)
_LINKS = frozenset({"of", "for", "and", "in", "on", "to", "at", "by", "with", "&", "the", "from"})


@cache
def words_of_sort(sort: str) -> frozenset[str]:
    """The entries of name_words.tsv of a sort: none (nobody's name), place, event and body (last words of such names),
    storm and toponym (first words of names of storms, ships and places), vehicle (before the name of a ship or
    aircraft), suffix (behind a person's name)."""
    return frozenset(row["words"] for row in read_tsv("name_words.tsv") if row["sort"] == sort)


def judge_words(tokens: tuple[Token, ...], candidate: Candidate) -> Candidate | None:
    """The candidate with the kind that its words show and no trailing odds and ends; None if it names nobody."""
    if candidate.known:
        return candidate
    trimmed = _without_tail(tokens, candidate)
    if trimmed is None:
        return None
    words = words_of(tokens, trimmed)
    if " ".join(words) in words_of_sort("none") or all(word in _MONTHS for word in words):
        return None
    if _behind_vehicle(tokens, trimmed) and trimmed.subkind is None:
        return replace(trimmed, kind=NameKind.OTHER)
    if len(words) == 1 and trimmed.kind is NameKind.ORGANISATION and words[0] in words_of_sort("place"):
        return None
    if trimmed.kind not in (NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE) or len(words) < 2:
        return trimmed
    if trimmed.kind is NameKind.PERSON and (end := _end_of_building(tokens, trimmed)) is not None:
        return replace(trimmed, last=end, kind=NameKind.PLACE)
    if words[0] in words_of_sort("storm"):
        return replace(trimmed, kind=NameKind.OTHER)
    if _is_model(words) and trimmed.kind is not NameKind.PERSON and trimmed.subkind is None:
        return replace(trimmed, kind=NameKind.OTHER)
    if words[0] in words_of_sort("toponym") and trimmed.subkind is None:
        return replace(trimmed, kind=NameKind.PLACE)
    if words[-1] in words_of_sort("suffix") and len(words) > 2 and trimmed.subkind is None:
        return replace(trimmed, last=trimmed.last - 1, kind=NameKind.PERSON)
    if len(words) > 2 and " ".join(words[-2:]) in words_of_sort("place"):
        return replace(trimmed, kind=NameKind.PLACE, subkind=None)
    if trimmed.kind is not NameKind.PLACE and trimmed.subkind is None and is_capitalised(tokens[trimmed.last - 1]):
        if ends_with(words, words_of_sort("place")):
            return replace(trimmed, kind=NameKind.PLACE)
        if ends_with(words, words_of_sort("event")):
            return replace(trimmed, kind=NameKind.OTHER)
    return _with_body_noun(tokens, trimmed)


def _end_of_building(tokens: tuple[Token, ...], candidate: Candidate) -> int | None:
    """Where "Ann Lee Memorial Bridge" ends, of which the recogniser marked the person only."""
    last = candidate.last
    while last < len(tokens) and tokens[last].sentence == tokens[candidate.first].sentence:
        if not is_capitalised(tokens[last]) or not tokens[last].text.isalpha() or last - candidate.last > 3:
            break
        last += 1
    ending = " ".join(t.lower for t in tokens[last - 2 : last])
    building = tokens[last - 1].lower in words_of_sort("place") or ending in words_of_sort("place")
    return last if last > candidate.last and building else None


def _is_model(words: tuple[str, ...]) -> bool:
    """ "Flight 447", "B-17", "Falcon 9": a number at the end, but for channels ("FOX 13", "France 24")."""
    if not any(letter.isdigit() for letter in words[-1]):
        return False
    return len(words[-1]) > 2 or not words[-1].isdigit() or words[0] not in _CHANNELS


def _behind_vehicle(tokens: tuple[Token, ...], candidate: Candidate) -> bool:
    """ "the frigate X", "the yacht X"."""
    return candidate.first > 0 and tokens[candidate.first - 1].lower in words_of_sort("vehicle")


def ends_with(words: tuple[str, ...], endings: frozenset[str]) -> bool:
    return any(" ".join(words[-k:]) in endings for k in (1, 2, 3) if k < len(words))


def _without_tail(tokens: tuple[Token, ...], candidate: Candidate) -> Candidate | None:
    """Without words in lower case behind the name, dates, and a verb or adverb that opens the sentence."""
    first, last = candidate.first, candidate.last
    last = next((i for i in range(first + 1, last - 1) if _owns_thing(tokens, i)), last)
    while last > first and _is_tail(tokens, first, last):
        last -= 1
    while last - first > 1 and (_is_opener(tokens, first) or tokens[first].lower in _MONTHS | {"the"}):
        first += 1
    return replace(candidate, first=first, last=last) if first < last else None


def _owns_thing(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether the possessive ending at `at` is followed by a common noun: "Smith's van" holds the name Smith."""
    return (tokens[at].tag == "POS" or tokens[at].text in ("'s", "’s")) and tokens[at + 1].text.islower()


def _is_opener(tokens: tuple[Token, ...], first: int) -> bool:
    """Whether the first token opens its sentence and only therefore has a capital."""
    token = tokens[first]
    if first and tokens[first - 1].sentence == token.sentence:
        return False
    return token.tag.startswith(("VB", "RB")) or token.lower in ("fellow", "meanwhile", "former", "late")


def _is_tail(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    token = tokens[last - 1]
    if token.lower in _LINKS or (token.lower in _MONTHS and last - first > 1 and tokens[last - 2].lower in _LINKS):
        return True
    if token.text.startswith("&") and len(token.text) > 2:
        return True
    hyphened = last - 2 >= first and tokens[last - 2].end == token.start
    linked = any(t.lower in ("of", "for", "and", "in") for t in tokens[first : last - 1])
    return linked and token.text.islower() and not hyphened


def _with_body_noun(tokens: tuple[Token, ...], candidate: Candidate) -> Candidate:
    """ "Queen Elizabeth" + "hospital": the noun in lower case behind the name belongs to it."""
    if candidate.last >= len(tokens) or candidate.subkind is not None:
        return candidate
    after = tokens[candidate.last]
    if after.lower not in words_of_sort("body") or after.sentence != tokens[candidate.first].sentence:
        return candidate
    return replace(
        candidate,
        last=candidate.last + 1,
        kind=NameKind.ORGANISATION,
        subkind="Organisation",
        component="organisation-noun",
    )


def without_origin(tokens: tuple[Token, ...], candidate: Candidate) -> Candidate:
    """A person's name without the country or nationality in front that the recogniser took in."""
    first = candidate.first
    while candidate.last - first > 2 and _is_origin(tokens[first]):
        first += 1
    return replace(candidate, first=first)


def _is_origin(token: Token) -> bool:
    return (
        names_country(token.text)
        or token.lower in words_of_sort("none")
        or token.lower in ("republican", "democrat", "democratic", "conservative", "labour")
        or (token.text.isupper() and len(token.text) > 2)
    )
