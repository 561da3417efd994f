"""A model or trained component that took part in reading an article."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelInfo:
    """A model that took part in reading the article; goes into the provenance."""

    name: str
    version: str
