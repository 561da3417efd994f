"""A hedge on the author of an attack, and the mentions of the same attack that leave it out."""

import pytest

from kg.extract import extract
from kg.model.fact import Voice
from tests.support import annotated


def voices(text: str) -> list[Voice]:
    """The voice of every author told of, in the order of the text."""
    return [r.voice for m in extract(annotated(text)).attacks for r in m.responsible]


@pytest.mark.parametrize(
    "hedged",
    [
        "Mayor Peter Lund, who was kidnapped in Karvel on Monday, apparently by ELN guerrillas, was found dead.",
        "Mayor Peter Lund was kidnapped in Karvel on Monday by suspected ELN guerrillas.",
        "Mayor Peter Lund was apparently kidnapped in Karvel on Monday by ELN guerrillas.",
    ],
)
def test_one_hedge_counts_for_every_mention_of_the_attack(hedged: str) -> None:
    found = voices(f"{hedged} Lund was kidnapped by ELN guerrillas while he was traveling in a boat.")
    assert set(found) == {Voice.ALLEGED}


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Peter Lund was kidnapped in Karvel on Monday by suspected ELN guerrillas. Anna Berg was kidnapped by "
        "ELN guerrillas in Norwich in 1995.",
        "Mayor Peter Lund was kidnapped in Karvel on Monday. Lund was kidnapped by ELN guerrillas in a boat.",
        "Mayor Peter Lund was kidnapped in Karvel today by suspected thieves. Lund was kidnapped by ELN guerrillas.",
    ],
    ids=["another-victim", "no-hedge", "another-party"],
)
def test_a_hedge_on_something_else_takes_nothing_back(text: str) -> None:
    assert voices(text)[-1] is Voice.ASSERTED
