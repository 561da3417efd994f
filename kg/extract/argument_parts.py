"""What the arguments of verbs and nouns have in common: roles, measures, times, who is included."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from kg.extract.grammar import Grammar
from kg.extract.triggers import lemma_of
from kg.extract.weapons import is_people_noun
from kg.model.annotation import NameKind, Token
from kg.resources import read_tsv

AIMED = frozenset({"on", "against", "at", "upon", "into", "toward", "towards"})
INSTRUMENT = frozenset({"with", "using", "by", "from"})
# Words that only count or measure: "dozens of", "a series of", "one of the".
MEASURE = frozenset(
    {"series", "wave", "string", "spate", "number", "group", "dozen", "hundred", "thousand", "score", "pair", "lot"}
    | {"majority", "half", "part", "life", "handful", "couple", "total", "most", "some", "many", "several"}
    | {"one", "two", "three", "all", "each", "both", "body"}
    | {"pound", "lb", "ounce", "gram", "kilogram", "kilogramme", "kilo", "kg", "ton", "tonne"}
)
# Who flies, sails or drives them attacks: "Norland warplanes" are Norland's.
MANNED = frozenset(
    {"warplane", "jet", "aircraft", "plane", "helicopter", "gunship", "tank", "artillery", "warship", "gunboat"}
)
# Whose subject does what the noun behind them tells: "carried out an attack".
LIGHT_VERBS = frozenset(
    {"carry", "conduct", "launch", "commit", "mount", "stage", "perform", "undertake", "make", "wage", "perpetrate"}
    | {"orchestrate", "mastermind", "unleash", "lead", "execute", "do", "step", "begin", "start", "initiate"}
)
_ARMED = frozenset({"StateForce", "Coalition", "ArmedGroup"})
_TIMES = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekend", "week", "month", "year"}
    | {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"}
    | {"december", "today", "yesterday", "tonight", "morning", "afternoon", "evening", "night", "day", "hour", "minute"}
    | {"second", "time", "date", "midnight", "noon", "dawn", "dusk", "past", "decade", "anniversary", "eve", "moment"}
    | {"scale", "ground", "level"}
)


@dataclass
class Arguments:
    """The heads found, in the order of the rules; one list per role."""

    targets: list[Token] = field(default_factory=list)
    victims: list[Token] = field(default_factory=list)
    weapons: list[Token] = field(default_factory=list)
    agents: list[Token] = field(default_factory=list)


def states_of(grammar: Grammar, noun: Token) -> list[Token]:
    """ "Israeli warplanes", "US fighter aircraft": the state that they are of."""
    before = list(grammar.children(noun, "amod", "compound", "nmod", "poss"))
    before += [inner for t in before for inner in grammar.children(t, "amod", "compound", "nmod")]
    kinds = {NameKind.COUNTRY, NameKind.DEMONYM}
    return [t for t in before if (n := grammar.name_at(t)) and (n.kind in kinds or n.subkind in _ARMED)]


@cache
def vehicles() -> frozenset[str]:
    """Vehicles, vessels and aircraft: shot at and shot down, but no victims."""
    return frozenset(row["word"] for row in read_tsv("vehicles.tsv"))


def is_time_word(grammar: Grammar, token: Token) -> bool:
    """Whether the noun tells a time: "an attack on Monday" has no target."""
    if token.lower in _CLOCK:
        return True
    return grammar.is_time(token) or lemma_of(token) in _TIMES or (token.pos == "NUM" and token.dep == "pobj")


_CLOCK = frozenset({"am", "pm", "a.m.", "p.m.", "a.m", "p.m", "gmt", "utc", "o'clock", "hours"})


def inner_noun(grammar: Grammar, noun: Token) -> Token:
    """Behind a measure ("a series of", "dozens of", "one of the") the noun that is meant."""
    for _ in range(3):
        if lemma_of(noun) not in MEASURE and noun.pos != "NUM":
            return noun
        of = next((c for c in grammar.children(noun, "prep") if c.lower == "of"), None)
        inner = grammar.child(of, "pobj") if of is not None else None
        if inner is None:
            return noun
        noun = inner
    return noun


def listed(grammar: Grammar, noun: Token) -> list[Token]:
    """The noun and what is coordinated with it, also where the parser takes members of a list for appositions:
    "a station, a hospital, and numerous hotels"."""
    found: list[Token] = []
    for part in grammar.conjuncts(noun):
        found.append(part)
        if grammar.name_at(part) is not None or is_people_noun(part):
            continue
        beside = [o for o in grammar.children(part, "appos") if o.pos == "NOUN" and grammar.name_at(o) is None]
        more = [t for other in beside for t in grammar.conjuncts(other)]
        if len(more) > len(beside) or any(c.index > t.index for t in beside for c in grammar.children(part, "conj")):
            found += more
    return sorted({t.index: t for t in found}.values(), key=lambda t: t.index)


def place_patient(grammar: Grammar, patient: Token, frame: str, found: Arguments) -> None:
    """Note who or what it is done to as victims or targets; a named person who is attacked is a victim."""
    named = grammar.named_apposition(patient) is not None
    parts = listed(grammar, patient if named else inner_noun(grammar, patient))
    for part in [*parts, *_included(grammar, parts), *_named_after(grammar, parts)]:
        name = grammar.name_at(part)
        person = (name is not None and name.kind is NameKind.PERSON) or grammar.named_apposition(part) is not None
        thing = name is None and lemma_of(part) in vehicles()
        (found.victims if person or (frame == "victim" and not thing) else found.targets).append(part)


def _named_after(grammar: Grammar, parts: list[Token]) -> list[Token]:
    """ "Three people – Ann Lee, 8, the student Bo Wu, 23, and Cy Day – ": the names behind the first."""
    found: list[Token] = []
    for part in parts:
        queue = list(grammar.children(part, "appos"))
        while queue:
            other = queue.pop(0)
            name = grammar.name_at(other)
            if name is not None and name.kind is NameKind.PERSON:
                found.append(other)
            queue += grammar.children(other, "appos", "conj")
    return found if len(found) > 1 else []


def _included(grammar: Grammar, parts: list[Token]) -> list[Token]:
    """ "Twenty people, including the mayor": who is named among those hit."""
    found: list[Token] = []
    for part in parts:
        for child in grammar.children(part, "prep", "appos", "acl"):
            if child.lower in {"including", "among"} and child.dep == "prep":
                found += [o for _, o in grammar.objects_of(child)]
            elif child.lower == "including":
                found += [o for d in grammar.children(child, "dobj") for o in grammar.conjuncts(d)]
    return found
