"""A whole graph of the model, and ways to damage it."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st
from rdflib import RDF, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.validate import read_graphs

Change = tuple[str, int, Node | None, Node | None]

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


def mutate(changes: list[Change]) -> Graph:
    """The whole graph with some triples dropped, altered or added."""
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
