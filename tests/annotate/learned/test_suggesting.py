"""What the network reads becomes suggestions in the contract's form."""

from __future__ import annotations

from kg.annotate.learned.readings import Reading, ReadPart
from kg.annotate.learned.suggesting import to_suggestions
from kg.model.span import Span


def attack(start: int, label: str = "Bombing", *parts: ReadPart) -> Reading:
    return Reading(task="attack", label=label, span=Span(start, start + 4), score=0.876, parts=parts)


def test_each_role_goes_to_its_slot_with_how_sure_it_is() -> None:
    place = ReadPart(role="place", span=Span(20, 25), score=0.514)
    party = ReadPart(role="perpetrator", span=Span(0, 3), score=0.3)
    (found,) = to_suggestions([attack(10, "Bombing", place, party)]).attacks
    assert (found.trigger, found.kinds, found.confidence) == (Span(10, 14), ("Bombing",), 0.88)
    assert [(s.span, s.confidence) for s in found.places] == [(Span(20, 25), 0.51)]
    assert [s.span for s in found.parties] == [Span(0, 3)]
    assert found.victims == found.targets == found.weapons == ()


def test_harm_is_an_attack_of_no_kind() -> None:
    (found,) = to_suggestions([attack(10, "Harm")]).attacks
    assert found.kinds == ("Attack",)


def test_a_part_that_overlaps_the_trigger_is_none() -> None:
    (found,) = to_suggestions([attack(10, "Attack", ReadPart(role="weapon", span=Span(8, 12), score=0.9))]).attacks
    assert found.weapons == ()


def test_attacks_and_attributions_are_told_apart_and_put_in_order() -> None:
    source = ReadPart(role="source", span=Span(0, 3), score=0.9)
    cue = Reading(task="attribution", label="cue", span=Span(4, 8), score=0.9, parts=(source,))
    found = to_suggestions([attack(30), cue, attack(10)])
    assert [a.trigger.start for a in found.attacks] == [10, 30]
    assert [a.cue for a in found.attributions] == [Span(4, 8)]
