"""The project's own sheets as frames."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.annotated import AnnotatedReport
from training import sheets
from training.frames import MarkedText

TITLE = "Suicide bombing in Tarva\nBy Us\nMay 2, 2020\n"
TEXT = f"{TITLE}A suicide bombing killed Ana Lenk in Tarva. The attack was denounced.\n"


def read(monkeypatch: pytest.MonkeyPatch, tmp_path: Any, attacks: list[dict[str, Any]]) -> MarkedText:
    report = AnnotatedReport("r", TEXT, {"entities": [{"id": "t", "names": ["Tarva"]}], "attacks": attacks})
    monkeypatch.setattr(sheets, "read_sheets_to_learn", lambda part, data: iter([report]))
    (marked,) = sheets.read_marked("train", tmp_path)
    return marked


def attack(**slots: Any) -> dict[str, Any]:
    start = TEXT.index("A suicide")
    return {"types": ["SuicideBombing"], "mentions": [[start, start + len("A suicide bombing killed")]], **slots}


def test_the_deed_is_the_anchor_and_names_are_found_beside_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    marked = read(monkeypatch, tmp_path, [attack(places=["t"], victims=[{"is": "Ana Lenk", "optional": True}])])
    (frame,) = marked.frames
    assert (frame.anchor.slice(TEXT), frame.label) == ("bombing", "Bombing")
    assert [s.start for s in frame.fillers["place"]] == [TEXT.index("Tarva.")]
    assert [s.slice(TEXT) for s in frame.fillers["victim"]] == ["Ana Lenk"]
    assert frame.fillers["weapon"] == ()


def test_a_role_of_which_only_a_word_stands_there_teaches_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    marked = read(monkeypatch, tmp_path, [attack(targets=["the harbour of Tarva"], victims=["a dentist"])])
    assert "target" not in marked.frames[0].fillers
    assert marked.frames[0].fillers["victim"] == ()


def test_sentences_with_violence_that_nobody_marked_are_unknown(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    known = read(monkeypatch, tmp_path, [attack()]).known
    assert known is not None
    assert not {"bombing", "attack"} & {word for span in known for word in span.slice(TEXT).split()}
    assert any("denounced" in span.slice(TEXT) for span in known)
    assert read(monkeypatch, tmp_path, []).known is None
