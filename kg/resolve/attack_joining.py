"""Which mentions tell of the same attack.

Mentions are read in the order of the text; each joins the best attack it does not contradict, or
opens a new one. The attack of the headline and the lead is what later "the attack" means.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import AttackMention, Facts
from kg.resolve.attack_features import Features, Toll, disjoint, is_told_in_court, narrow, read_features
from kg.resolve.attack_fit import Told, needed, places_clash, score_fit, strikes_back, tells_more
from kg.resolve.attack_links import linked
from kg.resolve.entities import Entities

_WORDING = ("definite", "demonstrative", "generic", "indefinite", "other", "plural", "series", "points_back", "noun")


@dataclass(slots=True)
class Cluster:
    """Mentions of one attack and what they add up to."""

    mentions: list[AttackMention]
    features: Features
    sentences: set[int] = field(default_factory=set)


def join_mentions(annotated: AnnotatedArticle, facts: Facts, entities: Entities) -> list[list[AttackMention]]:
    """The mentions of each attack, attacks in the order of their first mention."""
    clusters: list[Cluster] = []
    for group in _tie(annotated, facts, entities):
        best = _best_cluster(annotated, group, clusters)
        if best is None:
            clusters.append(group)
        else:
            _absorb(best, group)
    return [sorted(c.mentions, key=lambda m: m.index) for c in clusters if _stands(c, alone=len(clusters) == 1)]


def _tie(annotated: AnnotatedArticle, facts: Facts, entities: Entities) -> list[Cluster]:
    """Within each sentence, the mentions that grammar ties together, as small clusters; the firm
    mention that comes first speaks for the group."""
    groups: list[Cluster] = []
    tolls, in_court = _tolls(facts), is_told_in_court(annotated)
    for mention in facts.attacks:
        features = read_features(annotated, mention, entities)
        features.in_court = in_court
        features.tolls = tolls.get(mention.index, set())
        single = Cluster([mention], features, {mention.sentence})
        home = next(
            (
                group
                for group in reversed(groups)
                if mention.sentence in group.sentences
                and any(linked(annotated, other, mention) for other in group.mentions)
                and not disjoint(features.window, group.features.window)
                and not (not features.noun and places_clash(features, group.features))
                and not (features.another and group.features.firm and tells_more(features))
                and not strikes_back(features, group.features)
                and not features.offset
            ),
            None,
        )
        if home is None:
            groups.append(single)
        else:
            _absorb(home, single)
    return groups


def _tolls(facts: Facts) -> dict[int, set[Toll]]:
    """The figures of each mention, by its index."""
    found: dict[int, set[Toll]] = {}
    for row in facts.casualties:
        for state, count in (("killed", row.killed), ("injured", row.injured)):
            if count is not None and count.minimum > 1:
                found.setdefault(row.attack, set()).add((state, count.minimum))
    return found


def _absorb(cluster: Cluster, other: Cluster) -> None:
    cluster.mentions += other.mentions
    cluster.sentences |= other.sentences
    mine, theirs = cluster.features, other.features
    if theirs.firm and not mine.firm:
        for name in _WORDING:
            setattr(mine, name, getattr(theirs, name))
    mine.series = mine.series and (theirs.series or not theirs.firm or not theirs.noun or theirs.plural)
    mine.firm = mine.firm or theirs.firm
    mine.window = narrow(mine.window, theirs.window) or mine.window
    mine.places.update(theirs.places)
    mine.countries |= theirs.countries
    mine.victims |= theirs.victims
    mine.described |= theirs.described
    mine.by_police = mine.by_police or theirs.by_police
    mine.by_others = mine.by_others or theirs.by_others
    mine.response = mine.response or theirs.response
    mine.targets |= theirs.targets
    mine.parties |= theirs.parties
    mine.doers |= theirs.doers
    mine.sides |= theirs.sides
    mine.words |= theirs.words
    mine.hit |= theirs.hit
    mine.kinds |= theirs.kinds
    mine.tolls = mine.tolls | theirs.tolls


def _stands(cluster: Cluster, *, alone: bool) -> bool:
    """Whether the mentions tell of an attack: a death or a word that points back is none by itself unless it names a
    victim, an author or a weapon, and a bare "attacks" is none beside others."""
    if not alone and all(_is_bare(m) for m in cluster.mentions):
        return False
    if cluster.features.firm:
        return True
    return any(m.responsible or m.weapons or m.victims for m in cluster.mentions) and any(
        not m.anaphoric or m.places or m.times or _names_victim(m) for m in cluster.mentions
    )


def _is_bare(mention: AttackMention) -> bool:
    """A noun with nothing told of it; the weapon in "drone attacks" is part of the noun."""
    more = mention.times or mention.places or mention.targets or mention.victims or mention.responsible
    armed = any(not mention.trigger.overlaps(w.span) for w in mention.weapons)
    return mention.rule.startswith("noun") and not (more or armed or mention.series)


def _names_victim(mention: AttackMention) -> bool:
    return any(v.name is not None for v in mention.victims)


def _best_cluster(annotated: AnnotatedArticle, group: Cluster, clusters: list[Cluster]) -> Cluster | None:
    mine = _told(annotated, group)
    scored = [
        (score, -position, cluster)
        for position, cluster in enumerate(clusters)
        if (score := score_fit(mine, _told(annotated, cluster, main=position == 0))) is not None
    ]
    if not scored:
        return None
    score, _, best = max(scored, key=lambda s: (s[0], s[1]))
    return best if score >= needed(group.features) else None


def _told(annotated: AnnotatedArticle, cluster: Cluster, *, main: bool = False) -> Told:
    paragraph = annotated.sentences[min(cluster.sentences)].paragraph
    return Told(cluster.features, frozenset(cluster.sentences), paragraph, main)
