"""Any node as the graphs have it, and its neighbours for the graph view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.serve.graphs import KG
from kg.serve.reading import LABEL, Reader, Ref
from kg.vocab.terms import shorten_iri

if TYPE_CHECKING:
    import pyoxigraph as ox

SHOWN = 200  # triples in each direction
# Evidence, which the graph view leaves out.
_LEFT_OUT = {f"{KG}mention", f"{KG}stance"}
_GRAPH_STEP = 12  # neighbours for one property at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One triple as seen from a node: the property, and the other end or the text."""

    property: str
    iri: str
    other: Ref | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeView:
    ref: Ref
    types: tuple[str, ...]
    outgoing: tuple[Line, ...]
    incoming: tuple[Line, ...]
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    source: str
    target: str
    property: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood:
    """`hidden`: how many properties have more neighbours than are here."""

    nodes: tuple[Ref, ...]
    edges: tuple[Edge, ...]
    hidden: int


def read_node(reader: Reader, iri: str) -> NodeView:
    """The triples from and to the node, at most SHOWN each way."""
    outgoing = list(reader.select(f"SELECT DISTINCT ?p ?o {{ ?node ?p ?o }} LIMIT {SHOWN + 1}", node=iri))
    incoming = list(reader.select(f"SELECT DISTINCT ?p ?o {{ ?o ?p ?node }} LIMIT {SHOWN + 1}", node=iri))
    lines = [
        [_line(reader, predicate.value, other) for predicate, other in pairs if predicate is not None]
        for pairs in (outgoing, incoming)
    ]
    for one in lines:
        one.sort(key=lambda line: (line.property, line.other.label if line.other else line.text, line.iri))
    return NodeView(
        ref=reader.ref(iri),
        types=tuple(reader.narrow_types(iri)),
        outgoing=tuple(lines[0][:SHOWN]),
        incoming=tuple(lines[1][:SHOWN]),
        more=max(map(len, lines)) > SHOWN,
    )


def read_neighbours(reader: Reader, iri: str, *, step: int = 1) -> Neighbourhood:
    """What stands around a node: nodes that have a page of their own, `step` times so many for each property."""
    limit = _GRAPH_STEP * step
    nodes, edges, hidden = {iri}, set(), 0
    for pattern, outgoing in (("?node ?p ?o", True), ("?o ?p ?node", False)):
        for predicate in reader.column(f"SELECT DISTINCT ?p {{ {pattern} }}", node=iri):
            if not predicate.startswith(KG) or predicate in _LEFT_OUT:
                continue
            query = f"SELECT DISTINCT ?o {{ {pattern} FILTER (isIRI(?o)) }} ORDER BY ?o LIMIT {limit + 1}"
            others = reader.column(query, node=iri, p=predicate)
            hidden += len(others) > limit
            for other in others[:limit]:
                if reader.kind(other) != "node":  # records of evidence would only clutter the picture
                    nodes.add(other)
                    ends = (iri, other) if outgoing else (other, iri)
                    edges.add((*ends, predicate.removeprefix(KG)))
    ordered = [Edge(source=source, target=target, property=name) for source, target, name in sorted(edges)]
    return Neighbourhood(nodes=reader.refs(sorted(nodes)), edges=tuple(ordered), hidden=hidden)


def _line(reader: Reader, predicate: str, other: ox.NamedNode | ox.Literal | None) -> Line:
    import pyoxigraph as ox

    name = shorten_iri(predicate)
    if isinstance(other, ox.NamedNode):
        known = reader.text(other.value, LABEL) or other.value.startswith(reader.graphs.base)
        ref = reader.ref(other.value) if known else None
        return Line(property=name, iri=other.value, other=ref, text=shorten_iri(other.value))
    return Line(property=name, iri="", other=None, text="…" if other is None else other.value)
