"""Casualty reports: two sources that give different tolls make two reports."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import URIRef

from kg.assemble.context import BuildContext, Triple, triples_for_types
from kg.assemble.literals import integer
from kg.assemble.passages import triples_for_evidence, triples_for_rules
from kg.model.fact import Count
from kg.model.resolved import ResolvedCasualties
from kg.vocab.namespaces import KG


def triples_for_casualties(node: URIRef, casualties: ResolvedCasualties, *, context: BuildContext) -> Iterator[Triple]:
    yield from triples_for_types(node, "CasualtyReport")
    yield from _triples_for_count(node, casualties.killed, KG.killedMin, KG.killedMax)
    yield from _triples_for_count(node, casualties.injured, KG.injuredMin, KG.injuredMax)
    if casualties.source is not None:
        yield node, KG.source, context.entity_iri(casualties.source)
    yield from triples_for_rules(node, (casualties.evidence,))
    yield from triples_for_evidence(node, (casualties.evidence,), context=context)


def _triples_for_count(node: URIRef, count: Count | None, least: URIRef, most: URIRef) -> Iterator[Triple]:
    """ "At least 84" has a minimum and no maximum."""
    if count is not None:
        yield node, least, integer(count.minimum)
        if count.maximum is not None:
            yield node, most, integer(count.maximum)
