"""What is learned, from which texts and in which order: the whole of what `make train` does but the machinery."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.annotated import FOLDER
from training.attack_templates import read_templates, usual_forms
from training.attacks import read_events
from training.attributions import read_attributions
from training.frames import MarkedText
from training.sheets import read_marked

NAME = "newskg-reader"
VERSION = "1"
ENCODER = "mpnet-4"
# Texts at the end of a source: for temperatures and thresholds, never learned from.
HELD_BACK = {"polnear": 40, "wikievents": 15}
# The probability from which a piece is an anchor: low, because the rules choose by the confidence what they take.
THRESHOLDS = {"attribution": 0.3, "attack": 0.1}
LEARNED, CHOICE = ("train", "agency-train"), ("choice", "agency-choice")  # sets of sheets


@dataclass(frozen=True, slots=True)
class Material:
    """The marked texts of every source, to learn from and held back."""

    learned: Mapping[str, Sequence[MarkedText]]
    held_back: Mapping[str, Sequence[MarkedText]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One stretch of training. `shares`: the part of each source's texts that it sees in an epoch, from the first on;
    of 2 it sees each twice. `frozen`: how many of the encoder's lower layers stay as they are."""

    name: str
    shares: Mapping[str, float] = field(default_factory=dict)
    epochs: int = 1
    frozen: int = 0
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3


# Attributions are plenty and teach the encoder; attacks are few and come second, with some attributions again so that
# those are not forgotten; what the lower layers know of English serves both.
PHASES = (
    Phase(name="attribution", shares={"polnear": 1.0}, epochs=2),
    Phase(
        name="attack",
        shares={"polnear": 0.08, "wikievents": 1.0, "muc4": 0.3, "sheets": 3.0},
        frozen=2,
        encoder_rate=6e-5,
        head_rate=8e-4,
    ),
    Phase(
        name="attack-again",
        shares={"polnear": 0.08, "wikievents": 1.0, "muc4": 0.2, "sheets": 3.0},
        epochs=2,
        frozen=2,
        encoder_rate=6e-5,
        head_rate=8e-4,
    ),
)


def read_material(data: Path) -> Material:
    """All sources in a data folder, the project's own sheets among them; of what has a sheet nothing else is read, so
    that nothing is learned from a report that is measured on."""
    ours = {path.stem for path in FOLDER.glob("*/*.json")}
    found = {
        "polnear": list(read_attributions(data / "polnear.train.jsonl")),
        "wikievents": list(read_events(data / "wikievents.train_clean.jsonl", without=ours)),
    }
    learned: dict[str, Sequence[MarkedText]] = {name: texts[: -HELD_BACK[name]] for name, texts in found.items()}
    held_back: dict[str, Sequence[MarkedText]] = {name: texts[-HELD_BACK[name] :] for name, texts in found.items()}
    pool = (data / "wikinews_pool.jsonl").read_text(encoding="utf-8")
    news = [json.loads(line)["text"] for line in pool.splitlines()]
    learned["muc4"] = list(read_templates(data / "muc4.train.jsonl", forms=usual_forms(news)))
    learned["sheets"] = [text for part in LEARNED for text in read_marked(part, data)]
    held_back["sheets"] = [text for part in CHOICE for text in read_marked(part, data)]
    return Material(learned, held_back)


def texts_of(material: Material, phase: Phase) -> list[MarkedText]:
    """What a phase learns from."""
    found: list[MarkedText] = []
    for source, share in phase.shares.items():
        texts = material.learned[source]
        found += [*texts] * int(share) + [*texts[: round(len(texts) * (share % 1))]]
    return found
