"""Reads corpora of events: words for attacks and for what they do to people, with places, targets and the rest."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.annotate.learned.attack_words import words_of_attack
from kg.annotate.learned.tasks import ATTACK
from kg.model.span import Span
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


def read_events(path: Path, *, without: Collection[int] = ()) -> Iterator[MarkedText]:
    """The documents of a file of JSON lines with `text` and `events` of KAIROS types, but the lines `without`, counted
    from 1.

    Not every event is marked there, nor every argument: a word of violence without a mark teaches nothing, nor do
    most roles without a filler.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if number in without:
                continue
            row = json.loads(line)
            frames = tuple(frame for event in row["events"] if (frame := _frame(event)) is not None)
            known = known_stretches(row["text"])
            yield MarkedText(name=row["doc_id"], text=row["text"], task=ATTACK.name, frames=frames, known=known)


def known_stretches(text: str) -> tuple[Span, ...]:
    """What of a text holds no word that could be an anchor: the stretches between such words."""
    words = list(words_of_attack(text, 0, len(text)))
    starts, ends = [0, *(word.end for word in words)], [*(word.start for word in words), len(text)]
    return tuple(Span(start, end) for start, end in zip(starts, ends, strict=True) if start < end)


def _frame(event: Mapping[str, Any]) -> Frame | None:
    """An event. Only what was found to be complete counts as empty where it is: of two of our own sheets of these texts
    a third of the fillers of other roles is not marked there."""
    trigger = event.get("trigger")
    label = _label(event)
    if trigger is None or label is None:
        return None
    fillers: dict[str, tuple[Span, ...]] = {} if label == "Harm" else {"weapon": ()}
    for argument in event["arguments"]:
        role = ROLES.get(argument["role"])
        if role is not None:
            fillers[role] = (*fillers.get(role, ()), Span(argument["start"], argument["end"]))
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
