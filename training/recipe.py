"""What is learned, from which texts and in which order: the whole of what `make train` does but the machinery."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.annotated import FOLDER
from training.attack_templates import read_templates
from training.attacks import read_events
from training.attributions import read_attributions
from training.frames import MarkedText
from training.mentions import FOLDER as MENTIONS
from training.mentions import pool_forms, read_mentions
from training.sheets import read_marked

NAME = "newskg-reader"
VERSION = "3"
ENCODER = "mpnet-4"
HELD_BACK = 40  # texts at the end of PolNeAR: for temperatures and thresholds, never learned from
EVENTS = "wikievents.train_clean.jsonl"
TEMPLATES = "muc4.train.jsonl"
TEMPLATES_READ = 700  # reports of MUC-4; the others are for those who learn from what this reader says
COMPLETE = ("polnear", "mentions")  # sources in which every anchor is marked
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
    weight_decay: float = 0.01


# Attributions are plenty and teach the encoder; attacks are few and come second, with some attributions again so that
# those are not forgotten; what the lower layers know of English serves both. Sheets whose fillers were pointed at count
# twice, templates, where both words and fillers are guessed, less than once.
PHASES = (
    Phase(name="attribution", shares={"polnear": 1.0}, epochs=2),
    Phase(
        name="attack",
        shares={"polnear": 0.08, "wikievents": 1.0, "muc4": 0.4, "sheets": 1.0, "mentions": 2.0},
        epochs=3,
        frozen=2,
        encoder_rate=6e-5,
        head_rate=8e-4,
    ),
)


def our_lines(source: str) -> set[int]:
    """The lines of a corpus that have a sheet of ours, counted from 1."""
    sheets = (json.loads(path.read_bytes()) for folder in (FOLDER, MENTIONS) for path in folder.glob("**/*.json"))
    return {sheet["line"] for sheet in sheets if sheet["source"] == source}


def read_material(data: Path) -> Material:
    """All sources in a data folder, the project's own sheets among them; of what has a sheet nothing else is read, so
    that nothing is learned from a report that is measured on."""
    polnear = list(read_attributions(data / "polnear.train.jsonl"))
    learned: dict[str, Sequence[MarkedText]] = {"polnear": polnear[:-HELD_BACK]}
    held_back: dict[str, Sequence[MarkedText]] = {"polnear": polnear[-HELD_BACK:]}
    learned["wikievents"] = list(read_events(data / EVENTS, without=our_lines(EVENTS)))
    reports = data / TEMPLATES
    forms, sheets = pool_forms(data), our_lines(TEMPLATES)
    learned["muc4"] = list(read_templates(reports, forms=forms, most=TEMPLATES_READ, without=sheets))
    learned["mentions"] = list(read_mentions(data, held_back=False))
    held_back["mentions"] = list(read_mentions(data, held_back=True))
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
