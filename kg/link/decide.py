"""Which pairs become links: the best first, one to one between two articles, never across a contradiction.

A link that would bring together two tellings which contradict each other somewhere down the chain, or two attacks of
one article, is refused, and so is one for which another would do just as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from kg.link.blocking import agent_pairs, attack_pairs
from kg.link.contradictions import find_agent_contradiction, find_contradiction
from kg.link.features import AgentFeatures, AttackFeatures, Features
from kg.link.record import Decision, Links
from kg.link.score import Score, score_agents, score_attacks
from kg.vocab.namespaces import KG

ATTACK_THRESHOLD = Decimal("6.5")  # a day and a town alone make 6: something of the attack itself must agree
AGENT_THRESHOLD = Decimal("4.5")  # a name alone makes 4: something beside the name must agree
_SAME_EVENT, _SAME_AGENT = str(KG.sameEventAs), str(KG.sameAgentAs)

Item = TypeVar("Item", AttackFeatures, AgentFeatures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A pair with enough points that was left apart, and why."""

    subject: str
    object: str
    score: Decimal
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`links`: all that hold now; `added`: those of this run; `compared`: pairs that were looked at."""

    links: Links
    added: tuple[Decision, ...]
    refused: tuple[Refusal, ...]
    compared: int


def decide_links(
    features: Features,
    before: Links,
    *,
    threshold: Decimal = ATTACK_THRESHOLD,
    agent_threshold: Decimal = AGENT_THRESHOLD,
) -> Outcome:
    """Keeps the decisions of `before` and compares the articles that it has not seen with all others."""
    new = frozenset(features.articles) - frozenset(before.articles)
    attacks = _Judge(features.attacks, before, _SAME_EVENT, _why_apart, threshold)
    attacks.look_at((one, two, score_attacks(one, two)) for one, two in attack_pairs(features.attacks, new))
    added = attacks.decide(one_to_one=True)
    events = [d for d in (*before.decisions, *added) if d.predicate == _SAME_EVENT]
    linked = frozenset(pair for d in events for pair in ((d.subject, d.object), (d.object, d.subject)))
    agents = _Judge(features.agents, before, _SAME_AGENT, find_agent_contradiction, agent_threshold)
    agents.look_at((one, two, score_agents(one, two, linked)) for one, two in agent_pairs(features.agents, new))
    added += agents.decide(one_to_one=False)
    return Outcome(
        links=before.with_more(added, features.articles),
        added=tuple(sorted(added)),
        refused=tuple(sorted(attacks.refused + agents.refused, key=lambda r: (r.subject, r.object))),
        compared=attacks.compared + agents.compared,
    )


def _why_apart(one: AttackFeatures, two: AttackFeatures) -> str | None:
    if one.article == two.article:
        return "one article tells them apart"
    return find_contradiction(one, two)


class _Judge(Generic[Item]):
    """Decides about the pairs of one kind. `why_apart` gives the contradiction of a pair, or None."""

    def __init__(
        self,
        items: Iterable[Item],
        before: Links,
        predicate: str,
        why_apart: Callable[[Item, Item], str | None],
        threshold: Decimal,
    ) -> None:
        self._items: dict[str, Item] = {item.iri: item for item in items}
        self._predicate = predicate
        self._why_apart: Callable[[Item, Item], str | None] = why_apart
        self._threshold = threshold
        self._groups: dict[str, set[str]] = {iri: {iri} for iri in self._items}
        self._open: list[tuple[Item, Item, Score]] = []
        self.refused: list[Refusal] = []
        self.compared = 0
        for decision in before.decisions:
            if decision.predicate == predicate:
                self._join(decision.subject, decision.object)

    def look_at(self, pairs: Iterable[tuple[Item, Item, Score]]) -> None:
        for one, two, score in pairs:
            self.compared += 1
            if score.points < self._threshold:
                continue
            reason = self._why_apart(one, two)
            if reason is None:
                self._open.append((one, two, score))
            else:
                self._refuse(one, two, score, reason)

    def decide(self, *, one_to_one: bool) -> list[Decision]:
        """`one_to_one`: an attack has one counterpart at most in another article."""
        rivals = self._count_rivals() if one_to_one else {}
        added: list[Decision] = []
        for one, two, score in sorted(self._open, key=lambda pair: (-pair[2].points, pair[0].iri, pair[1].iri)):
            together = two.iri in self._groups[one.iri]
            tied = rivals.get((one.iri, two.iri))
            reason = f"{tied} would do as well" if tied else None if together else self._chain(one.iri, two.iri)
            if reason is not None:
                self._refuse(one, two, score, reason)
                continue
            added.append(
                Decision(
                    subject=min(one.iri, two.iri),
                    object=max(one.iri, two.iri),
                    predicate=self._predicate,
                    score=score.points,
                    reasons=score.reasons,
                )
            )
            self._join(one.iri, two.iri)
        return added

    def _chain(self, one: str, two: str) -> str | None:
        """Why the groups of the two cannot be one."""
        for left in sorted(self._groups[one]):
            for right in sorted(self._groups[two]):
                first, second = self._items.get(left), self._items.get(right)
                reason = self._why_apart(first, second) if first and second else None
                if reason is not None:
                    return f"it would bring together {left} and {right}: {reason}"
        return None

    def _count_rivals(self) -> dict[tuple[str, str], str]:
        """For each pair another counterpart, in the same article and with as many points, if there is one."""
        best: dict[tuple[str, str], list[tuple[Decimal, str]]] = defaultdict(list)
        for one, two, score in self._open:
            best[one.iri, _article(two)].append((score.points, two.iri))
            best[two.iri, _article(one)].append((score.points, one.iri))
        rivals = {}
        for one, two, score in self._open:
            others = best[one.iri, _article(two)] + best[two.iri, _article(one)]
            tied = sorted(iri for points, iri in others if points == score.points and iri not in (one.iri, two.iri))
            if tied:
                rivals[one.iri, two.iri] = tied[0]
        return rivals

    def _join(self, one: str, two: str) -> None:
        group = self._groups.get(one, {one}) | self._groups.get(two, {two})
        for member in group:
            self._groups[member] = group

    def _refuse(self, one: Item, two: Item, score: Score, reason: str) -> None:
        subject, object_ = sorted((one.iri, two.iri))
        self.refused.append(Refusal(subject=subject, object=object_, score=score.points, reason=reason))


def _article(item: AttackFeatures | AgentFeatures) -> str:
    return item.article if isinstance(item, AttackFeatures) else ""
