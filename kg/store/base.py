"""What every store can do, and how graphs are named in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kg.errors import StoreError

if TYPE_CHECKING:
    from rdflib import Graph, URIRef

    from kg.model.answer import Answer
    from kg.validate import ValidatedGraph


class Store(Protocol):
    """Holds one named graph per article, and takes in nothing but validated graphs, or what comes from
    another store, where it was validated on its way in.

    All methods raise StoreError where the store cannot be reached, refuses, or loses what it was
    given, and QueryError for queries that are malformed or refused.
    """

    def load(self, validated: ValidatedGraph) -> int:
        """Adds the triples to the graph of their article. Returns how many triples that graph holds now."""

    def replace(self, validated: ValidatedGraph) -> int:
        """Puts the graph in the place of what the store had of its article. Returns its number of triples."""

    def put(self, name: URIRef, lines: list[str]) -> int:
        """The same for a graph out of another store, as lines of N-Triples. Returns its number of triples."""

    def drop(self, name: URIRef) -> None:
        """Takes a named graph away, if it is there."""

    def count(self, graph: URIRef | None = None) -> int:
        """Triples in a named graph (0 where there is none), or in all of them together."""

    def query(self, sparql: str) -> Answer:
        """Asks the store; the default graph is the union of the named ones, duplicates and all."""

    def close(self) -> None:
        """Lets go of files and connections."""


def article_name(graph: Graph) -> URIRef:
    """The name under which a graph is stored; StoreError where it is not about exactly one article."""
    from rdflib import RDF, URIRef

    from kg.vocab.namespaces import KG

    articles = sorted({str(node) for node in graph.subjects(RDF.type, KG.Article)})
    if len(articles) != 1:
        raise StoreError(
            f"A graph with {len(articles)} articles cannot be stored: its name is that of its one article. "
            "Give each article a graph of its own (kg build writes one file per report)."
        )
    return URIRef(articles[0])


def insert_data(name: URIRef, triples: list[str]) -> str:
    """A SPARQL update that adds triples (N-Triples lines) to a named graph."""
    from kg.store.lines import iri

    return f"INSERT DATA {{ GRAPH {iri(name)} {{\n" + "\n".join(triples) + "\n} }"
