"""Which mentions tell of the same attack.

Mentions are read in the order of the text; each joins the best attack it does not contradict, or
opens a new one. The attack of the headline and the lead is what later "the attack" means.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import AttackMention, Facts
from kg.resolve.attack_features import Features, disjoint, narrow, read_features
from kg.resolve.attack_links import linked
from kg.resolve.entities import Entities

# Kinds that may be the same act seen with different words.
_FAMILIES: tuple[frozenset[str], ...] = (
    frozenset({"AirStrike", "DroneStrike", "MissileStrike", "Shelling", "Bombing"}),
    frozenset({"Bombing", "CarBombing", "SuicideBombing", "VehicleRamming", "Raid", "Shooting"}),
    frozenset({"Shooting", "Raid", "Clash", "Assassination"}),
    frozenset({"Shooting", "Raid", "Abduction"}),
    frozenset({"Assassination", "AirStrike", "DroneStrike", "Bombing", "CarBombing", "SuicideBombing", "Stabbing"}),
    frozenset({"Arson", "Raid", "Bombing"}),
    frozenset({"Stabbing", "VehicleRamming", "Shooting"}),
    frozenset({"Shelling", "Clash", "Raid"}),
)
_NEWS_DAYS = 60
_FRESH_DAYS = 10


@dataclass(slots=True)
class Cluster:
    """Mentions of one attack and what they add up to."""

    mentions: list[AttackMention]
    features: Features
    sentences: set[int] = field(default_factory=set)


def join_mentions(annotated: AnnotatedArticle, facts: Facts, entities: Entities) -> list[list[AttackMention]]:
    """The mentions of each attack, attacks in the order of their first mention."""
    clusters: list[Cluster] = []
    for group in _tie(annotated, facts.attacks, entities):
        best = _best_cluster(annotated, group, clusters)
        if best is None:
            clusters.append(group)
        else:
            _absorb(best, group)
    return [sorted(c.mentions, key=lambda m: m.index) for c in clusters if _stands(c)]


def _tie(annotated: AnnotatedArticle, mentions: tuple[AttackMention, ...], entities: Entities) -> list[Cluster]:
    """Within each sentence, the mentions that grammar ties together, as small clusters; the firm
    mention that comes first speaks for the group."""
    groups: list[Cluster] = []
    for mention in mentions:
        features = read_features(annotated, mention, entities)
        single = Cluster([mention], features, {mention.sentence})
        home = next(
            (
                group
                for group in reversed(groups)
                if mention.sentence in group.sentences
                and any(linked(annotated, other, mention) for other in group.mentions)
                and not disjoint(features.window, group.features.window)
                and not (not features.noun and _places_clash(features, group.features))
                and not (features.another and group.features.firm and _tells_more(features))
                and not _strikes_back(features, group.features)
            ),
            None,
        )
        if home is None:
            groups.append(single)
        else:
            _absorb(home, single)
    return groups


def _tells_more(features: Features) -> bool:
    return bool(features.window or features.places or features.targets or features.victims)


def _absorb(cluster: Cluster, other: Cluster) -> None:
    cluster.mentions += other.mentions
    cluster.sentences |= other.sentences
    mine, theirs = cluster.features, other.features
    if theirs.firm and not mine.firm:
        for name in ("definite", "indefinite", "other", "plural", "series", "points_back", "noun"):
            setattr(mine, name, getattr(theirs, name))
    mine.series = mine.series and (theirs.series or not theirs.firm or not theirs.noun or theirs.plural)
    mine.firm = mine.firm or theirs.firm
    mine.window = narrow(mine.window, theirs.window) or mine.window
    mine.places.update(theirs.places)
    mine.countries |= theirs.countries
    mine.victims |= theirs.victims
    mine.targets |= theirs.targets
    mine.parties |= theirs.parties
    mine.doers |= theirs.doers
    mine.hit |= theirs.hit
    mine.kinds |= theirs.kinds


def _stands(cluster: Cluster) -> bool:
    """A death or a word that points back is no attack by itself unless it names a victim, an author or a weapon."""
    if cluster.features.firm:
        return True
    return any(m.responsible or m.weapons or m.victims for m in cluster.mentions) and any(
        not m.anaphoric or m.places or m.times or _names_victim(m) for m in cluster.mentions
    )


def _names_victim(mention: AttackMention) -> bool:
    return any(v.name is not None for v in mention.victims)


def _best_cluster(annotated: AnnotatedArticle, group: Cluster, clusters: list[Cluster]) -> Cluster | None:
    scored = [
        (score, -position, cluster)
        for position, cluster in enumerate(clusters)
        if (score := _score(group, cluster, position == 0)) is not None
    ]
    if not scored:
        return None
    score, _, best = max(scored, key=lambda s: (s[0], s[1]))
    return best if score >= _threshold(group.features) else None


def _threshold(features: Features) -> float:
    """How much must speak for joining: little for words that point back, much for "another attack"."""
    if features.series:
        return 2.5 if _tells_more(features) else 1.5
    if features.other:
        return 3.5
    if features.points_back or (not features.firm and not features.doers):
        return 0.0
    if features.definite:
        return 0.5
    if features.indefinite:
        return 2.0
    return 1.5


def _score(group: Cluster, cluster: Cluster, main: bool) -> float | None:
    """How well a group fits an attack; None where it contradicts it."""
    mine, theirs = group.features, cluster.features
    if disjoint(mine.window, theirs.window):
        return None
    lead = theirs.headline and min(group.sentences) <= 2
    if mine.series != theirs.series and not mine.definite and not lead:
        return None
    if _strikes_back(mine, theirs) or (theirs.headline and _is_older(mine, theirs)):
        return None
    kinds = _kinds_fit(mine.kinds, theirs.kinds)
    if kinds is None:
        return None
    score = kinds + 1.5 * (mine.series and theirs.series)
    if set(mine.places) & set(theirs.places):
        score += 1.5
    elif _places_clash(mine, theirs):
        if mine.firm and not mine.definite:
            return None
        score -= 2.0
    if mine.window is not None and theirs.window is not None:
        score += 1.5 if mine.window == theirs.window else 0.5
    elif mine.window is not None and not lead:
        fresh = mine.published is not None and (mine.published - mine.window[1]).days <= _FRESH_DAYS
        score -= 1.5 if mine.firm and not mine.points_back and not fresh else 0.5
    score += _people_fit(mine, theirs)
    if mine.indefinite and not mine.plural and theirs.plural and not theirs.headline:
        score -= 1.5
    if mine.plural and mine.firm and not mine.points_back and not theirs.plural and mine.targets - theirs.targets:
        score -= 1.5
    distance = min(group.sentences) - max(cluster.sentences)
    score += 1.0 if distance <= 1 else 0.0
    if distance == 1 and not mine.firm and mine.points_back:
        score += 1.5
    if distance == 0 and mine.firm and not mine.points_back:
        if kinds < 1.0 and mine.kinds - {"Attack"} and theirs.kinds - {"Attack"}:
            return None
        score -= 1.5  # two acts in one sentence that its grammar keeps apart
    score += 1.0 * main + 1.5 * lead
    return score


def _is_older(mine: Features, theirs: Features) -> bool:
    """A deed of months ago is not the news of the headline, unless it hit the same people or place."""
    if mine.window is None or theirs.window is not None or mine.published is None:
        return False
    if mine.victims & theirs.victims or set(mine.places) & set(theirs.places):
        return False
    return (mine.published - mine.window[1]).days > _NEWS_DAYS


def _strikes_back(mine: Features, theirs: Features) -> bool:
    """Those who were hit there do it here, or the other way round: another act, unless both fight."""
    if "Clash" in mine.kinds | theirs.kinds or not mine.doers:
        return False  # without an author: attackers may fall in their own attack
    hit_back = (mine.hit & theirs.doers) - mine.doers - theirs.hit
    did_back = (mine.doers & theirs.hit) - theirs.doers - mine.hit
    return bool(hit_back or did_back)


def _people_fit(mine: Features, theirs: Features) -> float:
    score = 0.0
    if mine.victims & theirs.victims:
        score += 2.0
    elif mine.victims and theirs.victims:
        score -= 2.5 if mine.firm and mine.noun else 0.5
    if mine.targets & theirs.targets:
        score += 1.0
    elif _named(mine.targets) and _named(theirs.targets):
        score -= 0.5 if theirs.headline else 1.0
    if mine.parties & theirs.parties:
        score += 1.0
    elif mine.parties and theirs.parties:
        score -= 1.5
    return score


def _named(keys: set[str]) -> bool:
    """Whether any of the keys stands for somebody or something with a name."""
    return any(not k.startswith(("asset/", "source/")) for k in keys)


def _kinds_fit(mine: set[str], theirs: set[str]) -> float | None:
    first, second = mine - {"Attack"}, theirs - {"Attack"}
    if not first or not second:
        return 0.5
    if first & second:
        return 2.0
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
