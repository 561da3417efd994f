"""Did it happen? Negated, planned, threatened and imagined violence is no attack."""

from __future__ import annotations

from functools import cache

from kg.extract.grammar import Grammar
from kg.extract.triggers import Candidate, lemma_of
from kg.model.annotation import Token
from kg.resources import read_tsv

_MODALS = frozenset({"will", "would", "could", "may", "might", "should", "shall", "can", "must", "'ll", "wo", "ca"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest", "in case"})
_RELATIVE_TIME = frozenset({"before"})


@cache
def _words(use: str) -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("irrealis.tsv") if row["use"] == use)


def unreal_reason(grammar: Grammar, candidate: Candidate) -> tuple[str, str] | None:
    """Rule and reason why the words do not report an act that took place; None if they may."""
    head = grammar.tokens[candidate.head]
    if candidate.row.noun:
        return _unreal_noun(grammar, candidate, head)
    return _unreal_verb(grammar, head)


def _unreal_verb(grammar: Grammar, verb: Token) -> tuple[str, str] | None:
    if grammar.child(verb, "neg") is not None:
        return "negated", "the act is denied"
    subject = grammar.child(verb, "nsubj", "nsubjpass")
    if subject is not None and _has_no(grammar, subject):
        return "negated", "nobody did it or nobody was hit"
    if verb.tag == "VB" and verb.dep in {"ROOT", "conj", "ccomp"} and subject is None and _is_command(grammar, verb):
        return "command", f'"{verb.text} …": a command'
    obj = grammar.child(verb, "dobj")
    if obj is not None and _has_no(grammar, obj):
        return "negated", "nobody was hit"
    current = verb
    for _ in range(4):
        reason = _unreal_clause(grammar, current)
        if reason is not None:
            return reason
        if current.dep == "conj" and grammar.child(current, "nsubj", "nsubjpass", "aux") is None:
            current = grammar.head(current)
            continue
        break
    return None


def _unreal_clause(grammar: Grammar, verb: Token) -> tuple[str, str] | None:
    for child in grammar.children(verb, "aux", "mark", "advmod", "auxpass"):
        word = child.lower
        if child.dep == "aux" and (word in _MODALS):
            return "modal", f'"{child.text}": not told as fact'
        if child.dep in {"mark", "advmod"} and word in _CONDITIONS:
            return "conditional", f'"{child.text}": a condition'
    infinitive = any(c.dep == "aux" and c.tag == "TO" for c in grammar.children(verb))
    perfect = any(c.dep == "aux" and c.lemma == "have" for c in grammar.children(verb))
    head = grammar.head(verb)
    if infinitive and not perfect and head.index != verb.index:
        if (
            verb.dep == "relcl"
            or (verb.dep == "acl" and head.pos in {"ADJ", "NUM"})
            or lemma_of(head) in {"first", "last"}
        ):
            return None
        if lemma_of(head) not in _words("implicative"):
            return "infinitive", f'"{head.text} to …": intended or imagined'
    if verb.dep == "pcomp":
        prep = head
        governor = grammar.head(prep)
        if prep.lower in {"without"}:
            return "negated", "told not to have happened"
        if prep.lower in {"of", "from", "for", "about", "in", "on", "against"} and lemma_of(governor) in _words(
            "governor"
        ):
            return "planned", f'"{governor.text} {prep.text} …": intended, feared or imagined'
    if verb.dep in {"ccomp", "xcomp"} and lemma_of(head) in _words("governor") and head.pos == "VERB":
        return "planned", f'"{head.text} …": intended, feared or imagined'
    return None


def _unreal_noun(grammar: Grammar, candidate: Candidate, noun: Token) -> tuple[str, str] | None:
    for child in grammar.children(noun, "amod", "det", "compound", "neg", "nmod", "advmod"):
        if child.lower in {"no", "neither"}:
            return "negated", "there was none"
        if lemma_of(child) in _words("modifier") or child.lower in _words("modifier"):
            return "planned", f'"{child.text} {noun.text}": not (yet) carried out'
    head = grammar.head(noun)
    if noun.dep in {"compound", "nmod"} and head.index != noun.index and lemma_of(head) in _words("follower"):
        return "planned", f'"{noun.text} {head.text}": not the act itself'
    follower = grammar.tokens[noun.index + 1] if noun.index + 1 < len(grammar.tokens) else None
    if follower is not None and follower.sentence == noun.sentence and lemma_of(follower) in _words("follower"):
        if follower.pos in {"NOUN", "PROPN"}:
            return "planned", f'"{noun.text} {follower.text}": not the act itself'
    current = noun
    while current.dep == "conj":
        current = grammar.head(current)
    head = grammar.head(current)
    if current.dep in {"pobj", "pcomp"}:
        governor = grammar.head(head)
        if lemma_of(governor) == "call" and head.lower != "for":
            return None
        if lemma_of(governor) in _words("governor") and head.lower not in {"by", "after", "following", "during"}:
            return "planned", f'"{governor.text} {head.text} {noun.text}": intended, feared or imagined'
        if head.lower == "without":
            return "negated", "there was none"
        if lemma_of(governor) in _words("light") and governor.pos == "VERB":
            return _light_verb(grammar, governor)
    if current.dep in {"dobj", "attr"} and head.pos in {"VERB", "AUX"}:
        if lemma_of(head) in _words("governor") and lemma_of(head) != "call":
            return "planned", f'"{head.text} {noun.text}": intended, feared or imagined'
        if lemma_of(head) in _words("light"):
            return _light_verb(grammar, head)
    if current.dep == "nsubjpass" and head.pos == "VERB":
        if lemma_of(head) in _words("undone"):
            return "planned", f'"{noun.text} {head.text}": intended, feared or imagined'
        if lemma_of(head) in _words("light"):
            return _light_verb(grammar, head)
    if current.dep == "nsubj" and lemma_of(head) == "be":
        told = grammar.child(head, "acomp", "attr", "oprd")
        if told is not None and lemma_of(told) in _words("foreseen"):
            return "planned", f'"{noun.text} … {told.text}": not (yet) carried out'
    if current.dep == "nsubj" and lemma_of(head) in _words("happen"):
        return _unreal_clause(grammar, head) or (
            ("negated", "it did not happen") if grammar.child(head, "neg") is not None else None
        )
    return None


def _is_command(grammar: Grammar, verb: Token) -> bool:
    """A bare verb with neither subject nor auxiliary, up through its coordination."""
    while True:
        if grammar.child(verb, "aux", "nsubj", "nsubjpass") is not None:
            return False
        if verb.dep != "conj":
            return verb.tag == "VB"
        verb = grammar.head(verb)


def _light_verb(grammar: Grammar, verb: Token) -> tuple[str, str] | None:
    if grammar.child(verb, "neg") is not None:
        return "negated", "the act is denied"
    return _unreal_verb(grammar, verb)


def _has_no(grammar: Grammar, noun: Token) -> bool:
    if noun.lower in {"nobody", "none"} or (noun.lower == "no" and noun.dep != "det"):
        return True
    return any(c.lower == "no" and c.dep in {"det", "neg"} for c in grammar.children(noun))
