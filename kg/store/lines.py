"""Triples as lines of N-Triples, which are at once Turtle and the inside of an INSERT DATA."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


def lines_of(graph: Graph) -> list[str]:
    """One line per triple with its full stop, sorted; line breaks inside literals are escaped."""
    return sorted(" ".join(_term(term) for term in triple) + " ." for triple in graph)


def iri(name: str) -> str:
    """The IRI between angle brackets; ValueError for characters that no IRI may hold."""
    import pyoxigraph as ox

    return str(ox.NamedNode(name))


def _term(node: Node) -> str:
    from kg.query.terms import to_oxigraph

    return str(to_oxigraph(node))
