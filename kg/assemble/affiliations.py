"""How agents stand to one another: the plain triple, and a node that holds the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from kg.assemble.assertions import triples_for_described_fact
from kg.assemble.context import BuildContext, Triple, triples_for_types
from kg.model.resolved import ResolvedAffiliation
from kg.vocab.namespaces import KG


def triples_for_affiliation(
    affiliation: ResolvedAffiliation, number: int, *, context: BuildContext
) -> Iterator[Triple]:
    """`number` counts the affiliations of the article from 1."""
    node = context.iris.mint_affiliation_iri(number)
    fact = (
        context.entity_iri(affiliation.subject),
        KG[affiliation.relation],
        context.entity_iri(affiliation.object),
    )
    yield fact
    yield from triples_for_types(node, "Affiliation")
    yield from triples_for_described_fact(node, fact, (affiliation.evidence,), context=context)
