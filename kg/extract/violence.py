"""Is this violence? Weak triggers ("strike", "blast", "killed") count only in a violent context."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.extract.grammar import Grammar
from kg.extract.triggers import Candidate, lemma_of
from kg.extract.weapons import attacker_class, is_person, weapon_at
from kg.model.annotation import Token
from kg.resources import read_tsv

_FIRM = frozenset({"strong"})
_EXPLODING = frozenset({"explosion", "blast", "detonation", "explode", "detonate", "go off", "set off"})
_PHYSICAL = frozenset(
    {"hit", "strike", "target", "destroy", "storm", "pound", "pummel", "ram", "overrun", "raid", "mow down"}
)
_LEAD_SENTENCES = 4


@cache
def _accident_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("accidents.tsv") if row["class"] == "accident")


@cache
def _peaceful_agents() -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("accidents.tsv") if row["class"] == "agent")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the article as a whole is about. `strong`: how many firm words of violence it holds;
    `explosive`: a bomb or bomber is named; `accident`: how many words of mishap it holds."""

    strong: int
    strong_early: int
    explosive: bool
    actors: int
    accident: int
    accident_early: int

    @property
    def violent(self) -> bool:
        if self.accident_early and not self.strong_early:
            return self.strong + self.actors >= 4
        return self.strong >= 2 or (self.strong >= 1 and self.actors >= 1) or self.actors >= 2


def read_setting(grammar: Grammar, candidates: list[Candidate]) -> Setting:
    """Count what speaks for violence and what for mishap."""
    early = sum(1 for s in grammar.annotated.sentences[:_LEAD_SENTENCES])
    strong = [c for c in candidates if c.row.strength in _FIRM]
    weapons = [weapon_at(grammar, t) for t in grammar.tokens]
    explosive = any(w is not None and {"Bombing", "CarBombing", "SuicideBombing"} & set(w[1]) for w in weapons)
    actors = sum(1 for t in grammar.tokens if attacker_class(grammar, t) == "violent")
    accidents = [t for t in grammar.tokens if lemma_of(t) in _accident_words()]
    return Setting(
        strong=len(strong),
        strong_early=sum(1 for c in strong if grammar.tokens[c.head].sentence < early),
        explosive=explosive or any("omb" in k for c in strong for k in c.row.kinds),
        actors=actors,
        accident=len(accidents),
        accident_early=sum(1 for t in accidents if t.sentence < early),
    )


def harmless_reason(
    grammar: Grammar, candidate: Candidate, setting: Setting, near: list[Candidate]
) -> tuple[str, str] | None:
    """Rule and reason why a trigger reports no attack; None where it does. `near`: the other
    candidates of the sentence that stand as attacks already."""
    token = grammar.tokens[candidate.head]
    if candidate.row.strength == "strong":
        return _harmless_strong(grammar, candidate, token)
    if candidate.name in _EXPLODING or (candidate.row.frame == "weapon"):
        return _harmless_weapon(grammar, candidate, token, setting, near)
    if candidate.row.noun:
        return _harmless_noun(grammar, candidate, token, setting, near)
    return _harmless_verb(grammar, candidate, token, setting, near)


def _harmless_strong(grammar: Grammar, candidate: Candidate, token: Token) -> tuple[str, str] | None:
    if candidate.row.noun or candidate.row.frame != "victim":
        return None
    if candidate.name not in {"shoot", "knife", "slash", "hack"}:
        return None
    patient = find_patient(grammar, token)
    if patient is not None and is_person(grammar, patient):
        return None
    if (
        any(p in {"at", "dead"} for p, _ in grammar.prepositions(token))
        or (patient is None
        and _violent_agent(grammar, token))
    ):
        return None
    if (
        patient is not None
        and patient.pos == "PRON"
        and patient.lower in {"him", "her", "them", "he", "she", "they", "who", "me", "us", "himself", "herself"}
    ):
        return None
    return "no-person", f'"{token.text}": nobody is named who was hit'


def _harmless_weapon(
    grammar: Grammar, candidate: Candidate, token: Token, setting: Setting, near: list[Candidate]
) -> tuple[str, str] | None:
    if candidate.name in {"fire", "launch"}:
        obj = grammar.object(token) or (grammar.subject(token) if grammar.is_passive(token) else None)
        if obj is not None and weapon_at(grammar, obj) is not None:
            targets = [
                p for p, _ in grammar.prepositions(token) if p in {"at", "into", "on", "against", "toward", "towards"}
            ]
            return None if targets or near else ("no-target", "a weapon is fired, but at nothing")
        return "no-weapon", f'"{token.text}": no weapon is fired'
    if setting.explosive and not (setting.accident_early and not setting.strong_early):
        return None
    if near:
        return None
    return "accident", "nothing says that the explosion was an attack"


def _harmless_noun(
    grammar: Grammar, candidate: Candidate, token: Token, setting: Setting, near: list[Candidate]
) -> tuple[str, str] | None:
    if candidate.row.strength in {"effect", "back"}:
        return None if setting.violent else ("no-violence", "no violent cause is told")
    if setting.violent or near:
        return None
    if _sentence_evidence(grammar, candidate):
        return None
    return "no-violence", f'"{token.text}": nothing violent in the report'


