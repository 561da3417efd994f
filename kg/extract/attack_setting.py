"""What the article and the sentence say for or against violence: weapons, attackers, mishaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.extract.grammar import Grammar
from kg.extract.triggers import Candidate, lemma_of
from kg.extract.voice import find_agent, is_attack_word
from kg.extract.weapons import attacker_class, weapon_at
from kg.model.annotation import Token
from kg.resources import read_tsv

Verdict = tuple[str, str] | None  # rule and reason of a refusal; None where the trigger stands

EXPLOSIVE = frozenset({"Bombing", "CarBombing", "SuicideBombing"})
LEAD_SENTENCES = 4  # headline and the first sentences: what the report is about
PEOPLE_PRONOUNS = frozenset({"him", "her", "them", "he", "she", "they", "who", "me", "us", "we", "i", "you"})
DYING = frozenset({"die", "perish", "succumb"})
_TERROR = frozenset({"terrorism", "terrorist", "terror", "bomber", "counterterrorism"})
_LIFETIME = 60  # years
_SINCE_WAR = 5  # words from "since" to the war, at most: "since the end of the Second World War"
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


@cache
def mishaps(use: str) -> frozenset[str]:
    """Lemmas of one class of `accidents.tsv`: "accident", "agent" or "animal"."""
    return frozenset(row["word"] for row in read_tsv("accidents.tsv") if row["class"] == use)


@cache
def facility_nouns() -> frozenset[str]:
    """Last words of names of buildings and grounds."""
    return frozenset(row["word"] for row in read_tsv("facility_nouns.tsv"))


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

    @property
    def tells_of_violence(self) -> bool:
        """Whether a death told without a cause may be laid to the report's attack."""
        return self.lead and (not self.mishap or self.firm >= 3)


def read_setting(grammar: Grammar, firm: Sequence[Candidate], leading: Sequence[Candidate]) -> Setting:
    """Count what speaks for violence and what for mishap. `firm`: triggers that are violence by
    themselves; `leading`: these and the weak ones that a weapon or an attacker beside them confirms."""
    lead = [s.index for s in grammar.annotated.sentences[:LEAD_SENTENCES]]
    weapons = (weapon_at(grammar, t) for t in grammar.tokens)
    explosive = any(w is not None and EXPLOSIVE & set(w[1]) for w in weapons)
    explosive = explosive or any(lemma_of(t) in _TERROR for t in grammar.tokens)
    return Setting(
        firm=len(firm),
        lead=any(grammar.tokens[c.head].sentence in lead for c in leading),
        explosive=explosive or any(EXPLOSIVE & set(c.row.kinds) for c in firm),
        actors=sum(1 for t in grammar.tokens if attacker_class(grammar, t) == "violent"),
        mishap=any(
            t.pos in {"NOUN", "PROPN"} and t.dep != "compound" and lemma_of(t) in mishaps("accident")
            for t in grammar.tokens
            if t.sentence in lead
        ),
    )


def is_in_lead(grammar: Grammar, kept: Sequence[Candidate]) -> bool:
    """Whether headline or lead hold an attack."""
    return any(grammar.tokens[c.head].sentence < LEAD_SENTENCES for c in kept)


def is_history(grammar: Grammar, candidate: Candidate, times: Sequence[int]) -> bool:
    """A deed of more than a lifetime ago, or of a world war; not one "since World War II", nor one with a later day."""
    published = grammar.annotated.article.publication_day
    if published is not None and times:
        return max(grammar.annotated.times[t].latest.year for t in times) < published.year - _LIFETIME
    sentence = grammar.annotated.sentences[grammar.tokens[candidate.head].sentence]
    words = [t.lower for t in grammar.annotated.sentence_tokens(sentence)]
    wars = [at for at, pair in enumerate(pairwise(words)) if pair == ("world", "war")]
    return bool(wars) and not any("since" in words[max(0, at - _SINCE_WAR) : at] for at in wars)


def is_confirmed(grammar: Grammar, candidate: Candidate) -> bool:
    """Whether a weapon or a violent person stands in the trigger's sentence."""
    sentence = grammar.annotated.sentences[grammar.tokens[candidate.head].sentence]
    return any(
        attacker_class(grammar, t) == "violent" or weapon_at(grammar, t) is not None
        for t in grammar.annotated.sentence_tokens(sentence)
        if not candidate.first <= t.index < candidate.last
    )


