"""N-Triples: one triple a line, sorted."""

from __future__ import annotations

from rdflib import Graph

from kg.write.terms import ntriples_lines


def to_ntriples(graph: Graph) -> str:
    return "".join(f"{line} .\n" for line in ntriples_lines(graph))
