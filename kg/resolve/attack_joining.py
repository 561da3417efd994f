"""Which mentions tell of the same attack.

Mentions are read in the order of the text; each joins the best attack it does not contradict, or
opens a new one. The attack of the headline and the lead is what later "the attack" means.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import AttackMention, Facts
from kg.resolve.attack_features import Features, disjoint, narrow, read_features
from kg.resolve.entities import Entities

# Kinds that may be the same act seen with different words.
_FAMILIES: tuple[frozenset[str], ...] = (
    frozenset({"AirStrike", "DroneStrike", "MissileStrike", "Shelling", "Bombing"}),
    frozenset({"Bombing", "CarBombing", "SuicideBombing", "VehicleRamming", "Raid", "Shooting", "Clash"}),
    frozenset({"Shooting", "Raid", "Clash", "Assassination", "Abduction"}),
    frozenset({"Assassination", "AirStrike", "DroneStrike", "Bombing", "CarBombing", "SuicideBombing", "Stabbing"}),
    frozenset({"Arson", "Raid", "Bombing"}),
    frozenset({"Stabbing", "VehicleRamming", "Shooting"}),
    frozenset({"Shelling", "Clash", "Raid"}),
)
_JOIN_AT = 0.0


@dataclass(slots=True)
class Cluster:
    """Mentions of one attack and what they add up to."""

    mentions: list[AttackMention]
    features: Features
    sentences: set[int] = field(default_factory=set)


def join_mentions(annotated: AnnotatedArticle, facts: Facts, entities: Entities) -> list[list[AttackMention]]:
    """The mentions of each attack, attacks in the order of their first mention."""
    clusters: list[Cluster] = []
    for mention in facts.attacks:
        features = read_features(annotated, mention, entities)
        best = _best_cluster(annotated, mention, features, clusters)
        if best is None:
            clusters.append(Cluster([mention], features, {mention.sentence}))
        else:
            _add(best, mention, features)
    return [c.mentions for c in clusters]


def _add(cluster: Cluster, mention: AttackMention, features: Features) -> None:
    cluster.mentions.append(mention)
    cluster.sentences.add(mention.sentence)
    mine = cluster.features
    mine.window = narrow(mine.window, features.window) or mine.window
    mine.places.update(features.places)
    mine.countries |= features.countries
    mine.victims |= features.victims
    mine.targets |= features.targets
    mine.kinds |= features.kinds
    mine.plural = mine.plural or features.plural


def _best_cluster(
    annotated: AnnotatedArticle, mention: AttackMention, features: Features, clusters: list[Cluster]
) -> Cluster | None:
    scored = [
        (score, -position, cluster)
        for position, cluster in enumerate(clusters)
        if (score := _score(annotated, mention, features, cluster, position == 0)) is not None
    ]
    if not scored:
        return None
    score, _, best = max(scored, key=lambda s: (s[0], s[1]))
    return best if score >= _threshold(features) else None


def _threshold(features: Features) -> float:
    if features.series:
        return 3.0
    if features.other:
        return 3.0
    if features.points_back or features.definite:
        return 0.0
    if features.indefinite:
        return 1.5
    return 1.0


def _score(
    annotated: AnnotatedArticle, mention: AttackMention, features: Features, cluster: Cluster, main: bool
) -> float | None:
    """How well a mention fits an attack; None where it contradicts it."""
    theirs = cluster.features
    if disjoint(features.window, theirs.window):
        return None
    if features.series != theirs.series and not (features.definite or theirs.definite):
        return None
    score = 0.0
    kinds = _kinds_fit(features.kinds, theirs.kinds)
    if kinds is None:
        if not features.points_back or features.kinds - {"Attack"}:
            return None
        kinds = 0.0
    score += kinds
    shared = set(features.places) & set(theirs.places)
    if shared:
        score += 1.5
    elif _places_clash(features, theirs):
        if not features.definite and not features.headline:
            return None
        score -= 2.0
    if features.window is not None and theirs.window is not None:
        score += 1.5 if features.window == theirs.window else 0.5
    elif features.window is not None and not main:
        score -= 0.5
    score += 2.0 * bool(features.victims & theirs.victims) + 1.0 * bool(features.targets & theirs.targets)
    if mention.sentence in cluster.sentences:
        score += 2.0
    elif mention.sentence - max(cluster.sentences) <= 1:
        score += 1.0
    if main:
        score += 1.0
        if theirs.headline and mention.sentence <= max(cluster.sentences) + 1:
            score += 1.0
    return score


def _kinds_fit(mine: set[str], theirs: set[str]) -> float | None:
    first, second = mine - {"Attack"}, theirs - {"Attack"}
    if not first or not second:
        return 0.5
    if first & second:
        return 1.5
    if any(first & family and second & family for family in _FAMILIES):
        return 0.5
    return None


def _places_clash(features: Features, theirs: Features) -> bool:
    """Different towns, or different countries."""
    if not features.places or not theirs.places:
        return False
    if features.countries and theirs.countries and not features.countries & theirs.countries:
        return True
    towns = {p for p in features.places if not p.startswith("country/")}
    others = {p for p in theirs.places if not p.startswith("country/")}
    return bool(towns and others)
