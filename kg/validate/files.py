"""RDF files → graphs to validate, with literals exactly as they are written.

rdflib's own parsers would put literals into canonical form, fetch JSON-LD contexts from the
network and name no line in some errors; pyoxigraph's do none of this.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from kg.errors import InputError

if TYPE_CHECKING:
    import pyoxigraph
    from rdflib import Graph
    from rdflib.term import Node

FORMATS = {
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".nq": "application/n-quads",
    ".trig": "application/trig",
    ".jsonld": "application/ld+json",
}


def media_types_of(name: str, content: bytes) -> tuple[str, ...]:
    """The media types that a file may have, the likeliest first.

    Its ending tells; on standard input (`-`) what starts like JSON is JSON-LD, and all else TriG
    (of which Turtle and N-Triples are a part) or N-Quads.
    Raises `InputError` for an ending that is not known.
    """
    if name == "-":
        starts_like_json = content.lstrip()[:1] in (b"{", b"[")
        return (FORMATS[".jsonld"],) if starts_like_json else (FORMATS[".trig"], FORMATS[".nq"])
    ending = PurePath(name).suffix.lower()
    if ending not in FORMATS:
        raise InputError(
            place=name,
            problem=f"the ending {ending!r} tells no RDF format",
            remedy=f"Name the file with one of {', '.join(FORMATS)}.",
        )
    return (FORMATS[ending],)


def read_graphs(content: bytes, *, name: str) -> tuple[tuple[str, Graph], ...]:
    """The graphs in a file, sorted by name: articles are validated one by one, so that what two of
    them say of one node is not counted as one. The graph without a name is called "".

    An empty file holds one empty graph. Raises `InputError` with the line where the file is malformed.
    """
    first: InputError | None = None
    for media_type in media_types_of(name, content):
        try:
            return _parse(content, media_type)
        except (SyntaxError, ValueError) as error:
            first = first or _malformed(error, name=name, media_type=media_type)
    assert first is not None  # noqa: S101 - there is at least one media type, or InputError was raised
    raise first


def _parse(content: bytes, media_type: str) -> tuple[tuple[str, Graph], ...]:
    import pyoxigraph
    from rdflib import Graph

    graphs: dict[str, Graph] = {}
    format_ = pyoxigraph.RdfFormat.from_media_type(media_type)
    for quad in pyoxigraph.parse(content, format=format_, base_iri="urn:newskg:relative/", rename_blank_nodes=True):
        graph_name = quad.graph_name.value if isinstance(quad.graph_name, pyoxigraph.NamedNode) else ""
        graph = graphs.setdefault(graph_name, Graph(bind_namespaces="none"))
        graph.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
    return tuple(sorted(graphs.items())) or (("", Graph()),)


def _node(term: pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple) -> Node:
    import pyoxigraph
    from rdflib import BNode, Literal, URIRef

    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return BNode(term.value)
    if isinstance(term, pyoxigraph.Literal):
        if term.language is not None:
            return Literal(term.value, lang=term.language)
        plain = term.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
        return Literal(term.value, datatype=None if plain else URIRef(term.datatype.value), normalize=False)
    raise ValueError("a triple stands inside a triple (RDF-star), which the model does not use")


def _malformed(error: SyntaxError | ValueError, *, name: str, media_type: str) -> InputError:
    line = getattr(error, "lineno", None)
    return InputError(
        place=name if line is None else f"{name} line {line}",
        problem=f"not {media_type}: {error}",
        remedy="Correct the file, or give it the ending of the format that it is in.",
    )
