"""What was learned to fill the roles of attacks: it counts where the rules left a role of the whole attack empty.

Only when mentions are joined does it show what an attack has; and what is learned takes no part in the joining.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.model.fact import AttackMention, Facts, Reference, Role

_SLOTS = {Role.PLACE: "places", Role.TARGET: "targets", Role.VICTIM: "victims", Role.WEAPON: "weapons"}


@dataclass(frozen=True, slots=True)
class Sureness:
    """`beside`: the confidence from which a filler stands beside those of the rules; `most`: how many fill a role."""

    beside: float
    most: int


# Chosen on reports kept apart. Above 1: never.
SURENESS = {
    Role.PLACE: Sureness(beside=0.9, most=2),
    Role.TARGET: Sureness(beside=0.9, most=2),
    Role.VICTIM: Sureness(beside=0.9, most=2),
    Role.WEAPON: Sureness(beside=0.9, most=2),
}


def with_likely_fillers(
    facts: Facts, attack_of: Mapping[int, int], sureness: Mapping[Role, Sureness] = SURENESS
) -> Facts:
    """The facts with the likely fillers in the roles that they fill; the same value where none does.

    `attack_of`: the ordinal of the attack by `AttackMention.index`; a mention of none keeps what it has.
    """
    groups: dict[int, list[AttackMention]] = {}
    for mention in facts.attacks:
        if mention.index in attack_of:
            groups.setdefault(attack_of[mention.index], []).append(mention)
    changed: dict[int, AttackMention] = {}
    for group in groups.values():
        for role, slot in _SLOTS.items():
            current = [changed.get(m.index, m) for m in group]
            for mention, more in _choose(current, role, slot, sureness[role]):
                filled: dict[str, Any] = {slot: (*getattr(mention, slot), *more)}
                changed[mention.index] = replace(mention, **filled)
    if not changed:
        return facts
    return replace(facts, attacks=tuple(changed.get(m.index, m) for m in facts.attacks))


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
