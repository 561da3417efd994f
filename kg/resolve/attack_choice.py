"""Which of the attacks told so far some mentions join, or none: by a hand-made score, or by weights learned over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.model.annotation import AnnotatedArticle, ModelInfo
from kg.resolve.attack_cluster import Cluster
from kg.resolve.attack_evidence import Signs, picked, weigh
from kg.resolve.attack_fit import at_odds, needed, score_fit
from kg.resources import read_weights

FILE = "joining.json"
_SURE = 600  # thousandths that a new attack with an author needs over joining: an invented one would accuse somebody
# Thousandths that each of these gives a new attack beyond what was learned: a missed attack loses more than an invented
# one, but only where the words speak for two does it pay to join less readily. Chosen on the sheets.
_OWN = 500
_OWN_SIGNS = (("new:unknown day",), ("new:ordinal", "new:other"))


@dataclass(frozen=True, slots=True)
class JoiningWeights:
    """What each sign weighs, in thousandths: whole numbers, so that sums do not depend on their order."""

    info: ModelInfo
    weights: Mapping[str, int]

    def score(self, signs: Signs) -> float:
        return sum(self.weights.get(name, 0) * value for name, value in sorted(signs.items()))


def choose_by_rule(annotated: AnnotatedArticle, group: Cluster, attacks: Sequence[Cluster]) -> int | None:
    """The position of the attack that the mentions fit best by the hand-made score; None for a new one."""
    told = group.told(annotated)
    scores = [score_fit(told, attack.told(annotated, main=at == 0)) for at, attack in enumerate(attacks)]
    return picked(scores, needed(group.features))


def choose_by_weights(annotated: AnnotatedArticle, group: Cluster, attacks: Sequence[Cluster]) -> int | None:
    """The same by what was learned from reports with marked mentions; of equals a new attack, then the first. What
    cannot be one act is not joined."""
    learned = joining_weights()
    choices = weigh(annotated, group, attacks)
    scores = [learned.score(signs) for signs in choices]
    scores[0] += _OWN * sum(any(name in choices[0] for name in names) for names in _OWN_SIGNS)
    if any(mention.responsible for mention in group.mentions):
        scores[0] -= _SURE
    possible = [at for at, attack in enumerate(attacks, start=1) if not at_odds(group.features, attack.features)]
    best = max((0, *possible), key=lambda at: (scores[at], -at))
    return best - 1 if best else None


@cache
def joining_weights() -> JoiningWeights:
    """The weights that come with the program. Raises `KgError` where they are missing or not those of the release."""
    values = read_weights(FILE)
    info = ModelInfo(name=values["name"], version=values["version"])
    return JoiningWeights(info, {name: int(weight) for name, weight in values["weights"].items()})
