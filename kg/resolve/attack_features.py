"""What a mention of an attack says of time, place, kind and people, ready for comparison."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from kg.model.annotation import AnnotatedArticle, Token
from kg.model.fact import AttackMention, Reference
from kg.resolve.entities import Entities

Window = tuple[dt.date, dt.date]

_POINTING = frozenset({"the", "this", "that", "these", "those"})
_OTHER = frozenset(
    {
        "another",
        "other",
        "similar",
        "previous",
        "earlier",
        "past",
        "recent",
        "separate",
        "further",
        "more",
        "different",
        "subsequent",
        "prior",
        "later",
        "fresh",
        "retaliatory",
        "unrelated",
        "additional",
        "last",
        "such",
        "deadliest",
        "worst",
    }
)
_REPEATED = frozenset({"previously", "earlier", "repeatedly", "often", "regularly", "frequently", "routinely", "once"})
_APART = frozenset({"also", "elsewhere", "separately", "meanwhile"})
_ANOTHER = frozenset(
    {"another", "similar", "previous", "earlier", "prior", "subsequent", "different", "past", "unrelated"}
)


@dataclass(slots=True)
class Features:
    """One mention, or what a cluster of mentions adds up to. `places`, `victims`, `targets`: entity keys
    (or the words themselves where nobody could be found)."""

    window: Window | None = None
    places: dict[str, Reference] = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)
    victims: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    definite: bool = False
    indefinite: bool = False
    other: bool = False
    another: bool = False
    plural: bool = False
    series: bool = False
    headline: bool = False
    points_back: bool = False
    noun: bool = False
    firm: bool = False
    parties: set[str] = field(default_factory=set)
    doers: set[str] = field(default_factory=set)
    hit: set[str] = field(default_factory=set)
    published: dt.date | None = None


def narrow(first: Window | None, second: Window | None) -> Window | None:
    """The intersection; the other window where one is missing; None where they do not meet."""
    if first is None or second is None:
        return first or second
    earliest, latest = max(first[0], second[0]), min(first[1], second[1])
    return (earliest, latest) if earliest <= latest else None


def disjoint(first: Window | None, second: Window | None) -> bool:
    return first is not None and second is not None and narrow(first, second) is None


def read_features(annotated: AnnotatedArticle, mention: AttackMention, entities: Entities) -> Features:
    """The features of one mention."""
    head = annotated.tokens[mention.head]
    found = Features(kinds=set(mention.kinds), series=mention.series, points_back=mention.anaphoric)
    found.published = annotated.article.publication_day
    found.headline = annotated.sentences[mention.sentence].headline
    found.noun = mention.rule.startswith("noun")
    found.firm = mention.rule.endswith(("strong", "weak"))
    for position in mention.times:
        time = annotated.times[position]
        narrowed = narrow(found.window, (time.earliest, time.latest))
        found.window = narrowed or found.window
    for reference in mention.places:
        key = entities.find(reference) or reference.span.slice(annotated.article.text).lower()
        found.places[key] = reference
        country = _country_of(entities, key)
        if country is not None:
            found.countries.add(country)
    found.victims = {k for r in mention.victims if (k := entities.find(r)) is not None and k.startswith("person/")}
    found.targets = {k for r in mention.targets if (k := entities.find(r)) is not None}
    found.parties = {k for r in mention.responsible if (k := entities.find(r.party)) is not None}
    if not found.noun:
        used = (annotated.tokens[w.head] for w in mention.weapons)
        found.indefinite = any(c.lower in {"a", "an", "another"} for w in used for c in annotated.children(w))
    found.doers = {_who(annotated, r.party, entities) for r in mention.responsible}
    found.hit = {_who(annotated, r, entities) for r in (*mention.victims, *mention.targets)}
    if any(c.lower in _REPEATED for c in annotated.children(head) if c.dep == "advmod"):
        found.other = True
    if found.noun and _set_apart(annotated, head):
        found.other = True
    if found.noun:
        _read_determiner(annotated, head, found)
    return found


def _set_apart(annotated: AnnotatedArticle, head: Token) -> bool:
    """ "There have also been attacks in …", "elsewhere, …": beside what was told before."""
    verb = annotated.head(head)
    return verb.pos in {"VERB", "AUX"} and any(c.lower in _APART for c in annotated.children(verb) if c.dep == "advmod")


def _who(annotated: AnnotatedArticle, reference: Reference, entities: Entities) -> str:
    """A name's entity, or the noun of a description: "2 pirates" and "the pirates" are one party."""
    if reference.name is not None:
        return entities.find(reference) or reference.span.slice(annotated.article.text)
    return annotated.tokens[reference.head].lemma.lower()


def _read_determiner(annotated: AnnotatedArticle, head: Token, found: Features) -> None:
    words = {c.lower for c in annotated.children(head) if c.dep in {"det", "amod", "nummod", "poss"}}
    found.definite = bool(words & _POINTING) or any(c.dep == "poss" for c in annotated.children(head))
    found.indefinite = bool(words & {"a", "an", "another", "one"})
    found.other = found.other or bool(words & _OTHER)
    found.another = bool(words & _ANOTHER)
    found.plural = head.tag in {"NNS", "NNPS"}


def _country_of(entities: Entities, key: str) -> str | None:
    if key.startswith("country/"):
        return key
    try:
        return entities.get(key).country
    except StopIteration:
        return None
