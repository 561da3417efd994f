"""What sort of attack: the trigger's own type, made more exact by weapons and attackers beside it."""

from __future__ import annotations

from kg.extract.arguments import Arguments
from kg.extract.grammar import Grammar
from kg.extract.triggers import Candidate, lemma_of
from kg.extract.voice import find_agent
from kg.extract.weapons import weapon_at
from kg.model.annotation import Token

# Which class lies above which; what is implied is not listed.
SUPERCLASS = {
    "DroneStrike": "AirStrike",
    "CarBombing": "Bombing",
    "SuicideBombing": "Bombing",
}
# Types that weapons and attackers beside them make more exact or add to; the others say all.
_OPEN = frozenset({"Attack", "Raid", "Bombing", "VehicleRamming"})
_BOMBERS = {
    "bomber": "SuicideBombing",
    "gunman": "Shooting",
    "shooter": "Shooting",
    "sniper": "Shooting",
    "knifeman": "Stabbing",
    "kidnapper": "Abduction",
    "hijacker": "Abduction",
    "abductor": "Abduction",
    "captor": "Abduction",
}
_AIRCRAFT = frozenset({"warplane", "jet", "aircraft", "plane", "helicopter", "gunship", "bomber jet"})


def most_specific(kinds: list[str]) -> tuple[str, ...]:
    """The kinds without those that another one implies, in the given order; never empty."""
    implied = {SUPERCLASS[k] for k in kinds if k in SUPERCLASS}
    kept = [k for k in dict.fromkeys(kinds) if k not in implied and k != "Attack"]
    return tuple(kept) or ("Attack",)


def find_kinds(grammar: Grammar, candidate: Candidate, arguments: Arguments) -> tuple[str, ...]:
    """The ontology classes of a mention, most specific first."""
    kinds = list(candidate.row.kinds)
    found: list[str] = []
    for weapon in arguments.weapons:
        match = weapon_at(grammar, weapon)
        found += match[1] if match else ()
    if candidate.row.words[0] in {"fire", "open"} and arguments.weapons:
        return most_specific(found or ["Attack"])
    if not set(kinds) <= _OPEN:
        return most_specific(kinds)
    if _suicide(grammar, candidate, arguments):
        found.append("SuicideBombing")
    if set(kinds) <= {"Attack"}:
        for agent in arguments.agents:
            kind = _BOMBERS.get(lemma_of(agent))
            if kind is not None and kind != "SuicideBombing":
                found.append(kind)
    if candidate.name in {"strike", "raid", "bomb", "bombing", "pound", "hit", "target"} and any(
        lemma_of(a) in _AIRCRAFT for a in (*arguments.agents, *arguments.weapons, *_subject(grammar, candidate))
    ):
        found.append("AirStrike")
    return most_specific([*found, *kinds])


def _subject(grammar: Grammar, candidate: Candidate) -> list[Token]:
    """The aircraft that bombs need not be known for an attacker."""
    agent = None if candidate.row.noun else find_agent(grammar, grammar.tokens[candidate.head])
    return [] if agent is None else [agent]


def _suicide(grammar: Grammar, candidate: Candidate, arguments: Arguments) -> bool:
    head = grammar.tokens[candidate.head]
    brought = [o for p, o in grammar.prepositions(head) if p == "with"]
    around: list[Token] = [
        *grammar.children(head, "amod", "compound", "nmod"),
        *arguments.weapons,
        *arguments.agents,
        *brought,
    ]
    return any(
        lemma_of(t) == "suicide"
        or any(lemma_of(c) == "suicide" for c in grammar.children(t, "amod", "compound", "nmod"))
        for t in around
    )
