"""What the rules for the sorts of cues have in common: an act of saying before it is an attribution."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.annotation import Token
from kg.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One cue with one speaker. `span` runs over speaker, cue and content. `confidence`: where `rule` names a trained
    component."""

    cue: Token
    speaker: Token
    content: Span | None
    span: Span
    rule: str
    confidence: float | None = None
