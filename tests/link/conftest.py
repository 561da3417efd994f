"""The reports of `reports/` as graphs, built once, and a world of hand-made attacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.library import build
from kg.link import Features, read_features

REPORTS = Path(__file__).parent / "reports"


@pytest.fixture(scope="session")
def graphs() -> dict[str, str]:
    """The graph of each report as N-Triples, by the report's name."""
    return {path.stem: build(path).serialise("nt") for path in sorted(REPORTS.glob("*.txt"))}


@pytest.fixture(scope="session")
def read(graphs: dict[str, str]) -> Callable[[Iterable[str]], Features]:
    def read_some(names: Iterable[str]) -> Features:
        store = ox.Store()
        for name in names:
            store.load(graphs[name].encode("utf-8"), format=ox.RdfFormat.N_TRIPLES)
        return read_features(store)

    return read_some


@pytest.fixture(scope="session")
def features(graphs: dict[str, str], read: Callable[[Iterable[str]], Features]) -> Features:
    return read(graphs)
