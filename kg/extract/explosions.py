"""Blasts, and weapons that come down: attacks, or mishaps, tests and figures of speech?"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.attack_setting import Setting, Verdict, is_weapon
from kg.extract.grammar import Grammar
from kg.extract.triggers import Candidate, lemma_of
from kg.model.annotation import Token

NO_IMPACT = "no-impact"  # the word has another sense, of which the rules know nothing
IMPACTS = frozenset({"land", "fall", "rain down", "rain"})
_STRUCK_AT = frozenset({"on", "in", "into", "near", "at", "onto", "outside", "inside", "around", "across"})
_WATERS = frozenset({"sea", "ocean", "water"})
_SERIES = frozenset({"series", "wave", "string", "spate"})
_MANY = frozenset({"twin", "multiple", "several", "simultaneous", "coordinated", "synchronised", "synchronized"})
_HURT = frozenset({"kill", "wound", "injure", "dead", "casualty"})


def refuse_impact(grammar: Grammar, verb: Token, setting: Setting, near: Sequence[Candidate]) -> Verdict:
    """ "Shells fell on a market": not a rocket that lands where it should, a missile tested over the sea, prices."""
    thing = grammar.subject(verb)
    if thing is None or not is_weapon(grammar, thing) or grammar.is_passive(verb):
        return NO_IMPACT, f'"{verb.text}": no weapon of war'
    where = [o for p, o in grammar.prepositions(verb) if p in _STRUCK_AT and not grammar.is_time(o)]
    if not where or any(t.lower in _WATERS for o in where for t in grammar.annotated.subtree(o)):
        return "no-target", f'"{thing.text} {verb.text}": nobody is hit'
    if near or setting.violent or (thing.tag == "NNS" and lemma_of(thing) != "rocket"):
        return None
    return "no-violence", f'"{verb.text}": nothing violent in the report'


def refuse_explosion(grammar: Grammar, candidate: Candidate, setting: Setting, near: Sequence[Candidate]) -> Verdict:
    """Blasts and what goes off: an attack among violence or where a bomb is told of, or if there are several."""
    if near or (setting.explosive and (setting.lead or not setting.mishap)):
        return None
    if not setting.mishap and candidate.row.noun and _are_several(grammar, grammar.tokens[candidate.head]):
        return None
    return "accident", "nothing says that the explosion was an attack"


def _are_several(grammar: Grammar, noun: Token) -> bool:
    """ "A series of blasts", "twin explosions", told with dead or wounded: mishaps do not come in numbers."""
    if noun.tag != "NNS":
        return False
    governor = grammar.head(grammar.head(noun)) if noun.dep == "pobj" else noun
    together = lemma_of(governor) in _SERIES and governor.index != noun.index
    words = {c.lower for c in grammar.children(noun, "amod", "nummod", "compound")}
    sentence = grammar.annotated.sentences[noun.sentence]
    hurt = any(lemma_of(t) in _HURT for t in grammar.annotated.sentence_tokens(sentence))
    return together or (hurt and bool(words & _MANY or any(grammar.children(noun, "nummod"))))
