"""Is this violence? Weak triggers ("strike", "blast", "killed") count only in a violent context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.extract.grammar import Grammar
from kg.extract.triggers import Candidate, lemma_of
from kg.extract.voice import find_agent, find_patient, is_attack_word
from kg.extract.weapons import attacker_class, is_person, weapon_at
from kg.model.annotation import Token
from kg.resources import read_tsv

Verdict = tuple[str, str] | None  # rule and reason of a refusal; None where the trigger stands

_EXPLOSIVE = frozenset({"Bombing", "CarBombing", "SuicideBombing"})
_LIFETIME = 60  # years
_LEAD_SENTENCES = 4  # headline and the first sentences: what the report is about
_PLAIN = frozenset({"attack", "ambush", "explosion", "blast", "gunfire", "gunshot"})
_REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself", "myself", "oneself"})
_PEOPLE_PRONOUNS = frozenset({"him", "her", "them", "he", "she", "they", "who", "me", "us", "we", "i", "you"})
_SUBORDINATE = frozenset({"acl", "relcl", "advcl", "pcomp", "xcomp", "amod"})
_OPENLY_VIOLENT = frozenset(
    {"attack", "assault", "explode", "detonate", "go off", "set off", "fire", "launch"}
    | {"fire at", "fire on", "fire upon", "fire into"}
)
_STRUCK = frozenset({"target", "hit", "strike", "blow up", "raid", "storm"})
_FATAL = frozenset({"kill", "murder", "slay", "execute", "martyr"})
DYING = frozenset({"die", "perish", "succumb"})


@cache
def _mishaps(use: str) -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("accidents.tsv") if row["class"] == use)


@cache
def _physical() -> frozenset[str]:
    """Verbs that storms, cars and athletes share with attackers: they need somebody armed or a weapon."""
    verbs = frozenset(r["words"] for r in read_tsv("triggers.tsv") if r["pos"] == "verb" and r["strength"] == "weak")
    return verbs - _OPENLY_VIOLENT


@dataclass(frozen=True, slots=True)
class Setting:
    """What the article as a whole is about. `firm`: how many firm words of violence it holds;
    `lead`: whether headline or lead tell of violence; `explosive`: a bomb or bomber is named;
    `actors`: how many violent people; `mishap`: headline or lead tell of an accident or of nature."""

    firm: int
    lead: bool
    explosive: bool
    actors: int
    mishap: bool

    @property
    def violent(self) -> bool:
        if self.mishap and not self.lead:
            return self.firm + self.actors >= 4
        return self.firm >= 1 or self.actors >= 2


def read_setting(grammar: Grammar, firm: Sequence[Candidate], leading: Sequence[Candidate]) -> Setting:
    """Count what speaks for violence and what for mishap. `firm`: triggers that are violence by
    themselves; `leading`: these and the weak ones that a weapon or an attacker beside them confirms."""
    lead = [s.index for s in grammar.annotated.sentences[:_LEAD_SENTENCES]]
    weapons = (weapon_at(grammar, t) for t in grammar.tokens)
    explosive = any(w is not None and _EXPLOSIVE & set(w[1]) for w in weapons)
    return Setting(
        firm=len(firm),
        lead=any(grammar.tokens[c.head].sentence in lead for c in leading),
        explosive=explosive or any(_EXPLOSIVE & set(c.row.kinds) for c in firm),
        actors=sum(1 for t in grammar.tokens if attacker_class(grammar, t) == "violent"),
        mishap=any(
            lemma_of(t) in _mishaps("accident") and t.pos in {"NOUN", "PROPN"} and t.dep != "compound"
            for t in grammar.tokens
            if t.sentence in lead
        ),
    )


def is_in_lead(grammar: Grammar, kept: Sequence[Candidate]) -> bool:
    """Whether headline or lead hold an attack."""
    return any(grammar.tokens[c.head].sentence < _LEAD_SENTENCES for c in kept)


def is_history(grammar: Grammar, candidate: Candidate, times: Sequence[int]) -> bool:
    """A deed of more than a lifetime ago, or of a world war."""
    published = grammar.annotated.article.publication_day
    if published is not None and times:
        latest = max(grammar.annotated.times[t].latest.year for t in times)
        if latest < published.year - _LIFETIME:
            return True
    sentence = grammar.annotated.sentences[grammar.tokens[candidate.head].sentence]
    words = [t.lower for t in grammar.annotated.sentence_tokens(sentence)]
    return any(pair == ("world", "war") for pair in pairwise(words))


def refuse_strong(grammar: Grammar, candidate: Candidate) -> Verdict:
    """Firm triggers: only "shot" and its like may be about a film or a goal."""
    token = grammar.tokens[candidate.head]
    if candidate.row.noun:
        return _refuse_name_part(grammar, token) or _refuse_legal(grammar, candidate, token)
    if candidate.name not in {"shoot", "knife"}:
        return None
    patient = find_patient(grammar, token)
    if patient is not None and (is_person(grammar, patient) or patient.lower in _PEOPLE_PRONOUNS):
        return None
    aimed = any(p in {"at", "dead"} for p, _ in grammar.prepositions(token))
    agent = find_agent(grammar, token)
    if agent is not None and _is_weapon(grammar, agent):
        return "no-person", f'"{agent.text} {token.text}": nobody is named who was hit'
    if aimed or (patient is None and is_violent_agent(grammar, token)):
        return None
    return "no-person", f'"{token.text}": nobody is named who was hit'


def refuse_weak(grammar: Grammar, candidate: Candidate, setting: Setting, near: Sequence[Candidate]) -> Verdict:
    """Weak triggers: judged by agent, weapon, sentence and article."""
    token = grammar.tokens[candidate.head]
    if candidate.row.frame == "weapon":
        return _refuse_explosion(grammar, candidate, token, setting, near)
    if candidate.row.noun:
        verdict = _refuse_name_part(grammar, token) or _refuse_legal(grammar, candidate, token)
        if verdict is not None:
            return verdict
        if candidate.name in {"fight", "battle", "fighting"}:
            return _refuse_fight(grammar, candidate, token, setting, near)
        if _is_virtual(grammar, token):
            return "computers", f'"{token.text}": on computers'
        if any(p in {"on", "against"} and lemma_of(o) in _abstract() for p, o in grammar.prepositions(token)):
            return "words", f'"{token.text}": an attack in words'
        if any(lemma_of(c) in _mishaps("animal") for c in grammar.children(token, "compound", "amod")):
            return "animals", f'"{token.text}": by an animal'
        if near or setting.lead or is_confirmed(grammar, candidate):
            return None
        if candidate.name in _PLAIN and setting.violent:
            return None
        return "no-violence", f'"{token.text}": nothing violent beside it'
    return _refuse_weak_verb(grammar, candidate, token, setting, near)


def _refuse_name_part(grammar: Grammar, noun: Token) -> Verdict:
    """ "The F-15E Strike Eagle": part of a name."""
    head = grammar.head(noun)
    if noun.pos == "PROPN" and noun.dep == "compound" and head.pos == "PROPN" and not is_attack_word(head):
        sentence = grammar.annotated.sentences[noun.sentence]
        if not sentence.headline:
            return "name-part", f'"{noun.text} {head.text}": part of a name'
    return None


def _refuse_legal(grammar: Grammar, candidate: Candidate, noun: Token) -> Verdict:
    """ "Convicted of assault", "two counts of murder": the offence, unless it is told whom it hit."""
    if candidate.row.strength == "strong" and candidate.row.kinds != ("Attack",):
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


_VIRTUAL = frozenset({"website", "site", "server", "network", "computer", "system", "account", "internet", "database"})


@cache
def _abstract() -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("abstract_targets.tsv"))


def _is_virtual(grammar: Grammar, noun: Token) -> bool:
    if any(p in {"on", "against"} and lemma_of(o) in _VIRTUAL for p, o in grammar.prepositions(noun)):
        return True
    verb = grammar.head(grammar.head(noun)) if noun.dep == "pobj" else grammar.head(noun)
    subject = grammar.subject(verb) if verb.pos in {"VERB", "AUX"} else None
    return subject is not None and lemma_of(subject) in {"website", "server", "database"}


def _refuse_fight(
    grammar: Grammar, candidate: Candidate, noun: Token, setting: Setting, near: Sequence[Candidate]
) -> Verdict:
    """ "The fight against cancer", "the battle for votes": only an engagement at a time or place, or among violence."""
    if noun.dep in {"compound", "amod"} or any(
        p in {"for", "over"} or lemma_of(o) in _mishaps("accident") for p, o in grammar.prepositions(noun)
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


def _refuse_weak_verb(
    grammar: Grammar, candidate: Candidate, token: Token, setting: Setting, near: Sequence[Candidate]
) -> Verdict:
    if candidate.name in {"fight", "battle"} and token.tag in {"VBG", "VB"} and token.dep in _SUBORDINATE and not near:
        return "war", f'"{token.text}": a war, no engagement'
    agent = find_agent(grammar, token)
    obj = grammar.object(token)
    if obj is not None and obj.lower in _REFLEXIVE:
        return "self", f'"{token.text} {obj.text}": nobody else is attacked'
    if (
        agent is not None
        and lemma_of(agent) in _mishaps("accident") | _mishaps("agent") | _mishaps("animal")
        and not _is_weapon(grammar, agent)
    ):
        return "accident", f'"{agent.text} {token.text}": no act of violence'
    if is_violent_agent(grammar, token) or (agent is not None and is_attack_word(agent)) or _instrument(grammar, token):
        return None
    if candidate.name == "invade" and agent is not None and grammar.object(token) is not None:
        return None if _is_country(grammar, agent) else ("no-violence", f'"{token.text}": no army')
    if candidate.name in _physical():
        if (
            grammar.is_passive(token)
            and setting.lead
            and candidate.name in _STRUCK
            and token.sentence <= _LEAD_SENTENCES
        ):
            return None
        return "no-violence", f'"{token.text}": nobody armed and no weapon'
    patient = find_patient(grammar, token)
    if patient is not None and lemma_of(patient) in _abstract():
        return "words", f'"{token.text} {patient.text}": an attack in words'
    if any(p in {"for", "as", "over"} for p, _ in grammar.prepositions(token)):
        return "words", f'"{token.text}": an attack in words'
    human = patient is not None and (is_person(grammar, patient) or patient.lower in _PEOPLE_PRONOUNS)
    if near or setting.lead or (setting.violent and grammar.is_passive(token) and not human):
        return None
    return "no-violence", f'"{token.text}": nothing violent in the report'


def _refuse_explosion(
    grammar: Grammar, candidate: Candidate, token: Token, setting: Setting, near: Sequence[Candidate]
) -> Verdict:
    if candidate.name in _HANDLING:
        obj = grammar.object(token) or (grammar.subject(token) if grammar.is_passive(token) else None)
        if obj is None and candidate.name == "fire" and (near or setting.lead):
            shooter = grammar.subject(token)
            if shooter is not None and (is_person(grammar, shooter) or attacker_class(grammar, shooter) is not None):
                return None
        if obj is None or not _is_weapon(grammar, obj):
            return "no-weapon", f'"{token.text}": no weapon is fired'
        aimed = {"at", "into", "on", "against", "toward", "towards"}
        if candidate.name not in {"fire", "launch"} and not _is_bomb(grammar, obj):
            return "no-weapon", f'"{token.text} {obj.text}": no weapon of war'
        if near or any(p in aimed and not grammar.is_time(o) for p, o in grammar.prepositions(token)):
            return None
        if setting.lead and _is_bomb(grammar, obj):
            return None
        return "no-target", "a weapon is fired, but at nothing"
    if setting.explosive and (setting.lead or not setting.mishap):
        return None
    return None if near else ("accident", "nothing says that the explosion was an attack")


_HANDLING = frozenset({"fire", "launch", "throw", "hurl", "lob", "toss", "plant", "place", "drop"})


def _is_bomb(grammar: Grammar, token: Token) -> bool:
    weapon = weapon_at(grammar, token)
    return weapon is not None and bool((_EXPLOSIVE | {"Arson", "AirStrike"}) & set(weapon[1]))


def refuse_effect(grammar: Grammar, candidate: Candidate, setting: Setting, near: Sequence[Candidate]) -> Verdict:
    """Deaths and injuries: they need a violent cause, in the sentence or as the report's subject."""
    token = grammar.tokens[candidate.head]
    if candidate.row.noun:
        return _refuse_death(grammar, candidate, token, setting, near)
    agent = None if candidate.name in DYING else find_agent(grammar, token)
    mishap = _mishaps("agent") | _mishaps("accident") | _mishaps("animal")
    dead = grammar.subject(token) if candidate.name in DYING else find_patient(grammar, token)
    if dead is not None and lemma_of(dead) in _mishaps("animal"):
        return "animals", f'"{dead.text}": an animal'
    if agent is not None and lemma_of(agent) in mishap:
        return "accident", f'"{agent.text}": no act of violence'
    for preposition, cause in grammar.prepositions(token):
        if preposition in {"in", "by", "of", "from", "after", "following", "during"} and lemma_of(cause) in mishap:
            return "accident", f'"{preposition} {cause.text}": no act of violence'
    patient = None if candidate.name in DYING else find_patient(grammar, token)
    if len(candidate.row.words) > 1 or (patient is not None and lemma_of(patient) in _COUNTS):
        patient = None
    if (
        patient is not None
        and patient.pos == "NOUN"
        and not is_person(grammar, patient)
        and not _is_people_like(patient)
    ):
        return "no-person", f'"{patient.text}": no person'
    if _is_killing(grammar, candidate, token, agent) or _instrument(grammar, token):
        return None
    if any(p in {"in", "during"} and lemma_of(o) in _ENGAGEMENTS for p, o in grammar.prepositions(token)):
        return None
    if near and not (candidate.name in DYING and not _follows(grammar, token, near)):
        return None
    if (
        setting.lead
        and (not setting.mishap or setting.firm >= 3)
        and not _is_named_death(grammar, candidate, token, near)
    ):
        return None
    return "no-cause", f'"{token.text}": no violent cause is told'


