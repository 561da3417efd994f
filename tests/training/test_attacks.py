"""Events that somebody marked in corpora, as frames."""

from __future__ import annotations

import json
from pathlib import Path

from kg.model.span import Span
from training.attack_templates import read_templates, usual_forms, with_small_letters
from training.attacks import read_events
from training.frames import MarkedText

TEXT = "Rebels shelled Tarva. Two cooks died. An attack was feared. It snowed."


def at(text: str, words: str) -> dict[str, int]:
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def event(kind: str, trigger: str, **arguments: str) -> dict[str, object]:
    return {
        "type": kind,
        "trigger": {**at(TEXT, trigger), "text": trigger},
        "arguments": [{"role": role, **at(TEXT, words)} for role, words in arguments.items()],
    }


def read(tmp_path: Path, *rows: dict[str, object], without: tuple[int, ...] = ()) -> list[MarkedText]:
    path = tmp_path / "events.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return list(read_events(path, without=without))


def test_events_become_frames_and_other_types_nothing(tmp_path: Path) -> None:
    events = [
        event("Conflict.Attack", "shelled", Attacker="Rebels", Place="Tarva"),
        event("Life.Die", "died", Victim="Two cooks"),
        event("Movement.Transportation", "snowed"),
    ]
    (marked,) = read(tmp_path, {"doc_id": "a", "text": TEXT, "events": events})
    assert [(f.anchor.slice(TEXT), f.label) for f in marked.frames] == [("shelled", "Attack"), ("died", "Harm")]
    assert [s.slice(TEXT) for s in marked.frames[0].fillers["perpetrator"]] == ["Rebels"]
    assert marked.frames[0].fillers["weapon"] == ()
    assert "target" not in marked.frames[0].fillers, "too much of that is not marked there"


def test_all_but_words_of_violence_are_known(tmp_path: Path) -> None:
    (marked,) = read(tmp_path, {"doc_id": "a", "text": TEXT, "events": [event("Life.Die", "died")]})
    assert marked.known is not None
    assert [s.slice(TEXT).strip() for s in marked.known] == [
        "Rebels",
        "Tarva. Two cooks",
        ". An",
        "was feared. It snowed.",
    ]


def test_documents_that_are_measured_on_are_left_out(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"doc_id": name, "text": TEXT, "events": []} for name in ("a", "b")]
    assert [m.name for m in read(tmp_path, *rows, without=(1,))] == ["b"]


def test_small_letters_follow_other_texts_and_keep_every_offset() -> None:
    forms = usual_forms(["Then the bus to Oruna left. The bus was full, in Oruna and the rest."])
    capitals = "THE BUS TO ORUNA -- [TEXT] THE VARGO LEFT."
    small = with_small_letters(capitals, forms)
    assert small == "The bus to Oruna -- [Text] The Vargo left."
    assert small.upper() == capitals


def test_templates_are_found_where_word_and_filler_meet(tmp_path: Path) -> None:
    text = "REBELS KIDNAPPED CARLA MEVA IN ORUNA. NOBODY WAS KIDNAPPED IN MAY. REBELS SANG."
    template = {
        "type": "KIDNAPPING",
        "arguments": [
            {"role": "PerpInd", "alternatives": ["REBELS"]},
            {"role": "Victim", "alternatives": ["CARLA MEVA"]},
            {"role": "Target", "alternatives": ["BRIDGE"]},
        ],
        "attributes": {"location": "SOMEWHERE: ORUNA (CITY)"},
    }
    path = tmp_path / "templates.jsonl"
    path.write_text(json.dumps({"doc_id": "t", "text": text, "events": [template]}), encoding="utf-8")
    (marked,) = read_templates(path, forms={})
    (frame,) = marked.frames
    assert (frame.anchor, frame.label) == (Span(7, 16), "Attack")
    fillers = {role: [s.slice(marked.text) for s in spans] for role, spans in frame.fillers.items()}
    assert fillers == {"perpetrator": ["Rebels"], "victim": ["Carla Meva"], "place": ["Oruna"], "weapon": []}
    assert marked.known == ()
