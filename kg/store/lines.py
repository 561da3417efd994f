"""Triples as lines of N-Triples, which are at once Turtle and the inside of an INSERT DATA."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


def lines_of(graph: Graph) -> list[str]:
    """One line per triple with its full stop, sorted; line breaks inside literals are escaped."""
    known: dict[Node, str] = {}  # a graph names the same nodes again and again

    def text(node: Node) -> str:
        found = known.get(node)
        if found is None:
            found = known[node] = _term(node)
        return found

    return sorted(f"{text(subject)} {text(predicate)} {text(value)} ." for subject, predicate, value in graph)


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
