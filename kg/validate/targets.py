"""What shapes look at: a graph in which there is no such node has not been checked at all."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rdflib import RDF, RDFS, SH, URIRef

from kg.validate.shapes import TARGETS, Shapes

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


@lru_cache(maxsize=16)
def target_terms(shapes: Shapes) -> tuple[tuple[str, URIRef], ...]:
    """Every (kind of target, class, property or node) that the shapes look at, sorted."""
    return tuple(
        sorted(
            (name, value)
            for name in TARGETS
            for value in set(shapes.graph.objects(None, SH[name]))
            if isinstance(value, URIRef)
        )
    )


def has_target(graph: Graph, *, shapes: Shapes) -> bool:
    """Whether any shape looks at any node of the graph."""
    found = {
        "targetClass": lambda term: any((None, RDF.type, kind) in graph for kind in _with_subclasses(term, shapes)),
        "targetSubjectsOf": lambda term: (None, term, None) in graph,
        "targetObjectsOf": lambda term: (None, term, None) in graph,
        "targetNode": lambda term: (term, None, None) in graph or (None, None, term) in graph,
    }
    return any(found[kind](term) for kind, term in target_terms(shapes))


def _with_subclasses(term: Node, shapes: Shapes) -> set[Node]:
    classes = {term}
    while True:
        below = {s for s, p, o in shapes.class_tree if p == RDFS.subClassOf and o in classes}
        if below <= classes:
            return classes
        classes |= below
