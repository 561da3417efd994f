"""Which clause tells of an attack: the verb whose time and place are the attack's too."""

from __future__ import annotations

from functools import cache

from kg.extract.grammar import Grammar
from kg.extract.triggers import lemma_of
from kg.model.annotation import Token
from kg.resources import read_tsv

_ARGUMENT = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "agent", "oprd", "dep", "ROOT", "npadvmod"})
_WITHIN = frozenset({"in", "during", "by", "with", "of", "at", "amid", "on", "from", "under"})
_BUNDLES = frozenset(
    {"report", "series", "wave", "string", "number", "spate", "scene", "site", "day", "week", "night", "hour", "start"}
    | {"couple", "pair", "trio", "dozen", "score", "hundred", "succession", "flurry", "rash", "slew", "handful"}
    | {"surge", "target", "victim", "result", "part"}
)


def own_clause(grammar: Grammar, head: Token) -> Token | None:
    """The verb whose time and place are the attack's too: the trigger itself, or the verb that has it as
    subject, object or "in an attack"; not one that only happened "after the attack"."""
    if head.pos in {"VERB", "AUX"} and head.dep not in {"amod", "compound"}:
        return head
    token = head
    for _ in range(6):
        while token.dep in {"conj", "appos"} and grammar.head(token).pos not in {"VERB", "AUX"}:
            token = grammar.head(token)
        above = grammar.head(token)
        if above.index == token.index:
            return token
        if token.dep in _ARGUMENT and above.pos in {"VERB", "AUX"}:
            return None if lemma_of(above) in aftermath() else above
        if token.dep != "pobj" or above.lower not in _WITHIN | {"to"}:
            return None
        owner = grammar.head(above)
        if owner.pos in {"VERB", "AUX"}:
            if above.lower == "to" and not _answers_call(grammar, owner):
                return None
            return None if lemma_of(owner) in aftermath() else owner
        if lemma_of(owner) not in _BUNDLES:
            return None
        token = owner
    return None


def _answers_call(grammar: Grammar, verb: Token) -> bool:
    """ "Police in X responded on Sunday to reports of a shooting": they were where and when it was."""
    subject = grammar.subject(verb) if lemma_of(verb) == "respond" else None
    return subject is not None and lemma_of(subject) in _HELPERS


_HELPERS = frozenset(
    {"police", "officer", "deputy", "paramedic", "firefighter", "ambulance", "crew", "service", "medic"}
)


@cache
def aftermath() -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("hedges.tsv") if row["use"] == "aftermath")


@cache
def speech() -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("hedges.tsv") if row["use"] == "verb")
