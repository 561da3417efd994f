"""What is learned, from which texts and in which order: the whole of what `make train` does but the machinery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from training.attacks import read_events
from training.attributions import read_attributions
from training.frames import MarkedText
from training.sheets import read_sheets

NAME = "newskg-reader"
VERSION = "1"
ENCODER = "mpnet-4"
# Texts at the end of a source: for temperatures and thresholds, never learned from.
HELD_BACK = {"polnear": 40, "wikievents": 15}


@dataclass(frozen=True, slots=True)
class Material:
    """The marked texts of every source, to learn from and held back."""

    learned: Mapping[str, Sequence[MarkedText]]
    held_back: Mapping[str, Sequence[MarkedText]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One stretch of training. `shares`: the part of each source's texts that it sees, from the first on."""

    name: str
    shares: Mapping[str, float] = field(default_factory=dict)
    epochs: int = 1
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3


# Attributions are plenty and teach the encoder; attacks are few and come second, with some attributions again so that
# those are not forgotten.
PHASES = (
    Phase(name="attribution", shares={"polnear": 1.0}, epochs=2),
    Phase(
        name="attack",
        shares={"polnear": 0.3, "wikievents": 1.0, "sheets": 1.0},
        epochs=2,
        encoder_rate=6e-5,
        head_rate=8e-4,
    ),
)


def read_material(data: Path, sheets: Path) -> Material:
    """All sources: the corpora in a data folder, and the project's own sheets in `train/` and `choice/` of another."""
    found = {
        "polnear": list(read_attributions(data / "polnear.train.jsonl")),
        "wikievents": list(read_events(data / "wikievents.train_clean.jsonl")),
    }
    pool = data / "wikinews_pool.jsonl"
    learned: dict[str, Sequence[MarkedText]] = {name: texts[: -HELD_BACK[name]] for name, texts in found.items()}
    held_back: dict[str, Sequence[MarkedText]] = {name: texts[-HELD_BACK[name] :] for name, texts in found.items()}
    learned["sheets"] = [text for part in ("seen", "train") for text in read_sheets(sheets / part, pool)]
    held_back["sheets"] = list(read_sheets(sheets / "choice", pool))
    return Material(learned, held_back)


def texts_of(material: Material, phase: Phase) -> list[MarkedText]:
    """What a phase learns from."""
    found: list[MarkedText] = []
    for source, share in phase.shares.items():
        texts = material.learned[source]
        found += texts[: round(len(texts) * share)]
    return found
