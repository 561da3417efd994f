"""Passages: the stretches of the article's text that every fact leads back to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import URIRef

from kg.assemble.context import BuildContext, Triple, triples_for_types
from kg.assemble.literals import decimal, integer, string
from kg.model.resolved import Evidence
from kg.model.span import Span
from kg.vocab.namespaces import KG, NIF


def triples_for_evidence(node: URIRef, evidence: Iterable[Evidence], *, context: BuildContext) -> Iterator[Triple]:
    """`kg:mention` from a node to the passage of each piece of evidence, and the passages themselves."""
    for item in evidence:
        yield node, KG.mention, context.passage_iri(item.span)
        yield from triples_for_passage(item.span, context=context)


def triples_for_rules(node: URIRef, evidence: Iterable[Evidence]) -> Iterator[Triple]:
    """`kg:rule`: the names of the rules or components that read the words; `kg:confidence`: the highest of theirs,
    where none of them is a rule, because what a rule read needs no odds."""
    scores = []
    for item in evidence:
        yield node, KG.rule, string(item.rule)
        scores.append(item.confidence)
    known = [score for score in scores if score is not None]
    if known and len(known) == len(scores):
        yield node, KG.confidence, decimal(f"{max(known):.2f}")


def triples_for_passage(span: Span, *, context: BuildContext) -> Iterator[Triple]:
    """Offsets in code points of the text as read, end exclusive, with the words; nothing the second time."""
    if span in context.described:
        return
    context.described.add(span)
    passage = context.passage_iri(span)
    yield from triples_for_types(passage, "Passage")
    yield passage, NIF.referenceContext, context.iris.mint_article_iri()
    yield passage, NIF.beginIndex, integer(span.start)
    yield passage, NIF.endIndex, integer(span.end)
    yield passage, NIF.anchorOf, string(span.slice(context.article.text))