_DEADLY = frozenset({"kill", "wound", "injure", "die", "murder", "slay", "maim", "perish"})
_ACTS = frozenset({"attack", "raid", "assault", "ambush", "onslaught", "clash", "gunfire", "rampage", "incursion"}) | {
    "strike",
    "barrage",
    "offensive",
    "siege",
    "battle",
    "fighting",
    "skirmish",
    "storming",
}
_UNDER = frozenset({"in", "during", "by", "from"})


def is_deadly(grammar: Grammar, candidate: Candidate) -> bool:
    """ "Killed in a raid", "the attack, which left nine dead", "an assault in which 21 died": people die of it, and
    nothing in the sentence speaks of an accident, of nature or of an animal."""
    noun = grammar.tokens[candidate.head]
    if not candidate.row.noun or candidate.name not in _ACTS:
        return False
    harmless = mishaps("accident") | mishaps("animal")
    sentence = grammar.annotated.sentences[noun.sentence]
    if any(lemma_of(t) in harmless for t in grammar.annotated.sentence_tokens(sentence)):
        return False
    prep = grammar.head(noun)
    if noun.dep == "pobj" and prep.lower in _UNDER and _tells_deaths(grammar, grammar.head(prep)):
        return True
    clauses = [*grammar.children(noun, "relcl", "acl"), *_in_which(grammar, noun)]
    if noun.dep in {"nsubj", "dobj"}:
        clauses += [grammar.head(noun), *grammar.children(grammar.head(noun), "advcl", "conj", "relcl")]
    return any(_tells_deaths(grammar, clause) for clause in clauses)


def _in_which(grammar: Grammar, noun: Token) -> list[Token]:
    """ "The attack on a church in Kaduna, in which 21 died", "… which killed 21": the clause may hang on any noun of
    the phrase."""
    inside = [t for t in grammar.annotated.subtree(noun) if t.index > noun.index and t.dep == "relcl"]
    told = [c for c in inside if any((p, o.lower) == ("in", "which") for p, o in grammar.prepositions(c))]
    return told + [c for c in inside if any(s.lower in {"which", "that"} for s in grammar.children(c, "nsubj"))]


def _tells_deaths(grammar: Grammar, verb: Token) -> bool:
    """ "Killed three", "left nine dead", "claimed 20 lives"; not "did not kill"."""
    if verb.pos not in {"VERB", "AUX"} or _is_open(grammar, verb):
        return False
    if lemma_of(verb) in _DEADLY:
        return True
    below = {t.lower for t in grammar.annotated.subtree(verb) if t.index > verb.index}
    if lemma_of(verb) == "leave":
        return bool(below & {"dead", "wounded", "injured"})
    return lemma_of(verb) in {"claim", "take", "cost"} and "lives" in below


def _is_open(grammar: Grammar, verb: Token) -> bool:
    """Whether the verb is denied or only may come true."""
    return any(c.dep == "neg" or c.tag in {"MD", "TO"} for c in grammar.children(verb, "neg", "aux"))


def is_violent_agent(grammar: Grammar, verb: Token) -> bool:
    """Whether somebody armed, or a weapon, does it."""
    agent = find_agent(grammar, verb)
    return agent is not None and any(
        attacker_class(grammar, part) in {"violent", "armed"} or is_weapon(grammar, part)
        for part in grammar.conjuncts(agent)
    )


def is_weapon(grammar: Grammar, token: Token) -> bool:
    """Whether the noun names a weapon."""
    return weapon_at(grammar, token) is not None


def is_bomb(grammar: Grammar, token: Token) -> bool:
    """Whether the noun names a bomb, a grenade or fire."""
    weapon = weapon_at(grammar, token)
    return weapon is not None and bool((EXPLOSIVE | {"Arson", "AirStrike"}) & set(weapon[1]))


def is_country(grammar: Grammar, token: Token) -> bool:
    """Whether the token names a state."""
    name = grammar.name_at(token)
    return name is not None and (name.kind == "country" or (name.known or "").startswith("country/"))


def is_people_like(noun: Token) -> bool:
    """Whether an unknown noun ends as words for people do ("cattle-herder")."""
    return noun.lemma.lower().endswith(_PERSON_ENDINGS)


def is_attack(token: Token, near: Sequence[Candidate]) -> bool:
    """Whether the noun is one of the attacks that stand: "the blast killed", not "the gas blast killed"."""
    return is_attack_word(token) and any(c.first <= token.index < c.last for c in near)


def has_instrument(grammar: Grammar, verb: Token, near: Sequence[Candidate]) -> bool:
    """Whether it is done with a weapon, or in or by an attack."""
    return any(
        preposition in {"with", "by", "using", "in", "from", "during"}
        and (is_weapon(grammar, noun) or is_attack(noun, near))
        for preposition, noun in grammar.prepositions(verb)
    )
