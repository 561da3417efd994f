"""A map of the world, or of the part around some points, with the points and their names."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from xml.sax.saxutils import escape, quoteattr

LAND = "/static/world.svg#land"
_NARROWEST = 24.0  # degrees of longitude that a map shows at least
_WIDTH_TO_HEIGHT = 2.0
_PATH = re.compile(r' d="([^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """In degrees; `path` is a link, "" for none."""

    lat: float
    long: float
    label: str
    path: str = ""


def draw_map(points: Sequence[Point], *, title: str, whole: bool = False) -> str:
    """An SVG. `whole`: with the outline in it, for a file that stands alone; otherwise it is taken from LAND."""
    west, north, width, height = _frame(points)
    unit = width / 600
    land = f'<path d="{land_path()}"/>' if whole else f'<use href="{LAND}"/>'
    role = "group" if any(point.path for point in points) else "img"  # an image may hold no links
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="map" role="{role}" aria-label={quoteattr(title)} '
        f'viewBox="{west:g} {north:g} {width:g} {height:g}">',
        f"<title>{escape(title)}</title>",
        f'<rect class="sea" x="{west:g}" y="{north:g}" width="{width:g}" height="{height:g}"/>',
        f'<g class="land" stroke-width="{unit:.3g}">{land}</g>',
        *(_draw_point(point, unit, right=west + width) for point in points),
        "</svg>",
    ]
    return "\n".join(lines)


@cache
def land_path() -> str:
    """The outline of all countries as the data of a path; degrees, north is negative."""
    text = (resources.files("kg.serve") / "static" / "world.svg").read_text(encoding="utf-8")
    found = _PATH.search(text)
    assert found is not None  # noqa: S101 - the file comes with the program
    return found[1]


def _frame(points: Sequence[Point]) -> tuple[float, float, float, float]:
    """West and north edge, width and height, in degrees with the north negative."""
    if not points:
        return -180.0, -90.0, 360.0, 180.0
    wests, norths = [point.long for point in points], [-point.lat for point in points]
    spread = max(max(wests) - min(wests), (max(norths) - min(norths)) * _WIDTH_TO_HEIGHT)
    width = min(360.0, max(_NARROWEST, math.ceil(spread * 1.5)))
    height = width / _WIDTH_TO_HEIGHT
    middle_x, middle_y = (min(wests) + max(wests)) / 2, (min(norths) + max(norths)) / 2
    west = min(max(-180.0, middle_x - width / 2), 180.0 - width)
    north = min(max(-90.0, middle_y - height / 2), 90.0 - height)
    return west, north, width, height


def _draw_point(point: Point, unit: float, *, right: float) -> str:
    x, y = point.long, -point.lat
    leftwards = x > right - 120 * unit  # a name near the edge stands on the other side of its point
    place = f'x="{x - 8 * unit:.5g}" text-anchor="end"' if leftwards else f'x="{x + 8 * unit:.5g}"'
    drawn = (
        f'<circle cx="{x:g}" cy="{y:g}" r="{5 * unit:.3g}" stroke-width="{unit:.3g}"/>'
        f'<text {place} y="{y + 4.5 * unit:.5g}" font-size="{14 * unit:.3g}">{escape(point.label)}</text>'
    )
    return f'<a class="spot" href={quoteattr(point.path)}>{drawn}</a>' if point.path else f'<g class="spot">{drawn}</g>'
