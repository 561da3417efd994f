"""What is learned, from which texts and in which order: the whole of what `make train` does but the machinery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from training.attributions import read_attributions
from training.frames import MarkedText

NAME = "newskg-reader"
VERSION = "1"
ENCODER = "mpnet-4"
HELD_BACK = 40  # texts at the end of the attributions: for temperatures and thresholds, never learned from


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


PHASES = (Phase(name="attribution", shares={"polnear": 1.0}, epochs=2),)


def read_material(data: Path) -> Material:
    """All sources of a data folder, in the order of their files."""
    polnear = list(read_attributions(data / "polnear.train.jsonl"))
    return Material(
        learned={"polnear": polnear[:-HELD_BACK]},
        held_back={"polnear": polnear[-HELD_BACK:]},
    )


def texts_of(material: Material, phase: Phase) -> list[MarkedText]:
    """What a phase learns from."""
    found: list[MarkedText] = []
    for source, share in phase.shares.items():
        texts = material.learned[source]
        found += texts[: round(len(texts) * share)]
    return found
