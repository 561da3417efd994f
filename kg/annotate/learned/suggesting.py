"""From what the network reads to what the rules are given: suggestions, by their kind."""

from __future__ import annotations

from collections.abc import Iterable

from kg.annotate.learned.attack_suggesting import suggest_attack
from kg.annotate.learned.readings import Reading
from kg.annotate.learned.tasks import ATTRIBUTION
from kg.model.suggestion import SuggestedAttribution, Suggestions

ATTRIBUTION_COMPONENT = "learned-attribution"


def to_suggestions(readings: Iterable[Reading]) -> Suggestions:
    """The readings as suggestions, each kind in the order of the text."""
    known = list(readings)
    attributions = [a for reading in known if (a := _attribution(reading)) is not None]
    attacks = [b for reading in known if (b := suggest_attack(reading)) is not None]
    return Suggestions(
        attributions=tuple(sorted(attributions, key=lambda a: (a.cue.start, a.cue.end))),
        attacks=tuple(sorted(attacks, key=lambda a: a.trigger)),
    )


def _attribution(reading: Reading) -> SuggestedAttribution | None:
    """An attribution needs a speaker; its confidence is that there is a cue and that somebody speaks."""
    source, content = reading.part("source"), reading.part("content")
    if reading.task != ATTRIBUTION.name or source is None or source.span.overlaps(reading.span):
        return None
    return SuggestedAttribution(
        speaker=source.span,
        cue=reading.span,
        content=None if content is None else content.span,
        component=ATTRIBUTION_COMPONENT,
        confidence=round(reading.score * source.presence, 2),
        content_confidence=None if content is None else round(content.score, 2),
    )
