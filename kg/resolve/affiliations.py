"""Posts and affiliations between entities."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from kg.model.fact import Facts, Position
from kg.model.resolved import Evidence, ResolvedAffiliation, ResolvedPosition
from kg.resolve.entities import Entities
from kg.resources import read_tsv
from kg.vocab.countries import find_country, find_demonym

_SPACES = re.compile(r"\s+")
_FORMER = frozenset(
    {"former", "ex", "then", "late", "retired", "acting", "interim", "current", "the", "a", "an", "exiting", "outgoing",
     "incoming", "new", "newly", "previous", "next", "retiring", "longtime", "elect"}
)  # fmt: skip


def resolve_positions(facts: Facts, *, entities: Entities, text: str) -> tuple[ResolvedPosition, ...]:
    """All posts whose holder is known, each once however often it is mentioned: "President" is left out
    beside "President of Chad"."""
    found: list[tuple[str, str, str | None, Evidence]] = []
    for position in facts.positions:
        holder = entities.find(position.holder)
        if holder is None or not holder.startswith("person/"):
            continue
        title = _SPACES.sub(" ", position.title.slice(text))
        found.append(
            (holder, title, _organisation(position, entities), Evidence(span=position.span, rule=position.rule))
        )
    kept: list[tuple[str, str, str | None, Evidence]] = []
    for post in found:
        at = next((i for i, other in enumerate(kept) if _same_post(post, other)), None)
        if at is None:
            kept.append(post)
        elif _says_more(post, kept[at]):
            kept[at] = post
    return tuple(
        ResolvedPosition(ordinal=number, holder=holder, title=title, organisation=organisation, evidence=evidence)
        for number, (holder, title, organisation, evidence) in enumerate(kept, start=1)
    )


def _organisation(position: Position, entities: Entities) -> str | None:
    """The organisation's key; None where "their leader" turned out to lead a country or people without a name."""
    key = None if position.organisation is None else entities.find(position.organisation)
    return key if key is not None and key.startswith("organisation/") else None


@cache
def _long_forms() -> Mapping[str, tuple[str, ...]]:
    return {row["short"]: tuple(row["title"].split()) for row in read_tsv("title_abbreviations.tsv")}


@lru_cache(maxsize=4096)
def _words(title: str) -> frozenset[str]:
    """The words that tell one post from another: abbreviations in full, without the country, which the report may
    leave out the second time."""
    kept = [word for word in title.replace(".", "").split() if not (find_country(word) or find_demonym(word))]
    words = [
        long for word in re.findall(r"\w+", " ".join(kept).casefold()) for long in _long_forms().get(word, (word,))
    ]
    return frozenset(words) - {"of", "the", "for", "a", "an"}


def _same_post(post: tuple[str, str, str | None, Evidence], other: tuple[str, str, str | None, Evidence]) -> bool:
    if post[0] != other[0] or (post[2] and other[2] and post[2] != other[2]):
        return False
    mine, theirs = _words(post[1]) - _FORMER, _words(other[1]) - _FORMER
    return mine <= theirs or theirs <= mine


def _says_more(post: tuple[str, str, str | None, Evidence], other: tuple[str, str, str | None, Evidence]) -> bool:
    return (post[2] is not None, len(_words(post[1]))) > (other[2] is not None, len(_words(other[1])))


def resolve_affiliations(facts: Facts, *, entities: Entities) -> tuple[ResolvedAffiliation, ...]:
    """All affiliations whose two ends are known and differ, each once."""
    found: dict[tuple[str, str, str], ResolvedAffiliation] = {}
    for affiliation in facts.affiliations:
        subject, other = entities.find(affiliation.subject), entities.find(affiliation.object)
        if subject is None or other is None or subject == other or other.startswith("source/"):
            continue
        found.setdefault(
            (subject, affiliation.relation, other),
            ResolvedAffiliation(
                subject=subject,
                relation=affiliation.relation,
                object=other,
                evidence=Evidence(span=affiliation.span, rule=affiliation.rule),
            ),
        )
    return tuple(found.values())
