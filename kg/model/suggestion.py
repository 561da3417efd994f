"""What a component beside the rules read in an article: a trained tagger, a language model.

A suggestion is spans of the text and nothing more. `extract/` decides what becomes of it: what a rule is
sure of stands, and who is responsible for an attack is never taken from a suggestion alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.fact import Rejection
from kg.model.span import Span

# What the names of components begin with, where facts name what read them.
LEARNED, CONSULTED = "learned-", "llm:"


def is_suggested(rule: str) -> bool:
    """Whether a fact's rule is a component that suggests, and no rule."""
    return rule.startswith((LEARNED, CONSULTED))


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedSpan:
    """Words in a role. `confidence`: calibrated probability between 0 and 1, None where the component gives none."""

    span: Span
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedAttribution:
    """Somebody says something. `component` names who read it so ("learned-attribution"). `confidence` is that
    there is a cue and a speaker, `content_confidence` that the content is exactly this stretch."""

    speaker: Span
    cue: Span
    content: Span | None
    component: str
    confidence: float | None = None
    content_confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedAttack:
    """A mention of an attack. `kinds` are names of ontology classes, most specific first. `parties` are those
    that the words make responsible, by whose voice is not said here. `killed`, `injured`: the words with the number."""

    trigger: Span
    kinds: tuple[str, ...]
    component: str
    confidence: float | None = None
    places: tuple[SuggestedSpan, ...] = ()
    targets: tuple[SuggestedSpan, ...] = ()
    victims: tuple[SuggestedSpan, ...] = ()
    weapons: tuple[SuggestedSpan, ...] = ()
    parties: tuple[SuggestedSpan, ...] = ()
    killed: tuple[SuggestedSpan, ...] = ()
    injured: tuple[SuggestedSpan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """All suggestions for one article, in the order of the text.

    `rejections`: what a component said that was not believed, and why.
    """

    attributions: tuple[SuggestedAttribution, ...] = ()
    attacks: tuple[SuggestedAttack, ...] = ()
    rejections: tuple[Rejection, ...] = ()
