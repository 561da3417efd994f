"""Which mentions tell of the same attack.

Mentions are read in the order of the text; each joins the best attack it does not contradict, or
opens a new one. The attack of the headline and the lead is what later "the attack" means. Which is best is decided
by trained weights where what was learned may take part, else by a hand-made score.
"""

from __future__ import annotations

from kg.model.annotation import AnnotatedArticle, ModelInfo
from kg.model.fact import AttackMention, Facts
from kg.resolve.attack_choice import choose_by_rule, choose_by_weights, joining_weights
from kg.resolve.attack_cluster import Cluster
from kg.resolve.attack_comparison import compared_with
from kg.resolve.attack_features import Toll, counted_apart, disjoint, is_told_in_court, read_features
from kg.resolve.attack_fit import places_clash, strikes_back, tells_more
from kg.resolve.attack_links import linked
from kg.resolve.attack_telling import read_telling
from kg.resolve.entities import Entities


def join_mentions(annotated: AnnotatedArticle, facts: Facts, entities: Entities) -> list[list[AttackMention]]:
    """The mentions of each attack, attacks in the order of their first mention."""
    clusters: list[Cluster] = []
    choose = choose_by_weights if annotated.learned else choose_by_rule
    for group in _anchors_first(tie_mentions(annotated, facts, entities)):
        best = choose(annotated, group, clusters) if clusters else None
        if best is None:
            clusters.append(group)
        else:
            clusters[best].absorb(group)
    kept = [sorted(c.mentions, key=lambda m: m.index) for c in clusters if _stands(c, alone=len(clusters) == 1)]
    return sorted(kept, key=lambda mentions: mentions[0].index)


def _anchors_first(groups: list[Cluster]) -> list[Cluster]:
    """The groups in order, but "the bombing" before what was "three days after the bombing": where that belongs shows
    only when the attack is known that it is counted from."""
    ordered: list[Cluster] = []
    waiting = list(groups)
    while waiting:
        group = waiting.pop(0)
        anchor = next(
            (g for g in waiting if ordered and _is_known(g) and group.features.apart & g.features.heads), None
        )
        if anchor is not None:
            waiting.remove(anchor)
            ordered.append(anchor)
        ordered.append(group)
    return ordered


def _is_known(group: Cluster) -> bool:
    """Whether the words point at an attack that was told before."""
    return group.features.definite or group.features.points_back


def joining_components(annotated: AnnotatedArticle, facts: Facts) -> tuple[ModelInfo, ...]:
    """The trained component that decided which mentions are one attack, where there was something to decide."""
    return (joining_weights().info,) if annotated.learned and len(facts.attacks) > 1 else ()


def tie_mentions(annotated: AnnotatedArticle, facts: Facts, entities: Entities) -> list[Cluster]:
    """Within each sentence, the mentions that grammar ties together, as small clusters; the firm
    mention that comes first speaks for the group."""
    groups: list[Cluster] = []
    tolls, in_court = _tolls(facts), is_told_in_court(annotated)
    heads = frozenset(m.head for m in facts.attacks)
    for mention in facts.attacks:
        features = read_features(annotated, mention, entities)
        features.in_court = in_court
        if features.demonstrative and groups and mention.sentence - 1 in groups[-1].sentences:
            features.apart |= compared_with(annotated, groups[-1].mentions[-1])  # "that massacre": the one told last
        features.tolls = tolls.get(mention.index, set())
        single = Cluster([mention], features, read_telling(annotated, mention, heads), {mention.sentence})
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
                and not counted_apart(features, group.features)
            ),
            None,
        )
        if home is None:
            groups.append(single)
        else:
            home.absorb(single)
    return groups


def _tolls(facts: Facts) -> dict[int, set[Toll]]:
    """The figures of each mention, by its index."""
    found: dict[int, set[Toll]] = {}
    for row in facts.casualties:
        for state, count in (("killed", row.killed), ("injured", row.injured)):
            if count is not None and count.minimum > 1:
                found.setdefault(row.attack, set()).add((state, count.minimum))
    return found


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
