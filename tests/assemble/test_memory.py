"""The store of one article's triples answers as rdflib's own does, before and after it makes an index."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from kg.assemble.memory import TripleMemory

SUBJECTS = [URIRef(f"https://example.org/{name}") for name in "abc"]
PREDICATES = [URIRef(f"https://example.org/p{number}") for number in range(3)]
VALUES: list[Node] = [*SUBJECTS, Literal("a"), Literal("a", lang="en"), Literal(1), Literal("1")]
Triple = tuple[URIRef, URIRef, Node]
triples = st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(PREDICATES), st.sampled_from(VALUES))
patterns = st.tuples(
    st.none() | st.sampled_from(SUBJECTS),
    st.none() | st.sampled_from(PREDICATES),
    st.none() | st.sampled_from(VALUES),
)


def empty() -> Graph:
    return Graph(store=TripleMemory(), bind_namespaces="none")


@given(st.lists(triples), st.lists(patterns, max_size=20), st.lists(patterns, max_size=3))
def test_it_answers_as_any_graph_does(given: list[Triple], asked: list[Triple], removed: list[Triple]) -> None:
    graph, other = empty(), Graph()
    for triple in given:
        graph.add(triple)
        other.add(triple)
    for pattern in [*asked, *removed]:
        if pattern in removed:
            graph.remove(pattern)
            other.remove(pattern)
        assert sorted(graph.triples(pattern)) == sorted(other.triples(pattern))
        assert (pattern in graph) == (pattern in other)
    assert len(graph) == len(other)
    assert sorted(graph) == sorted(other)


def test_what_is_added_after_many_questions_is_found() -> None:
    graph = empty()
    for number in range(20):
        graph.add((SUBJECTS[0], PREDICATES[0], Literal(number)))
        assert list(graph.objects(SUBJECTS[0], PREDICATES[0])) == [Literal(n) for n in range(number + 1)]


def test_it_keeps_the_order_and_prefixes_and_can_be_copied() -> None:
    graph = empty()
    graph.bind("ex", "https://example.org/")
    added = [(SUBJECTS[number], PREDICATES[0], Literal(number)) for number in (2, 0, 1)]
    for triple in (*added, *added):
        graph.add(triple)
    assert list(graph) == added
    assert "ex:a" in graph.serialize(format="turtle")
    assert dict(graph.namespaces())["ex"] == URIRef("https://example.org/")
    assert sorted(pickle.loads(pickle.dumps(graph))) == sorted(graph)  # noqa: S301 - made a line above
    assert sorted(graph + empty()) == sorted(added)
