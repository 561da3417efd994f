"""Deaths, injuries and words that point back: they tell of an attack only beside a violent cause."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.attack_setting import (
    DYING,
    LEAD_SENTENCES,
    PEOPLE_PRONOUNS,
    Setting,
    Verdict,
    has_instrument,
    is_attack,
    is_country,
    is_people_like,
    is_weapon,
    mishaps,
)
from kg.extract.figures_of_speech import refuse_legal
from kg.extract.grammar import Grammar
from kg.extract.statistics import is_statistic
from kg.extract.triggers import Candidate, lemma_of
from kg.extract.voice import find_agent, find_patient
from kg.extract.weapons import attacker_class, is_person
from kg.model.annotation import NameKind, Token

_FATAL = frozenset({"kill", "murder", "slay", "execute", "martyr"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_SOMEBODY = frozenset({"he", "she", "who"})
_ENGAGEMENTS = frozenset({"operation", "crossfire", "combat", "ambush", "fighting", "action"})
_COUNTS = frozenset({"total", "number", "dozen", "score", "hundred", "thousand", "majority", "many", "most", "several"})
_CAUSES = frozenset({"in", "by", "of", "from", "after", "following", "during"})
_WOUNDS = frozenset({"wound", "injury", "shoot", "stab", "bullet", "gunshot"})
_REMEMBRANCE = frozenset({"anniversary", "commemoration", "memorial", "cause", "rate"})


def refuse_effect(grammar: Grammar, candidate: Candidate, setting: Setting, near: Sequence[Candidate]) -> Verdict:
    """Deaths and injuries: they need a violent cause, in the sentence or as the report's subject."""
    token = grammar.tokens[candidate.head]
    if candidate.row.noun:
        return _refuse_death_noun(grammar, candidate, token, setting, near)
    if candidate.name in {"execute", "kill", "die"} and _is_sentence(grammar, candidate, token):
        return "court", "carried out by a court's order"
    if not near and is_statistic(grammar, token.sentence):
        return "statistics", "the dead of a long period"
    dying = candidate.name in DYING
    agent = None if dying else find_agent(grammar, token)
    dead = grammar.subject(token) if dying else find_patient(grammar, token)
    verdict = _refuse_mishap(grammar, token, agent, dead)
    if verdict is None and not dying and dead is not None and len(candidate.row.words) == 1:
        verdict = _refuse_thing(grammar, dead)
    if verdict is not None:
        return verdict
    if _is_killing(grammar, candidate, token, agent, near) or has_instrument(grammar, token, near):
        return None
    if any(p in {"in", "during"} and lemma_of(o) in _ENGAGEMENTS for p, o in grammar.prepositions(token)):
        return None
    if near and (not dying or _follows(grammar, token, near)):
        return None
    if setting.tells_of_violence and not _is_named_death(grammar, candidate, token, near):
        return None
    if setting.violent and not setting.mishap and _is_somebody_killed(grammar, candidate, token, dead):
        return None
    return "no-cause", f'"{token.text}": no violent cause is told'


def _is_somebody_killed(grammar: Grammar, candidate: Candidate, verb: Token, dead: Token | None) -> bool:
    """ "The bishop was killed", told in a report of violence; a toll may be of anything."""
    if candidate.name not in {"kill", "murder"} or dead is None or not grammar.is_passive(verb):
        return False
    return dead.pos != "NUM" and grammar.child(dead, "nummod") is None and lemma_of(dead) not in _COUNTS


def _is_sentence(grammar: Grammar, candidate: Candidate, verb: Token) -> bool:
    """Put to death by a court: the state executes, or the sentence tells of executions, the gallows or the convict."""
    sentence = grammar.annotated.sentences[verb.sentence]
    words = {lemma_of(t) for t in grammar.annotated.sentence_tokens(sentence) if t.index != verb.index}
    if words & _GALLOWS:
        return True
    agent = find_agent(grammar, verb)
    state = agent is not None and (is_country(grammar, agent) or lemma_of(agent) in _STATE)
    return candidate.name == "execute" and (state or bool(words & _CONVICTED))


_GALLOWS = frozenset({"execution", "hanging", "gallows", "hangman", "executioner"})
_CONVICTED = frozenset(
    {"convict", "sentence", "penalty", "offence", "offense", "court", "prison", "trial", "injection"}
)
_STATE = frozenset({"state", "government", "authority", "kingdom", "judiciary", "prison", "republic", "court"})


def _refuse_mishap(grammar: Grammar, verb: Token, agent: Token | None, dead: Token | None) -> Verdict:
    """Killed by a storm, in a crash, by a lion; or an animal is killed."""
    mishap = mishaps("agent") | mishaps("accident") | mishaps("animal")
    if dead is not None and lemma_of(dead) in mishaps("animal"):
        return "animals", f'"{dead.text}": an animal'
    if agent is not None and lemma_of(agent) in mishap:
        return "accident", f'"{agent.text}": no act of violence'
    for preposition, cause in grammar.prepositions(verb):
        if preposition in _CAUSES and lemma_of(cause) in mishap:
            return "accident", f'"{preposition} {cause.text}": no act of violence'
    return None


def _refuse_thing(grammar: Grammar, dead: Token) -> Verdict:
    """Only people are killed and wounded; a bill or a motion is not."""
    if dead.pos != "NOUN" or lemma_of(dead) in _COUNTS or is_person(grammar, dead) or is_people_like(dead):
        return None
    if attacker_class(grammar, dead) in {"violent", "armed"}:
        return None  # "eight security forces"
    return "no-person", f'"{dead.text}": no person'


