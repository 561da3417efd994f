"""How IRIs and literals are spelt in the N-Triples family; checks that a graph can be written at all."""

from __future__ import annotations

import re

from rdflib import XSD, Graph, Literal, URIRef
from rdflib.term import Node

_STRING = XSD.string
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_TO_ESCAPE = re.compile(r'[\x00-\x1f"\\\x7f]')
_FORBIDDEN_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")


def quoted(text: str) -> str:
    """A string between quotation marks, on one line."""
    escaped = _TO_ESCAPE.sub(lambda found: _ESCAPES.get(found[0], f"\\u{ord(found[0]):04X}"), text)
    return f'"{escaped}"'


def long_quoted(text: str) -> str:
    """A string of several lines, as Turtle lets it stand; its line breaks are its own."""
    lines = [quoted(line)[1:-1] for line in text.split("\n")]
    return '"""' + "\n".join(lines) + '"""'


def iri_in_brackets(iri: str) -> str:
    """ValueError for characters that no IRI may hold: written out they would break the file."""
    if _FORBIDDEN_IN_IRI.search(iri):
        raise ValueError(f"{iri!r} holds a character that an IRI may not hold; no file was written")
    return f"<{iri}>"


def ntriples_term(node: Node) -> str:
    """The term in full; ValueError for blank nodes, which have no name that lasts."""
    if isinstance(node, URIRef):
        return iri_in_brackets(node)
    if isinstance(node, Literal):
        if node.language:
            return f"{quoted(node)}@{node.language}"
        if node.datatype is None or node.datatype == _STRING:
            return quoted(node)
        return f"{quoted(node)}^^{iri_in_brackets(node.datatype)}"
    raise ValueError(f"{node.n3()} is a blank node; every node of a graph to be written needs an IRI")


def ntriples_lines(graph: Graph) -> list[str]:
    """`subject predicate object` without the full stop, sorted by code point."""
    triples = list(graph)
    # Each term is spelt once: a graph names the same nodes again and again. rdflib takes its time over their hashes.
    terms = {id(term): term for triple in triples for term in triple}
    spelt = {key: ntriples_term(term) for key, term in terms.items()}
    return sorted([f"{spelt[id(s)]} {spelt[id(p)]} {spelt[id(o)]}" for s, p, o in triples])
