"""Acts of saying: who said what, in which words, about which attack."""

from __future__ import annotations

from collections.abc import Iterator

from kg.assemble.claims import triples_for_claim
from kg.assemble.context import BuildContext, Triple, triples_for_types
from kg.assemble.literals import day, string
from kg.assemble.passages import triples_for_evidence, triples_for_rules
from kg.model.resolved import ResolvedStatement
from kg.vocab.namespaces import KG


def triples_for_statement(statement: ResolvedStatement, *, context: BuildContext) -> Iterator[Triple]:
    """The statement with its claims."""
    node = context.iris.mint_statement_iri(statement.ordinal)
    evidence = (statement.evidence,)
    yield from triples_for_types(node, *(statement.kinds or ("Report",)))
    yield node, KG.speaker, context.entity_iri(statement.speaker)
    if statement.on_behalf_of is not None:
        yield node, KG.onBehalfOf, context.entity_iri(statement.on_behalf_of)
    for attack in statement.about:
        yield node, KG.about, context.iris.mint_attack_iri(attack)
    if statement.text:
        yield node, KG.text, string(statement.text)
    for quote in statement.quotes:
        yield node, KG.quote, string(quote)
    if statement.channel is not None:
        yield node, KG.channel, string(statement.channel)
    if statement.date is not None:
        yield node, KG.date, day(statement.date)
    for position, claim in enumerate(statement.claims):
        claim_node = context.iris.mint_claim_iri(statement.ordinal, position)
        yield node, KG.asserts, claim_node
        yield from triples_for_claim(claim_node, claim, evidence, context=context)
    yield from triples_for_rules(node, evidence)
    yield from triples_for_evidence(node, evidence, context=context)
