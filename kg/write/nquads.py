"""N-Quads: the triples in the named graph of their article, sorted."""

from __future__ import annotations

from rdflib import Graph

from kg.write.names import article_of
from kg.write.terms import iri_in_brackets, ntriples_lines


def to_nquads(graph: Graph) -> str:
    """The default graph is used where the graph is not about exactly one article."""
    article = article_of(graph)
    end = " .\n" if article is None else f" {iri_in_brackets(article)} .\n"
    return "".join(line + end for line in ntriples_lines(graph))
