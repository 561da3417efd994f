"""What the words of a phrase mean for its role in an attack: one sort for each, from the lexicons and the names."""

from __future__ import annotations

from functools import cache

from kg.extract.argument_parts import vehicles
from kg.extract.grammar import Grammar
from kg.extract.triggers import lemma_of
from kg.extract.voice import is_attack_word
from kg.extract.weapons import attacker_class, is_people_noun, weapon_at
from kg.model.annotation import NameKind, NameMention, Token
from kg.resources import read_tsv

# The sorts of those who can act.
ACTING = frozenset({"violent", "armed", "people", "Person", "Body", "Bodygroup", "Bodyforce", "Bodystate", "Country"})
_VERBAL = frozenset({"VERB", "AUX"})
_FORCES = {"ArmedGroup": "group", "StateForce": "force", "Coalition": "force", "Government": "state"}
_TABLES = (
    ("facility_nouns.tsv", "word", "building"),
    ("place_nouns.tsv", "word", "area"),
    ("organisation_nouns.tsv", "noun", "body"),
    ("body_nouns.tsv", "noun", "body"),
    ("abstract_targets.tsv", "word", "abstract"),
)


def find_sort(grammar: Grammar, token: Token) -> str:
    """What a phrase means, by its head: "weapon", "people", "Person", "Place" …; of names with a capital."""
    name = grammar.name_at(token)
    if name is not None:
        return _sort_of_name(name)
    if weapon_at(grammar, token) is not None:
        return "weapon"
    force = attacker_class(grammar, token)
    if force in {"violent", "armed", "hit"}:
        return force
    if is_people_noun(token):
        return "people"
    if is_attack_word(token):
        return "act"
    lemma = lemma_of(token)
    for table, column, sort in _TABLES:
        if lemma in _words(table, column):
            return sort
    return "vehicle" if lemma in vehicles() else "thing"


def _sort_of_name(name: NameMention) -> str:
    last = name.text.split()[-1].lower()
    if name.kind in {NameKind.PLACE, NameKind.ORGANISATION, NameKind.OTHER} and last in _words(*_TABLES[0][:2]):
        return "Building"
    if name.kind is NameKind.ORGANISATION:
        return f"Body{_FORCES.get(name.subkind or '', '')}"
    return name.kind.value.capitalize()


@cache
def _words(table: str, column: str) -> frozenset[str]:
    return frozenset(row[column].lower() for row in read_tsv(table))


@cache
def _light_verbs() -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("irrealis.tsv") if row["use"] in {"light", "happen"})


@cache
def _saying() -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("hedges.tsv") if row["use"] == "verb") | {"say", "tell", "report"}


def word_of(token: Token) -> str:
    """The lemma; of a name only that it is one: what is learned is to hold of others too."""
    return "Name" if token.pos == "PROPN" else "number" if token.pos == "NUM" else lemma_of(token)


def form_of(token: Token) -> str:
    """The word as it stands, in small letters; of names and numbers only that they are."""
    return token.lower if token.pos not in {"PROPN", "NUM"} else word_of(token)


def meeting_word(token: Token) -> str:
    """The word where the ways to an attack and to a phrase meet: verbs that say or only carry a noun are as one."""
    if token.pos not in _VERBAL:
        return token.pos
    lemma = lemma_of(token)
    if lemma in _saying():
        return "SAY"
    return "LIGHT" if lemma in _light_verbs() else lemma
