"""Who does it and to whom it is done, whatever the grammar of the verb: active, passive, headline."""

from __future__ import annotations

from functools import cache

from kg.extract.grammar import Grammar
from kg.extract.triggers import lemma_of
from kg.extract.weapons import attacker_class, is_person, weapon_at
from kg.model.annotation import Token
from kg.resources import read_tsv

# Verbs that need an object: without one their past form is a short passive ("Mayor shot at rally").
_TRANSITIVE = frozenset(
    {
        "abduct", "ambush", "assassinate", "attack", "behead", "bomb", "hijack", "hit", "injure", "kidnap",
        "kill", "murder", "shoot", "slay", "stab", "target", "wound",
    }
)  # fmt: skip


def find_agent(grammar: Grammar, verb: Token) -> Token | None:
    """Who or what does it: the active subject or the noun behind "by"."""
    by = grammar.by_agent(verb)
    if by:
        return by[0]
    return None if is_passive_reading(grammar, verb) else grammar.subject(verb)


def find_patient(grammar: Grammar, verb: Token) -> Token | None:
    """Who or what it is done to: the object, or the subject of a passive."""
    obj = grammar.object(verb)
    if obj is not None:
        return obj
    return grammar.subject(verb) if is_passive_reading(grammar, verb) else None


def is_passive_reading(grammar: Grammar, verb: Token) -> bool:
    """Passive by form, or a headline's short passive: "Mayor shot at rally", "Three wounded in blast"."""
    if grammar.is_passive(verb):
        return True
    if verb.tag not in {"VBN", "VBD"} or lemma_of(verb) not in _TRANSITIVE or grammar.object(verb) is not None:
        return False
    if any(p == "at" and is_person(grammar, o) for p, o in grammar.prepositions(verb)):
        return False
    subject = grammar.subject(verb)
    if subject is None or is_attack_word(subject) or weapon_at(grammar, subject):
        return False
    return attacker_class(grammar, subject) != "violent"


@cache
def _attack_nouns() -> frozenset[str]:
    rows = read_tsv("triggers.tsv")
    return frozenset(
        r["words"] for r in rows if r["pos"] == "noun" and r["strength"] in {"strong", "weak"} and " " not in r["words"]
    )


def is_attack_word(token: Token) -> bool:
    """Whether the noun itself is an act: "the blast killed …"."""
    return token.pos in {"NOUN", "PROPN"} and lemma_of(token) in _attack_nouns()
