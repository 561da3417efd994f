"""Reads corpora of events: words for attacks and for what they do to people, with places, targets and the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kg.annotate.learned.blocks import cut_sentences
from kg.annotate.learned.tasks import ATTACK
from kg.model.span import Span
from kg.resources import read_tsv
from training.frames import Frame, MarkedText

WORD = re.compile(r"[A-Za-z]+")
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


def read_events(path: Path) -> Iterator[MarkedText]:
    """The documents of a file of JSON lines with `text` and `events` of KAIROS types.

    Not every event is marked there: only sentences with a marked one, and those without a
    word of violence, count as wholly marked.
    """
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
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
        or not any(is_violent(word) for word in WORD.findall(span.slice(text)))
    )


def is_violent(word: str) -> bool:
    """Whether a word begins like one of the table of triggers."""
    return _stem(word.lower()) in _stems()


def tells_harm(word: str) -> bool:
    """Whether a word tells what became of people rather than what was done."""
    return _stem(word.lower()) in _HARM_STEMS


@cache
def _stems() -> frozenset[str]:
    return frozenset(_stem(word) for row in read_tsv("triggers.tsv") for word in row["words"].lower().split()[:1])


def _stem(word: str) -> str:
    """A word without the endings of English verbs and nouns."""
    for ending in ("ings", "ing", "ers", "er", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word


_HARM_STEMS = frozenset(
    map(_stem, "kill die dead death wound injure injury murder slay fatality casualty hurt victim".split())
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
    if event["type"] != "Conflict.Attack":
        return None
    words = event["trigger"]["text"].lower()
    if any(word in words for word in _BOMBING):
        return "Bombing"
    return "Shooting" if any(word in words for word in _SHOOTING) else "Attack"
