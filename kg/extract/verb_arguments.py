"""The arguments of a verb that reports an attack: object, subject, "by", "with", "at"."""

from __future__ import annotations

from kg.extract.argument_parts import (
    AIMED,
    INSTRUMENT,
    MANNED,
    Arguments,
    inner_noun,
    is_time_word,
    place_patient,
    states_of,
    vehicles,
)
from kg.extract.grammar import Grammar
from kg.extract.hidden_agents import opponents, shared_agents
from kg.extract.triggers import Candidate, lemma_of
from kg.extract.voice import all_subjects, find_agent, find_doer, find_patient, is_attack_word, is_passive_reading
from kg.extract.weapons import attacker_class, is_person, weapon_at
from kg.model.annotation import Token

_DYING = frozenset({"die", "perish", "succumb", "lose life"})
_AT = ("open", "fire", "return", "throw", "hurl", "lob", "toss", "launch")
_RAMMING = frozenset({"ram", "drive into", "plow into", "plough into"})
_EXPLODING = frozenset({"explode", "detonate", "go", "set"})  # what goes off was one: "the device exploded"
_HOLDING = frozenset({"device", "package", "parcel", "charge", "vehicle", "car", "truck", "van", "lorry", "backpack"})
_THROWING = frozenset({"throw", "hurl", "lob", "toss"})  # "rocks and bottles": what flies with a weapon is one
_STRIKING = frozenset({"hit", "strike", "blow up", "run over", "run down", "ram", "mow down"})
_USING = frozenset({"using", "wielding", "carrying", "brandishing", "toting"})
_TAKING_UP = frozenset({"pull", "draw", "grab", "produce", "brandish", "seize", "wield", "raise", "aim"})


def find_verb_arguments(grammar: Grammar, candidate: Candidate, verb: Token, found: Arguments) -> None:
    """Add the targets, victims, weapons and agents of a verb."""
    dying = candidate.name in _DYING
    patient = grammar.subject(verb) if dying else find_patient(grammar, verb)
    passive = dying or is_passive_reading(grammar, verb)
    if candidate.row.frame == "weapon":
        _add_explosion(grammar, verb, found)
    else:
        _add_patient(grammar, candidate, verb, patient, found)
    _add_aims(grammar, candidate, verb, found)
    _add_instruments(grammar, candidate, verb, found)
    _add_agents(grammar, candidate, verb, found, passive=passive)


def _add_patient(grammar: Grammar, candidate: Candidate, verb: Token, patient: Token | None, found: Arguments) -> None:
    frame = candidate.row.frame
    if patient is None or patient.index == verb.index or frame == "none":
        return
    if lemma_of(patient) in candidate.row.words[1:]:
        # The object belongs to the phrase ("opened fire", "took hostages") unless it says more.
        if frame == "victim" and grammar.child(patient, "nummod", "amod", "compound") is not None:
            found.victims.append(patient)
        taken = grammar.subject(verb) if is_passive_reading(grammar, verb) else None
        if taken is not None:
            place_patient(grammar, taken, frame, found)
        return
    shot = next(
        (o for o in (inner_noun(grammar, patient), patient, *_of(grammar, patient)) if weapon_at(grammar, o)), None
    )
    if shot is not None:
        found.weapons.append(shot)
    if candidate.name.startswith("fire "):
        return  # "rounds were fired at the island": the island is aimed at, not the rounds
    struck = candidate.name in _STRIKING and grammar.name_at(patient) is None and is_person(grammar, patient)
    place_patient(grammar, patient, "victim" if struck else frame, found)


def _of(grammar: Grammar, noun: Token) -> list[Token]:
    return [o for p, o in grammar.prepositions(noun) if p == "of"]


def _add_rammed(grammar: Grammar, verb: Token, found: Arguments) -> None:
    """ "Rammed a vehicle packed with explosives into a base": the parser may hang "into" on any word before it."""
    steered = grammar.object(verb)
    if steered is not None and lemma_of(steered) in vehicles():
        found.weapons.append(steered)
        found.targets = [t for t in found.targets if t.index != steered.index]
    inside = (
        t for t in grammar.annotated.subtree(verb) if t.index > verb.index and t.lower == "into" and t.pos == "ADP"
    )
    found.targets += [o for prep in inside for _, o in grammar.objects_of(prep)][:1]


def _add_aims(grammar: Grammar, candidate: Candidate, verb: Token, found: Arguments) -> None:
    """ "Opened fire on a patrol", "clashed with police", "fired rockets at the base"."""
    frame, name = candidate.row.frame, candidate.name
    if name in _RAMMING:
        _add_rammed(grammar, verb, found)
    aims = AIMED if name.startswith(_AT) else AIMED - {"at"}
    if frame == "target" and grammar.object(verb) is not None and not name.startswith(("open", "fire", "return")):
        aims = frozenset({"against"})  # "attacked passengers on a train"
    for preposition, noun in grammar.prepositions(verb):
        if (frame == "none" and name != "claim life" and preposition in {"with", "against"}) or (
            frame in {"target", "weapon"} and preposition in aims and not is_time_word(grammar, noun)
        ):
            found.targets.append(noun)


