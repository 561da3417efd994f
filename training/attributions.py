"""Reads corpora of attributions: source, cue and content."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.annotate.learned.tasks import ATTRIBUTION
from kg.model.span import Span
from training.frames import Frame, MarkedText


def read_attributions(path: Path) -> Iterator[MarkedText]:
    """The documents of a file of JSON lines with `text` and `quotes` (`speaker_spans`, `cue_spans`, `quote_spans`).

    A part in several pieces counts as the stretch from its first to its last character.
    """
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            frames = tuple(frame for quote in row["quotes"] if (frame := _frame(quote)) is not None)
            yield MarkedText(name=row["doc_id"], text=row["text"], task=ATTRIBUTION.name, frames=frames)


def _frame(quote: dict[str, Any]) -> Frame | None:
    cue = _cover(quote.get("cue_spans") or [])
    if cue is None:
        return None
    parts = {"source": quote.get("speaker_spans"), "content": quote.get("quote_spans")}
    fillers = {role: () if (span := _cover(spans or [])) is None else (span,) for role, spans in parts.items()}
    return Frame(anchor=cue, label="cue", fillers=fillers)


def _cover(spans: Sequence[Sequence[Any]]) -> Span | None:
    return Span(min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None
