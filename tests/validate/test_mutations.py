"""Whatever is done to a graph, validation ends in a report."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDF, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.validate import read_graphs, validate_graph

WHOLE = Path(__file__).parents[1] / "shapes" / "GraphShape" / "valid-whole.ttl"
TRIPLES = sorted(read_graphs(WHOLE.read_bytes(), name=str(WHOLE))[0][1], key=str)
NODES = sorted({s for s, _, _ in TRIPLES} | {o for _, _, o in TRIPLES if isinstance(o, URIRef)}, key=str)
PREDICATES = sorted({p for _, p, _ in TRIPLES}, key=str)
STRANGE: list[Node] = [
    BNode("b"),
    Literal("\\d(\\1 {$this} {?value}"),
    Literal("x", lang="en-GB"),
    Literal("many", datatype=XSD.integer, normalize=False),
    Literal("2031-99-99", datatype=XSD.date, normalize=False),
    Literal("NaN", datatype=XSD.decimal, normalize=False),
    Literal("1e999", datatype=XSD.double, normalize=False),
    Literal(-7),
    Literal(True),
    URIRef("https://a.example/b\\1"),
    RDF.nil,
]

terms = st.one_of(st.sampled_from(NODES), st.sampled_from(STRANGE))
places = st.integers(min_value=0, max_value=len(TRIPLES) - 1)
mutations = st.lists(
    st.one_of(
        st.tuples(st.just("drop"), places, st.none(), st.none()),
        st.tuples(st.just("object"), places, terms, st.none()),
        st.tuples(st.just("predicate"), places, st.none(), st.sampled_from(PREDICATES)),
        st.tuples(st.just("also"), places, terms, st.none()),
    ),
    min_size=1,
    max_size=6,
)


@pytest.fixture(autouse=True)
def _no_chatter() -> Iterator[None]:
    """rdflib logs every ill-typed literal, which is what these tests are made of."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def _mutate(changes: list[tuple[str, int, Node | None, Node | None]]) -> Graph:
    graph = Graph()
    for triple in TRIPLES:
        graph.add(triple)
    for kind, place, term, predicate in changes:
        subject, old_predicate, old_object = TRIPLES[place]
        if kind != "also":
            graph.remove((subject, old_predicate, old_object))
        if kind in ("object", "also") and term is not None:
            graph.add((subject, old_predicate, term))
        if kind == "predicate" and predicate is not None:
            graph.add((subject, predicate, old_object))
    return graph


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=mutations)
def test_a_changed_graph_always_gives_a_report(changes: list[tuple[str, int, Node | None, Node | None]]) -> None:
    graph = _mutate(changes)

    report = validate_graph(graph)

    assert report == validate_graph(graph)
    assert report.to_text().count("\n") > len(report.violations)
    assert (len(report.to_graph()) - 2) >= 5 * len(report.violations)


@pytest.mark.parametrize("place", range(0, len(TRIPLES), 9))
def test_a_triple_that_is_needed_is_missed(place: int) -> None:
    """A dropped triple is either optional in the model, or its absence is found."""
    subject, predicate, value = TRIPLES[place]
    graph = _mutate([("drop", place, None, None)])

    report = validate_graph(graph)

    kind = str(predicate).rsplit("#", 1)[-1].rsplit("/", 1)[-1]
    optional = {"text", "quote", "channel", "datePublished", "inLanguage", "publisher", "anonymous", "asserts", "about"}
    optional |= {"sameAs", "disputes", "countMin", "countMax", "country", "owner", "organisation", "source", "isString"}
    optional |= {"onBehalfOf", "partOfSeries", "memberOf"}
    still_mentioned = kind == "mention" and (subject, predicate, None) in graph
    assert report.violations or kind in optional or still_mentioned, (subject, predicate, value)
