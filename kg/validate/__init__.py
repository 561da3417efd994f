"""A graph → a report on it, or a graph that may be written: SHACL shapes through pyshacl."""

from kg.validate.checks import gate_graph, require_valid, validate_graph, validate_ontology
from kg.validate.graph import ValidatedGraph
from kg.validate.shapes import Shapes, load_ontology_shapes, load_shapes, shapes_from_graph

__all__ = [
    "Shapes",
    "ValidatedGraph",
    "gate_graph",
    "load_ontology_shapes",
    "load_shapes",
    "require_valid",
    "shapes_from_graph",
    "validate_graph",
    "validate_ontology",
]
