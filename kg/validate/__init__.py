"""A graph → a report on it, or a graph that may be written: SHACL shapes through pyshacl."""

from kg.validate.checks import (
    gate_graph,
    gate_links,
    gate_reviews,
    is_links_graph,
    is_reviews_graph,
    require_valid,
    validate_any,
    validate_graph,
    validate_links,
    validate_ontology,
    validate_reviews,
)
from kg.validate.files import FORMATS, iter_graphs, read_graphs
from kg.validate.graph import ValidatedGraph
from kg.validate.shapes import (
    Shapes,
    load_link_shapes,
    load_ontology_shapes,
    load_review_shapes,
    load_shapes,
    shapes_from_graph,
)

__all__ = [
    "FORMATS",
    "Shapes",
    "ValidatedGraph",
    "gate_graph",
    "gate_links",
    "gate_reviews",
    "is_links_graph",
    "is_reviews_graph",
    "iter_graphs",
    "load_link_shapes",
    "load_ontology_shapes",
    "load_review_shapes",
    "load_shapes",
    "read_graphs",
    "require_valid",
    "shapes_from_graph",
    "validate_any",
    "validate_graph",
    "validate_links",
    "validate_ontology",
    "validate_reviews",
]
