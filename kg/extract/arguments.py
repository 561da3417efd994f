"""What was aimed at, who was hit, and with what: the arguments of one trigger."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kg.extract.argument_parts import MEASURE, Arguments, is_time_word
from kg.extract.grammar import Grammar
from kg.extract.noun_arguments import find_noun_arguments
from kg.extract.triggers import Candidate, lemma_of
from kg.extract.verb_arguments import find_verb_arguments
from kg.extract.voice import does_it_to_people, is_attack_word
from kg.extract.weapons import attacker_class, is_named_weapon, is_person, weapon_at
from kg.model.annotation import NameKind, Token
from kg.model.fact import Reference, Role
from kg.model.span import Span
from kg.resources import read_tsv

__all__ = ["Arguments", "as_references", "find_arguments", "sort_out", "weapon_reference"]

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "X"})
_NO_PEOPLE = frozenset(
    {"life", "time", "shot", "round", "bullet", "year", "day", "hour", "minute", "car", "vehicle", "house", "home"}
    | {"building"}
)
_WOUNDING = frozenset({"injure", "wound", "maim", "leave dead"})
_ONLY_HIT = frozenset({"victim", "casualty", "fatality", "dead", "wounded", "injured", "hostage", "captive", "number"})
_NO_THINGS = frozenset(
    {"twin", "double", "triple", "multiple", "head", "neck", "chest", "back", "leg", "arm", "face", "stomach"}
    | {"shoulder", "abdomen", "foot", "hand", "target", "roadside", "suicide", "peacetime", "wartime"}
    | {"terrorism", "terror", "retaliation", "revenge", "soil", "campaign"}
)


def find_arguments(grammar: Grammar, candidate: Candidate) -> Arguments:
    """Targets, victims, weapons and agents of a trigger by its syntax."""
    found = Arguments()
    token = grammar.tokens[candidate.head]
    if candidate.row.noun:
        find_noun_arguments(grammar, candidate, token, found)
    else:
        find_verb_arguments(grammar, candidate, token, found)
    sort_out(grammar, found)
    if candidate.name in _WOUNDING:
        found.agents = [a for a in found.agents if _may_wound(grammar, a)]
    return found


def _may_wound(grammar: Grammar, agent: Token) -> bool:
    """ "Several members of a family wounded": a caption's passive, unless the subject is armed or named, or the words
    say whom it wounds."""
    told = grammar.name_at(agent) is not None or does_it_to_people(grammar, agent)
    return told or attacker_class(grammar, agent) in {"violent", "armed"}


def sort_out(grammar: Grammar, found: Arguments) -> None:
    """Leave only what can stand in its role: people as victims, no measures, no times."""
    found.victims = [v for v in _distinct(found.victims) if _can_be_victim(grammar, v)]
    found.targets = [t for t in _distinct(found.targets) if _can_be_target(grammar, t)]
    found.weapons = _distinct(found.weapons)
    found.agents = [a for a in _distinct(found.agents) if _can_be_agent(grammar, a)]


def _distinct(tokens: Iterable[Token]) -> list[Token]:
    return list({t.index: t for t in tokens}.values())


def _can_be_victim(grammar: Grammar, token: Token) -> bool:
    if token.pos in {"PRON", "NUM"}:
        return False
    if token.tag in {"NNS", "NNPS"} and grammar.child(token, "nummod") is not None and lemma_of(token) not in MEASURE:
        return not weapon_at(grammar, token) and lemma_of(token) not in _NO_PEOPLE
    name = grammar.name_at(token)
    if name is not None:
        return name.kind in {NameKind.PERSON, NameKind.DEMONYM, NameKind.ORGANISATION}
    if token.lower == "person" and grammar.child(token, "det", "nummod", "amod", "acl", "relcl") is None:
        return False  # "the killing of person", as in a law
    return is_person(grammar, token) and lemma_of(token) not in MEASURE


def _can_be_target(grammar: Grammar, token: Token) -> bool:
    if token.pos not in _NOMINAL:
        return False
    area = lemma_of(token) in _place_nouns() and not (_is_building(grammar, token) or _is_hit_town(grammar, token))
    if area or lemma_of(token) in MEASURE or lemma_of(token) in _NO_THINGS:
        return False
    return not (is_attack_word(token) or is_time_word(grammar, token) or weapon_at(grammar, token))


def _is_hit_town(grammar: Grammar, token: Token) -> bool:
    """ "Attacked four villages": towns without a name."""
    unnamed = not any(p == "of" for p, _ in grammar.prepositions(token))
    return lemma_of(token) in {"village", "town", "hamlet", "settlement"} and unnamed and token.dep != "compound"


def _is_building(grammar: Grammar, token: Token) -> bool:
    """ "A Jewish cultural centre", unlike "the centre of town"."""
    return lemma_of(token) in {"center", "centre"} and grammar.child(token, "compound", "amod") is not None


@cache
def _place_nouns() -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("place_nouns.tsv"))


def _can_be_agent(grammar: Grammar, token: Token) -> bool:
    if token.pos not in _NOMINAL:
        return False
    if is_attack_word(token) or is_time_word(grammar, token) or is_named_weapon(grammar, token):
        return False
    sort = attacker_class(grammar, token)
    if sort == "hit":
        return lemma_of(token) not in _ONLY_HIT and does_it_to_people(grammar, token)
    return sort is not None or is_person(grammar, token)


def as_references(grammar: Grammar, tokens: Iterable[Token], role: Role) -> tuple[Reference, ...]:
    """The noun phrases of the heads, each once."""
    found = {r.span: r for r in (_phrase(grammar, t, role) for t in tokens)}
    return tuple(found.values())


def _phrase(grammar: Grammar, token: Token, role: Role) -> Reference:
    if role is Role.WEAPON:
        return weapon_reference(grammar, token)
    return grammar.reference(token, role)


def weapon_reference(grammar: Grammar, token: Token) -> Reference:
    """The weapon alone: "car bomb" out of "a huge car bomb in the market"."""
    match = weapon_at(grammar, token)
    first = token if match is None else grammar.tokens[match[0]]
    return Reference(span=Span(first.start, token.end), head=token.index, role=Role.WEAPON)
