"""What was learned to fill the roles of attacks: it counts where the rules left a role of the whole attack empty.

Only when mentions are joined does it show what an attack has; and what is learned takes no part in the joining, nor
in whether the words are enough to make somebody responsible.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.model.fact import AttackMention, Facts, Reference, Role, Voice
from kg.model.resolved import Filler, ResolvedAttack
from kg.model.suggestion import LEARNED

_SLOTS = {Role.PLACE: "places", Role.TARGET: "targets", Role.VICTIM: "victims", Role.WEAPON: "weapons"}


@dataclass(frozen=True, slots=True)
class Sureness:
    """`beside`: the confidence from which a filler stands beside those of the rules; `most`: how many fill a role."""

    beside: float
    most: int


# Chosen on reports kept apart. Above 1: never.
SURENESS = {
    Role.PLACE: Sureness(beside=0.95, most=2),
    Role.TARGET: Sureness(beside=0.95, most=1),
    Role.VICTIM: Sureness(beside=0.95, most=2),
    Role.WEAPON: Sureness(beside=0.95, most=1),
}


def with_likely_fillers(
    facts: Facts, attack_of: Mapping[int, int], sureness: Mapping[Role, Sureness] = SURENESS
) -> Facts:
    """The facts with the likely fillers in the roles that they fill; the same value where none does.

    `attack_of`: the ordinal of the attack by `AttackMention.index`; a mention of none keeps what it has.
    """
    changed: dict[int, AttackMention] = {}
    for group in _groups(facts, attack_of):
        for role, slot in _SLOTS.items():
            current = [changed.get(m.index, m) for m in group]
            for mention, more in _choose(current, role, slot, sureness[role]):
                filled: dict[str, Any] = {slot: (*getattr(mention, slot), *more)}
                changed[mention.index] = replace(mention, **filled)
    return _changed(facts, changed)


def _groups(facts: Facts, attack_of: Mapping[int, int]) -> list[list[AttackMention]]:
    """The mentions of each attack."""
    groups: dict[int, list[AttackMention]] = {}
    for mention in facts.attacks:
        if mention.index in attack_of:
            groups.setdefault(attack_of[mention.index], []).append(mention)
    return list(groups.values())


def _changed(facts: Facts, changed: Mapping[int, AttackMention]) -> Facts:
    if not changed:
        return facts
    return replace(facts, attacks=tuple(changed.get(m.index, m) for m in facts.attacks))


def with_likely_parties(facts: Facts, attack_of: Mapping[int, int]) -> Facts:
    """The facts with those likely responsible where no rule made anybody responsible by the same voice; the same value
    where there is none. `attack_of`: as above."""
    changed: dict[int, AttackMention] = {}
    for group in _groups(facts, attack_of):
        voices = {r.voice for m in group for r in m.responsible}
        likely = [(m, r) for m in group for r in m.likely_responsible if r.voice not in voices]
        for voice in Voice:
            spoken = [(m, r) for m, r in likely if r.voice is voice]
            if spoken:
                mention, party = max(spoken, key=lambda pair: pair[1].party.confidence or 0.0)
                known = changed.get(mention.index, mention)
                changed[mention.index] = replace(known, responsible=(*known.responsible, party))
    return _changed(facts, changed)


def without_likely_fillers(attack: ResolvedAttack) -> ResolvedAttack:
    """The attack as far as the rules read it: what responsibility is judged by."""
    return replace(
        attack,
        places=_by_rules(attack.places),
        targets=_by_rules(attack.targets),
        victims=_by_rules(attack.victims),
        weapons=_by_rules(attack.weapons),
    )


def _by_rules(fillers: tuple[Filler, ...]) -> tuple[Filler, ...]:
    return tuple(f for f in fillers if not all(e.rule.startswith(f"{LEARNED}role") for e in f.evidence))


def with_responsible(attack: ResolvedAttack, judged: ResolvedAttack) -> ResolvedAttack:
    """The attack with those whom another reading of it makes responsible; who did it is no victim of it.

    Of a person who is accused and hit, the words for the attack itself say that he was hit ("X was kidnapped"); words
    for deaths may be of another one, such as his own at the hands of police, but weigh more than what is only likely.
    """
    if set(judged.kinds) == {"Clash"}:
        authors, hit = set(), set()
    else:
        accused = {f.entity: f for f in judged.alleged if f.entity.startswith("person/")}
        hit = {v.entity for v in attack.victims if v.entity in accused and _is_rather_hit(v, accused[v.entity])}
        authors = {f.entity for f in judged.perpetrators} | (accused.keys() - hit)
    return replace(
        attack,
        victims=tuple(v for v in attack.victims if v.entity not in authors),
        perpetrators=judged.perpetrators,
        alleged=tuple(f for f in judged.alleged if f.entity not in hit),
        claimed_by=judged.claimed_by,
    )


def _is_rather_hit(victim: Filler, accused: Filler) -> bool:
    rules = [e.rule for e in victim.evidence if not e.rule.startswith(LEARNED)]
    by_the_deed = any("effect" not in rule and "back" not in rule for rule in rules)
    return by_the_deed or (bool(rules) and all(e.rule.startswith(LEARNED) for e in accused.evidence))


def _choose(
    group: Sequence[AttackMention], role: Role, slot: str, sureness: Sureness
) -> list[tuple[AttackMention, tuple[Reference, ...]]]:
    """The likely fillers of a role that count, with their mentions: the surest, where the attack has none."""
    filled = any(getattr(m, slot) for m in group)
    likely = {m.index: [r for r in m.likely if r.role is role] for m in group}
    sure = [r.confidence or 0.0 for references in likely.values() for r in references]
    least = sorted(sure, reverse=True)[: sureness.most][-1] if sure else 0.0
    least = max(least, sureness.beside) if filled else least
    chosen = [(m, tuple(r for r in likely[m.index] if (r.confidence or 0.0) >= least)) for m in group]
    return [(mention, references) for mention, references in chosen if references]
