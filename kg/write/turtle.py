"""Turtle for people: short names, sections, the order of the text, one node a paragraph."""

from __future__ import annotations

import re
import textwrap

from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg.vocab.namespaces import KG, NIF
from kg.write.names import Names
from kg.write.order import GraphOrder
from kg.write.terms import iri_in_brackets, long_quoted, ntriples_term, quoted

_WIDTH = 120
_WORDS_WIDTH = 60
_NEWLINE = "\n"
_INDENT = "    "
_TYPE, _STRING, _MENTION, _WORDS = RDF.type, XSD.string, KG.mention, NIF.anchorOf
_UNSEEN = re.compile(r"[^\S ]|[\x00-\x1f\x7f-\x9f]")  # anything that might end the line of a comment
# Literals that Turtle lets stand bare, with the spelling that leads back to the same characters.
_BARE = {
    XSD.integer: re.compile(r"-?[0-9]+"),
    XSD.decimal: re.compile(r"-?[0-9]+\.[0-9]+"),
    XSD.boolean: re.compile(r"true|false"),
}


def to_turtle(graph: Graph) -> str:
    names = Names.for_graph(graph)
    body = turtle_body(graph, names)
    return turtle_header(names) + body


def turtle_header(names: Names) -> str:
    """The base and the prefixes that were used while the body was written."""
    lines = [f"@prefix {prefix}: {iri_in_brackets(namespace)} ." for prefix, namespace in names.used_prefixes()]
    if names.article is not None:
        lines.insert(0, f"@base {iri_in_brackets(names.article)} .")
    return "".join(f"{line}\n" for line in lines)


def turtle_body(graph: Graph, names: Names) -> str:
    """All triples, without header; starts with an empty line."""
    for subject in graph.subjects(unique=True):
        ntriples_term(subject)  # raises for a blank node
    order = GraphOrder(graph)
    parts: list[str] = []
    for section in order.sections():
        parts.append(f"\n# ---- {section.title}\n{_NEWLINE if section.brief else ''}")
        write = _line if section.brief else _paragraph
        parts.extend(write(subject, order, names) for block in section.blocks for subject in block)
    return "".join(parts)


def _line(subject: URIRef, order: GraphOrder, names: Names) -> str:
    """A node with few properties on one line, as in a table."""
    properties = [_property(predicate, values, names) for predicate, values in order.predicates(subject)]
    return f"{_term(subject, names)} {' ; '.join(properties)} .\n"


def _paragraph(subject: URIRef, order: GraphOrder, names: Names) -> str:
    """A node with its properties, one a line; what it mentions stands in a comment at the line's end."""
    lines: list[tuple[str, str]] = []
    for predicate, values in order.predicates(subject):
        comment = _words_behind(values, order) if predicate == _MENTION else ""
        lines.append((_property(predicate, values, names), comment))
    opening = " " if lines[0][0].startswith("a ") else f"\n{_INDENT}"
    ends = [" ;"] * (len(lines) - 1) + [" ."]
    written = [f"{text}{end}{comment}" for (text, comment), end in zip(lines, ends, strict=True)]
    return f"\n{_term(subject, names)}{opening}" + f"\n{_INDENT}".join(written) + "\n"


def _words_behind(passages: list[Node], order: GraphOrder) -> str:
    """The first words of each passage, so that a reader need not look them up."""
    found = [order.first(passage, _WORDS) for passage in passages]
    words = [_shorten(str(text)) for text in found if text is not None]
    return f"  # {' | '.join(_UNSEEN.sub(' ', text) for text in words)}" if words else ""


def _shorten(text: str) -> str:
    """What `textwrap.shorten` makes of it, which takes its time over texts that are short already."""
    joined = " ".join(text.split())
    return joined if len(joined) <= _WORDS_WIDTH else textwrap.shorten(joined, _WORDS_WIDTH, placeholder=" …")


def _property(predicate: URIRef, values: list[Node], names: Names) -> str:
    verb = "a" if predicate == _TYPE else _term(predicate, names)
    terms = [_term(value, names) for value in values]
    line = f"{verb} {', '.join(terms)}"
    if len(terms) == 1 or len(line) + len(_INDENT) + 2 <= _WIDTH:
        return line
    joint = f",\n{_INDENT * 2}"
    return f"{verb}\n{_INDENT * 2}{joint.join(terms)}"


def _term(node: Node, names: Names) -> str:
    if isinstance(node, URIRef):
        return _iri(node, names)
    if isinstance(node, Literal) and (node.datatype is None or node.datatype == _STRING) and not node.language:
        return long_quoted(node) if "\n" in node else quoted(node)
    if isinstance(node, Literal) and node.datatype is not None:
        bare = _BARE.get(node.datatype)
        if bare is not None and bare.fullmatch(node):
            return str(node)
        return f"{quoted(node)}^^{_iri(node.datatype, names)}"
    return ntriples_term(node)


def _iri(iri: URIRef, names: Names) -> str:
    return names.curie(iri) or iri_in_brackets(names.relative(iri) or iri)
