"""Mentions of one attack and what they add up to."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import AttackMention
from kg.resolve.attack_features import Features, narrow
from kg.resolve.attack_fit import Told
from kg.resolve.attack_telling import Telling

_WORDING = ("definite", "demonstrative", "generic", "indefinite", "other", "plural", "series", "points_back", "noun")


@dataclass(slots=True)
class Cluster:
    """Mentions of one attack; `features` and `telling` are those of all of them together."""

    mentions: list[AttackMention]
    features: Features
    telling: Telling
    sentences: set[int] = field(default_factory=set)

    def told(self, annotated: AnnotatedArticle, *, main: bool = False) -> Told:
        """What is told of the attack, for the hand-made score. `main`: it is the first of the report."""
        paragraph = annotated.sentences[min(self.sentences)].paragraph
        return Told(self.features, frozenset(self.sentences), paragraph, main)

    def absorb(self, other: Cluster) -> None:
        """Take in further mentions. A firm mention speaks for the others where none was firm before."""
        self.mentions += other.mentions
        self.sentences |= other.sentences
        self.telling.absorb(other.telling)
        _add(self.features, other.features)


def _add(mine: Features, theirs: Features) -> None:
    if theirs.firm and not mine.firm:
        for name in _WORDING:
            setattr(mine, name, getattr(theirs, name))
    mine.series = mine.series and (theirs.series or not theirs.firm or not theirs.noun or theirs.plural)
    mine.firm = mine.firm or theirs.firm
    mine.this_one = mine.this_one or theirs.this_one
    mine.earlier_ones = mine.earlier_ones and theirs.earlier_ones
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
    mine.heads |= theirs.heads
    mine.apart |= theirs.apart
