"""A store in a folder of this machine, without a server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.store.base import article_name, insert_data
from kg.store.lines import iri, lines_of
from kg.store.opening import open_to_write

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rdflib import URIRef

    from kg.model.answer import Answer
    from kg.validate import ValidatedGraph


class OxigraphStore:
    """An Oxigraph store in `folder`, which is made if it is not there. One process writes at a time.

    Each load or replacement is one transaction: after a crash it is there whole or not at all.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._store: ox.Store | None = open_to_write(folder)

    def load(self, validated: ValidatedGraph) -> int:
        name = article_name(validated.graph)
        self._update(insert_data(name, lines_of(validated.graph)))
        return self.count(name)

    def replace(self, validated: ValidatedGraph) -> int:
        return self.put(article_name(validated.graph), lines_of(validated.graph))

    def put(self, name: URIRef, lines: list[str]) -> int:
        self._update(f"DROP SILENT GRAPH {iri(name)} ;\n{insert_data(name, lines)}")
        return self.count(name)

    def drop(self, name: URIRef) -> None:
        self._update(f"DROP SILENT GRAPH {iri(name)}")

    def count(self, graph: URIRef | None = None) -> int:
        import pyoxigraph as ox

        if graph is None:
            return len(self._open())
        return sum(1 for _ in self._open().quads_for_pattern(None, None, None, ox.NamedNode(graph)))

    def query(self, sparql: str) -> Answer:
        from kg.query.local import ask_store

        return ask_store(self._open(), sparql)

    def close(self) -> None:
        """Writes everything to disk and gives the folder free."""
        if self._store is not None:
            self._store.flush()
            self._store = None

    def _open(self) -> ox.Store:
        if self._store is None:
            raise StoreError(f"{self._folder}: the store is closed. Open it again.")
        return self._store

    def _update(self, update: str) -> None:
        try:
            self._open().update(update)
        except OSError as error:
            raise StoreError(f"{self._folder}: nothing was stored ({error}). Look at the disk's free space.") from error
