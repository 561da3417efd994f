"""Reads the project's own sheets: reports annotated by its own scheme.

Sheets name the fillers of an attack and do not point at them: a filler counts where its name stands in the sentence of
the mention; a role is empty where none of its names, nor a word of one, stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.annotate.learned.attack_words import tells_harm, words_of_attack
from kg.annotate.learned.blocks import cut_sentences
from kg.annotate.learned.tasks import ATTACK
from kg.model.span import Span
from training.attacks import known_stretches
from training.frames import Frame, MarkedText
from training.sheets_to_learn import read_sheets_to_learn

_SLOTS: Mapping[str, tuple[str, ...]] = {
    "place": ("places",),
    "target": ("targets",),
    "victim": ("victims",),
    "weapon": ("weapons",),
    "perpetrator": ("perpetrators", "alleged", "claimed_by"),
}
_BOMBINGS = frozenset({"Bombing", "CarBombing", "SuicideBombing"})
_SHOOTINGS = frozenset({"Shooting", "Assassination"})
_TELLING = 4  # letters of a word that tells more than grammar


def read_marked(part: str, data: Path) -> Iterator[MarkedText]:
    """The reports of a set of sheets, with the mentions of their attacks.

    A report of no attack is known to have none anywhere; of others all but words of violence that are no mention.
    """
    for report in read_sheets_to_learn(part, data):
        frames = tuple(_frames(report.text, report.sheet))
        known = known_stretches(report.text) if report.sheet["attacks"] else None
        yield MarkedText(name=report.name, text=report.text, task=ATTACK.name, frames=frames, known=known)


def _frames(text: str, sheet: Mapping[str, Any]) -> Iterator[Frame]:
    sentences = [Span(start, end) for start, end in cut_sentences(text)]
    names = {entity["id"]: entity["names"] for entity in sheet["entities"]}
    for attack in sheet["attacks"]:
        for start, end in attack["mentions"]:
            anchor = _trigger(text, Span(start, end))
            sentence = next((s for s in sentences if anchor is not None and s.contains(anchor)), None)
            if anchor is not None and sentence is not None:
                fillers = {
                    role: spans for role in ATTACK.roles for spans in _fillers(text, sentence, attack, role, names)
                }
                yield Frame(anchor=anchor, label=_label(anchor.slice(text), attack["types"]), fillers=fillers)


def _fillers(
    text: str, sentence: Span, attack: Mapping[str, Any], role: str, names: Mapping[str, Sequence[str]]
) -> Iterator[tuple[Span, ...]]:
    """The stretches of the sentence that name fillers of a role; nothing at all where it is hard to tell."""
    found: list[Span] = []
    hinted = False
    for row in (row for slot in _SLOTS[role] for row in attack.get(slot, [])):
        forms = row["is"] if isinstance(row, dict) else row
        forms = [forms] if isinstance(forms, str) else forms
        forms = sorted((name for form in forms for name in names.get(form, [form])), key=len, reverse=True)
        places = (find_words(text, form, sentence) for form in forms)
        span = next((place for place in places if place is not None), None)
        found += [] if span is None else [span]
        words = {word for form in forms for word in form.split() if len(word) >= _TELLING}
        hinted = hinted or any(find_words(text, word, sentence) for word in words)
    if found or not hinted:
        yield tuple(dict.fromkeys(found))


def find_words(text: str, words: str, within: Span) -> Span | None:
    """Where whole words first stand within a stretch."""
    found = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(text, within.start, within.end)
    return None if found is None else Span(found.start(), found.end())


def _trigger(text: str, mention: Span) -> Span | None:
    """The words of a mention that tell of the attack: what was done before what became of people."""
    found = list(words_of_attack(text, mention.start, mention.end))
    return min(found, key=lambda span: tells_harm(span.slice(text)), default=None)


def _label(word: str, types: Sequence[str]) -> str:
    if tells_harm(word):
        return "Harm"
    return label_of_types(types)


def label_of_types(types: Sequence[str]) -> str:
    """The kind of attack by the classes of a sheet, the most fitting first."""
    if types[0] in _BOMBINGS:
        return "Bombing"
    return "Shooting" if types[0] in _SHOOTINGS else "Attack"