def _is_killing(grammar: Grammar, candidate: Candidate, verb: Token, agent: Token | None) -> bool:
    """Somebody kills somebody: violence whoever it is; for wounds the attacker must be violent."""
    if agent is not None and (is_attack_word(agent) or _is_weapon(grammar, agent)):
        return True
    patient = find_patient(grammar, verb)
    human = patient is not None and (is_person(grammar, patient) or patient.lower in _PEOPLE_PRONOUNS)
    if candidate.name in {"murder", "slay"}:
        return human
    if agent is None or candidate.name in DYING:
        return False
    if candidate.name in _FATAL:
        return human and (attacker_class(grammar, agent) is not None or is_person(grammar, agent))
    return attacker_class(grammar, agent) == "violent"


def _follows(grammar: Grammar, verb: Token, near: Sequence[Candidate]) -> bool:
    """ "Died in/after the attack", "died after being shot", "died of wounds"."""
    for preposition, cause in grammar.prepositions(verb):
        if preposition in {"in", "after", "from", "following", "of", "during", "by", "when"}:
            if is_attack_word(cause) or lemma_of(cause) in {"wound", "injury", "shoot", "stab", "bullet", "gunshot"}:
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


def _refuse_death(
    grammar: Grammar, candidate: Candidate, noun: Token, setting: Setting, near: Sequence[Candidate]
) -> Verdict:
    verdict = _refuse_legal(grammar, candidate, noun)
    if verdict is not None:
        return verdict
    whose = [o for p, o in grammar.prepositions(noun) if p == "of"] + list(grammar.children(noun, "poss", "compound"))
    if any(lemma_of(o) in _mishaps("animal") for o in whose):
        return "animals", f'"{noun.text}": of an animal'
    if candidate.row.words == ("death",):
        head = grammar.head(grammar.head(noun)) if noun.dep == "pobj" else grammar.head(noun)
        if lemma_of(head) in {"anniversary", "commemoration", "memorial", "cause", "rate"}:
            return "points-back", f'"{head.text} … {noun.text}": no report of it'
        if near or (setting.lead and (not setting.mishap or setting.firm >= 3)):
            return None
        return "no-cause", f'"{noun.text}": no violent cause is told'
    if setting.lead or near:
        return None
    of = [o for p, o in grammar.prepositions(noun) if p == "of"]
    owners = [*of, *grammar.children(noun, "poss")]
    if any(is_person(grammar, o) and (n := grammar.name_at(o)) is not None and n.kind == "person" for o in owners):
        return None
    return "no-violence", f'"{noun.text}": nobody is named who was killed'


