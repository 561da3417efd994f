"""Terms of Oxigraph as terms of rdflib and back, characters untouched."""

from __future__ import annotations

import pyoxigraph as ox
from rdflib import XSD, BNode, Literal, URIRef
from rdflib.term import Node


def to_rdflib(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | ox.DefaultGraph) -> Node:
    """A quoted triple becomes its text: rdflib has no term for it."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        datatype = URIRef(term.datatype.value)
        if datatype == XSD.string:
            return Literal(term.value)
        return Literal(term.value, datatype=datatype, normalize=False)
    return Literal(str(term))


def to_quad(triple: tuple[Node, Node, Node]) -> ox.Quad:
    """The triple in the default graph; TypeError for a literal where none may stand."""
    subject, predicate, value = (to_oxigraph(term) for term in triple)
    if isinstance(subject, ox.Literal) or not isinstance(predicate, ox.NamedNode):
        raise TypeError(f"{triple!r} is no triple of RDF")
    return ox.Quad(subject, predicate, value)


def to_oxigraph(node: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(node, URIRef):
        return ox.NamedNode(node)
    if isinstance(node, Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        return ox.Literal(str(node), datatype=None if node.datatype is None else ox.NamedNode(node.datatype))
    return ox.BlankNode(str(node))
