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
    if not _target_classes(shapes).isdisjoint(graph.objects(None, RDF.type)):
        return True
    found = {
        "targetSubjectsOf": lambda term: (None, term, None) in graph,
        "targetObjectsOf": lambda term: (None, term, None) in graph,
        "targetNode": lambda term: (term, None, None) in graph or (None, None, term) in graph,
    }
    return any(found[kind](term) for kind, term in target_terms(shapes) if kind in found)


@lru_cache(maxsize=16)
def _target_classes(shapes: Shapes) -> frozenset[Node]:
    """The classes that the shapes look at, with their subclasses."""
    classes: set[Node] = {term for kind, term in target_terms(shapes) if kind == "targetClass"}
    while True:
        below = {s for s, p, o in shapes.class_tree if p == RDFS.subClassOf and o in classes}
        if below <= classes:
            return frozenset(classes)
        classes |= below
