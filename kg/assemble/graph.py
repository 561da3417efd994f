"""Collects the triples of all facts of one article."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Graph

from kg.assemble.affiliations import triples_for_affiliation
from kg.assemble.articles import triples_for_article
from kg.assemble.attacks import triples_for_attack
from kg.assemble.context import BuildContext, Triple
from kg.assemble.entities import triples_for_entity
from kg.assemble.memory import TripleMemory
from kg.assemble.positions import triples_for_position
from kg.assemble.provenance import Provenance, triples_for_run
from kg.assemble.statements import triples_for_statement
from kg.model.resolved import ResolvedFacts
from kg.vocab.iri import DEFAULT_BASE, IriMinter


def build_graph(
    facts: ResolvedFacts, *, provenance: Provenance, base: str = DEFAULT_BASE, with_text: bool = False
) -> Graph:
    """The graph of one article: IRIs and canonical literals only, no blank node.

    `base`: what the IRIs of data start with, ending in a slash (InputError otherwise).
    `with_text`: whether the article's whole text goes in as well.
    Raises ValidationError for facts that name entities or characters that are not there.
    """
    context = BuildContext(
        article=facts.article,
        iris=IriMinter(base=base, article_key=facts.article.key),
        entities=frozenset(entity.key for entity in facts.entities),
    )
    memory = TripleMemory()
    graph = Graph(store=memory, bind_namespaces="none")
    for triple in _iter_triples(facts, provenance, context=context, with_text=with_text):
        memory.add(triple, graph)  # what the graph itself would do, without looking at every term
    return graph


def _iter_triples(
    facts: ResolvedFacts, provenance: Provenance, *, context: BuildContext, with_text: bool
) -> Iterator[Triple]:
    yield from triples_for_article(facts.publisher, context=context, with_text=with_text)
    yield from triples_for_run(provenance, facts.model, facts.components, context=context)
    for entity in facts.entities:
        yield from triples_for_entity(entity, context=context)
    for attack in facts.attacks:
        yield from triples_for_attack(attack, context=context)
    for statement in facts.statements:
        yield from triples_for_statement(statement, context=context)
    for position in facts.positions:
        yield from triples_for_position(position, context=context)
    for number, affiliation in enumerate(facts.affiliations, start=1):
        yield from triples_for_affiliation(affiliation, number, context=context)
