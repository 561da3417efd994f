"""From the words for attacks that the network reads to suggestions of attacks."""

from __future__ import annotations

from collections.abc import Mapping

from kg.annotate.learned.readings import Reading
from kg.annotate.learned.tasks import ATTACK
from kg.model.suggestion import SuggestedAttack, SuggestedSpan

ATTACK_COMPONENT = "learned-attack"
# The class of the ontology that each label of an anchor stands for.
_KINDS: Mapping[str, tuple[str, ...]] = {
    "Attack": ("Attack",),
    "Bombing": ("Bombing",),
    "Shooting": ("Shooting",),
    "Harm": ("Attack",),
}
_SLOTS: Mapping[str, str] = {
    "place": "places",
    "target": "targets",
    "victim": "victims",
    "weapon": "weapons",
    "perpetrator": "parties",
}


def suggest_attack(reading: Reading) -> SuggestedAttack | None:
    """The reading as a suggestion; None where it is of another task. A part that overlaps the trigger is left out."""
    if reading.task != ATTACK.name:
        return None
    slots: dict[str, tuple[SuggestedSpan, ...]] = dict.fromkeys(_SLOTS.values(), ())
    for part in reading.parts:
        if not part.span.overlaps(reading.span):
            slot = _SLOTS[part.role]
            slots[slot] = (*slots[slot], SuggestedSpan(span=part.span, confidence=round(part.score, 2)))
    return SuggestedAttack(
        trigger=reading.span,
        kinds=_KINDS[reading.label],
        component=ATTACK_COMPONENT,
        confidence=round(reading.score, 2),
        places=slots["places"],
        targets=slots["targets"],
        victims=slots["victims"],
        weapons=slots["weapons"],
        parties=slots["parties"],
    )
