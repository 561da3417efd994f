"""What the network reads in a text, before it becomes a suggestion for the rules."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPart:
    """The filler of a role. `score`: calibrated probability that it is exactly this stretch; `presence`: that the role
    is filled at all, be it by a word more or less."""

    role: str
    span: Span
    score: float
    presence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An anchor ("said", "bombing") of a task with what belongs to it. `score`: calibrated probability that the
    anchor is one of that label."""

    task: str
    label: str
    span: Span
    score: float
    parts: tuple[ReadPart, ...] = ()

    def part(self, role: str) -> ReadPart | None:
        """The likeliest filler of a role."""
        return max((part for part in self.parts if part.role == role), key=lambda part: part.score, default=None)
