"""Is this violence? Firm triggers, and weak ones ("strike", "blast", "hit") that need a violent context."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.extract.argument_parts import vehicles
from kg.extract.attack_setting import (
    LEAD_SENTENCES,
    PEOPLE_PRONOUNS,
    Setting,
    Verdict,
    facility_nouns,
    has_instrument,
    is_attack,
    is_bomb,
    is_confirmed,
    is_country,
    is_deadly,
    is_violent_agent,
    is_weapon,
    mishaps,
)
from kg.extract.explosions import IMPACTS, refuse_explosion, refuse_impact
from kg.extract.figures_of_speech import (
    abstract_targets,
    refuse_fight,
    refuse_figure,
    refuse_figure_verb,
    refuse_legal,
    refuse_name_part,
)
from kg.extract.grammar import Grammar
from kg.extract.triggers import Candidate, lemma_of
from kg.extract.voice import find_agent, find_patient, is_attack_word
from kg.extract.weapons import attacker_class, is_person
from kg.model.annotation import NameKind, Token
from kg.resources import read_tsv

_PLAIN = frozenset({"attack", "ambush", "explosion", "blast", "gunfire"})
_REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself", "myself", "oneself"})
_SUBORDINATE = frozenset({"acl", "relcl", "advcl", "pcomp", "xcomp", "amod"})
_OPENLY_VIOLENT = frozenset(
    {"attack", "assault", "explode", "detonate", "go off", "set off", "fire", "launch"}
    | {"fire at", "fire on", "fire upon", "fire into"}
)
_STRUCK = frozenset({"target", "hit", "strike", "blow up", "raid", "storm"})
_LONG_DAYS = 60
_RAMMING = frozenset({"drive into", "plow into", "plough into", "ram"})
_SITES = frozenset(
    {"town", "village", "city", "base", "post", "camp", "checkpoint", "convoy", "patrol", "airport", "station"}
)
_CROWDS = frozenset({"crowd", "group", "parade", "march", "procession", "protest", "rally"})
_FIGHTS = frozenset({"clash", "battle", "skirmish"})
_POLITICAL = frozenset({"government", "regime", "coalition", "force", "military"})
_UNARMED = frozenset({"beat", "poison"})  # also done to records, rivals and rivers
_CROWD_CONTROL = frozenset({"gas", "teargas", "cannon", "spray", "canister"})
_HANDLING = frozenset({"fire", "launch", "throw", "hurl", "lob", "toss", "plant", "place", "drop", "park", "leave"})
_PLANTING = frozenset({"plant", "park", "leave", "place"})
_CLEARING = frozenset(
    {"police", "policemen", "policeman", "officers", "sappers", "firefighters", "experts", "technicians"}
)
_BESIDE = frozenset({"in", "at", "near", "outside", "under", "inside", "beside", "by", "on"})
_AIMED = frozenset({"at", "into", "on", "against", "toward", "towards"})


@cache
def _physical() -> frozenset[str]:
    """Verbs that storms, cars and athletes share with attackers: they need somebody armed or a weapon."""
    verbs = frozenset(r["words"] for r in read_tsv("triggers.tsv") if r["pos"] == "verb" and r["strength"] == "weak")
    return verbs - _OPENLY_VIOLENT


def refuse_strong(grammar: Grammar, candidate: Candidate) -> Verdict:
    """Firm triggers: only "shot" and its like may be about a film or a goal."""
    token = grammar.tokens[candidate.head]
    if candidate.row.noun:
        return refuse_legal(grammar, candidate, token)
    if candidate.name not in {"shoot", "knife"}:
        return refuse_figure_verb(grammar, candidate, token)
    patient = find_patient(grammar, token)
    if patient is not None and (is_person(grammar, patient) or patient.lower in PEOPLE_PRONOUNS):
        return None
    aimed = any(p in {"at", "dead"} for p, _ in grammar.prepositions(token))
    agent = find_agent(grammar, token)
    if agent is not None and is_weapon(grammar, agent):
        return "no-person", f'"{agent.text} {token.text}": nobody is named who was hit'
    if aimed or (patient is None and is_violent_agent(grammar, token)):
        return None
    return "no-person", f'"{token.text}": nobody is named who was hit'


def refuse_weak(grammar: Grammar, candidate: Candidate, setting: Setting, near: Sequence[Candidate]) -> Verdict:
    """Weak triggers: judged by agent, weapon, sentence and article. `near`: the attacks of the sentence."""
    token = grammar.tokens[candidate.head]
    if candidate.row.frame == "weapon":
        if candidate.name in _HANDLING:
            verdict = _refuse_crowd_control(grammar, token) or _refuse_clearing(grammar, candidate, token)
            return verdict or _refuse_handling(grammar, candidate, token, setting, near)
        if candidate.name in IMPACTS:
            return refuse_impact(grammar, token, setting, near)
        return refuse_explosion(grammar, candidate, setting, near)
    if candidate.row.noun:
        return _refuse_weak_noun(grammar, candidate, token, setting, near)
    return (
        _refuse_crowd_control(grammar, token)
        or _refuse_no_foe(grammar, candidate, token, near)
        or _refuse_in_words(grammar, candidate, token, near)
        or _refuse_weak_verb(grammar, candidate, token, setting, near)
    )


def _refuse_clearing(grammar: Grammar, candidate: Candidate, verb: Token) -> Verdict:
    """ "The police placed the bomb in a flower bed": the bomb told of already, carried off."""
    subject, moved = grammar.subject(verb), grammar.object(verb)
    if candidate.name != "place" or subject is None or moved is None or grammar.is_passive(verb):
        return None
    known = any(c.lower in {"the", "this", "that"} for c in grammar.children(moved, "det"))
    if known and subject.lower in _CLEARING:
        return "clearing", f'"{subject.text} {verb.text} {moved.text}": carried out of the way'
    return None


def _refuse_weak_noun(
    grammar: Grammar, candidate: Candidate, noun: Token, setting: Setting, near: Sequence[Candidate]
) -> Verdict:
    verdict = refuse_name_part(grammar, noun) or refuse_legal(grammar, candidate, noun)
    if verdict is not None:
        return verdict
    if candidate.name in {"fight", "battle", "fighting"}:
        return refuse_fight(grammar, candidate, noun, setting, near)
    verdict = refuse_figure(grammar, noun)
    if verdict is None and candidate.name in {"offensive", "siege", "fighting"}:
        verdict = _refuse_campaign(grammar, noun)
    if verdict is not None or near or setting.lead or is_confirmed(grammar, candidate) or is_deadly(grammar, candidate):
        return verdict
    if candidate.name in _PLAIN and (_is_carried_out(grammar, noun) or _is_come_under(grammar, noun)):
        return None
    if candidate.name in {"attack", "assault"} and any(
        p == "on" and (lemma_of(o) in vehicles() | _SITES or lemma_of(o) in facility_nouns())
        for p, o in grammar.prepositions(noun)
    ):
        return None
    if candidate.name in _PLAIN and (setting.violent or _is_of_place(grammar, noun) or _is_of_day(grammar, noun)):
        return None
    return "no-violence", f'"{noun.text}": nothing violent beside it'


def _refuse_campaign(grammar: Grammar, noun: Token) -> Verdict:
    """ "An ongoing military offensive": a war or campaign as a whole."""
    for child in grammar.children(noun, "amod"):
        if child.lower in _LASTING:
            return "war", f'"{child.text} {noun.text}": a campaign as a whole'
    return None


_LASTING = frozenset({"ongoing", "continuing", "continued", "lasting", "protracted", "long", "longstanding", "running"})


def _is_carried_out(grammar: Grammar, noun: Token) -> bool:
    """ "Carried out dozens of attacks", "the attack was carried out": not said of words or of a game."""
    for _ in range(2):
        prep = grammar.head(noun)
        if noun.dep != "pobj" or prep.lower != "of":
            break
        noun = grammar.head(prep)
    verb = grammar.head(noun)
    carried = lemma_of(verb) == "carry" and any(c.lower == "out" for c in grammar.children(verb, "prt"))
    return noun.dep in {"dobj", "nsubjpass"} and (carried or lemma_of(verb) in {"perpetrate", "foil", "thwart"})


def _is_come_under(grammar: Grammar, noun: Token) -> bool:
    """ "The town came under attack", not "for its policy" or "from critics"; people come under it in words, too."""
    prep = grammar.head(noun)
    verb = grammar.head(prep)
    subject = grammar.subject(verb) if noun.dep == "pobj" and prep.lower == "under" else None
    if subject is None or lemma_of(verb) != "come":
        return False
    if any(p in {"for", "over", "from"} for p, _ in grammar.prepositions(verb)):
        return False
    name = grammar.name_at(subject)
    if name is not None and name.kind is NameKind.PLACE:
        return True
    return lemma_of(subject) in vehicles() | _SITES or attacker_class(grammar, subject) in {"violent", "armed"}


def _is_of_day(grammar: Grammar, noun: Token) -> bool:
    """ "The attacks of Sept. 11, 2001": known by their day."""
    days = [o for p, o in grammar.prepositions(noun) if p == "of" and grammar.is_time(o)]
    exact = (m for m in grammar.annotated.times if m.earliest == m.latest)
    return noun.tag == "NNS" and any(m.start <= d.start < m.end for m in exact for d in days)


def _is_of_place(grammar: Grammar, noun: Token) -> bool:
    """ "The Mumbai attacks", "the attacks in Paris in 2015": known by their place, whatever the report is about."""
    if grammar.child(noun, "poss") is not None:
        return False
    if any(
        n is not None and n.kind is NameKind.PLACE for n in map(grammar.name_at, grammar.children(noun, "compound"))
    ):
        return True
    towns = [
        o for p, o in grammar.prepositions(noun) if p == "in" and (n := grammar.name_at(o)) and n.kind is NameKind.PLACE
    ]
    sentence = grammar.annotated.sentences[noun.sentence]
    return bool(towns) and any(grammar.is_time(t) for t in grammar.annotated.sentence_tokens(sentence))


def _lasts(grammar: Grammar, verb: Token) -> bool:
    """ "Has been fighting in Yemen since 2015": what goes on for months or years."""
    inside = (
        m
        for m in grammar.annotated.times
        if grammar.tokens[verb.left_edge].start <= m.start < grammar.tokens[verb.right_edge].end
    )
    return any((m.latest - m.earliest).days > _LONG_DAYS for m in inside)


def _refuse_crowd_control(grammar: Grammar, verb: Token) -> Verdict:
    """ "Police fired tear gas at them": force, but no attack."""
    thing = find_patient(grammar, verb)
    if thing is not None and lemma_of(thing) in _CROWD_CONTROL:
        return "crowd-control", f'"{verb.text} {thing.text}": no attack'
    return None


def _refuse_no_foe(grammar: Grammar, candidate: Candidate, verb: Token, near: Sequence[Candidate]) -> Verdict:
    """Wars as a whole, deeds against oneself, storms and cars."""
    if candidate.name in _UNARMED and not _hits_somebody(grammar, verb):
        return "no-person", f'"{verb.text}": nobody is named who was hit'
    if candidate.name in {"fight", "battle"} and verb.tag == "VBG" and _lasts(grammar, verb):
        return "war", f'"{verb.text} … since": a war, no engagement'
    if candidate.name in {"fight", "battle"} and verb.tag in {"VBG", "VB"} and verb.dep in _SUBORDINATE and not near:
        return "war", f'"{verb.text}": a war, no engagement'
    obj = grammar.object(verb)
    if obj is not None and obj.lower in _REFLEXIVE:
        return "self", f'"{verb.text} {obj.text}": nobody else is attacked'
    agent = find_agent(grammar, verb)
    harmless = mishaps("accident") | mishaps("agent") | mishaps("animal")
    struck = grammar.object(verb)
    if struck is not None and is_bomb(grammar, struck):
        return None  # "their car hit a roadside bomb"
    bundle = agent is not None and any(p == "of" and is_attack_word(o) for p, o in grammar.prepositions(agent))
    if agent is not None and lemma_of(agent) in harmless and not is_weapon(grammar, agent) and not bundle:
        return "accident", f'"{agent.text} {verb.text}": no act of violence'
    return None


def _hits_somebody(grammar: Grammar, verb: Token) -> bool:
    patient = find_patient(grammar, verb)
    return patient is not None and (is_person(grammar, patient) or patient.lower in PEOPLE_PRONOUNS)


def _refuse_in_words(grammar: Grammar, candidate: Candidate, verb: Token, near: Sequence[Candidate]) -> Verdict:
    """ "Attacked the bill", "attacked him for", "attacked her as": with words, unless somebody armed does it."""
    if (
        candidate.name not in {"attack", "assault"}
        or is_violent_agent(grammar, verb)
        or has_instrument(grammar, verb, near)
    ):
        return None
    patient = find_patient(grammar, verb)
    if patient is not None and lemma_of(patient) in abstract_targets():
        return "words", f'"{verb.text} {patient.text}": an attack in words'
    if any(p in {"for", "as", "over"} for p, _ in grammar.prepositions(verb)):
        return "words", f'"{verb.text}": an attack in words'
    return None


def _refuse_weak_verb(
    grammar: Grammar, candidate: Candidate, verb: Token, setting: Setting, near: Sequence[Candidate]
) -> Verdict:
    agent = find_agent(grammar, verb)
    if (
        is_violent_agent(grammar, verb)
        or (agent is not None and is_attack(agent, near))
        or has_instrument(grammar, verb, near)
    ):
        return None
    if candidate.name == "invade" and agent is not None and grammar.object(verb) is not None:
        return None if is_country(grammar, agent) else ("no-violence", f'"{verb.text}": no army')
    passive = grammar.is_passive(verb)
    patient = find_patient(grammar, verb)
    if patient is not None and candidate.name == "ram" and is_weapon(grammar, patient):
        return None
    if patient is not None and candidate.name in {"hit", "strike"} and not passive and is_bomb(grammar, patient):
        return None
    if candidate.name in _FIGHTS and any(_is_armed(grammar, o) for o in _opponents(grammar, verb, agent)):
        return None
    if candidate.name in _RAMMING and _into_people(grammar, verb, agent):
        return None
    if candidate.name in _physical():
        early = setting.lead and verb.sentence <= LEAD_SENTENCES
        if passive and early and candidate.name in _STRUCK:
            return None
        return "no-violence", f'"{verb.text}": nobody armed and no weapon'
    human = _hits_somebody(grammar, verb)
    if near or setting.lead or (setting.violent and passive and not human):
        return None
    return "no-violence", f'"{verb.text}": nothing violent in the report'


def _into_people(grammar: Grammar, verb: Token, agent: Token | None) -> bool:
    """ "A man drove a truck into a crowd": somebody steers it; a truck alone may have lost its brakes."""
    steered = grammar.object(verb)
    if agent is None or steered is None or lemma_of(steered) not in vehicles() or not is_person(grammar, agent):
        return False
    behind = grammar.tokens[verb.index + 1 : verb.right_edge + 1]
    hit = [o for t in behind if t.lower == "into" for _, o in grammar.objects_of(t)]
    return any(is_person(grammar, o) or lemma_of(o) in _CROWDS for o in hit)


def _opponents(grammar: Grammar, verb: Token, agent: Token | None) -> list[Token]:
    """ "Protesters clashed with police", "police and protesters clashed"."""
    against = [o for p, o in grammar.prepositions(verb) if p in {"with", "against"}]
    return against + (grammar.conjuncts(agent) if agent is not None else [])


def _is_armed(grammar: Grammar, token: Token) -> bool:
    """Soldiers and police; a government is also clashed with in words."""
    return attacker_class(grammar, token) in {"violent", "armed"} and lemma_of(token) not in _POLITICAL


def _refuse_handling(
    grammar: Grammar, candidate: Candidate, verb: Token, setting: Setting, near: Sequence[Candidate]
) -> Verdict:
    """Weapons fired, thrown and planted: at somebody, not in a test or at a salute."""
    thing = grammar.object(verb) or (grammar.subject(verb) if grammar.is_passive(verb) else None)
    if thing is None and candidate.name == "fire" and (near or setting.lead):
        shooter = grammar.subject(verb)
        if shooter is not None and (is_person(grammar, shooter) or attacker_class(grammar, shooter) is not None):
            return None
    if thing is None or not is_weapon(grammar, thing):
        return "no-weapon", f'"{verb.text}": no weapon is fired'
    if candidate.name not in {"fire", "launch"} and not is_bomb(grammar, thing) and not near:
        return "no-weapon", f'"{verb.text} {thing.text}": no weapon of war'
    if near or any(p in _AIMED and not grammar.is_time(o) for p, o in grammar.prepositions(verb)):
        return None
    if setting.lead and is_bomb(grammar, thing):
        return None
    if (
        candidate.name in _PLANTING
        and is_bomb(grammar, thing)
        and any(p in _BESIDE for p, _ in grammar.prepositions(verb))
    ):
        return None
    return "no-target", "a weapon is fired, but at nothing"
