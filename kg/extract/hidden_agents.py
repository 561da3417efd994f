"""Who did it where the words name him at a distance: with another verb, in the fight that somebody died in, as the
owner of the campaign that a bombing belongs to."""

from __future__ import annotations

from functools import cache

from kg.extract.argument_parts import LIGHT_VERBS
from kg.extract.grammar import Grammar
from kg.extract.triggers import lemma_of
from kg.extract.voice import is_attack_word
from kg.extract.weapons import attacker_class
from kg.model.annotation import NameKind, Token
from kg.resources import read_tsv

# What is done to people together with killing and kidnapping them, by the same hands.
_HARMS = frozenset(
    {
        "torture",
        "imprison",
        "enslave",
        "rape",
        "beat",
        "hold",
        "assault",
        "rob",
        "execute",
        "mutilate",
        "burn",
        "harass",
    }
    | {"kill", "shoot", "stab", "behead", "murder", "abduct", "kidnap", "wound", "injure", "bomb", "attack", "detain"}
)
_IN_A_FIGHT = frozenset({"in", "during"})
_CAMPAIGNS = frozenset({"campaign", "spree", "offensive", "wave", "rampage", "mission", "operation", "raid"})
_ACTS = frozenset({"act", "work"})


def shared_agents(grammar: Grammar, verb: Token) -> list[Token]:
    """ "Kidnapped and imprisoned by X", "was kidnapped, tortured and enslaved by X": the noun behind the last "by"."""
    other: Token | None = verb
    while other is not None:
        other = next((c for c in grammar.children(other, "conj") if c.tag == "VBN" and lemma_of(c) in _HARMS), None)
        if other is None or grammar.child(other, "nsubj", "nsubjpass") is not None:
            return []
        by = grammar.by_agent(other)
        if by:
            return by
    return []


def opponents(grammar: Grammar, verb: Token) -> list[Token]:
    """ "Killed in a gunfight with police", "died at the hands of soldiers": armed men whom the words set against the
    dead."""
    found: list[Token] = []
    for preposition, noun in grammar.prepositions(verb):
        inside = grammar.annotated.subtree(noun)
        if preposition == "at" and noun.lower in {"hands", "hand"}:
            found += [o for p, o in grammar.prepositions(noun) if p == "of"]
        elif preposition in _IN_A_FIGHT and any(lemma_of(t) in _fights() for t in inside if t.pos == "NOUN"):
            withs = (t for t in inside if t.lower == "with" and t.pos == "ADP")
            found += [o for prep in withs for _, o in grammar.objects_of(prep)]
    return [o for o in found if attacker_class(grammar, o) in {"violent", "armed"}]


@cache
def _fights() -> frozenset[str]:
    """Nouns for fighting between two sides: "gunfight", "clash"."""
    rows = (r for r in read_tsv("triggers.tsv") if r["pos"] == "noun" and "Clash" in r["kind"].split())
    return frozenset(r["words"].split()[-1] for r in rows)


def told_doers(grammar: Grammar, noun: Token) -> list[Token]:
    """ "The attack that was carried out by X", "attacks which X launched"; "the bombing was an act of terror by X"."""
    inside = (noun, *(part for _, part in grammar.prepositions(noun) if not is_attack_word(part)))
    for clause in (c for holder in inside for c in grammar.children(holder, "relcl")):
        if lemma_of(clause) in LIGHT_VERBS and grammar.child(clause, "neg") is None:
            if grammar.is_passive(clause):
                return grammar.by_agent(clause)
            subject = grammar.child(clause, "nsubj")
            return [] if subject is None or subject.tag in {"WDT", "WP"} else grammar.conjuncts(subject)
    be = grammar.head(noun)
    if noun.dep != "nsubj" or be.lemma != "be" or grammar.child(be, "neg") is not None:
        return []
    told = grammar.child(be, "attr")
    return grammar.by_agent(told) if told is not None and (lemma_of(told) in _ACTS or is_attack_word(told)) else []


def owners_of_campaign(grammar: Grammar, noun: Token) -> list[Token]:
    """ "The X's bombing campaign": whose it is, named and known to be armed, or a state."""
    campaign = grammar.head(noun)
    if noun.dep != "compound" or lemma_of(campaign) not in _CAMPAIGNS:
        return []
    kinds = {NameKind.ORGANISATION, NameKind.COUNTRY}
    owners = grammar.children(campaign, "poss")
    return [o for o in owners if (name := grammar.name_at(o)) is not None and name.kind in kinds]
