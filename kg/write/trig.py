"""TriG: the Turtle of a graph inside the named graph of its article."""

from __future__ import annotations

from rdflib import Graph

from kg.write.names import Names
from kg.write.terms import iri_in_brackets
from kg.write.turtle import turtle_body, turtle_header


def to_trig(graph: Graph) -> str:
    """The default graph is used where the graph is not about exactly one article."""
    names = Names.for_graph(graph)
    if names.article is None:
        body = turtle_body(graph, names)
    else:
        name = names.curie(names.article) or iri_in_brackets(names.article)
        body = f"\n{name} {{\n{turtle_body(graph, names)}\n}}\n"
    return turtle_header(names) + body
