"""A store that forgets: for tests, and for trying out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.store.base import article_name
from kg.store.lines import iri, lines_of

if TYPE_CHECKING:
    from rdflib import URIRef

    from kg.model.answer import Answer
    from kg.validate import ValidatedGraph


class MemoryStore:
    """Holds the lines of each graph in a set."""

    def __init__(self) -> None:
        self._graphs: dict[str, frozenset[str]] = {}

    def load(self, validated: ValidatedGraph) -> int:
        name = str(article_name(validated.graph))
        self._graphs[name] = self._graphs.get(name, frozenset()) | frozenset(lines_of(validated.graph))
        return len(self._graphs[name])

    def replace(self, validated: ValidatedGraph) -> int:
        return self.put(article_name(validated.graph), lines_of(validated.graph))

    def put(self, name: URIRef, lines: list[str]) -> int:
        self._graphs[str(name)] = frozenset(lines)
        return len(self._graphs[str(name)])

    def drop(self, name: URIRef) -> None:
        self._graphs.pop(str(name), None)

    def count(self, graph: URIRef | None = None) -> int:
        if graph is not None:
            return len(self._graphs.get(str(graph), ()))
        return sum(map(len, self._graphs.values()))

    def query(self, sparql: str) -> Answer:
        import pyoxigraph as ox

        from kg.query.local import ask_store

        store = ox.Store()
        quads = [f"{line[:-1]}{iri(name)} ." for name in sorted(self._graphs) for line in sorted(self._graphs[name])]
        store.load(input="\n".join(quads), format=ox.RdfFormat.N_QUADS)
        return ask_store(store, sparql)

    def close(self) -> None:
        self._graphs.clear()
