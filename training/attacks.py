"""Reads corpora of events: words for attacks and for what they do to people, with places, targets and the rest."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.annotate.learned.blocks import cut_sentences
from kg.annotate.learned.tasks import ATTACK
from kg.model.span import Span
from training.attack_words import words_of_attack
from training.frames import Frame, MarkedText

ROLES: Mapping[str, str] = {
    "Place": "place",
    "Target": "target",
    "Victim": "victim",
    "ExplosiveDevice": "weapon",
    "Instrument": "weapon",
    "Attacker": "perpetrator",
    "Killer": "perpetrator",
    "Injurer": "perpetrator",
}
_HARM_TYPES = frozenset({"Life.Die", "Life.Injure"})
_BOMBING = ("bomb", "explo", "blast", "detonat", "blew up", "blow up")
_SHOOTING = ("shot", "shoot", "gun", "fire", "firing", "sniper")


def read_events(path: Path, *, without: Collection[str] = ()) -> Iterator[MarkedText]:
    """The documents of a file of JSON lines with `text` and `events` of KAIROS types, but those `without`.

    Not every event is marked there: only sentences with a marked one, and those without a
    word of violence, count as wholly marked.
    """
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["doc_id"] in without:
                continue
            frames = tuple(frame for event in row["events"] if (frame := _frame(event)) is not None)
            known = known_sentences(row["text"], frames)
            yield MarkedText(name=row["doc_id"], text=row["text"], task=ATTACK.name, frames=frames, known=known)


def known_sentences(text: str, frames: Sequence[Frame]) -> tuple[Span, ...]:
    """The sentences that hold an anchor, and those without a word that could be one."""
    spans = (Span(start, end) for start, end in cut_sentences(text))
    return tuple(
        span
        for span in spans
        if any(span.contains(frame.anchor) for frame in frames)
        or next(words_of_attack(text, span.start, span.end), None) is None
    )


def _frame(event: Mapping[str, Any]) -> Frame | None:
    trigger = event.get("trigger")
    label = _label(event)
    if trigger is None or label is None:
        return None
    fillers: dict[str, tuple[Span, ...]] = dict.fromkeys(ATTACK.roles, ())
    for argument in event["arguments"]:
        role = ROLES.get(argument["role"])
        if role is not None:
            fillers[role] = (*fillers[role], Span(argument["start"], argument["end"]))
    return Frame(anchor=Span(trigger["start"], trigger["end"]), label=label, fillers=fillers)


def _label(event: Mapping[str, Any]) -> str | None:
    if event["type"] in _HARM_TYPES:
        return "Harm"
    return label_of(event["trigger"]["text"]) if event["type"] == "Conflict.Attack" else None


def label_of(words: str) -> str:
    """The kind of attack as far as its words alone tell."""
    words = words.lower()
    if any(word in words for word in _BOMBING):
        return "Bombing"
    return "Shooting" if any(word in words for word in _SHOOTING) else "Attack"