def _is_killing(
    grammar: Grammar, candidate: Candidate, verb: Token, agent: Token | None, near: Sequence[Candidate]
) -> bool:
    """Somebody kills somebody: violence whoever it is; for wounds the attacker must be violent."""
    if agent is not None and (is_attack(agent, near) or is_weapon(grammar, agent)):
        return True
    patient = find_patient(grammar, verb)
    human = patient is not None and (is_person(grammar, patient) or patient.lower in PEOPLE_PRONOUNS)
    if candidate.name in {"murder", "slay"}:
        return human
    if agent is None or candidate.name in DYING:
        return False
    if candidate.name in _FATAL:
        sort = attacker_class(grammar, agent)
        somebody = agent.lower in _SOMEBODY or (agent.lower == "they" and _points_at_attackers(grammar, agent))
        return human and sort != "hit" and (sort is not None or somebody or is_person(grammar, agent))
    return attacker_class(grammar, agent) == "violent"


def _points_at_attackers(grammar: Grammar, pronoun: Token) -> bool:
    """ "Rebels entered the town. They killed nine people": whom the sentence before is about."""
    if pronoun.sentence == 0:
        return False
    before = grammar.annotated.sentence_tokens(grammar.annotated.sentences[pronoun.sentence - 1])
    subjects = (grammar.subject(t) for t in before if t.dep == "ROOT" and t.pos in {"VERB", "AUX"})
    return any(s is not None and attacker_class(grammar, s) in {"violent", "armed"} for s in subjects)


def _follows(grammar: Grammar, verb: Token, near: Sequence[Candidate]) -> bool:
    """ "Died in/after the attack", "died after being shot", "died of wounds"."""
    for preposition, cause in grammar.prepositions(verb):
        if preposition in _CAUSES and (is_attack(cause, near) or lemma_of(cause) in _WOUNDS):
            return True
    heads = {c.head for c in near}
    below = [c for c in grammar.children(verb, "advcl", "prep") if c.dep == "advcl" or c.lower in {"after", "when"}]
    return any(c.left_edge <= head <= c.right_edge for c in below for head in heads)


def _is_named_death(grammar: Grammar, candidate: Candidate, verb: Token, near: Sequence[Candidate]) -> bool:
    """A named person's death is the report's attack only if the sentence says so."""
    if candidate.name not in DYING:
        return False
    subject = grammar.subject(verb)
    return subject is not None and grammar.name_at(subject) is not None and not _follows(grammar, verb, near)


def _refuse_death_noun(
    grammar: Grammar, candidate: Candidate, noun: Token, setting: Setting, near: Sequence[Candidate]
) -> Verdict:
    """ "The death of", "his murder", "the killings": of people, and with a violent cause."""
    verdict = refuse_legal(grammar, candidate, noun)
    if verdict is not None:
        return verdict
    whose = [*(o for p, o in grammar.prepositions(noun) if p == "of"), *grammar.children(noun, "poss", "compound")]
    if any(lemma_of(o) in mishaps("animal") for o in whose):
        return "animals", f'"{noun.text}": of an animal'
    if candidate.row.words == ("death",):
        head = grammar.head(grammar.head(noun)) if noun.dep == "pobj" else grammar.head(noun)
        if lemma_of(head) in _REMEMBRANCE:
            return "points-back", f'"{head.text} … {noun.text}": no report of it'
        if near or setting.tells_of_violence:
            return None
        return "no-cause", f'"{noun.text}": no violent cause is told'
    if setting.lead or near or any(_is_single_person(grammar, o) for o in whose if o.dep != "compound"):
        return None
    if setting.violent and any(c.lower in _POINTING for c in grammar.children(noun, "det")):
        return None
    return "no-violence", f'"{noun.text}": nobody is named who was killed'


def _is_single_person(grammar: Grammar, token: Token) -> bool:
    """Named, counted or somebody in particular ("a Dutch journalist", "three nurses"); not "women", "the innocent"."""
    name = grammar.name_at(token)
    if name is not None:
        return name.kind is NameKind.PERSON
    if not is_person(grammar, token):
        return False
    if grammar.child(token, "nummod") is not None or grammar.named_apposition(token) is not None:
        return True
    return token.tag == "NN" and grammar.child(token, "det", "poss") is not None


def refuse_back(
    grammar: Grammar, candidate: Candidate, before: Sequence[Candidate], near: Sequence[Candidate]
) -> Verdict:
    """Words that only point back ("the incident"): an attack must have been told, and they must point. "The bomb"
    stands for the bombing where nothing else in its sentence (`near`) does."""
    noun = grammar.tokens[candidate.head]
    if candidate.row.frame == "weapon" and (
        near or noun.dep in {"compound", "amod", "nmod", "conj"} or noun.tag != "NN"
    ):
        return "points-back", f'"{noun.text}": the thing, and not what was done with it'
    if not before:
        return "points-back", "no attack was told before"
    if not candidate.row.noun or candidate.name == "gunshot":
        return None
    pointing = {c.lower for c in grammar.children(noun, "det", "poss")}
    if pointing & {"the", "this", "that", "these", "those", "his", "her", "their"}:
        last = grammar.tokens[before[-1].head].sentence
        return None if noun.sentence - last <= LEAD_SENTENCES else ("points-back", "too far from any attack")
    if grammar.annotated.quotation_at(noun.start) is not None and pointing & {"a", "an"}:
        return None
    return "points-back", f'"{noun.text}": points at nothing told'
