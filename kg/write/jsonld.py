"""JSON-LD with a context that keeps the values plain: names, numbers and dates, in the order of the Turtle."""

from __future__ import annotations

import json
import re
from typing import Any

from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg.write.names import Names
from kg.write.order import GraphOrder, ordered_subjects
from kg.write.terms import ntriples_term

_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")  # beyond that, JSON readers lose digits
_IRI = "@id"
_PLAIN = ""  # strings, integers and booleans stand in JSON as they are
_MIXED = "mixed"


def to_jsonld(graph: Graph) -> str:
    names = Names.for_graph(graph)
    order = GraphOrder(graph)
    kinds = _value_kinds(graph)
    nodes = [_node(subject, order, names, kinds) for subject in ordered_subjects(order.sections())]
    coercions = {
        _term_name(predicate, names): {"@type": _IRI if kind == _IRI else _term_name(URIRef(kind), names)}
        for predicate, kind in sorted(kinds.items())
        if kind not in (_PLAIN, _MIXED)
    }
    context: dict[str, Any] = {} if names.article is None else {"@base": str(names.article)}
    context.update(names.used_prefixes())
    context.update({name: {_IRI: name, **rule} for name, rule in coercions.items()})
    return json.dumps({"@context": context, "@graph": nodes}, ensure_ascii=False, indent=2) + "\n"


def _value_kinds(graph: Graph) -> dict[URIRef, str]:
    """What the values of each property are: all IRIs, all of one datatype, all plain JSON, or mixed."""
    kinds: dict[URIRef, str] = {}
    for subject, predicate, value in graph:
        ntriples_term(subject)  # raises for a blank node
        kind = _kind_of(value)
        if kinds.setdefault(URIRef(str(predicate)), kind) != kind:
            kinds[URIRef(str(predicate))] = _MIXED
    kinds.pop(RDF.type, None)
    return kinds


def _kind_of(value: Node) -> str:
    if not isinstance(value, Literal):
        ntriples_term(value)  # raises for a blank node
        return _IRI
    if value.language:
        return _MIXED
    return _PLAIN if _plain(value) is not None else str(value.datatype)


def _plain(value: Literal) -> str | int | bool | None:
    """The value as JSON has it; None where JSON would lose the datatype or the spelling."""
    if value.datatype is None or value.datatype == XSD.string:
        return str(value)
    text = str(value)
    if value.datatype == XSD.integer and _INTEGER.fullmatch(text):
        return int(text)
    if value.datatype == XSD.boolean and text in ("true", "false"):
        return text == "true"
    return None


def _node(subject: URIRef, order: GraphOrder, names: Names, kinds: dict[URIRef, str]) -> dict[str, Any]:
    node: dict[str, Any] = {_IRI: _node_name(subject, names)}
    for predicate, values in order.predicates(subject):
        if predicate == RDF.type:
            node["@type"] = _one_or_many([_term_name(URIRef(str(value)), names) for value in values])
        else:
            kind = kinds[predicate]
            node[_term_name(predicate, names)] = _one_or_many([_value(value, kind, names) for value in values])
    return node


def _value(value: Node, kind: str, names: Names) -> Any:
    if not isinstance(value, Literal):
        name = _node_name(URIRef(str(value)), names)
        return name if kind == _IRI else {_IRI: name}
    if value.language:
        return {"@value": str(value), "@language": value.language}
    plain = _plain(value)
    if plain is not None:
        return plain
    if kind == str(value.datatype):
        return str(value)
    return {"@value": str(value), "@type": _term_name(URIRef(str(value.datatype)), names)}


def _node_name(iri: URIRef, names: Names) -> str:
    return names.curie(iri) or names.relative(iri) or str(iri)


def _term_name(iri: URIRef, names: Names) -> str:
    """A property, class or datatype; JSON-LD does not read these relative to the base."""
    return names.curie(iri) or str(iri)


def _one_or_many(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
