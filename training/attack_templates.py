"""Reads reports whose attacks are described in templates, without a word being pointed at.

A sentence that holds words for the kind of attack and the name of a filler is taken for a mention. What a template
leaves open teaches nothing, nor do sentences without such a mention. The reports are in capitals: letters are made
small by how other texts write the same words.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from kg.annotate.learned.attack_words import stem_of, tells_harm, words_of_attack
from kg.annotate.learned.blocks import cut_sentences
from kg.annotate.learned.tasks import ATTACK
from kg.model.span import Span
from training.attacks import label_of
from training.frames import Frame, MarkedText
from training.sheets import find_words

_ROLES: Mapping[str, str] = {
    "PerpInd": "perpetrator",
    "PerpOrg": "perpetrator",
    "Victim": "victim",
    "Target": "target",
    "Weapon": "weapon",
}
# The beginnings of words that a kind of template needs, in small letters; harm to people goes with the first three.
_WORDS: Mapping[str, tuple[str, ...]] = {
    "ATTACK": ("attack", "assault", "shoot", "shot", "fir", "assassin", "ambush", "machin", "raid", "massacre"),
    "BOMBING": ("bomb", "explo", "blast", "detonat", "dynamit", "attack", "blow"),
    "ARSON": ("arson", "fir", "burn", "torch", "set", "attack"),
    "KIDNAPPING": ("kidnap", "abduct", "hold", "take", "seiz"),
}
_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?")
_START = re.compile(r"(?:^|[.!?\]]\s+|\n)\W*(\w)")


def read_templates(
    path: Path, *, forms: Mapping[str, str], most: int | None = None, without: Collection[int] = ()
) -> Iterator[MarkedText]:
    """The reports of a file of JSON lines with `text` in capitals and `events` without triggers.

    `forms` says how words in small letters are written otherwise; words that it does not know begin with a capital.
    `most`: read only so many lines; `without`: and of them not these, counted from 1.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(islice(lines, most), start=1):
            if number in without:
                continue
            row = json.loads(line)
            text = with_small_letters(row["text"], forms)
            best: dict[Span, Frame] = {}
            for frame in (frame for event in row["events"] for frame in _frames(text, event)):
                known = best.get(frame.anchor)
                if known is None or _size(frame) > _size(known):
                    best[frame.anchor] = frame
            frames = tuple(best[anchor] for anchor in sorted(best))
            if frames:
                yield MarkedText(name=row["doc_id"], text=text, task=ATTACK.name, frames=frames, known=())


def usual_forms(texts: Iterable[str]) -> dict[str, str]:
    """How each word is mostly written within sentences, by the word in small letters."""
    counts: dict[str, Counter[str]] = {}
    for text in texts:
        starts = {found.start(1) for found in _START.finditer(text)}
        for found in _WORD.finditer(text):
            if found.start() not in starts:
                counts.setdefault(found.group().lower(), Counter())[found.group()] += 1
    return {word: max(sorted(found), key=found.__getitem__) for word, found in counts.items()}


def with_small_letters(text: str, forms: Mapping[str, str]) -> str:
    """A text in capitals as it would be written otherwise; no character is added or lost."""
    plain = _WORD.sub(lambda found: forms.get(found.group().lower(), found.group().capitalize()), text)
    return _START.sub(lambda found: found.group()[:-1] + found.group()[-1].upper(), plain)


def _size(frame: Frame) -> int:
    return sum(map(len, frame.fillers.values()))


def _frames(text: str, event: Mapping[str, Any]) -> Iterator[Frame]:
    kinds = _WORDS.get(event["type"])
    if kinds is None:
        return
    for sentence in (Span(start, end) for start, end in cut_sentences(text)):
        fillers = _fillers(text, sentence, event)
        if not any(fillers.values()):
            continue
        for anchor in words_of_attack(text, sentence.start, sentence.end):
            words = anchor.slice(text)
            harm = tells_harm(words)
            if (harm and event["type"] != "KIDNAPPING") or stem_of(words.split()[0]).startswith(kinds):
                yield Frame(anchor=anchor, label="Harm" if harm else label_of(words), fillers=fillers)


def _fillers(text: str, sentence: Span, event: Mapping[str, Any]) -> dict[str, tuple[Span, ...]]:
    """What of a template stands in a sentence; roles of which nothing does are left out, but for those that the
    template itself leaves empty."""
    found: dict[str, list[Span]] = {}
    named = {_ROLES.get(argument["role"]) for argument in event["arguments"]}
    for argument in event["arguments"]:
        role = _ROLES.get(argument["role"])
        if role is not None:
            span = _first(text, argument["alternatives"], sentence)
            found.setdefault(role, []).extend([] if span is None else [span])
    place = _first(text, _places(event), sentence)
    found.setdefault("place", []).extend([] if place is None else [place])
    empty: dict[str, tuple[Span, ...]] = {role: () for role in _ROLES.values() if role not in named}
    return empty | {role: tuple(dict.fromkeys(spans)) for role, spans in found.items() if spans}


def _first(text: str, forms: Sequence[str], sentence: Span) -> Span | None:
    found = (_find(text, form, sentence) for form in sorted(forms, key=len, reverse=True))
    return next((span for span in found if span is not None), None)


def _find(text: str, form: str, sentence: Span) -> Span | None:
    """The template writes in capitals what the text no longer does."""
    return find_words(text.upper(), form.upper(), sentence) if form else None


def _places(event: Mapping[str, Any]) -> list[str]:
    """The places of a template but the country: "EL SALVADOR: SAN MIGUEL (DEPARTMENT)"."""
    location = event["attributes"].get("location") or ""
    return [re.sub(r"\s*\(.*?\)", "", part).strip() for part in location.split(":")[1:]]
