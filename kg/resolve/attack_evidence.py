"""What speaks for joining mentions to an attack told before, and what for a new attack: signs by name.

The trained decision (`attack_choice`) weighs them. Signs with "new" speak of the mentions alone and beside all
attacks told before them, signs with "join" of the mentions and one attack.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model.annotation import AnnotatedArticle
from kg.resolve.attack_cluster import Cluster
from kg.resolve.attack_features import Features, Window, disjoint
from kg.resolve.attack_fit import (
    are_rivals,
    brings_news,
    is_older,
    kinds_fit,
    needed,
    places_clash,
    score_fit,
    share_something,
    tells_more,
)

Signs = dict[str, float]

_MANY = 6  # attacks or mentions: more count no further
_BIG = 3  # people: a toll above it is seldom that of two acts
_NEW_NAMES = 3
_DAYS, _OLD = 1, 60
_LATE = 30
_NEAR, _FAR, _BACK = 3, 8, 5  # sentences
_LEAD = 2
_SAME, _FAMILY = 2.0, 0.5  # what `kinds_fit` gives
_HARD, _SOFT = -4.0, 6.0  # bounds of the hand-made score above what it needs


@dataclass(frozen=True, slots=True)
class Scene:
    """Where an attack told before stands among them. `rank`: 0 for the one told of last."""

    main: bool
    rank: int


def weigh(annotated: AnnotatedArticle, group: Cluster, attacks: Sequence[Cluster]) -> list[Signs]:
    """The signs of each choice: first of a new attack, then of joining each of `attacks` in their order."""
    told = group.told(annotated)
    scores = [score_fit(told, a.told(annotated, main=at == 0)) for at, a in enumerate(attacks)]
    pick = picked(scores, needed(group.features))
    last = sorted(range(len(attacks)), key=lambda at: -max(attacks[at].sentences))
    new = _alone(annotated, group) | _beside_all(group, attacks) | _picked(group, chosen=pick is None)
    new["several"] = min(len(attacks), _MANY) / _MANY
    rows = [_named("new", new) | {"new": 1.0}]
    for at, attack in enumerate(attacks):
        scene = Scene(main=at == 0, rank=last.index(at))
        signs = _against(annotated, group, attack, scene) | _picked(group, chosen=pick == at)
        score = scores[at]
        signs["contradicted"] = float(score is None)
        signs["score"] = 0.0 if score is None else max(_HARD, min(_SOFT, score - needed(group.features))) / 3
        rows.append(_named("join", signs))
    return rows


def picked(scores: Sequence[float | None], enough: float) -> int | None:
    """The attack that the hand-made score would join, the first of equals; None where none has enough."""
    fitting = [(score, -at) for at, score in enumerate(scores) if score is not None]
    if not fitting:
        return None
    score, at = max(fitting)
    return -at if score >= enough else None


def _named(choice: str, signs: Signs) -> Signs:
    return {f"{choice}:{name}": float(value) for name, value in signs.items() if value}


def _picked(group: Cluster, *, chosen: bool) -> Signs:
    """What the hand-made score would choose, by sort of mention."""
    if not chosen:
        return {}
    mine, telling = group.features, group.telling
    sorts = (
        (telling.effect, "effect"),
        (telling.verb, "verb"),
        (mine.points_back, "back"),
        (mine.definite, "definite"),
    )
    sort = next((name for holds, name in sorts if holds), "indefinite")
    return {"picked": 1.0, f"picked {sort}": 1.0}


# ---------------------------------------------------------------- of the mentions alone
def _alone(annotated: AnnotatedArticle, group: Cluster) -> Signs:
    mine, telling = group.features, group.telling
    first = min(group.sentences)
    body = sum(not s.headline for s in annotated.sentences[:first])
    single = mine.firm and not mine.definite and not mine.points_back
    late = mine.published is not None and mine.window is not None and (mine.published - mine.window[1]).days > _LATE
    more = tells_more(mine)
    return {
        "early": body <= _LEAD,
        "late in the text": first > len(annotated.sentences) / 2,
        "in the headline": mine.headline,
        "definite": mine.definite,
        "definite and more": mine.definite and more,
        "demonstrative": mine.demonstrative,
        "indefinite": mine.indefinite,
        "other": mine.other,
        "one more": telling.one_more,
        "ordinal": telling.ordinal,
        "points back": mine.points_back,
        "noun": mine.noun,
        "firm": mine.firm,
        "effect": telling.effect,
        "shifted": mine.shifted,
        "offset": mine.offset,
        "answers": mine.answers,
        "series": mine.series,
        "plural": mine.plural,
        "plural, no article": mine.plural and not mine.definite,
        "tells more": more,
        "tells nothing": not (more or mine.doers or telling.names),
        "newly told": single,
        "past": telling.past,
        "period": telling.period,
        "bare": telling.bare,
        "bare with place": telling.bare and bool(mine.places),
        "scene before": telling.scene,
        "beside": telling.beside,
        "beside, newly told": telling.beside and not mine.definite,
        "counted": telling.counted,
        "quoted": telling.quoted,
        "dated": mine.window is not None,
        "long ago": late,
        "town": bool(_towns(mine)),
        "toll": bool(mine.tolls),
        "author": bool(mine.doers),
        "verb with author": telling.verb and bool(mine.doers),
    }


def _beside_all(group: Cluster, attacks: Sequence[Cluster]) -> Signs:
    """What none of the attacks told before has."""
    mine, telling = group.features, group.telling
    around = {word for a in attacks for word in a.telling.around}
    hit = {key for a in attacks for key in (*a.features.victims, *a.features.described, *a.features.targets)}
    return {
        "unknown name": bool(telling.names - around),
        "unknown modifier": bool(telling.modifiers - around),
        "unknown word": not any(telling.heads & a.telling.heads for a in attacks),
        "unknown kind": bool(mine.kinds - {"Attack"} - {kind for a in attacks for kind in a.features.kinds}),
        "unknown town": bool(_towns(mine) - {place for a in attacks for place in a.features.places}),
        "unknown day": mine.window is not None and all(a.features.window != mine.window for a in attacks),
        "unknown year": bool(telling.years - {year for a in attacks for year in a.telling.years}),
        "unknown victim": bool(mine.victims - hit),
        "unknown people": bool(mine.described - hit),
        "unknown target": bool(mine.targets - hit),
    }


# ---------------------------------------------------------------- of the mentions and one attack
def _against(annotated: AnnotatedArticle, group: Cluster, attack: Cluster, scene: Scene) -> Signs:
    signs = _kinds(group, attack) | _places(group, attack) | _days(group, attack, scene) | _people(group, attack)
    signs |= _tolls(group.features, attack.features) | _wording(group, attack) | _names(group, attack)
    signs |= _standing(annotated, group, attack, scene)
    mine, telling = group.features, group.telling
    lead = _in_lead(group, attack)
    told, other = group.told(annotated), attack.told(annotated, main=scene.main)
    shared = share_something(mine, attack.features)
    newly = mine.firm and not mine.definite and not mine.points_back
    verb = telling.verb and not telling.effect
    towns = _towns(mine) - set(attack.features.places)
    return signs | {
        "older": is_older(mine, attack.features),
        "brings news": brings_news(told, other, lead),
        "shared": shared,
        "verb, nothing shared": verb and not shared and not telling.names & attack.telling.around,
        "newly told, new town": newly and bool(_towns(mine)) and not _towns(attack.features),
        "newly told, other town": mine.firm and not mine.definite and bool(towns),
        "definite, new town": mine.definite and bool(towns),
        "newly told, new day": newly and mine.window is not None and attack.features.window is None,
        "newly told, new names": newly and bool(telling.names - attack.telling.around),
        "newly told, nothing": newly and not (_towns(mine) or mine.window or telling.names),
        "bare effect": not (mine.firm or _towns(mine) or mine.window or mine.victims),
        "lead": lead,
    }


def _in_lead(group: Cluster, attack: Cluster) -> bool:
    return attack.features.headline and min(group.sentences) <= _LEAD and not group.features.shifted


def _kinds(group: Cluster, attack: Cluster) -> Signs:
    mine, theirs = group.features, attack.features
    fit = kinds_fit(mine.kinds, theirs.kinds)
    first, second = bool(mine.kinds - {"Attack"}), bool(theirs.kinds - {"Attack"})
    word = bool(group.telling.heads & attack.telling.heads)
    return {
        "same kind": fit == _SAME,
        "kindred kind": fit == _FAMILY and first and second,
        "kind only here": first and not second,
        "kind only there": second and not first,
        "same word": word,
        "noun, other word": mine.noun and not word and fit != _SAME,
        "verb, same word": group.telling.verb and word,
        "same telling words": bool(mine.words & theirs.words),
    }


def _places(group: Cluster, attack: Cluster) -> Signs:
    mine, theirs = group.features, attack.features
    here, there = _towns(mine), _towns(theirs)
    clash = places_clash(mine, theirs)
    return {
        "places clash": clash,
        "same place": bool(here & there),
        "town only here": bool(here) and not there,
        "town only there": bool(there) and not here,
        "near places": bool(here and there) and not here & there and not clash,
        "unmatched towns": bool(here - there and there - here),
        "same country": bool(mine.countries & theirs.countries) and not here,
        "definite, same place": mine.definite and bool(here & there),
        "several, new town": theirs.plural and bool(here - set(theirs.places)),
        "plural of a country": mine.plural and bool(mine.countries) and not here,
        "new scene before": group.telling.scene and bool(group.telling.modifiers - attack.telling.around),
    }


def _days(group: Cluster, attack: Cluster, scene: Scene) -> Signs:
    mine, theirs, telling = group.features, attack.features, group.telling
    here, there = mine.window, theirs.window
    same = here is not None and here == there
    old, old_there = _is_old(mine, here), _is_old(mine, there)
    clocks = telling.clocks and attack.telling.clocks
    return {
        "same day": same and _days_of(here) <= _DAYS,
        "same period": same and _days_of(here) > _DAYS,
        "overlap": here is not None and there is not None and not same and not disjoint(here, there),
        "day only here": here is not None and there is None,
        "day only there": there is not None and here is None,
        "another year": bool(telling.years - attack.telling.years),
        "another clock": bool(clocks) and not telling.clocks & attack.telling.clocks,
        "old here": old and not same,
        "both old": old and old_there,
        "old there": old_there,
        "old and main": old_there and scene.main,
        "old and definite": old_there and mine.definite,
        "period only here": telling.period and not attack.telling.period,
        "period in both": telling.period and attack.telling.period,
        "dated otherwise": telling.dated and not same,
        "sentence of another time": here is None
        and bool(telling.windows)
        and all(disjoint(w, there) for w in telling.windows),
        "present": telling.present and theirs.firm and not theirs.plural,
    }


def _people(group: Cluster, attack: Cluster) -> Signs:
    mine, theirs = group.features, attack.features
    return {
        "same victim": bool(mine.victims & theirs.victims),
        "other victim": bool(mine.victims and theirs.victims) and not mine.victims & theirs.victims,
        "same people": bool(mine.described & theirs.described),
        "other people": bool(mine.described and theirs.described) and not mine.described & theirs.described,
        "people only here": bool(mine.described) and not theirs.described and not theirs.victims,
        "other target": bool(mine.targets and theirs.targets) and not mine.targets & theirs.targets,
        "target only here": bool(mine.targets) and not theirs.targets,
        "same hit": bool(mine.hit & theirs.hit),
        "other hit": bool(mine.hit and theirs.hit) and not mine.hit & theirs.hit,
        "same party": bool(mine.parties & theirs.parties),
        "same author": bool(mine.doers & theirs.doers),
        "rivals": are_rivals(mine.sides, theirs.sides),
    }


def _tolls(mine: Features, theirs: Features) -> Signs:
    same = [count for _, count in mine.tolls & theirs.tolls]
    pairs = [(one, other) for state, one in mine.tolls for what, other in theirs.tolls if state == what]
    return {
        "same toll": bool(same),
        "same big toll": any(count > _BIG for count in same),
        "other toll": not same and any(one != other for one, other in pairs),
        "greater toll": not same and any(one > other for one, other in pairs),
        "toll only here": bool(mine.tolls) and not theirs.tolls,
    }


def _wording(group: Cluster, attack: Cluster) -> Signs:
    mine, theirs, telling = group.features, attack.features, group.telling
    verb = telling.verb and not telling.effect
    one = mine.firm and mine.noun and not (mine.plural or mine.series or mine.definite)
    return {
        "series there": theirs.series,
        "one is a series": mine.series != theirs.series,
        "both series": mine.series and theirs.series,
        "both plural": mine.plural and theirs.plural,
        "one of several": theirs.plural and one,
        "one of several, indefinite": theirs.plural and mine.noun and mine.indefinite and not mine.plural,
        "several, bare": theirs.plural and telling.bare,
        "several, verb": theirs.plural and verb,
        "several to one": mine.plural and theirs.firm and not theirs.plural and not mine.definite,
        "definite several to one": mine.plural and mine.definite and not theirs.plural,
        "firm there": theirs.firm,
        "headline there": theirs.headline,
    }


def _names(group: Cluster, attack: Cluster) -> Signs:
    telling, known = group.telling, attack.telling.around
    new = telling.names - known
    smaller = min(len(telling.around), len(known))
    return {
        "new names": bool(new),
        "count of new names": min(_NEW_NAMES, len(new)) / _NEW_NAMES,
        "names around": len(telling.around & known) / max(1, smaller),
        "words around": len(telling.content & attack.telling.content) / max(1, len(telling.content)),
    }


def _standing(annotated: AnnotatedArticle, group: Cluster, attack: Cluster, scene: Scene) -> Signs:
    """Where the two stand in the text."""
    mine, telling = group.features, group.telling
    first = min(group.sentences)
    before = [s for s in attack.sentences if s <= first]
    distance = first - max(before) if before else None
    paragraph = annotated.sentences[first].paragraph
    near = distance is not None and distance <= 1
    kind = kinds_fit(mine.kinds, attack.features.kinds) == _SAME
    return {
        "next sentence": distance == 1,
        "near": distance is not None and 1 < distance <= _NEAR,
        "far": distance is not None and distance >= _FAR,
        "same paragraph": distance != 0
        and any(annotated.sentences[s].paragraph == paragraph for s in attack.sentences),
        "same sentence, definite": distance == 0 and mine.definite,
        "same sentence, beside": distance == 0 and (telling.beside or attack.telling.beside),
        "near and definite": near and mine.definite,
        "points far back": mine.points_back and distance is not None and distance > _BACK,
        "main": scene.main,
        "told last": scene.rank == 0,
        "main, told last": scene.main and scene.rank == 0,
        "definite, told last, same kind": mine.definite and kind and scene.rank == 0,
        "often told": min(_MANY, len(attack.mentions)) / _MANY,
    }


def _towns(features: Features) -> set[str]:
    return {key for key in features.places if not key.startswith("country/")}


def _days_of(window: Window | None) -> int:
    return 0 if window is None else (window[1] - window[0]).days


def _is_old(features: Features, window: Window | None) -> bool:
    return window is not None and features.published is not None and (features.published - window[1]).days > _OLD
