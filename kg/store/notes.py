"""The notes of a store: which article was withdrawn or replaced, when, and why, and which links went with it.

They stand in a graph of their own, `<base>archive`, which says of itself that it is a `prov:Bundle`,
and hold the articles' names, dates and reasons, nothing of what the articles said.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.store.lines import iri
from kg.vocab.iri import DEFAULT_BASE

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rdflib import Graph

PROV = "http://www.w3.org/ns/prov#"
REVISION_OF = f"{PROV}wasRevisionOf"
INVALIDATED = f"{PROV}invalidatedAtTime"
BUNDLE = f"{PROV}Bundle"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
COMMENT = "http://www.w3.org/2000/01/rdf-schema#comment"
DATE_TIME = "http://www.w3.org/2001/XMLSchema#dateTime"

_ARTICLE_PATH = re.compile(r"article/[^/]+$")


def notes_name(article: str) -> str:
    """The graph that holds the notes on an article: `archive` under the same base."""
    base = _ARTICLE_PATH.sub("", article)
    return f"{base if base != article else DEFAULT_BASE}archive"


def note_lines(article: str, *, at: dt.datetime, reason: str, successor: str | None) -> Iterator[str]:
    """That an article's graph went, as N-Triples; `successor`: the article that came in its place."""
    import pyoxigraph as ox

    yield bundle_line(article)
    yield f"{iri(article)} {iri(INVALIDATED)} {moment_of(at)} ."
    if reason:
        yield f"{iri(article)} {iri(COMMENT)} {ox.Literal(reason)} ."
    if successor is not None:
        yield f"{iri(successor)} {iri(REVISION_OF)} {iri(article)} ."


def bundle_line(article: str) -> str:
    """That the graph of the notes on an article is one of notes."""
    return f"{iri(notes_name(article))} {iri(TYPE)} {iri(BUNDLE)} ."


def moment_of(at: dt.datetime) -> ox.Literal:
    """A moment as it is written in notes, in UTC."""
    import pyoxigraph as ox

    text = at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return ox.Literal(text, datatype=ox.NamedNode(DATE_TIME))


def forget_notes(article: str) -> str:
    """An update that takes back that an article went: it is there again."""
    graph, node = iri(notes_name(article)), iri(article)
    return (
        f"DELETE {{ GRAPH {graph} {{ {node} ?p ?o . ?s {iri(REVISION_OF)} {node} }} }} WHERE {{ GRAPH {graph} {{ "
        f"{{ {node} ?p ?o FILTER (?p IN ({iri(INVALIDATED)}, {iri(COMMENT)})) }} UNION "
        f"{{ ?s {iri(REVISION_OF)} {node} }} }} }}"
    )


def is_notes(store: ox.Store, graph: str) -> bool:
    """Whether a named graph holds notes and no article."""
    import pyoxigraph as ox

    name = ox.NamedNode(graph)
    return ox.Quad(name, ox.NamedNode(TYPE), ox.NamedNode(BUNDLE), name) in store


def is_notes_graph(graph: Graph, name: str) -> bool:
    """The same for a graph that was read from a file: only notes, and the name says so too."""
    from rdflib import URIRef

    allowed = {TYPE, INVALIDATED, REVISION_OF, COMMENT}
    return (
        name.endswith("/archive")
        and (URIRef(name), URIRef(TYPE), URIRef(BUNDLE)) in graph
        and {str(predicate) for predicate in graph.predicates()} <= allowed
    )


def gone_articles(store: ox.Store, graph: str) -> tuple[str, ...]:
    """The articles that a graph of notes says are gone, sorted."""
    import pyoxigraph as ox

    found = store.quads_for_pattern(None, ox.NamedNode(INVALIDATED), None, ox.NamedNode(graph))
    subjects = {quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)}
    return tuple(sorted(name for name in subjects if _ARTICLE_PATH.search(name)))  # notes on links are there as well


def when_gone(store: ox.Store, article: str) -> tuple[str, str] | None:
    """Since when an article is gone, and what replaced it ("" where it was withdrawn); None where no note says so."""
    import pyoxigraph as ox

    node, graph = ox.NamedNode(article), ox.NamedNode(notes_name(article))
    moments = sorted(
        quad.object.value
        for quad in store.quads_for_pattern(node, ox.NamedNode(INVALIDATED), None, graph)
        if isinstance(quad.object, ox.Literal)
    )
    successors = sorted(
        quad.subject.value
        for quad in store.quads_for_pattern(None, ox.NamedNode(REVISION_OF), node, graph)
        if isinstance(quad.subject, ox.NamedNode)
    )
    return (moments[-1], successors[-1] if successors else "") if moments else None
