"""The one door to the native SHACL engine: which shapes have something to say about a graph?

pyshacl decides what a report says (`engine.py`); this engine is thirty times as fast and decides
only that there is nothing to report, or which shapes warn. Whatever it finds to be wrong, cannot read
or has not been compared on goes to pyshacl. There are platforms that it has no wheel for, and there everything does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pyoxigraph
from rdflib import RDF, SH, XSD, BNode, Graph, Literal, URIRef

from kg.model.report import Severity
from kg.validate.shapes import Shapes
from kg.validate.targets import has_target

if TYPE_CHECKING:
    from collections.abc import Iterable

    import shacl
    from rdflib.term import Node

# Words of SHACL on which the two engines have been compared (tests/validate/test_native.py).
COMPARED = frozenset(
    SH[name]
    for name in (
        *("targetClass", "targetNode", "targetSubjectsOf", "property", "path", "inversePath", "severity", "message"),
        *("class", "datatype", "nodeKind", "hasValue", "in", "minCount", "maxCount", "minLength", "pattern"),
        *("minInclusive", "maxInclusive", "lessThan", "lessThanOrEquals", "or", "closed", "ignoredProperties"),
        *("qualifiedValueShape", "qualifiedMinCount", "sparql", "select", "prefixes", "declare", "prefix", "namespace"),
    )
)
_FORMAT = "ntriples"
_STRING = XSD.string


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compiled:
    """Shapes as the engine holds them, and the class tree that is laid beside every graph, as N-Triples."""

    shapes: shacl.Shapes
    class_tree: str


def finds_nothing(graph: Graph, *, shapes: Shapes) -> bool:
    """Whether the engine judged the whole graph by all shapes and has nothing to say, not even a warning.

    False says nothing about the graph: ask pyshacl. The graph is not changed.
    """
    return find_warning_shapes(graph, shapes=shapes) == frozenset()


def find_warning_shapes(graph: Graph, *, shapes: Shapes) -> frozenset[str] | None:
    """The IRIs of the shapes that warn of something in the graph, where no shape finds worse; all others have nothing
    to say. None where pyshacl has to judge by all shapes. The graph is not changed."""
    compiled = _compile(shapes)
    if compiled is None or not has_target(graph, shapes=shapes):
        return None
    text = _to_ntriples(graph)
    return None if text is None else _judge(compiled, text)


@lru_cache(maxsize=16)
def _compile(shapes: Shapes) -> _Compiled | None:
    """None where the engine is missing, or the shapes say something that it has not been compared on."""
    try:
        import shacl
    except ImportError:
        return None
    source = _to_ntriples(shapes.source)
    class_tree = _to_ntriples(shapes.class_tree)
    if source is None or class_tree is None or not _is_compared(shapes.source):
        return None
    compiled = shacl.Shapes.from_text(source, format=_FORMAT)
    kinds = (SH.NodeShape, SH.PropertyShape)
    known = {shape for kind in kinds for shape in shapes.source.subjects(RDF.type, kind)}
    return _Compiled(shapes=compiled, class_tree=class_tree) if len(compiled) == len(known) else None


def _is_compared(source: Graph) -> bool:
    words = {word for word in source.predicates(unique=True) if str(word).startswith(str(SH))}
    paths = source.objects(None, SH.path)
    return words <= COMPARED and all(isinstance(p, URIRef) or (p, SH.inversePath, None) in source for p in paths)


def _judge(compiled: _Compiled, text: str) -> frozenset[str] | None:
    try:
        report = compiled.shapes.validate_text(text + compiled.class_tree, format=_FORMAT)
    except _failures():
        return None
    found: set[str] = set()
    for result in report.results:
        names = {str(result.source_shape), str(result.root_shape)}
        if result.severity != Severity.WARNING or not all(name.startswith("<") for name in names):
            return None
        found |= {name.strip("<>") for name in names}
    return frozenset(found) if found or report.conforms else None


def _failures() -> tuple[type[BaseException], ...]:
    """How the engine says that it cannot read or judge a graph.

    A failure inside Rust has a class of its own, made at the first such failure; no module offers it.
    """
    return (ValueError, *(kind for kind in BaseException.__subclasses__() if kind.__name__ == "PanicException"))


def _to_ntriples(triples: Iterable[tuple[Node, Node, Node]]) -> str | None:
    """One triple a line; None where a term may look different to the two engines, or has no spelling."""
    found = list(triples)
    terms = {id(term): term for triple in found for term in triple}  # rdflib takes its time over the hash of a literal
    try:
        spelt = {key: str(_to_oxigraph(term)) for key, term in terms.items()}
    except ValueError:
        return None
    return "".join([f"{spelt[id(s)]} {spelt[id(p)]} {spelt[id(o)]} .\n" for s, p, o in found])


def _to_oxigraph(term: Node) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal:
    """Raises ValueError for what N-Triples cannot hold and for literals on which the engines may differ.

    rdflib, and pyshacl with it, knows no year 0 and no 24 o'clock, and takes a string with its
    datatype written out for another value than the same string without.
    """
    if isinstance(term, URIRef):
        return pyoxigraph.NamedNode(term)
    if isinstance(term, BNode):
        return pyoxigraph.BlankNode(term)
    if not isinstance(term, Literal) or term.ill_typed or term.datatype == _STRING:
        raise ValueError(term)
    if term.language:
        return pyoxigraph.Literal(term, language=term.language)
    datatype = None if term.datatype is None else pyoxigraph.NamedNode(term.datatype)
    return pyoxigraph.Literal(term, datatype=datatype)
