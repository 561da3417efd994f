"""Triples as lines of N-Triples, which are at once Turtle and the inside of an INSERT DATA."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


def lines_of(graph: Graph) -> list[str]:
    """One line per triple with its full stop, sorted; line breaks inside literals are escaped."""
    return sorted(map(triple_line, graph))


def triple_line(triple: tuple[Node, Node, Node]) -> str:
    """One triple with its full stop."""
    return " ".join(map(_term, triple)) + " ."


def iri(name: str) -> str:
    """The IRI between angle brackets; ValueError for characters that no IRI may hold."""
    import pyoxigraph as ox

    return str(ox.NamedNode(name))


def _term(node: Node) -> str:
    from kg.query.terms import to_oxigraph

    return str(to_oxigraph(node))
