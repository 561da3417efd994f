"""RDF files → graphs to validate, with literals exactly as they are written.

rdflib's own parsers would put literals into canonical form, fetch JSON-LD contexts from the
network and name no line in some errors; pyoxigraph's do none of this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

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


def iter_graphs(open_file: Callable[[], BinaryIO], *, name: str) -> Iterator[tuple[str, Graph]]:
    """The graphs of a file one after another: where each stands in one piece, as in the shards of a run and in
    exports, only one of them is in memory. A file in which they are mixed is read whole, as `read_graphs` does.

    `open_file` opens it anew; it is read to its end before the first graph comes, so that nothing comes from a
    file that is broken further on. `name` ends as the format says. Raises what `read_graphs` and the opened file raise.
    """
    media_type = media_types_of(name, b"")[0]
    try:
        with open_file() as file:
            in_pieces = _stand_in_pieces(file, media_type)
        with open_file() as file:
            if in_pieces:
                for graph_name, quads in groupby(_parse_quads(file, media_type), key=_graph_name):
                    yield graph_name, _graph_of(quads)
            else:
                yield from _parse(file.read(), media_type)
    except (SyntaxError, ValueError) as error:
        raise _malformed(error, name=name, media_type=media_type) from error


def _stand_in_pieces(file: BinaryIO, media_type: str) -> bool:
    """Whether no graph goes on after another one began."""
    import pyoxigraph

    ended: set[str] = set()
    for name, quads in groupby(_parse_quads(file, media_type), key=_graph_name):
        if name in ended:
            return False
        ended.add(name)
        for quad in quads:
            if isinstance(quad.object, pyoxigraph.Triple):
                _node(quad.object)  # raises
    return bool(ended)


def _parse(content: bytes, media_type: str) -> tuple[tuple[str, Graph], ...]:
    from rdflib import Graph

    found: dict[str, list[pyoxigraph.Quad]] = {}
    for quad in _parse_quads(content, media_type):
        found.setdefault(_graph_name(quad), []).append(quad)
    return tuple((name, _graph_of(found[name])) for name in sorted(found)) or (("", Graph()),)


def _parse_quads(content: bytes | BinaryIO, media_type: str) -> Iterator[pyoxigraph.Quad]:
    import pyoxigraph

    format_ = pyoxigraph.RdfFormat.from_media_type(media_type)
    return pyoxigraph.parse(content, format=format_, base_iri="urn:newskg:relative/", rename_blank_nodes=True)


def _graph_name(quad: pyoxigraph.Quad) -> str:
    import pyoxigraph

    return quad.graph_name.value if isinstance(quad.graph_name, pyoxigraph.NamedNode) else ""


def _graph_of(quads: Iterable[pyoxigraph.Quad]) -> Graph:
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    for quad in quads:
        graph.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
    return graph


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
