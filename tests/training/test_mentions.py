"""Mention sheets as frames."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.annotated import FOLDER as SHEETS
from training.frames import MarkedText
from training.mentions import FOLDER, read_mention_sheets, read_mentions

TEXT = "Rebels shelled a mill near Tarva, killing two cooks. The shelling was condemned."


def at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def write(folder: Path, mentions: list[dict[str, Any]], text: str = TEXT) -> None:
    (folder / "reports.jsonl").write_text(json.dumps({"text": text}) + "\n", encoding="utf-8")
    sheet = {
        "source": "reports.jsonl",
        "line": 1,
        "sha256": hashlib.sha256(TEXT.encode("utf-8")).hexdigest(),
        "attacks": {"a1": {"types": ["Shelling"], "date": None}},
        "mentions": mentions,
    }
    (folder / "r.json").write_text(json.dumps(sheet), encoding="utf-8")


MENTIONS = [
    {"attacks": ["a1"], "trigger": at("shelled"), "alleged": [at("Rebels")], "target": [at("a mill")]},
    {"attacks": ["a1"], "trigger": at("killing"), "victim": [at("two cooks")]},
    {"attacks": ["a1"], "trigger": at("shelling")},
]


def read(tmp_path: Path) -> MarkedText:
    write(tmp_path, MENTIONS)
    (marked,) = read_mentions(tmp_path, tmp_path, held_back=False)
    assert not list(read_mentions(tmp_path, tmp_path, held_back=True))
    return marked


def test_mentions_of_an_attack_in_one_sentence_share_their_fillers(tmp_path: Path) -> None:
    frames = read(tmp_path).frames
    assert [(f.anchor.slice(TEXT), f.label) for f in frames] == [
        ("shelled", "Attack"),
        ("killing", "Harm"),
        ("shelling", "Attack"),
    ]
    for frame in frames[:2]:
        assert {role: [s.slice(TEXT) for s in spans] for role, spans in frame.fillers.items()} == {
            "place": [],
            "target": ["a mill"],
            "victim": ["two cooks"],
            "weapon": [],
            "perpetrator": ["Rebels"],
        }
    assert not any(frames[2].fillers.values())


def test_what_is_not_marked_is_known_to_be_none(tmp_path: Path) -> None:
    assert read(tmp_path).known is None


def test_another_text_is_refused_by_file_and_line(tmp_path: Path) -> None:
    write(tmp_path, MENTIONS, text="Something else.")
    with pytest.raises(SystemExit, match=r"line 1 of reports[.]jsonl"):
        list(read_mention_sheets(tmp_path, tmp_path))


def test_the_sheets_hold_offsets_and_no_words() -> None:
    paths = sorted(FOLDER.glob("*.json"))
    assert len(paths) > 100
    for path in paths:
        for mention in json.loads(path.read_text(encoding="utf-8"))["mentions"]:
            spans = [
                mention["trigger"],
                *(s for role, found in mention.items() if role not in {"attacks", "trigger"} for s in found),
            ]
            assert all(start < end for start, end in spans)


def test_no_report_that_is_measured_on_is_learned_from() -> None:
    learned = _lines_of(FOLDER.glob("*.json"))
    for part in ("choice", "unseen", "agency-choice", "agency-unseen"):
        measured = _lines_of((SHEETS / part).glob("*.json"))
        assert not measured & (learned | _lines_of((SHEETS / "train").glob("*.json")))
        assert not measured & _lines_of((SHEETS / "agency-train").glob("*.json"))
    held_back = {path for path in FOLDER.glob("*.json") if json.loads(path.read_bytes()).get("held_back")}
    assert not _lines_of(held_back) & _lines_of(SHEETS.glob("*train/*.json"))


def _lines_of(paths: Iterable[Path]) -> set[tuple[str, int]]:
    sheets = [json.loads(path.read_bytes()) for path in sorted(paths)]
    return {(sheet["source"], sheet["line"]) for sheet in sheets}
