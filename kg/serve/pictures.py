"""The map and the chart of what a page tells: the same in a page and in a file that stands alone."""

from __future__ import annotations

from kg.serve.drawing.toll_chart import Mark, draw_tolls
from kg.serve.drawing.world_map import Point, draw_map
from kg.serve.views.attack import Spot, Toll
from kg.serve.views.report import range_words


def map_of(spots: tuple[Spot, ...], label: str, *, alone: bool = False) -> str:
    """An SVG, "" where nothing is known of the place. `alone`: with the outline in it and without links."""
    if not spots:
        return ""
    points = [
        Point(lat=spot.lat, long=spot.long, label=spot.ref.label, path="" if alone else spot.ref.path) for spot in spots
    ]
    names = ", ".join(point.label for point in points)
    return draw_map(points, title=f"Map: {names}" if names != label else f"Map of {label}", whole=alone)


def chart_of(tolls: tuple[Toll, ...]) -> str:
    """An SVG of the counts of the killed, "" where there are not two of them to compare."""
    marks = [
        Mark(
            day=toll.published[:10] or "no date",
            low=toll.killed[0],
            high=toll.killed[1],
            label=f"{range_words(*toll.killed)} killed, {', '.join(one.label for one in toll.sources) or 'the report'}",
        )
        for toll in tolls
        if toll.killed[0] is not None
    ]
    return draw_tolls(marks, title="Killed, as counted over time") if len(marks) > 1 else ""
