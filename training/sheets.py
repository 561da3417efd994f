"""Reads the project's own sheets: reports annotated by its own scheme, as offsets into a pool of reports.

Sheets name the fillers of an attack and do not point at them: a filler counts where its name stands in the sentence of
the mention, and teaches nothing elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.unseen import lay_out
from kg.annotate.learned.blocks import cut_sentences
from kg.annotate.learned.tasks import ATTACK
from kg.model.span import Span
from training.attacks import WORD, is_violent, known_sentences, tells_harm
from training.frames import Frame, MarkedText

_SLOTS: Mapping[str, tuple[str, ...]] = {
    "place": ("places",),
    "target": ("targets",),
    "victim": ("victims",),
    "weapon": ("weapons",),
    "perpetrator": ("perpetrators", "alleged", "claimed_by"),
}
_BOMBINGS = frozenset({"Bombing", "CarBombing", "SuicideBombing"})
_SHOOTINGS = frozenset({"Shooting", "Assassination"})


def read_sheets(folder: Path, pool: Path) -> Iterator[MarkedText]:
    """The reports of a folder of sheets, with the mentions of their attacks.

    A report of no attack is known to have none anywhere; of others the sentences with a mention are known, and
    those without a word of violence.
    """
    lines = pool.read_text(encoding="utf-8").splitlines()
    for path in sorted(folder.glob("*.json")):
        sheet = json.loads(path.read_text(encoding="utf-8"))
        text = lay_out(json.loads(lines[sheet["line"] - 1]))
        if hashlib.sha256(text.encode("utf-8")).hexdigest() != sheet["sha256"]:
            raise SystemExit(f"{path.name}: line {sheet['line']} of the pool is not the report that was annotated")
        frames = tuple(_frames(text, sheet))
        known = known_sentences(text, frames) if sheet["attacks"] else None
        yield MarkedText(name=path.stem, text=text, task=ATTACK.name, frames=frames, known=known)


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
    """The stretches of the sentence that name fillers of a role; nothing at all where fillers stand elsewhere."""
    wanted = [row for slot in _SLOTS[role] for row in attack.get(slot, [])]
    if not wanted:
        yield ()
    found: list[Span] = []
    for row in wanted:
        forms = row["is"] if isinstance(row, dict) else row
        forms = [forms] if isinstance(forms, str) else forms
        forms = sorted((name for form in forms for name in names.get(form, [form])), key=len, reverse=True)
        places = (text.find(form, sentence.start, sentence.end) for form in forms)
        found += next(([Span(at, at + len(form))] for form, at in zip(forms, places, strict=True) if at >= 0), [])
    if found:
        yield tuple(dict.fromkeys(found))


def _trigger(text: str, mention: Span) -> Span | None:
    """The word of a mention that tells of the attack: the first that begins like a word of the trigger table."""
    for word in WORD.finditer(text, mention.start, mention.end):
        if is_violent(word.group()):
            return Span(word.start(), word.end())
    return None


def _label(word: str, types: Sequence[str]) -> str:
    if tells_harm(word):
        return "Harm"
    if types[0] in _BOMBINGS:
        return "Bombing"
    return "Shooting" if types[0] in _SHOOTINGS else "Attack"
