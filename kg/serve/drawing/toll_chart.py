"""How tolls changed: one mark for each count, in the order in which they were published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

_LEFT, _TOP, _HEIGHT, _STEP = 46, 16, 160, 74
_MOST_MARKS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A count of the killed, from `low` up to `high`; None for no upper bound."""

    day: str
    low: int
    high: int | None
    label: str


def draw_tolls(marks: Sequence[Mark], *, title: str) -> str:
    """An SVG with the first marks, "" for none: bars from the least to the greatest count, open ones with an arrow."""
    marks = marks[:_MOST_MARKS]
    if not marks:
        return ""
    top = max(1, *(max(mark.low, mark.high or 0) for mark in marks))
    width, bottom = _LEFT + _STEP * len(marks) + 10, _TOP + _HEIGHT
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-label={quoteattr(title)} '
        f'viewBox="0 0 {width} {bottom + 24}" width="{width}" height="{bottom + 24}">',
        f"<title>{escape(title)}</title>",
    ]
    for count in sorted({0, top // 2, top}):
        y = bottom - _HEIGHT * count / top
        lines.append(f'<line class="grid" x1="{_LEFT}" x2="{width}" y1="{y:.1f}" y2="{y:.1f}"/>')
        lines.append(f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{count}</text>')
    for position, mark in enumerate(marks):
        lines.append(_draw_mark(mark, _LEFT + _STEP * position + _STEP / 2, bottom, top))
    return "\n".join([*lines, "</svg>"])


def _draw_mark(mark: Mark, x: float, bottom: float, top: int) -> str:
    low = bottom - _HEIGHT * mark.low / top
    high = bottom - _HEIGHT * (mark.low if mark.high is None else mark.high) / top
    least_to_most = f"{mark.low}–{mark.high}" if mark.high != mark.low else f"{mark.low}"
    words = f"{mark.low}+" if mark.high is None else least_to_most
    arrow = f'<path class="open" d="M{x - 6:.1f},{low - 4:.1f}l6,-7l6,7"/>' if mark.high is None else ""
    return (
        f'<g class="bar"><title>{escape(mark.label)}</title>'
        f'<rect x="{x - 12:.1f}" y="{low:.1f}" width="24" height="{bottom - low:.1f}"/>'
        f'<rect class="range" x="{x - 12:.1f}" y="{high:.1f}" width="24" height="{low - high:.1f}"/>{arrow}'
        f'<text x="{x + 16:.1f}" y="{max(low - 4, 12):.1f}">{words}</text>'
        f'<text x="{x:.1f}" y="{bottom + 16:.1f}" text-anchor="middle">{escape(mark.day)}</text></g>'
    )