def refuse_back(grammar: Grammar, candidate: Candidate, before: Sequence[Candidate]) -> Verdict:
    """Words that only point back ("the incident"): an attack must have been told, and they must point."""
    noun = grammar.tokens[candidate.head]
    if not before:
        return "points-back", "no attack was told before"
    if not candidate.row.noun or candidate.name == "gunshot":
        return None
    pointing = {c.lower for c in grammar.children(noun, "det", "poss")}
    if pointing & {"the", "this", "that", "these", "those", "his", "her", "their"}:
        last = grammar.tokens[before[-1].head].sentence
        return None if noun.sentence - last <= _LEAD_SENTENCES else ("points-back", "too far from any attack")
    if grammar.annotated.quotation_at(noun.start) is not None and pointing & {"a", "an"}:
        return None
    return "points-back", f'"{noun.text}": points at nothing told'


def is_confirmed(grammar: Grammar, candidate: Candidate) -> bool:
    """Whether a weapon or a violent person stands in the trigger's sentence."""
    sentence = grammar.annotated.sentences[grammar.tokens[candidate.head].sentence]
    return any(
        attacker_class(grammar, t) == "violent" or weapon_at(grammar, t) is not None
        for t in grammar.annotated.sentence_tokens(sentence)
        if not candidate.first <= t.index < candidate.last
    )


