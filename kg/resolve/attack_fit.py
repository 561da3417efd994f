"""How well what one sentence tells of an attack fits an attack told before."""

from __future__ import annotations

from dataclasses import dataclass

from kg.resolve.attack_features import Features, counted_apart, disjoint
from kg.resolve.place_relations import may_be_one

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
_MANY = 3  # people: more of them are seldom the toll of two acts
_WORDING = 0.75  # for each telling word that both use
_LEAD = 2  # sentences of the text that tell the headline's news once more


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of an attack and where. `main`: it is the first of the report; `opened`: the paragraph of its
    first mention."""

    features: Features
    sentences: frozenset[int]
    paragraph: int = 0
    main: bool = False


def needed(features: Features) -> float:
    """How much must speak for joining: little for words that point back, much for "another attack"."""
    if features.series:
        return 2.5 if tells_more(features) else 1.5
    if features.other:
        return 3.5
    if features.points_back or (not features.firm and not features.doers):
        return 0.0
    if features.definite:
        return 0.5
    if features.indefinite:
        return 2.0
    return 1.5


def tells_more(features: Features) -> bool:
    return bool(features.window or features.places or features.targets or features.victims)


def score_fit(group: Told, attack: Told) -> float | None:
    """The sum of what speaks for and against one act; None where the two contradict each other."""
    mine, theirs = group.features, attack.features
    lead = theirs.headline and min(group.sentences) <= _LEAD and not mine.shifted
    kinds = kinds_fit(mine.kinds, theirs.kinds)
    if (
        kinds is None
        or _contradict(mine, theirs, lead)
        or (brings_news(group, attack, lead) and not share_something(mine, theirs))
    ):
        return None
    score = kinds + 1.5 * (mine.series and theirs.series) + 1.0 * attack.main + 1.5 * lead
    if set(mine.places) & set(theirs.places):
        score += 1.5
    elif places_clash(mine, theirs):
        score -= 2.0
    if theirs.by_police and not theirs.by_others and mine.noun and mine.kinds == {"Attack"}:
        score -= 2.0  # what the police did is seldom called "the attack"
    score += _days_fit(mine, theirs, lead) + _people_fit(mine, theirs)
    if mine.indefinite and not mine.plural and theirs.plural and not theirs.headline:
        score -= 1.5
    if mine.plural and mine.firm and not mine.points_back and not theirs.plural and mine.targets - theirs.targets:
        score -= 1.5
    if mine.noun and (mine.definite or mine.points_back):
        score += _WORDING * len(mine.words & theirs.words)
    near = _nearness(group, attack, kinds)
    return None if near is None else score + near


def at_odds(mine: Features, theirs: Features) -> bool:
    """Whether the two are two acts whatever else speaks for one: other days, other deeds, other places, other sides."""
    if _are_apart(mine, theirs):
        return True
    if kinds_fit(mine.kinds, theirs.kinds) is None:
        return True
    return not mine.definite and not mine.points_back and places_clash(mine, theirs)


def _are_apart(mine: Features, theirs: Features) -> bool:
    """Other days, one an answer to the other, other sides, or the time of one counted from the other."""
    if disjoint(mine.window, theirs.window) or strikes_back(mine, theirs) or _sides_clash(mine, theirs):
        return True
    return counted_apart(mine, theirs)


def _contradict(mine: Features, theirs: Features, lead: bool) -> bool:
    """Whether the two cannot be one act."""
    if _are_apart(mine, theirs):
        return True
    if mine.series != theirs.series and not mine.definite and not (lead and (theirs.plural or not theirs.noun)):
        return True
    if theirs.headline and is_older(mine, theirs) and not (lead and mine.definite and mine.words & theirs.words):
        return True
    if mine.generic and not lead and not theirs.plural and not theirs.series:
        return True  # "militants have carried out attacks" is no word for the one attack of yesterday
    return not mine.definite and not mine.points_back and places_clash(mine, theirs)


def brings_news(group: Told, attack: Told, lead: bool) -> bool:
    """Whether the words bring in an event: "a bomb exploded in X on Monday", anything behind "Elsewhere", and a second
    act that a sentence sets beside the first: "it came hours after rebels ambushed a convoy"."""
    mine = group.features
    if mine.definite or mine.points_back or mine.headline:
        return False
    if mine.firm and min(group.sentences) == max(attack.sentences):
        return tells_more(mine) or bool(mine.doers)
    if lead:
        return False
    if mine.answers and not mine.parties & attack.features.parties:
        return mine.firm
    if mine.shifted:
        return mine.firm or bool(mine.places or mine.doers)
    return mine.indefinite and mine.firm and tells_more(mine)


def share_something(mine: Features, theirs: Features) -> bool:
    """Whether anything but the kind of deed ties the two: a town, a day, people, a thing hit, a toll."""
    towns = {k for k in set(mine.places) & set(theirs.places) if not k.startswith("country/")}
    people = (mine.victims & theirs.victims) | (mine.described & theirs.described) | (mine.targets & theirs.targets)
    return bool(towns or people or mine.tolls & theirs.tolls or _same_day(mine, theirs))


def _same_day(mine: Features, theirs: Features) -> bool:
    """Both name the day, and the same one."""
    if mine.window is None or theirs.window is None or mine.shifted:
        return False
    return mine.window == theirs.window and (mine.window[1] - mine.window[0]).days <= 1


def _sides_clash(mine: Features, theirs: Features) -> bool:
    """Police who shoot the attacker do it in an act of their own."""
    if mine.response != theirs.response and mine.firm:
        return mine.response or not (mine.definite or mine.points_back)
    return False


def _days_fit(mine: Features, theirs: Features, lead: bool) -> float:
    if mine.window is None:
        return 0.0
    if theirs.window is not None:
        if mine.window == theirs.window:
            return 1.5
        wider = mine.window[0] <= theirs.window[0] and theirs.window[1] <= mine.window[1]
        return 0.0 if wider else 0.5
    if lead or mine.in_court:
        return 0.0
    fresh = mine.published is not None and (mine.published - mine.window[1]).days <= _FRESH_DAYS
    return -1.5 if mine.firm and not mine.points_back and not fresh else -0.5


def _nearness(group: Told, attack: Told, kinds: float) -> float | None:
    """What the distance in the text says; None for two acts that one sentence sets beside each other."""
    mine, theirs = group.features, attack.features
    distance = min(group.sentences) - max(attack.sentences)
    score = 1.0 if distance <= 1 else 0.0
    if distance == 1:
        score += 1.5 if mine.points_back and not mine.firm else 0.0
        score += 2.0 if mine.demonstrative else 0.0
        score += 0.75 if group.paragraph == attack.paragraph and (mine.points_back or mine.definite) else 0.0
    if distance == 0 and mine.firm and not mine.points_back:
        if kinds < 1.0 and mine.kinds - {"Attack"} and theirs.kinds - {"Attack"}:
            return None
        score -= 1.5  # two acts in one sentence that its grammar keeps apart
    return score


def is_older(mine: Features, theirs: Features) -> bool:
    """A deed of months ago is not the news of the headline, unless it hit the same people or place."""
    if mine.window is None or theirs.window is not None or mine.published is None or mine.in_court:
        return False
    if mine.victims & theirs.victims or set(mine.places) & set(theirs.places):
        return False
    return (mine.published - mine.window[1]).days > _NEWS_DAYS


def strikes_back(mine: Features, theirs: Features) -> bool:
    """Those who were hit there do it here, or the other way round: another act, unless both fight."""
    if "Clash" in mine.kinds | theirs.kinds or not mine.doers:
        return False  # without an author: attackers may fall in their own attack
    if mine.sides == {"force"} and (mine.hit & theirs.doers) - mine.doers:
        return True  # police and soldiers hit those who did it
    hit_back = (mine.hit & theirs.doers) - mine.doers - theirs.hit
    did_back = (mine.doers & theirs.hit) - theirs.doers - mine.hit
    return bool(hit_back or did_back)


def _people_fit(mine: Features, theirs: Features) -> float:
    score = 0.0
    if mine.victims & theirs.victims:
        score += 2.0
    elif mine.victims and theirs.victims:
        score -= 2.5 if mine.firm and mine.noun else 0.5
    if mine.described & theirs.described:
        score += 1.0
    if mine.targets & theirs.targets:
        score += 1.0
    elif _named(mine.targets) and _named(theirs.targets):
        score -= 0.5 if theirs.headline else 1.0
    if mine.parties & theirs.parties:
        score += 1.0
    elif are_rivals(mine.sides, theirs.sides):
        score -= 1.5
    same = [count for _, count in mine.tolls & theirs.tolls]
    return score + (0.0 if not same else 1.5 if max(same) > _MANY else 0.5)


def are_rivals(mine: set[str], theirs: set[str]) -> bool:
    """Whether two bodies, two people, or soldiers and others did it: a man may do what a body is blamed for, and be
    called a gunman."""
    if not mine or not theirs:
        return False
    return bool(mine & theirs & {"person", "body"}) or ("force" in mine) != ("force" in theirs)


def _named(keys: set[str]) -> bool:
    """Whether any of the keys stands for somebody or something with a name."""
    return any(not k.startswith(("asset/", "source/")) for k in keys)


def kinds_fit(mine: set[str], theirs: set[str]) -> float | None:
    first, second = mine - {"Attack"}, theirs - {"Attack"}
    if not first or not second:
        return 0.5
    if first & second:
        return 2.0
    if any(first & family and second & family for family in _FAMILIES):
        return 0.5
    return None


def places_clash(mine: Features, theirs: Features) -> bool:
    """Different towns, or different countries."""
    if not mine.places or not theirs.places:
        return False
    if mine.countries and theirs.countries and not mine.countries & theirs.countries:
        return True
    towns = [p for k, p in mine.places.items() if not k.startswith("country/")]
    others = [p for k, p in theirs.places.items() if not k.startswith("country/")]
    return bool(towns and others) and not any(
        one is None or other is None or may_be_one(one, other) for one in towns for other in others
    )
