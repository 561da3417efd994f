"""Two graphs of one report → what they say differently, in facts.

A corrected report has another key, so all names that belong to the article differ although nothing
that it says may. Facts are therefore compared by what a reader sees of them: labels in the place of
names, and no evidence. Facts that differ a little are paired by the share of values that they have
in common, so that a changed toll shows as one changed attack.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model.difference import Change, Difference, FactChange, SlotChange
from kg.store.describing import KINDS, Describer

if TYPE_CHECKING:
    from rdflib import Graph

_PAIRED = 0.34  # facts with a smaller share of common values are two facts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fact:
    """`values`: property and value, as a reader sees them."""

    kind: str
    label: str
    values: frozenset[tuple[str, str]]


def compare(old: Graph, new: Graph) -> Difference:
    """What `new` says differently from `old`; each is the graph of one article."""
    before, after = _facts_of(old), _facts_of(new)
    common = Counter(before) & Counter(after)
    before, after = _without(before, common), _without(after, common)
    changes = []
    for kind in KINDS:
        first, second = [f for f in before if f.kind == kind], [f for f in after if f.kind == kind]
        for old_fact, new_fact in _pairs(first, second):
            changes.append(_change(old_fact, new_fact))
            first.remove(old_fact)
            second.remove(new_fact)
        changes += [_change(fact, None) for fact in first] + [_change(None, fact) for fact in second]
    return Difference(changes=tuple(changes))


def _without(facts: list[_Fact], common: Counter[_Fact]) -> list[_Fact]:
    left = Counter(common)
    kept = []
    for fact in facts:
        if left[fact]:
            left[fact] -= 1
        else:
            kept.append(fact)
    return kept


def _pairs(old: list[_Fact], new: list[_Fact]) -> list[tuple[_Fact, _Fact]]:
    """The most alike first; each fact in one pair at most."""
    likeness = sorted(
        ((-_likeness(a, b), i, j) for i, a in enumerate(old) for j, b in enumerate(new) if _likeness(a, b) >= _PAIRED)
    )
    pairs, taken_old, taken_new = [], set(), set()
    for _, i, j in likeness:
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            pairs.append((i, j))
    return [(old[i], new[j]) for i, j in sorted(pairs)]


def _likeness(a: _Fact, b: _Fact) -> float:
    if a.kind in ("article", "entity"):  # one article is always the other; an entity is known by its name
        return float(a.kind == "article" or a.label == b.label)
    return len(a.values & b.values) / len(a.values | b.values)


def _change(old: _Fact | None, new: _Fact | None) -> FactChange:
    shown = new or old
    assert shown is not None  # noqa: S101 - one of the two is a fact
    before = old.values if old else frozenset()
    after = new.values if new else frozenset()
    slots = []
    for name in sorted({name for name, _ in before ^ after}):
        slots.append(
            SlotChange(
                property=name,
                before=tuple(sorted(value for p, value in before - after if p == name)),
                after=tuple(sorted(value for p, value in after - before if p == name)),
            )
        )
    change = Change.REMOVED if new is None else Change.ADDED if old is None else Change.CHANGED
    return FactChange(change=change, kind=shown.kind, label=shown.label, slots=tuple(slots))


def _facts_of(graph: Graph) -> list[_Fact]:
    """The facts in the order of the text, as far as the names of their nodes tell it."""
    describer = Describer(graph)
    return [
        _Fact(kind=kind, label=describer.label(node), values=frozenset(describer.values(node)))
        for kind, node in describer.fact_nodes()
    ]
