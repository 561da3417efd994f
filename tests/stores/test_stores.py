"""The contract, for every store: in memory, in a folder, and behind a real server in two ways."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg.errors import StoreError
from kg.store import MemoryStore, OxigraphStore, SparqlHttpStore, Store, article_name
from kg.store.sparql_http import CHUNK
from tests.stores.contract import StoreContract, example
from tests.stores.servers import oxigraph_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph_server(tmp_path_factory.mktemp("oxigraph")) as address:
        yield address


@pytest.fixture
def empty_server(server: str) -> str:
    response = httpx.post(f"{server}/update", data={"update": "DROP ALL"}, trust_env=False)
    response.raise_for_status()
    return server


class TestMemoryStore(StoreContract):
    @pytest.fixture
    def store(self) -> Iterator[Store]:
        store = MemoryStore()
        yield store
        store.close()


class TestOxigraphStore(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        store = OxigraphStore(tmp_path / "store")
        yield store
        store.close()

    def test_it_is_still_there_when_opened_again(self, tmp_path: Path) -> None:
        first = OxigraphStore(tmp_path / "store")
        first.replace(example())
        first.close()
        again = OxigraphStore(tmp_path / "store")
        assert again.count(article_name(example().graph)) == len(example().graph)
        again.close()

    def test_a_second_writer_is_refused(self, tmp_path: Path) -> None:
        first = OxigraphStore(tmp_path / "store")
        with pytest.raises(StoreError, match="cannot be opened"):
            OxigraphStore(tmp_path / "store")
        first.close()

    def test_a_closed_store_says_so(self, tmp_path: Path) -> None:
        store = OxigraphStore(tmp_path / "store")
        store.close()
        with pytest.raises(StoreError, match="is closed"):
            store.count()


class TestGraphStoreProtocol(StoreContract):
    @pytest.fixture
    def store(self, empty_server: str) -> Iterator[Store]:
        store = SparqlHttpStore(f"{empty_server}/store", query_endpoint=f"{empty_server}/query")
        yield store
        store.close()

    def test_it_counts_without_a_query_endpoint(self, empty_server: str) -> None:
        store = SparqlHttpStore(f"{empty_server}/store")
        name = article_name(example().graph)
        assert store.count(name) == 0
        assert store.replace(example()) == len(example().graph)
        store.close()


class TestUpdate(StoreContract):
    @pytest.fixture(params=[CHUNK, 100])
    def store(
        self, empty_server: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[Store]:
        monkeypatch.setattr("kg.store.sparql_http.CHUNK", request.param)
        store = SparqlHttpStore(f"{empty_server}/update", method="update", query_endpoint=f"{empty_server}/query")
        yield store
        store.close()
