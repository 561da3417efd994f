"""Graphs that are served, and a client that asks without a socket."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.serve.app import create_app
from kg.serve.explorer import Explorer
from kg.serve.graphs import Graphs
from kg.serve.options import ServeOptions
from tests.serve.served import fill


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "store"
    fill(folder)
    return folder


@pytest.fixture(scope="session")
def explorer(store: Path) -> Iterator[Explorer]:
    """Read-only, with the index filled; `client` is over this one."""
    made = Explorer.over(Graphs(store, union=True), ServeOptions(hosts=("testserver",), processes=1))
    made.indexer.start()
    made.indexer.wait()
    yield made
    made.close()


@pytest.fixture(scope="session")
def client(explorer: Explorer) -> TestClient:
    """Not entered, so that the explorer outlives it."""
    return TestClient(create_app(explorer), follow_redirects=False)
