"""Makes kg/serve/static/world.svg, the outline of the world's countries, from Natural Earth (public domain).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/make_world_outline.py package/countries-110m.json

The package holds Natural Earth's countries at 1:110 million as TopoJSON: arcs that neighbours share,
as steps on a grid. The outline has degrees for units, north up, a tenth of a degree the finest step.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent.parent / "kg" / "serve" / "static" / "world.svg"
Point = tuple[float, float]


def main() -> None:
    atlas = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    rings = [ring for shape in atlas["objects"]["countries"]["geometries"] for ring in rings_of(shape, atlas)]
    path = "".join(map(path_of, rings))
    OUT.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-180 -90 360 180">\n'
        "<!-- Natural Earth, countries at 1:110 million, public domain; made by scripts/make_world_outline.py -->\n"
        f'<path id="land" d="{path}"/>\n</svg>\n',
        encoding="utf-8",
    )
    print(f"{OUT}: {len(rings)} rings, {len(path)} characters")


def rings_of(shape: dict[str, Any], atlas: dict[str, Any]) -> list[list[Point]]:
    """The closed lines of a country."""
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return [[point for arc in ring for point in arc_points(arc, atlas)] for polygon in polygons for ring in polygon]


def arc_points(number: int, atlas: dict[str, Any]) -> list[Point]:
    """The points of an arc in degrees; a negative number stands for an arc that is walked backwards."""
    steps = atlas["arcs"][~number if number < 0 else number]
    (scale_x, scale_y), (shift_x, shift_y) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    x = y = 0
    points = []
    for dx, dy in steps:
        x, y = x + dx, y + dy
        points.append((round(x * scale_x + shift_x, 1), round(y * scale_y + shift_y, 1)))
    return points[::-1] if number < 0 else points


def path_of(ring: list[Point]) -> str:
    """The ring as part of a path, points that fall together left out."""
    kept = [point for position, point in enumerate(ring) if position == 0 or point != ring[position - 1]]
    if len(kept) < 4:
        return ""
    return "M" + "L".join(f"{x:g},{-y:g}" for x, y in kept[:-1]) + "Z"


if __name__ == "__main__":
    main()