_ENGAGEMENTS = frozenset({"operation", "crossfire", "combat", "ambush", "fighting", "action"})
_COUNTS = frozenset("total number dozen score hundred thousand number majority many most several more".split())
_PERSON_ENDINGS = (
    "er",
    "or",
    "ist",
    "ian",
    "man",
    "men",
    "ant",
    "ee",
    "child",
    "children",
    "people",
    "person",
    "women",
)


def _is_people_like(noun: Token) -> bool:
    return noun.lemma.lower().endswith(_PERSON_ENDINGS)


def is_violent_agent(grammar: Grammar, verb: Token) -> bool:
    """Whether somebody armed, or a weapon, does it."""
    agent = find_agent(grammar, verb)
    return agent is not None and any(
        attacker_class(grammar, part) in {"violent", "armed"} or _is_weapon(grammar, part)
        for part in grammar.conjuncts(agent)
    )


def _is_country(grammar: Grammar, token: Token) -> bool:
    name = grammar.name_at(token)
    return name is not None and (name.kind == "country" or (name.known or "").startswith("country/"))


def _is_weapon(grammar: Grammar, token: Token) -> bool:
    return weapon_at(grammar, token) is not None


def _instrument(grammar: Grammar, verb: Token) -> bool:
    return any(
        preposition in {"with", "by", "using", "in", "from"} and (_is_weapon(grammar, noun) or is_attack_word(noun))
        for preposition, noun in grammar.prepositions(verb)
    )
