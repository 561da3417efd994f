"""One node per filled slot: which words, read by which rule, put this entity there.

`kg:mention` of an attack leads to the words that tell of it, not to those that name its place or
its target; without a node of its own each of these facts would share one heap of evidence.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDF, URIRef

from kg.assemble.context import BuildContext, Triple, triples_for_types
from kg.assemble.passages import triples_for_evidence, triples_for_rules
from kg.model.resolved import Evidence


def triples_for_assertion(
    node: URIRef, fact: Triple, evidence: tuple[Evidence, ...], *, context: BuildContext
) -> Iterator[Triple]:
    """`fact`: attack, property, entity. The fact itself and the evidence for it."""
    yield fact
    yield from triples_for_types(node, "Assertion")
    yield from triples_for_described_fact(node, fact, evidence, context=context)


def triples_for_described_fact(
    node: URIRef, fact: Triple, evidence: tuple[Evidence, ...], *, context: BuildContext
) -> Iterator[Triple]:
    """Subject, predicate and object of a fact that the graph asserts, with its rules and passages."""
    subject, predicate, value = fact
    yield node, RDF.subject, subject
    yield node, RDF.predicate, predicate
    yield node, RDF.object, value
    yield from triples_for_rules(node, evidence)
    yield from triples_for_evidence(node, evidence, context=context)
