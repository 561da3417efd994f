"""Reads the mention sheets: reports in which every mention of every attack was marked, fillers pointed at.

`training/mentions/*.json` hold offsets (code points, end exclusive) into the text of a line of a file in the data
folder, without its words; a hash tells whether the text is the one that was annotated:

    {"source": "…", "line": 1, "sha256": "…",
     "attacks": {"a1": {"types": ["Bombing"], "date": ["2020-05-01", "2020-05-02"]}},
     "mentions": [{"attacks": ["a1"], "trigger": [5, 12], "place": [[20, 25]], "time": [[30, 39]], "by": [], …}]}

Some say `"held_back": true`: nothing is learned from them. A mention of several attacks names them all. Of a mention's
roles `by` is who did it in the report's own voice, `alleged` and `claimed` whom somebody accuses and who claims it.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.annotated import lay_out
from kg.annotate.learned.attack_words import tells_harm
from kg.annotate.learned.blocks import cut_sentences
from kg.annotate.learned.tasks import ATTACK
from kg.model.span import Span
from training.attack_templates import usual_forms, with_small_letters
from training.frames import Frame, MarkedText
from training.sheets import label_of_types

FOLDER = Path(__file__).parent / "mentions"
POOL = "wikinews_pool.jsonl"  # its reports are laid out with title, byline and date
_CAPITALS = "muc4.train.jsonl"
_ROLES: Mapping[str, tuple[str, ...]] = {
    "place": ("place",),
    "target": ("target",),
    "victim": ("victim",),
    "weapon": ("weapon",),
    "perpetrator": ("by", "alleged", "claimed"),
}


@dataclass(frozen=True, slots=True)
class MentionSheet:
    """A report's text and the mentions of its attacks, spans as offsets into the text."""

    name: str
    text: str
    sheet: Mapping[str, Any]


def read_mention_sheets(data: Path, folder: Path = FOLDER) -> Iterator[MentionSheet]:
    """All mention sheets in the order of their names. Raises SystemExit where the data folder holds other texts."""
    for path in sorted(folder.glob("*.json")):
        sheet = json.loads(path.read_text(encoding="utf-8"))
        text = _text(sheet, data)
        if hashlib.sha256(text.encode("utf-8")).hexdigest() != sheet["sha256"]:
            raise SystemExit(f"{path}: line {sheet['line']} of {sheet['source']} is not the report that was annotated")
        yield MentionSheet(path.stem, text, sheet)


def _text(sheet: Mapping[str, Any], data: Path) -> str:
    """The text of a sheet as its annotator saw it."""
    record = json.loads(_lines(data / sheet["source"])[sheet["line"] - 1])
    if sheet["source"] == POOL:
        return lay_out(record)
    return with_small_letters(record["text"], pool_forms(data)) if sheet["source"] == _CAPITALS else str(record["text"])


@cache
def pool_forms(data: Path) -> Mapping[str, str]:
    """How words are mostly written in the reports of the pool."""
    return usual_forms(json.loads(line)["text"] for line in _lines(data / POOL))


def read_mentions(data: Path, folder: Path = FOLDER, *, held_back: bool) -> Iterator[MarkedText]:
    """The mention sheets that are held back, or those to learn from; whatever is not marked there is no mention of an
    attack."""
    for report in read_mention_sheets(data, folder):
        if report.sheet.get("held_back", False) != held_back:
            continue
        frames = tuple(_frame(report, mention) for mention in report.sheet["mentions"])
        yield MarkedText(name=report.name, text=report.text, task=ATTACK.name, frames=frames)


def _frame(report: MentionSheet, mention: Mapping[str, Any]) -> Frame:
    """A mention with its fillers and those of the others of the same attack in its sentence: they were marked once."""
    anchor = Span(*mention["trigger"])
    types = report.sheet["attacks"][mention["attacks"][0]]["types"]
    sentence = _sentence(report.text, anchor.start)
    alike = [
        m
        for m in report.sheet["mentions"]
        if m["attacks"] == mention["attacks"] and _sentence(report.text, m["trigger"][0]) == sentence
    ]
    fillers = {
        role: tuple(sorted({Span(*span) for m in alike for name in names for span in m.get(name, ())}))
        for role, names in _ROLES.items()
    }
    label = "Harm" if any(tells_harm(word) for word in anchor.slice(report.text).split()) else label_of_types(types)
    return Frame(anchor=anchor, label=label, fillers=fillers)


@cache
def _starts(text: str) -> list[int]:
    return [start for start, _ in cut_sentences(text)]


def _sentence(text: str, position: int) -> int:
    return bisect_right(_starts(text), position)


@cache
def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
