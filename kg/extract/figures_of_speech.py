"""What only sounds like violence: parts of names, offences in court, attacks in words and on computers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.extract.attack_setting import Setting, Verdict, is_confirmed, mishaps
from kg.extract.grammar import Grammar
from kg.extract.triggers import Candidate, lemma_of
from kg.extract.voice import find_patient, is_attack_word
from kg.model.annotation import Token
from kg.resources import read_tsv

_VIRTUAL = frozenset({"website", "site", "server", "network", "computer", "system", "account", "internet", "database"})


_BLOWS = frozenset({"hand", "fist", "punch", "hook", "jab", "uppercut", "left", "right"})
_CAUSES = frozenset(
    {"rebellion", "movement", "debate", "uprising", "revolution", "revolt", "protest", "cause", "agenda", "process"}
    | {"conversation", "discussion", "discourse", "election", "campaign", "narrative", "peace", "struggle", "meeting"}
)


def refuse_name_part(grammar: Grammar, noun: Token) -> Verdict:
    """ "The F-15E Strike Eagle": part of a name."""
    head = grammar.head(noun)
    if noun.pos == "PROPN" and noun.dep == "compound" and head.pos == "PROPN" and not is_attack_word(head):
        sentence = grammar.annotated.sentences[noun.sentence]
        if not sentence.headline:
            return "name-part", f'"{noun.text} {head.text}": part of a name'
    return None


def refuse_legal(grammar: Grammar, candidate: Candidate, noun: Token) -> Verdict:
    """ "Convicted of assault", "two counts of murder": the offence, unless it is told whom it hit."""
    bare = (
        noun.tag == "NN"
        and candidate.last - candidate.first == 1
        and not any(grammar.children(noun, "compound", "amod"))
    )
    if candidate.row.strength == "strong" and candidate.row.kinds != ("Attack",) and not bare:
        return None
    told = any(p in {"of", "on", "in", "at", "against"} for p, _ in grammar.prepositions(noun))
    if (
        told
        or grammar.child(noun, "poss", "det") is not None
        or any(grammar.is_time(c) for c in grammar.children(noun))
    ):
        return None
    current = noun
    for _ in range(3):
        while current.dep == "conj":
            current = grammar.head(current)
        prep = grammar.head(current)
        if current.dep != "pobj":
            break
        current = grammar.head(prep)
        if lemma_of(current) in legal_words():
            return "court", f'"{current.text} {prep.text} {noun.text}": an offence in court'
    return None


@cache
def legal_words() -> frozenset[str]:
    """Words of the courtroom: what is said under them is an offence, no report."""
    return frozenset(row["word"] for row in read_tsv("irrealis.tsv") if row["use"] == "legal")


@cache
def abstract_targets() -> frozenset[str]:
    """What is attacked in words only."""
    return frozenset(row["word"] for row in read_tsv("abstract_targets.tsv"))


def refuse_figure(grammar: Grammar, noun: Token) -> Verdict:
    """Attacks in words, on computers and by animals."""
    if _is_virtual(grammar, noun):
        return "computers", f'"{noun.text}": on computers'
    if any(p in {"on", "against"} and lemma_of(o) in abstract_targets() for p, o in grammar.prepositions(noun)):
        return "words", f'"{noun.text}": an attack in words'
    if any(lemma_of(c) in mishaps("animal") for c in grammar.children(noun, "compound", "amod")):
        return "animals", f'"{noun.text}": by an animal'
    return None


def refuse_figure_verb(grammar: Grammar, candidate: Candidate, verb: Token) -> Verdict:
    """ "Bombed him with a right hand in the fifth round", "hijacked the uprising": a boxer and a cause."""
    if candidate.name == "bomb" and any(p == "with" and lemma_of(o) in _BLOWS for p, o in grammar.prepositions(verb)):
        return "sport", f'"{verb.text}": a blow with the hand'
    taken = find_patient(grammar, verb) if candidate.name == "hijack" else None
    if taken is not None and lemma_of(taken) in _CAUSES | abstract_targets() and grammar.name_at(taken) is None:
        return "figure-of-speech", f'"{verb.text} {taken.text}": a cause taken over'
    return None


def _is_virtual(grammar: Grammar, noun: Token) -> bool:
    if any(p in {"on", "against"} and lemma_of(o) in _VIRTUAL for p, o in grammar.prepositions(noun)):
        return True
    verb = grammar.head(grammar.head(noun)) if noun.dep == "pobj" else grammar.head(noun)
    subject = grammar.subject(verb) if verb.pos in {"VERB", "AUX"} else None
    return subject is not None and lemma_of(subject) in {"website", "server", "database"}


def refuse_fight(
    grammar: Grammar, candidate: Candidate, noun: Token, setting: Setting, near: Sequence[Candidate]
) -> Verdict:
    """ "The fight against cancer", "the battle for votes": only an engagement at a time or place, or among violence."""
    if noun.dep in {"compound", "amod"} or any(
        p in {"for", "over"} or lemma_of(o) in mishaps("accident") for p, o in grammar.prepositions(noun)
    ):
        return "figure-of-speech", f'"{noun.text}": no engagement'
    fixed = any(p in {"in", "at", "near", "between", "with", "on"} for p, _ in grammar.prepositions(noun)) or any(
        grammar.is_time(c) for c in grammar.children(noun)
    )
    definite = any(c.lower in {"the", "this"} for c in grammar.children(noun, "det"))
    against = any(p == "against" for p, _ in grammar.prepositions(noun))
    if (setting.lead or is_confirmed(grammar, candidate) or near) and (fixed or definite or near) and not against:
        return None
    return "no-violence", f'"{noun.text}": no engagement told'
