"""What every store has to do, written once. A store's test class inherits these tests and makes the store."""

from __future__ import annotations

import dataclasses
from functools import cache

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.compare import to_isomorphic

from kg.assemble import build_graph
from kg.errors import QueryError, StoreError
from kg.model.article import Article
from kg.model.resolved import ResolvedFacts
from kg.store import Store, article_name
from kg.validate import ValidatedGraph, require_valid
from kg.vocab.namespaces import KG
from tests.assemble.example import PROVENANCE, example_facts


@cache
def example() -> ValidatedGraph:
    return require_valid(build_graph(example_facts(), provenance=PROVENANCE))


@cache
def smaller_example() -> ValidatedGraph:
    """The same article, read by somebody who found less in it."""
    facts = dataclasses.replace(example_facts(), statements=(), positions=())
    return require_valid(build_graph(facts, provenance=PROVENANCE))


@cache
def other_article() -> ValidatedGraph:
    """An article whose text would break a careless writer of triples."""
    text = 'Line one\n"quoted" \\ back\u2028slash\r\n\ttab é 漢字 🎈 } ; DROP ALL'
    facts = example_facts()
    words = Article(text=text, headline=text, headline_span=None, body=facts.article.body, language="en")
    return require_valid(
        build_graph(
            ResolvedFacts(article=words, model=facts.model, publisher=None), provenance=PROVENANCE, with_text=True
        )
    )


def stored_graph(store: Store, name: URIRef) -> Graph:
    answer = store.query(f"SELECT ?s ?p ?o {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")
    graph = Graph()
    for subject, predicate, value in answer.rows:
        assert subject is not None
        assert predicate is not None
        assert value is not None
        graph.add((subject, predicate, value))
    return graph


class StoreContract:
    """Inherit, and give a fixture `store` that yields an empty store."""

    def test_an_empty_store_counts_nothing(self, store: Store) -> None:
        assert store.count(article_name(example().graph)) == 0
        assert store.count() == 0

    def test_what_was_loaded_is_there_to_the_character(self, store: Store) -> None:
        for validated in (example(), other_article()):
            name = article_name(validated.graph)
            assert store.replace(validated) == len(validated.graph)
            assert store.count(name) == len(validated.graph)
            assert to_isomorphic(stored_graph(store, name)) == to_isomorphic(validated.graph)
        assert store.count() == len(example().graph) + len(other_article().graph)

    def test_replacing_twice_changes_nothing(self, store: Store) -> None:
        store.replace(example())
        assert store.replace(example()) == len(example().graph)
        assert store.count() == len(example().graph)

    def test_replacing_takes_away_what_the_new_graph_lacks(self, store: Store) -> None:
        store.replace(example())
        store.replace(other_article())
        assert store.replace(smaller_example()) == len(smaller_example().graph) < len(example().graph)
        statements = store.query(
            "SELECT ?s { GRAPH ?g { ?s a kg:Statement } }".replace("kg:Statement", f"<{KG.Statement}>")
        )
        assert statements.rows == ()
        assert store.count(article_name(other_article().graph)) == len(other_article().graph)

    def test_loading_adds(self, store: Store) -> None:
        assert store.load(smaller_example()) == len(smaller_example().graph)
        both = set(smaller_example().graph) | set(example().graph)
        assert store.load(example()) == len(both)

    def test_queries(self, store: Store) -> None:
        store.replace(example())
        name = article_name(example().graph)
        assert store.query(f"ASK {{ GRAPH <{name}> {{ ?a <{KG.perpetrator}> ?b }} }}").truth is True
        counted = store.query(f"SELECT (COUNT(?a) AS ?n) {{ GRAPH <{name}> {{ ?a a <{KG.Attack}> }} }}")
        assert counted.variables == ("n",)
        assert counted.rows == ((Literal(3),),)
        built = store.query(f"CONSTRUCT {{ ?a a <{KG.Attack}> }} {{ GRAPH ?g {{ ?a a <{KG.Attack}> }} }}")
        assert built.graph is not None
        assert set(built.graph) == set(example().graph.triples((None, RDF.type, KG.Attack)))

    @pytest.mark.parametrize(
        "query", ["DROP ALL", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SELECT * { ?s", ""]
    )
    def test_a_query_only_reads(self, store: Store, query: str) -> None:
        store.replace(example())
        with pytest.raises(QueryError):
            store.query(query)
        assert store.count() == len(example().graph)

    def test_a_graph_of_two_articles_has_no_name(self, store: Store) -> None:
        both = Graph()
        both += example().graph
        both += other_article().graph
        merged = ValidatedGraph(graph=both, report=example().report, triples=len(both))
        with pytest.raises(StoreError, match="2 articles"):
            store.replace(merged)
        assert store.count() == 0