def _add_instruments(grammar: Grammar, candidate: Candidate, verb: Token, found: Arguments) -> None:
    fired = grammar.object(verb)
    if candidate.name.startswith(("fire", "open")) and fired is not None and weapon_at(grammar, fired):
        found.weapons.append(fired)
    for preposition, noun in grammar.prepositions(verb):
        if preposition in INSTRUMENT and weapon_at(grammar, noun):
            found.weapons.append(noun)
    for user in filter(None, [find_agent(grammar, verb)]):
        found.weapons += _carried(grammar, user)
    found.weapons += _taken_up(grammar, verb)
    for using in grammar.children(verb, "advcl", "xcomp"):
        if using.lower in _USING:
            objects = (w for o in grammar.children(using, "dobj") for w in grammar.conjuncts(o))
            found.weapons += [w for w in objects if weapon_at(grammar, w)]


def _taken_up(grammar: Grammar, verb: Token) -> list[Token]:
    """ "Pulled a gun and shot the officer", "grabbed a rifle, killing two": what was taken up before the deed."""
    before = grammar.head(verb)
    shared = verb.dep in {"conj", "advcl"} and grammar.child(verb, "nsubj", "nsubjpass", "mark") is None
    if not shared or before.index > verb.index or lemma_of(before) not in _TAKING_UP:
        return []
    return [w for o in grammar.children(before, "dobj") for w in grammar.conjuncts(o) if weapon_at(grammar, w)]


def _carried(grammar: Grammar, user: Token) -> list[Token]:
    """ "Fighters armed with rifles", "a man with a machete", "men wielding knives"."""
    found = [o for p, o in grammar.prepositions(user) if p == "with"]
    for word in grammar.children(user, "amod"):  # "a machete-wielding man"
        found += [] if word.lower not in _USING else list(grammar.children(word, "npadvmod", "compound", "dobj"))
    for clause in grammar.children(user, "acl"):
        if clause.lower in _USING:
            found += [w for o in grammar.children(clause, "dobj") for w in grammar.conjuncts(o)]
        elif clause.lower == "armed":
            found += [o for p, o in grammar.prepositions(clause) if p == "with"]
    return [w for w in found if weapon_at(grammar, w)]


def _add_agents(grammar: Grammar, candidate: Candidate, verb: Token, found: Arguments, *, passive: bool) -> None:
    subject = None if passive else find_doer(grammar, verb)
    by = grammar.by_agent(verb)
    if passive and not by and candidate.name not in _DYING:
        by = shared_agents(grammar, verb) or _far_agents(grammar, verb)
    if passive and not by:
        by = opponents(grammar, verb)
    if subject is not None and is_attack_word(subject) and grammar.name_at(subject) is None:
        subject = None  # "the blasts in the Crown and the Mitre killed 21": nor has the Mitre done it
    for agent in by or ([] if subject is None else all_subjects(grammar, subject)):
        if lemma_of(agent) in MANNED:
            found.agents += states_of(grammar, agent)
        if weapon_at(grammar, agent):
            found.weapons.append(agent)
        elif candidate.row.frame == "weapon":
            if attacker_class(grammar, agent) in {"violent", "armed"}:
                found.agents.append(agent)
        elif not is_attack_word(agent):
            found.agents.append(agent)


def _far_agents(grammar: Grammar, verb: Token) -> list[Token]:
    """ "They were shot dead in their home by troops": the parser may hang "by" on the noun before it. Only those whose
    word says that they do violence, or may."""
    for by in grammar.annotated.subtree(verb):
        if by.index < verb.index or by.lower != "by" or by.pos != "ADP":
            continue
        above = (t for t in grammar.annotated.ancestors(by) if t.pos not in {"NOUN", "PROPN", "ADP", "NUM"})
        holder = grammar.head(by)
        if next(above, verb).index != verb.index or is_attack_word(holder) or holder.dep not in {"pobj", "npadvmod"}:
            continue
        return [o for _, o in grammar.objects_of(by) if attacker_class(grammar, o) in {"violent", "armed"}]
    return []


def _add_explosion(grammar: Grammar, verb: Token, found: Arguments) -> None:
    """ "A bomb exploded", "he detonated a bomb"."""
    subject, obj = grammar.subject(verb), grammar.object(verb)
    for thing in (subject, obj):
        if thing is not None:
            parts = [inner_noun(grammar, p) for p in grammar.conjuncts(thing)]
            all_are = lemma_of(verb) in _THROWING and weapon_at(grammar, thing) is not None
            all_are = all_are or (lemma_of(verb) in _EXPLODING and lemma_of(thing) in _HOLDING)
            found.weapons += [p for p in parts if all_are or weapon_at(grammar, p)]
    if obj is None or subject is None or not weapon_at(grammar, obj) or grammar.is_passive(verb):
        return
    doer = find_doer(grammar, verb)
    if doer is not None and not weapon_at(grammar, doer) and not is_attack_word(doer):
        found.agents += grammar.conjuncts(doer)
