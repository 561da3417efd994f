"""Decisions and the facts of today: a rebuild may have moved a fact, changed it, or no longer read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.review.decision import Decision, Verdict
from kg.review.facts import Reviewable


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`by_number`: the decision in force about each fact, by the number of the fact. `history`: all about it, the
    latest first. `left`: decisions in force about facts that are no longer read as they were."""

    by_number: dict[int, Decision]
    history: dict[int, tuple[Decision, ...]]
    left: tuple[Decision, ...]


def find_standing(decisions: Iterable[Decision], facts: Sequence[Reviewable]) -> Standing:
    """A decision holds for the fact of the same content; else for one of the same property and value on some of the
    same words; a correction also for the fact that now has the corrected value. The latest decision counts."""
    ordered = sorted(decisions, key=lambda one: (one.at, one.fact.fingerprint, one.verdict, one.reviewer), reverse=True)
    by_print = {fact.key.fingerprint: fact for fact in reversed(facts)}
    history: dict[int, list[Decision]] = {}
    left: dict[str, Decision] = {}
    for decision in ordered:
        fact = by_print.get(decision.fact.fingerprint) or _moved(decision, facts)
        if fact is not None:
            history.setdefault(fact.number, []).append(decision)
        else:
            left.setdefault(decision.fact.fingerprint, decision)
    return Standing(
        by_number={number: found[0] for number, found in history.items()},
        history={number: tuple(found) for number, found in history.items()},
        left=tuple(left.values()),
    )


def _moved(decision: Decision, facts: Sequence[Reviewable]) -> Reviewable | None:
    values = {decision.fact.value.casefold()}
    if decision.verdict is Verdict.CORRECTED:
        values.add(decision.correction.casefold())
    for fact in facts:
        same = fact.key.predicate == decision.fact.predicate and fact.key.value.casefold() in values
        if same and fact.key.overlaps(decision.fact):
            return fact
    return None
