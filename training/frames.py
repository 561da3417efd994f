"""What the networks learn from: texts in which somebody marked anchors and what belongs to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """An anchor of one label with the stretches in each role. Roles that nobody marked are left out of `fillers`;
    an empty tuple says that there is none."""

    anchor: Span
    label: str
    fillers: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedText:
    """A text with the frames of one task. `known`: the stretches in which a word without an anchor is known to have
    none (None: everywhere); elsewhere words without an anchor teach nothing."""

    name: str
    text: str
    task: str
    frames: tuple[Frame, ...]
    known: tuple[Span, ...] | None = None
