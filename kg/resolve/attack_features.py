"""What a mention of an attack says of time, place, kind and people, ready for comparison."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from kg.model.annotation import AnnotatedArticle, Token
from kg.model.fact import AttackMention, Reference
from kg.model.resolved import Entity
from kg.model.suggestion import is_suggested
from kg.resolve.attack_comparison import compared_with, is_this_one, tells_of_earlier_ones
from kg.resolve.attack_roles import is_attacker_noun, is_force_noun, is_police_noun
from kg.resolve.entities import Entities
from kg.resolve.place_relations import is_beside, is_part

Window = tuple[dt.date, dt.date]
Toll = tuple[str, int]  # "killed" or "injured", and at least how many

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
# Openings that leave the event told so far: "Elsewhere, …", "In a separate incident, …", "Last year …".
_SHIFTS = re.compile(
    r"(?:elsewhere|separately|meanwhile|previously|also|earlier|later|last (?:year|month|week|\w+day)"
    r"|in (?:\d{4}|\w+ \d{4})"
    r"|in (?:a|an|another) (?:\w+\s){0,2}(?:incident|attack|case|bombing|shooting|strike|clash|raid)"
    r"|(?:\w+\s){0,2}(?:days?|hours?|weeks?|months?|years?) (?:before|earlier|ago|later|after|prior)"
    r"|on the (?:same|previous|following|next) (?:day|night)|on the (?:day|night) of)\b",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"\b(?:in (?:response|retaliation|revenge|reprisal|return)|retaliat\w+|hit back|respond(?:ed|ing) (?:with|by))\b",
    re.IGNORECASE,
)
_COURT = re.compile(
    r"\b(?:courts?|trials?|tried|jur(?:y|ors?)|judges?|prosecutors?|sentenc\w+|jail\w*|convict\w*|charge[sd]?|charging"
    r"|chargesheets?|acquit\w*|verdict|guilty|plea\w*|pleads?|extradit\w+|appeals?|executes?|hangs?|hanged"
    r"|death penalty|arrest\w*|testif\w+|testimony|indict\w+|detain\w*|held (?:over|in)"
    r"|inquiry|inquest|lawsuit|sues?|parole)\b",
    re.IGNORECASE,
)
_COUNTED_FROM = frozenset({"later", "earlier", "after", "before", "prior"})
_SPANS = frozenset({"day", "week", "month", "year", "hour"})
_EVERYDAY = frozenset(
    {"attack", "incident", "violence", "hit", "event", "act", "deadly", "terrorist", "terror", "brutal", "last", "big",
     "bloody", "late", "first", "second", "kill", "die", "wound", "injure", "death"}
)  # fmt: skip
_ANOTHER = frozenset(
    {"another", "similar", "previous", "earlier", "prior", "subsequent", "different", "past", "unrelated"}
)


@dataclass(slots=True)
class Features:
    """One mention, or what a cluster of mentions adds up to. `places`, `victims`, `targets`: entity keys
    (or the words themselves where nobody could be found). `described`: the victims without a name; `sides`: what
    sorts of party did it; `by_police`, `by_others`: who did it. `response`: those who guard the law hit an attacker;
    `answers`: "in retaliation"; `offset`: "three days after the bombing"; `generic`: "attacks" without an article.
    `words`: the words for the deed and what qualifies them ("chemical attack"), where they are not everyday words for
    any attack. `in_court`: the report's news is what courts and police do about a deed of long ago. `heads`: the
    mentions by their tokens; `apart`: those of other attacks, from which the time of these is counted or with which
    these are compared. `this_one`: "this attack"; `earlier_ones`: "had previously carried out attacks"."""

    window: Window | None = None
    places: dict[str, Entity | None] = field(default_factory=dict)
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
    words: set[str] = field(default_factory=set)
    sides: set[str] = field(default_factory=set)
    doers: set[str] = field(default_factory=set)
    hit: set[str] = field(default_factory=set)
    described: set[str] = field(default_factory=set)
    demonstrative: bool = False
    generic: bool = False
    shifted: bool = False
    response: bool = False
    offset: bool = False
    answers: bool = False
    by_police: bool = False
    by_others: bool = False
    tolls: set[Toll] = field(default_factory=set)
    in_court: bool = False
    published: dt.date | None = None
    heads: set[int] = field(default_factory=set)
    apart: set[int] = field(default_factory=set)
    this_one: bool = False
    earlier_ones: bool = False


def narrow(first: Window | None, second: Window | None) -> Window | None:
    """The intersection; the other window where one is missing; None where they do not meet."""
    if first is None or second is None:
        return first or second
    earliest, latest = max(first[0], second[0]), min(first[1], second[1])
    return (earliest, latest) if earliest <= latest else None


def disjoint(first: Window | None, second: Window | None) -> bool:
    return first is not None and second is not None and narrow(first, second) is None


def counted_apart(mine: Features, theirs: Features) -> bool:
    """Whether the time of the one is counted from the other ("three days after the bombing"), or the one compared with
    the other: two acts. Nor is "this attack" one of those carried out previously."""
    if mine.this_one and theirs.earlier_ones:
        return True
    return bool(mine.apart & theirs.heads or theirs.apart & mine.heads)


def read_features(annotated: AnnotatedArticle, mention: AttackMention, entities: Entities) -> Features:
    """The features of one mention."""
    head = annotated.tokens[mention.head]
    found = Features(kinds=set(mention.kinds), series=mention.series, points_back=mention.anaphoric)
    found.heads = {mention.head}
    if (
        mention.rule != "verb-effect" or mention.times
    ):  # who "was killed hours after the attack" may have been hit in it
        found.apart = {offset.head for offset in mention.offsets if offset.head is not None}
    found.apart |= compared_with(annotated, mention)
    found.this_one = is_this_one(annotated, mention)
    found.earlier_ones = tells_of_earlier_ones(annotated, mention)
    found.published = annotated.article.publication_day
    found.headline = annotated.sentences[mention.sentence].headline
    suggested = is_suggested(mention.rule)
    found.noun = head.pos in {"NOUN", "PROPN"} if suggested else mention.rule.startswith("noun")
    found.firm = suggested or mention.rule.endswith(("strong", "weak"))
    for position in mention.times:
        time = annotated.times[position]
        narrowed = narrow(found.window, (time.earliest, time.latest))
        found.window = narrowed or found.window
    for reference in mention.places:
        if is_beside(annotated, reference):
            continue
        key = entities.find(reference) or reference.span.slice(annotated.article.text).lower()
        place = _known(entities, key)
        found.places[key] = None if is_part(annotated, reference) else place
        country = key if key.startswith("country/") else None if place is None else place.country
        if country is not None:
            found.countries.add(country)
    people = {k for r in mention.victims if (k := entities.find(r)) is not None}
    found.victims = {k for k in people if k.startswith("person/")}
    found.described = people - found.victims
    found.response = _is_response(annotated, mention)
    doers = [annotated.tokens[r.party.head] for r in mention.responsible]
    found.by_police = any(is_police_noun(t) for t in doers)
    found.by_others = any(not is_police_noun(t) for t in doers)
    opening = annotated.article.text[annotated.sentences[mention.sentence].start :][:80].lstrip("\"“'‘ ")
    found.shifted = _SHIFTS.match(opening) is not None
    if not found.noun and (people or mention.targets) and any(c.lower == "also" for c in annotated.children(head)):
        found.shifted = True
    found.offset = found.firm and _is_offset(annotated, head)
    found.shifted = found.shifted or found.offset
    found.answers = _ANSWERS.search(annotated.article.text, *_extent(annotated, mention)) is not None
    found.words = _telling_words(annotated, head)
    found.targets = {k for r in mention.targets if (k := entities.find(r)) is not None}
    found.parties = {k for r in mention.responsible if (k := entities.find(r.party)) is not None}
    found.sides = {_side(annotated, r.party, entities) for r in mention.responsible}
    if not found.noun:
        used = (annotated.tokens[w.head] for w in mention.weapons)
        found.indefinite = any(c.lower in {"a", "an", "another"} for w in used for c in annotated.children(w))
    found.doers = {_who(annotated, r.party, entities) for r in mention.responsible}
    hit = [r for r in (*mention.victims, *mention.targets) if not _is_somebody_new(annotated, r)]
    found.hit = {_who(annotated, r, entities) for r in hit}
    if any(c.lower in _REPEATED for c in annotated.children(head) if c.dep == "advmod"):
        found.other = True
    if found.noun:
        _read_determiner(annotated, head, found)
        found.other = found.other or (not found.definite and _set_apart(annotated, head))
    return found


def is_told_in_court(annotated: AnnotatedArticle) -> bool:
    """Whether headline and lead tell of a trial, an arrest or a verdict: the attack itself may be years old."""
    lead = [s for s in annotated.sentences if s.headline] + [s for s in annotated.sentences if not s.headline][:2]
    return sum(_COURT.search(annotated.text_of(s.span)) is not None for s in lead) > 1


def _extent(annotated: AnnotatedArticle, mention: AttackMention) -> tuple[int, int]:
    sentence = annotated.sentences[mention.sentence]
    return sentence.start, sentence.end


def _telling_words(annotated: AnnotatedArticle, head: Token) -> set[str]:
    """The word for the deed, "killing" and "kill" alike, and what qualifies a noun for it."""
    words = [head, *(c for c in annotated.children(head) if c.dep in {"amod", "compound"} and head.pos == "NOUN")]
    return {t.lemma.lower().removesuffix("ing") for t in words} - _EVERYDAY - _OTHER


def _is_offset(annotated: AnnotatedArticle, head: Token) -> bool:
    """Whether the words count from another event: "three days later shot …", "the shooting days after the blast"."""
    for child in annotated.children(head):
        if child.lower in _COUNTED_FROM and any(c.lemma in _SPANS for c in annotated.children(child)):
            return True
    return False


def _is_response(annotated: AnnotatedArticle, mention: AttackMention) -> bool:
    """Whether police or soldiers shoot the attacker: an act of its own, not the attack."""
    hit = [annotated.tokens[r.head] for r in (*mention.victims, *mention.targets)]
    doers = [annotated.tokens[r.party.head] for r in mention.responsible]
    return any(is_attacker_noun(t) for t in hit) and bool(doers) and all(is_force_noun(t) for t in doers)


def _side(annotated: AnnotatedArticle, reference: Reference, entities: Entities) -> str:
    """What sort of party it is: a named person, a named body, soldiers or police, or somebody else described."""
    key = entities.find(reference) or ""
    if key.startswith("person/"):
        return "person"
    if is_force_noun(annotated.tokens[reference.head]):
        return "force"
    return "described" if key.startswith("source/") else "body"


def _set_apart(annotated: AnnotatedArticle, head: Token) -> bool:
    """ "There have also been attacks in …", "elsewhere, …": beside what was told before."""
    verb = annotated.head(head)
    return verb.pos in {"VERB", "AUX"} and any(c.lower in _APART for c in annotated.children(verb) if c.dep == "advmod")


def _who(annotated: AnnotatedArticle, reference: Reference, entities: Entities) -> str:
    """A name's entity, or the noun of a description: "2 pirates" and "the pirates" are one party."""
    if reference.name is not None:
        return entities.find(reference) or reference.span.slice(annotated.article.text)
    head = annotated.tokens[reference.head]
    return head.lemma.lower() + ("+" if head.tag == "NNS" else "")


def _is_somebody_new(annotated: AnnotatedArticle, reference: Reference) -> bool:
    """ "A man", whom the report has not told of."""
    head = annotated.tokens[reference.head]
    return reference.name is None and head.tag == "NN" and any(c.lower in {"a", "an"} for c in annotated.children(head))


def _read_determiner(annotated: AnnotatedArticle, head: Token, found: Features) -> None:
    words = {c.lower for c in annotated.children(head) if c.dep in {"det", "amod", "nummod", "poss"}}
    found.demonstrative = bool(words & {"that", "those"})
    found.definite = bool(words & _POINTING) or any(c.dep == "poss" for c in annotated.children(head))
    found.indefinite = bool(words & {"a", "an", "another", "one"})
    found.other = found.other or bool(words & _OTHER)
    found.another = bool(words & _ANOTHER)
    found.plural = head.tag in {"NNS", "NNPS"}
    pointed = any(c.dep in {"det", "nummod", "poss"} for c in annotated.children(head))
    found.generic = found.plural and not pointed and not words and not found.series


def _known(entities: Entities, key: str) -> Entity | None:
    return next((e for e in entities.entities if e.key == key), None)
