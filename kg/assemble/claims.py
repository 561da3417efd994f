"""What a statement asserts, as a described triple that the graph itself does not assert."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDF, URIRef

from kg.assemble.context import BuildContext, Triple, triples_for_types
from kg.assemble.passages import triples_for_evidence
from kg.model.fact import Stance
from kg.model.resolved import Evidence, ResolvedClaim
from kg.vocab.namespaces import KG

_STANCES = {Stance.AFFIRMS: KG.affirms, Stance.DENIES: KG.denies}


def triples_for_claim(
    node: URIRef, claim: ResolvedClaim, evidence: tuple[Evidence, ...], *, context: BuildContext
) -> Iterator[Triple]:
    """`evidence`: the words of the statement that makes the claim."""
    yield from triples_for_types(node, "Claim")
    yield node, RDF.type, RDF.Statement
    yield node, RDF.subject, context.iris.mint_attack_iri(claim.attack)
    yield node, RDF.predicate, KG[claim.predicate]
    yield node, RDF.object, context.entity_iri(claim.object)
    yield node, KG.stance, _STANCES[claim.stance]
    for statement, position in claim.disputes:
        yield node, KG.disputes, context.iris.mint_claim_iri(statement, position)
    yield from triples_for_evidence(node, evidence, context=context)
