"""Names for attacks, for people to read: "drone strike in Baghdad, 2024-01-04"."""

from __future__ import annotations

import datetime as dt
import re


def label_attack(kinds: tuple[str, ...], places: list[str], window: tuple[dt.date, dt.date] | None) -> str:
    """Type words, the first place and the day (or the window's first and last day)."""
    words = [re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind).lower() for kind in kinds[:2]]
    label = " and ".join(words)
    if places:
        label += f" in {places[0]}"
    if window is not None:
        first, last = window[0].isoformat(), window[1].isoformat()
        label += f", {first}" if first == last else f", {first} to {last}"
    return label