def _harmless_verb(
    grammar: Grammar, candidate: Candidate, token: Token, setting: Setting, near: list[Candidate]
) -> tuple[str, str] | None:
    agent = find_agent(grammar, token)
    if candidate.row.strength == "effect":
        return _harmless_effect(grammar, token, agent, setting, near)
    if candidate.name in _PHYSICAL or candidate.name.startswith(
        ("set ", "burn ", "fire ", "run ", "plow", "plough", "cut ")
    ):
        if agent is not None and (_is_violent(grammar, agent) or is_attack_word(agent)):
            return None
        if _instrument(grammar, token):
            return None
        return "no-violence", f'"{token.text}": nobody armed and no weapon'
    if agent is not None and _is_violent(grammar, agent):
        return None
    if setting.violent or near:
        return None
    return "no-violence", f'"{token.text}": nothing violent in the report'


def _harmless_effect(
    grammar: Grammar, verb: Token, agent: Token | None, setting: Setting, near: list[Candidate]
) -> tuple[str, str] | None:
    if agent is not None and (lemma_of(agent) in _peaceful_agents() or lemma_of(agent) in _accident_words()):
        return "accident", f'"{agent.text}": no act of violence'
    for preposition, cause in grammar.prepositions(verb):
        if preposition in {"in", "by", "of", "from", "when", "after", "following"} and lemma_of(cause) in (
            _accident_words() | _peaceful_agents()
        ):
            return "accident", f'"{preposition} {cause.text}": no act of violence'
    if lemma_of(verb) in {"murder", "slay", "assassinate"}:
        patient = find_patient(grammar, verb)
        if patient is not None and is_person(grammar, patient):
            return None
    if agent is not None and (_is_violent(grammar, agent) or is_attack_word(agent)):
        return None
    if _instrument(grammar, verb) or near:
        return None
    if setting.violent and not setting.accident_early:
        return None
    return "no-cause", f'"{verb.text}": no violent cause is told'


def _sentence_evidence(grammar: Grammar, candidate: Candidate) -> bool:
    sentence = grammar.annotated.sentences[grammar.tokens[candidate.head].sentence]
    return any(
        attacker_class(grammar, t) == "violent" or weapon_at(grammar, t) is not None
        for t in grammar.annotated.sentence_tokens(sentence)
        if not candidate.first <= t.index < candidate.last
    )


def find_agent(grammar: Grammar, verb: Token) -> Token | None:
    """Who or what does it: the active subject or the noun behind "by"."""
    by = grammar.by_agent(verb)
    if by:
        return by[0]
    return None if is_passive_reading(grammar, verb) else grammar.subject(verb)


def find_patient(grammar: Grammar, verb: Token) -> Token | None:
    """Who or what it is done to: the object, or the subject of a passive."""
    obj = grammar.object(verb)
    if obj is not None:
        return obj
    return grammar.subject(verb) if is_passive_reading(grammar, verb) else None


_TRANSITIVE = frozenset(
    {
        "kill",
        "injure",
        "wound",
        "shoot",
        "stab",
        "kidnap",
        "abduct",
        "murder",
        "assassinate",
        "behead",
        "target",
        "hijack",
        "hit",
    }
)


def is_passive_reading(grammar: Grammar, verb: Token) -> bool:
    """Passive by form, or a headline's short passive: "Mayor shot at rally", "Three wounded in blast"."""
    if grammar.is_passive(verb):
        return True
    return (
        verb.tag in {"VBN", "VBD"}
        and lemma_of(verb) in _TRANSITIVE
        and grammar.object(verb) is None
        and not any(p == "at" and is_person(grammar, o) for p, o in grammar.prepositions(verb))
        and (subject := grammar.subject(verb)) is not None
        and attacker_class(grammar, subject) != "violent"
    )


@cache
def _attack_nouns() -> frozenset[str]:
    rows = read_tsv("triggers.tsv")
    return frozenset(r["words"].split()[-1] for r in rows if r["pos"] == "noun" and r["strength"] in {"strong", "weak"})


def is_attack_word(token: Token) -> bool:
    """Whether the noun itself is an act: "the blast killed …"."""
    return token.pos in {"NOUN", "PROPN"} and lemma_of(token) in _attack_nouns()


def _is_violent(grammar: Grammar, agent: Token) -> bool:
    return any(
        attacker_class(grammar, part) in {"violent", "armed"} or weapon_at(grammar, part) is not None
        for part in grammar.conjuncts(agent)
    )


def _violent_agent(grammar: Grammar, verb: Token) -> bool:
    agent = find_agent(grammar, verb)
    return agent is not None and _is_violent(grammar, agent)


def _instrument(grammar: Grammar, verb: Token) -> bool:
    return any(
        preposition in {"with", "by", "using", "in", "from"} and (weapon_at(grammar, noun) or is_attack_word(noun))
        for preposition, noun in grammar.prepositions(verb)
    )
