"""The sheets that are learned from beside the mention sheets.

A report with a mention sheet says more there, where fillers are pointed at; it is not learned from a second time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.annotated import AnnotatedReport, read_sheets

_MENTIONS = Path(__file__).parent / "mentions"


def read_sheets_to_learn(part: str, data: Path) -> Iterator[AnnotatedReport]:
    """The reports of a set of sheets that have no mention sheet, in the order of their names."""
    marked = [json.loads(path.read_bytes()) for path in sorted(_MENTIONS.glob("*.json"))]
    lines = {(sheet["source"], sheet["line"]) for sheet in marked}
    for report in read_sheets(part, data):
        if (report.sheet["source"], report.sheet["line"]) not in lines:
            yield report
