"""Who the dead, the wounded and the hostages were: "the victims were identified as X and Y"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.grammar import Grammar
from kg.extract.triggers import lemma_of
from kg.model.annotation import NameKind, Token

_HIT = frozenset(
    {"victim", "dead", "deceased", "hostage", "casualty", "fatality", "captive", "wounded", "injured", "abductee"}
)
_HIT_ADJECTIVES = frozenset(
    {"deceased", "dead", "slain", "injured", "wounded", "kidnapped", "abducted", "murdered", "killed"}
)
_NAMING = frozenset({"identify", "name"})
_LISTING = frozenset({"include", "be"})


@dataclass(frozen=True, slots=True)
class NamedVictims:
    """The noun for those hit and the heads of the names given for them."""

    noun: Token
    victims: tuple[Token, ...]
    rule: str


def find_named_victims(grammar: Grammar) -> list[NamedVictims]:
    """All sentences that name victims, in the order of the text."""
    found: list[NamedVictims] = []
    for token in grammar.tokens:
        if token.dep not in {"nsubj", "nsubjpass"} or not _is_hit(grammar, token):
            continue
        verb = grammar.head(token)
        if lemma_of(verb) in _NAMING and grammar.is_passive(verb):
            rule, given = "identified-victims", list(_after_as(grammar, verb))
        elif lemma_of(verb) in _LISTING and grammar.child(verb, "neg") is None:
            rule = "listed-victims"
            given = [p for o in grammar.children(verb, "dobj", "attr") for p in grammar.conjuncts(o)]
        else:
            continue
        people = tuple(p for p in given if (n := grammar.name_at(p)) is not None and n.kind is NameKind.PERSON)
        if people:
            found.append(NamedVictims(token, people, rule))
    return found


def _after_as(grammar: Grammar, verb: Token) -> Iterator[Token]:
    for preposition, name in grammar.prepositions(verb):
        if preposition == "as":
            yield name
    for name in grammar.children(verb, "oprd"):
        yield from grammar.conjuncts(name)


def _is_hit(grammar: Grammar, noun: Token) -> bool:
    if noun.pos not in {"NOUN", "PROPN", "ADJ"}:
        return False
    if lemma_of(noun) in _HIT or noun.lower in _HIT:
        return True
    return any(lemma_of(c) in _HIT_ADJECTIVES or c.lower in _HIT_ADJECTIVES for c in grammar.children(noun, "amod"))
