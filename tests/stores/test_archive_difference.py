"""What two editions of a report say differently, in facts."""

from __future__ import annotations

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal

from kg.assemble import build_graph
from kg.model.difference import Change, Difference, FactChange, SlotChange
from kg.model.resolved import ResolvedFacts
from kg.store import article_name, compare
from kg.vocab.namespaces import SCHEMA
from tests.assemble.example import PROVENANCE, example_facts
from tests.stores.editions import edited_facts, edition


def graph_of(facts: ResolvedFacts) -> Graph:
    return build_graph(facts, provenance=PROVENANCE)


def second(**changes: object) -> ResolvedFacts:
    """The second edition, with other facts."""
    return dataclasses.replace(edited_facts("second", url=None, published=None), **changes)  # type: ignore[arg-type]


FIRST = edition("first", url=None).graph


def test_another_key_and_other_offsets_are_no_difference() -> None:
    assert compare(FIRST, edition("second", url=None).graph) == Difference()
    assert not Difference()


def test_a_changed_toll_is_one_changed_attack() -> None:
    (change,) = compare(FIRST, edition("second", url=None, killed=9).graph).changes
    assert change == FactChange(
        change=Change.CHANGED,
        kind="attack",
        label="car bombing in Vessra, 2031-06-03",
        slots=(
            SlotChange(
                property="casualties",
                before=("killedMin 12, source hospital official",),
                after=("killedMax 9, killedMin 9, source hospital official",),
            ),
        ),
    )


def test_who_is_blamed_stands_in_the_attack_and_in_the_claim() -> None:
    facts = second()
    first, *others = facts.attacks
    moved = dataclasses.replace(first, alleged=(), perpetrators=first.alleged)
    found = compare(FIRST, graph_of(second(attacks=(moved, *others)))).changes
    slots = {slot.property: (slot.before, slot.after) for change in found for slot in change.slots}
    assert slots["perpetrator"] == ((), ("Red Dawn Front",))
    assert slots["allegedPerpetrator"] == (("Red Dawn Front",), ())


def test_what_is_no_longer_said_is_removed() -> None:
    facts = second()
    without = graph_of(second(statements=facts.statements[:-1]))
    (change,) = compare(FIRST, without).changes
    assert (change.change, change.kind) == (Change.REMOVED, "statement")
    assert change.label == "diplomat: the dead in Vessra at 15"
    (back,) = compare(without, FIRST).changes
    assert back.change is Change.ADDED
    assert [slot.property for slot in back.slots] == [slot.property for slot in change.slots]
    assert back.slots[0].before == ()


def test_the_headline_belongs_to_the_article() -> None:
    new = Graph()
    new += FIRST
    new.set((article_name(FIRST), SCHEMA.headline, Literal("Another headline")))
    (change,) = compare(FIRST, new).changes
    assert (change.kind, change.slots[0].property, change.slots[0].after) == (
        "article",
        "headline",
        ("Another headline",),
    )


def test_two_places_of_one_name_are_told_apart() -> None:
    facts = second()
    place = facts.entities[1]
    assert place.label == "Vessra"
    other = dataclasses.replace(place, key="place/vessra-9999", geonames=9999)
    moved = [dataclasses.replace(a, places=()) for a in facts.attacks]
    old = graph_of(second(attacks=tuple(moved)))
    new = graph_of(second(attacks=tuple(moved), entities=(*facts.entities[:1], other, *facts.entities[2:])))
    (change,) = compare(old, new).changes
    assert (change.kind, change.label) == ("entity", "Vessra")


def test_the_summary_counts_and_the_json_says_the_same() -> None:
    facts = second()
    difference = compare(FIRST, graph_of(second(statements=facts.statements[1:], positions=())))
    assert difference.to_text().startswith(f"facts: 0 added, {len(difference.changes)} removed, 0 changed\n")
    told = difference.to_dict()
    assert told["removed"] == len(difference.changes) > 1
    assert [change["label"] for change in told["changes"]] == [c.label for c in difference.changes]  # type: ignore[attr-defined]


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_the_way_back_is_the_mirror_image(data: st.DataObject) -> None:
    facts = example_facts()
    statements = data.draw(st.lists(st.sampled_from(facts.statements), unique=True).map(tuple))
    kept = tuple(s for s in facts.statements if s in statements)
    ordinals = {s.ordinal for s in kept}
    # A claim may dispute one that is not kept: leave the disputes out.
    plain = tuple(
        dataclasses.replace(s, claims=tuple(dataclasses.replace(c, disputes=()) for c in s.claims)) for s in kept
    )
    some = graph_of(dataclasses.replace(facts, statements=plain))
    whole = graph_of(
        dataclasses.replace(
            facts,
            statements=tuple(
                dataclasses.replace(s, claims=tuple(dataclasses.replace(c, disputes=()) for c in s.claims))
                for s in facts.statements
            ),
        )
    )
    there, back = compare(whole, some), compare(some, whole)
    assert there.count(Change.REMOVED) == len(facts.statements) - len(ordinals) == back.count(Change.ADDED)
    assert {c.label for c in there.changes} == {c.label for c in back.changes}
