"""Graphs and a question → the answer, in memory, by Oxigraph.

All triples lie in the default graph, each once, however many files or named graphs hold them, so
that counts are right; the named graphs of N-Quads and TriG files can be asked for by GRAPH as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.model.answer import Answer
from kg.query.files import iter_graph_files, read_quads
from kg.query.guard import check_query
from kg.vocab.prefixes import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rdflib import Graph
    from rdflib.term import Node


PARAMETERS = "urn:newskg:parameter:"
RDF_VALUE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"


class GraphData:
    """Graphs held in memory to be asked."""

    def __init__(self, quads: Iterable[ox.Quad] = ()) -> None:
        import pyoxigraph as ox

        self._store = ox.Store()
        self._lock = Lock()  # the parameters of one query must not reach another
        self._add(quads)

    @classmethod
    def from_files(cls, paths: Sequence[Path]) -> GraphData:
        """Raises InputError for files that are missing, of no known ending, or broken."""
        data = cls()
        for path in iter_graph_files(paths):
            data._add(read_quads(path))
        return data

    @classmethod
    def from_graphs(cls, graphs: Iterable[Graph]) -> GraphData:
        from kg.query.terms import to_quad

        return cls(to_quad(triple) for graph in graphs for triple in graph)

    def __len__(self) -> int:
        """Different triples."""
        import pyoxigraph as ox

        return sum(1 for _ in self._store.quads_for_pattern(None, None, None, ox.DefaultGraph()))

    def run(self, sparql: str, *, parameters: Mapping[str, Node] | None = None) -> Answer:
        """See `run_query`."""
        import pyoxigraph as ox

        from kg.query.terms import to_oxigraph

        check_query(sparql)
        graph, value = ox.NamedNode(PARAMETERS), ox.NamedNode(RDF_VALUE)
        quads = [
            ox.Quad(ox.NamedNode(PARAMETERS + name), value, to_oxigraph(term), graph)
            for name, term in (parameters or {}).items()
        ]
        with self._lock:
            self._store.extend(quads)
            try:
                return answer_of(self._store.query(sparql, prefixes={**PREFIXES, "param": PARAMETERS}))
            except (SyntaxError, ValueError, RuntimeError, OSError) as error:
                raise QueryError(f"query: {error}. Correct the query.") from error
            finally:
                for quad in quads:
                    self._store.remove(quad)

    def _add(self, quads: Iterable[ox.Quad]) -> None:
        import pyoxigraph as ox

        batch = []
        for quad in quads:
            batch.append(ox.Quad(quad.subject, quad.predicate, quad.object))
            if quad.graph_name != ox.DefaultGraph():
                batch.append(quad)
        self._store.extend(batch)


def run_query(data: GraphData, sparql: str, *, parameters: Mapping[str, Node] | None = None) -> Answer:
    """Ask graphs in SPARQL 1.1; the prefixes of `kg.vocab.prefixes` and `param:` need no declaration.

    Raises QueryError for what is no query, for updates, and for SERVICE, LOAD and FROM.
    """
    return data.run(sparql, parameters=parameters)


def answer_of(result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Answer:
    """What Oxigraph found, taken out of it before its data can change."""
    import pyoxigraph as ox

    from kg.query.terms import to_rdflib

    if isinstance(result, ox.QueryBoolean):
        return Answer(truth=bool(result))
    if isinstance(result, ox.QueryTriples):
        return graph_answer(result)
    names = tuple(variable.value for variable in result.variables)
    rows = tuple(tuple(None if term is None else to_rdflib(term) for term in solution) for solution in result)
    return Answer(variables=names, rows=rows)


def graph_answer(triples: Iterable[ox.Triple]) -> Answer:
    from rdflib import Graph

    from kg.query.terms import to_rdflib

    graph = Graph(bind_namespaces="none")
    for triple in triples:
        graph.add((to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)))
    return Answer(graph=graph)
