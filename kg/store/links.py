"""The links between articles in a store: decisions in a graph of their own, `<base>links`.

A decision holds as long as the nodes that it joins are there as they were when it was made. When an
article goes, or tells of an attack in another way than before, the decisions that rest on it go too,
each with a dated note, and the article counts as not compared, so that the next `kg link` decides anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.store.lines import iri, lines_of, triple_line
from kg.store.notes import COMMENT, INVALIDATED, PROV, TYPE, bundle_line, moment_of, notes_name

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rdflib import Graph, URIRef

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_KG = "https://w3id.org/newskg/ontology#"
DECISION = f"{_KG}LinkDecision"
COMPARED = f"{PROV}wasDerivedFrom"
# How a node is read may change without the node being another: its evidence and its other links.
_BESIDE = frozenset({f"{_KG}mention", f"{_KG}rule", f"{_KG}confidence", f"{_KG}sameEventAs", f"{_KG}sameAgentAs"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Voided:
    """The `updates` that take `decisions` (IRIs) back."""

    updates: tuple[str, ...] = ()
    decisions: frozenset[str] = frozenset()


def links_name(article: str) -> str:
    """The graph that holds the links of an article: `links` under the same base."""
    return f"{notes_name(article).removesuffix('archive')}links"


def void_links(
    store: ox.Store, article: str, *, after: Graph | None, at: dt.datetime, why: str, stays: bool = False
) -> Voided:
    """What has to go when the graph of `article` goes and `after` comes in its place; `stays`: as its graph.
    `why` ends the notes."""
    import pyoxigraph as ox

    name = links_name(article)
    graph = ox.NamedNode(name)
    if next(store.quads_for_pattern(None, None, None, graph), None) is None:
        return Voided()
    decisions: set[str] = set()
    for node in _own_nodes(store, article):
        resting = set(_decisions_on(store, node, graph))
        if resting and _is_dead(store, node, article, after=after):
            decisions |= resting
    gone = [line for decision in sorted(decisions) for line in _lines_of(store, decision, graph)]
    if decisions or not stays:
        gone.append(f"{iri(name)} {iri(COMPARED)} {iri(article)} .")
    updates = [f"DELETE DATA {{ GRAPH {iri(name)} {{\n" + "\n".join(gone) + "\n} }"] if gone else []
    notes = [line for decision in sorted(decisions) for line in _note(decision, article, at=at, why=why)]
    if notes:
        lines = "\n".join([bundle_line(article), *notes])
        updates.append(f"INSERT DATA {{ GRAPH {iri(notes_name(article))} {{\n{lines}\n}} }}")
    return Voided(updates=tuple(updates), decisions=frozenset(decisions))


def present_links(store: ox.Store, links: Graph, articles: Iterable[str]) -> tuple[list[str], list[str], int]:
    """The lines of a graph of `links` without what rests on nodes or articles that the store does not have; the
    decisions that stay; and how many are left out."""
    from rdflib import Graph, URIRef

    graph = Graph(bind_namespaces="none")
    graph += links
    subject, predicate, value, decision = (
        URIRef(name) for name in (f"{_RDF}subject", f"{_RDF}predicate", f"{_RDF}object", DECISION)
    )
    kept, out = [], 0
    here = set(articles)
    for node in sorted(graph.subjects(URIRef(TYPE), decision), key=str):
        triple = (graph.value(node, subject), graph.value(node, predicate), graph.value(node, value))
        if all(_is_described(store, str(end)) for end in (triple[0], triple[2])):
            kept.append(str(node))
            continue
        out += 1
        graph.remove((node, None, None))
        graph.remove(triple)  # of this decision alone: two for one pair would have one name
    for name, _, article in list(graph.triples((None, URIRef(COMPARED), None))):
        if str(article) not in here:
            graph.remove((name, URIRef(COMPARED), article))
    return lines_of(graph), kept, out


def is_void(store: ox.Store, decision: str, notes: str) -> bool:
    """Whether the graph of `notes` says that a decision is void."""
    import pyoxigraph as ox

    found = store.quads_for_pattern(ox.NamedNode(decision), ox.NamedNode(INVALIDATED), None, ox.NamedNode(notes))
    return next(found, None) is not None


def forget_void(graph: str, decisions: Iterable[str]) -> list[str]:
    """Updates that take back the notes on decisions that hold again. `graph`: that of the notes."""
    return [f"DELETE WHERE {{ GRAPH {iri(graph)} {{ {iri(decision)} ?p ?o }} }}" for decision in decisions]


def _own_nodes(store: ox.Store, article: str) -> Iterator[ox.NamedNode]:
    import pyoxigraph as ox

    for quad in store.quads_for_pattern(None, ox.NamedNode(TYPE), None, ox.NamedNode(article)):
        if isinstance(quad.subject, ox.NamedNode) and "#" not in quad.subject.value:  # passages are never linked
            yield quad.subject


def _is_dead(store: ox.Store, node: ox.NamedNode, article: str, *, after: Graph | None) -> bool:
    """Whether a node is no longer what decisions were made about: nobody else describes it, or its article
    tells of it in another way."""
    import pyoxigraph as ox

    own = ox.NamedNode(article)
    told = [] if after is None else list(after.triples((_name(node.value), None, None)))
    if told:
        before = {
            f"{q.triple} ." for q in store.quads_for_pattern(node, None, None, own) if q.predicate.value not in _BESIDE
        }
        return "/attack/" in node.value and before != {triple_line(t) for t in told if str(t[1]) not in _BESIDE}
    others = (quad.graph_name for quad in store.quads_for_pattern(node, None, None))
    return all(graph in (own, ox.NamedNode(links_name(article))) for graph in others)


def _decisions_on(store: ox.Store, node: ox.NamedNode, graph: ox.NamedNode) -> Iterator[str]:
    import pyoxigraph as ox

    for end in ("subject", "object"):
        for quad in store.quads_for_pattern(None, ox.NamedNode(f"{_RDF}{end}"), node, graph):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject.value


def _lines_of(store: ox.Store, decision: str, graph: ox.NamedNode) -> Iterator[str]:
    """The decision, and the triple that it makes."""
    import pyoxigraph as ox

    parts: dict[str, str] = {}
    for quad in store.quads_for_pattern(ox.NamedNode(decision), None, None, graph):
        parts[quad.predicate.value] = str(quad.object)
        yield f"{quad.triple} ."
    yield " ".join(parts[f"{_RDF}{part}"] for part in ("subject", "predicate", "object")) + " ."


def _note(decision: str, article: str, *, at: dt.datetime, why: str) -> Iterator[str]:
    import pyoxigraph as ox

    yield f"{iri(decision)} {iri(INVALIDATED)} {moment_of(at)} ."
    yield f"{iri(decision)} {iri(COMMENT)} {ox.Literal(f'This link rested on {article}, which {why}.')} ."


def _is_described(store: ox.Store, node: str) -> bool:
    import pyoxigraph as ox

    return next(store.quads_for_pattern(ox.NamedNode(node), ox.NamedNode(TYPE), None), None) is not None


def _name(node: str) -> URIRef:
    from rdflib import URIRef

    return URIRef(node)
