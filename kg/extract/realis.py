"""Did it happen? Negated, planned, threatened and imagined violence is no attack."""

from __future__ import annotations

from functools import cache

from kg.extract.grammar import Grammar
from kg.extract.triggers import Candidate, lemma_of
from kg.model.annotation import Token
from kg.resources import read_tsv

_MODALS = frozenset({"will", "would", "could", "may", "might", "should", "shall", "can", "must", "'ll", "wo", "ca"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest", "in case"})
_UNWITTING = frozenset({"accidentally", "inadvertently", "unintentionally"})
# What is done or not: who was nearly shot dead may have been shot.
_ENDING = frozenset({"kill", "lynch", "murder", "assassinate", "kidnap", "abduct", "hijack", "behead", "execute"})
_BEFORE_GERUND = frozenset({"of", "from", "for", "about", "in", "on", "against"})


@cache
def _words(use: str) -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("irrealis.tsv") if row["use"] == use)


def unreal_reason(grammar: Grammar, candidate: Candidate) -> tuple[str, str] | None:
    """Rule and reason why the words do not report an act that took place; None if they may."""
    head = grammar.tokens[candidate.head]
    if candidate.row.noun:
        return _unreal_noun(grammar, head)
    return _unreal_verb(grammar, head)


def _unreal_verb(grammar: Grammar, verb: Token) -> tuple[str, str] | None:
    if grammar.child(verb, "neg") is not None:
        return "negated", "the act is denied"
    subject = grammar.child(verb, "nsubj", "nsubjpass")
    if subject is not None and _has_no(grammar, subject):
        return "negated", "nobody did it or nobody was hit"
    if verb.tag == "VB" and verb.dep in {"ROOT", "conj", "ccomp"} and subject is None and _is_command(grammar, verb):
        return "command", f'"{verb.text} …": a command'
    if any(c.lower in _UNWITTING for c in grammar.children(verb, "advmod")):
        return "accident", "told to have been an accident"
    if lemma_of(verb) in _ENDING and _is_nearly(grammar, verb):
        return "unfinished", "told to have nearly happened"
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


def _is_nearly(grammar: Grammar, verb: Token) -> bool:
    """ "Was nearly lynched", "nearly killed him"; not "killed nearly 30", "was nearly beaten to death"."""
    before = grammar.tokens[verb.index - 1] if verb.index else verb
    return before.lower in {"nearly", "almost"} and before.sentence == verb.sentence and before.head == verb.index


def _unreal_clause(grammar: Grammar, verb: Token) -> tuple[str, str] | None:
    for child in grammar.children(verb, "aux", "mark", "advmod"):
        if child.dep == "aux" and child.lower in _MODALS:
            return "modal", f'"{child.text}": not told as fact'
        if child.dep != "aux" and child.lower in _CONDITIONS:
            return "conditional", f'"{child.text}": a condition'
    return _unreal_infinitive(grammar, verb) or _unreal_complement(grammar, verb)


def _unreal_infinitive(grammar: Grammar, verb: Token) -> tuple[str, str] | None:
    """ "Plans to attack" is nothing done; "managed to kill", "the first to be killed" are."""
    head = grammar.head(verb)
    infinitive = any(c.dep == "aux" and c.tag == "TO" for c in grammar.children(verb))
    perfect = any(c.dep == "aux" and c.lemma == "have" for c in grammar.children(verb))
    if not infinitive or perfect or head.index == verb.index or verb.dep == "relcl":
        return None
    if (verb.dep == "acl" and head.pos in {"ADJ", "NUM"}) or lemma_of(head) in {"first", "last"}:
        return None
    if lemma_of(head) in _words("implicative"):
        return None
    return "infinitive", f'"{head.text} to …": intended or imagined'


def _unreal_complement(grammar: Grammar, verb: Token) -> tuple[str, str] | None:
    """ "Without killing", "accused of plotting to", "warned that … had"."""
    head = grammar.head(verb)
    if verb.dep == "pcomp":
        governor = grammar.head(head)
        if head.lower == "without":
            return "negated", "told not to have happened"
        if head.lower in _BEFORE_GERUND and lemma_of(governor) in _words("governor"):
            return "planned", f'"{governor.text} {head.text} …": intended, feared or imagined'
    if verb.dep in {"ccomp", "xcomp"} and lemma_of(head) in _words("governor") and head.pos == "VERB":
        return "planned", f'"{head.text} …": intended, feared or imagined'
    return None


def _unreal_noun(grammar: Grammar, noun: Token) -> tuple[str, str] | None:
    reason = _unreal_phrase(grammar, noun)
    if reason is not None:
        return reason
    while noun.dep == "conj":
        noun = grammar.head(noun)
    if noun.dep in {"pobj", "pcomp"}:
        return _under_preposition(grammar, noun)
    return _under_verb(grammar, noun)


def _unreal_phrase(grammar: Grammar, noun: Token) -> tuple[str, str] | None:
    """ "No attack", "a planned attack", "attack plans"."""
    for child in grammar.children(noun, "amod", "det", "compound", "neg", "nmod", "advmod"):
        if child.lower in {"no", "neither"}:
            return "negated", "there was none"
        if lemma_of(child) in _words("modifier") or child.lower in _words("modifier"):
            return "planned", f'"{child.text} {noun.text}": not (yet) carried out'
    followers = [grammar.head(noun)] if noun.dep in {"compound", "nmod"} else []
    followers += [t for t in grammar.tokens[noun.index + 1 : noun.index + 2] if t.pos in {"NOUN", "PROPN"}]
    for follower in followers:
        if follower.sentence == noun.sentence and lemma_of(follower) in _words("follower"):
            return "planned", f'"{noun.text} {follower.text}": not the act itself'
    return None


def _under_preposition(grammar: Grammar, noun: Token) -> tuple[str, str] | None:
    """ "Plans for an attack", "warned of attacks", "without an attack", "called for strikes"."""
    prep = grammar.head(noun)
    governor = grammar.head(prep)
    if prep.lower == "without":
        return "negated", "there was none"
    if lemma_of(governor) == "call" and prep.lower != "for":
        return None
    if lemma_of(governor) in _words("governor") and prep.lower not in {"by", "after", "following", "during"}:
        return "planned", f'"{governor.text} {prep.text} {noun.text}": intended, feared or imagined'
    if lemma_of(governor) in _words("light") and governor.pos == "VERB":
        return _light_verb(grammar, governor)
    return None


def _under_verb(grammar: Grammar, noun: Token) -> tuple[str, str] | None:
    """ "Threatened an attack", "an attack was averted", "an attack is imminent", "did not launch an attack"."""
    verb = grammar.head(noun)
    lemma = lemma_of(verb)
    if verb.pos not in {"VERB", "AUX"}:
        return None
    if noun.dep == "dobj" and _is_habit(grammar, noun, verb):
        return "habit", f'"{verb.text} … {noun.text}": what is done again and again'
    if noun.dep in {"dobj", "attr", "nsubjpass"}:
        doubtful = "undone" if noun.dep == "nsubjpass" else "governor"
        if lemma in _words(doubtful) and lemma != "call":
            return "planned", f'"{verb.text} {noun.text}": intended, feared or imagined'
        return _light_verb(grammar, verb) if lemma in _words("light") else None
    if noun.dep != "nsubj":
        return None
    told = grammar.child(verb, "acomp", "attr", "oprd") if lemma == "be" else None
    if told is not None and lemma_of(told) in _words("foreseen"):
        return "planned", f'"{noun.text} … {told.text}": not (yet) carried out'
    if lemma not in _words("happen"):
        return None
    if grammar.child(verb, "neg") is not None:
        return "negated", "it did not happen"
    return _unreal_clause(grammar, verb)


def _is_habit(grammar: Grammar, noun: Token, verb: Token) -> bool:
    """ "The group carries out attacks", "they use bombs to conduct attacks": the plain present and a plain plural."""
    if (
        lemma_of(verb) not in _words("light")
        or noun.tag != "NNS"
        or grammar.annotated.sentences[verb.sentence].headline
    ):
        return False
    if grammar.child(noun, "det", "nummod", "poss") is not None:
        return False
    while verb.dep == "conj" or (verb.tag == "VB" and verb.dep in {"xcomp", "advcl"}):
        verb = grammar.head(verb)
    return verb.tag in {"VBZ", "VBP"} and grammar.child(verb, "aux", "auxpass") is None


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
