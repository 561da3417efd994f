"""Any node as the graphs have it, and its neighbours for the graph view."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from kg.serve.graphs import KG
from kg.serve.reading import LABEL, NIF, PROV, RDF, Reader, Ref
from kg.vocab.terms import shorten_iri

if TYPE_CHECKING:
    import pyoxigraph as ox

SHOWN = 200  # triples in each direction
# What the graph view leaves out: classes, evidence, and the bookkeeping of runs.
_LEFT_OUT = {f"{RDF}type", f"{KG}mention", f"{KG}stance", f"{RDF}predicate", f"{NIF}referenceContext"}
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
    """`hidden`: how many neighbours are left out because a property has too many."""

    nodes: tuple[Ref, ...]
    edges: tuple[Edge, ...]
    hidden: int


def read_node(reader: Reader, iri: str) -> NodeView:
    """The triples from and to the node, at most SHOWN each way."""
    import pyoxigraph as ox

    store, node = reader.graphs.store, ox.NamedNode(iri)
    outgoing = {(quad.predicate, quad.object) for quad in islice(store.quads_for_pattern(node, None, None), 5 * SHOWN)}
    incoming = {(quad.predicate, quad.subject) for quad in islice(store.quads_for_pattern(None, None, node), 5 * SHOWN)}
    lines = [[_line(reader, predicate, other) for predicate, other in pairs] for pairs in (outgoing, incoming)]
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
    """What stands around a node: others that are named, `step` times so many for each property."""
    import pyoxigraph as ox

    store, node, limit = reader.graphs.store, ox.NamedNode(iri), _GRAPH_STEP * step
    groups: dict[tuple[str, bool], list[str]] = {}
    for quad in islice(store.quads_for_pattern(node, None, None), 5000):
        if isinstance(quad.object, ox.NamedNode):
            _collect(groups, quad.predicate.value, quad.object.value, outgoing=True)
    for quad in islice(store.quads_for_pattern(None, None, node), 5000):
        if isinstance(quad.subject, ox.NamedNode):
            _collect(groups, quad.predicate.value, quad.subject.value, outgoing=False)
    nodes, edges, hidden = {iri}, set(), 0
    for (predicate, outgoing), others in sorted(groups.items()):
        kept = [other for other in sorted(set(others)) if _is_drawn(reader, other)]
        hidden += max(0, len(kept) - limit)
        for other in kept[:limit]:
            nodes.add(other)
            ends = (iri, other) if outgoing else (other, iri)
            edges.add((*ends, shorten_iri(predicate).removeprefix("kg:")))
    ordered = [Edge(source=source, target=target, property=name) for source, target, name in sorted(edges)]
    return Neighbourhood(nodes=reader.refs(sorted(nodes)), edges=tuple(ordered), hidden=hidden)


def _collect(groups: dict[tuple[str, bool], list[str]], predicate: str, other: str, *, outgoing: bool) -> None:
    if predicate not in _LEFT_OUT and not predicate.startswith(PROV):
        groups.setdefault((predicate, outgoing), []).append(other)


def _is_drawn(reader: Reader, other: str) -> bool:
    """Nodes that have a page of their own; records of evidence would only clutter the picture."""
    return reader.kind(other) != "node"


def _line(reader: Reader, predicate: ox.NamedNode, other: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Line:
    import pyoxigraph as ox

    name = shorten_iri(predicate.value)
    if isinstance(other, ox.NamedNode):
        known = reader.text(other.value, LABEL) or other.value.startswith(reader.graphs.base)
        ref = reader.ref(other.value) if known else None
        return Line(property=name, iri=other.value, other=ref, text=shorten_iri(other.value))
    return Line(property=name, iri="", other=None, text=other.value if isinstance(other, ox.Literal) else str(other))
