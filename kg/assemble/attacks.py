"""Attacks: what nobody in the article disputes stands here as plain properties, an accusation as
`kg:allegedPerpetrator`, and every filled slot with its own evidence as a `kg:Assertion`."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDFS, URIRef

from kg.assemble.assertions import triples_for_assertion
from kg.assemble.casualties import triples_for_casualties
from kg.assemble.context import BuildContext, Triple, triples_for_types
from kg.assemble.literals import day, integer, string
from kg.assemble.passages import triples_for_evidence
from kg.model.resolved import Filler, ResolvedAttack
from kg.vocab.namespaces import KG


def triples_for_attack(attack: ResolvedAttack, *, context: BuildContext) -> Iterator[Triple]:
    """The attack with its assertions and casualty reports."""
    node = context.iris.mint_attack_iri(attack.ordinal)
    kinds = (*attack.kinds, "AttackSeries") if attack.series else attack.kinds
    yield from triples_for_types(node, *(kinds or ("Attack",)))
    yield node, RDFS.label, string(attack.label)
    yield node, KG.reportedIn, context.iris.mint_article_iri()
    yield from _triples_for_window(node, attack)
    yield from _triples_for_series(node, attack, context=context)
    number = 0
    for predicate, fillers in _slots(attack):
        for filler in fillers:
            number += 1
            assertion = context.iris.mint_assertion_iri(attack.ordinal, number)
            fact = (node, predicate, context.entity_iri(filler.entity))
            yield from triples_for_assertion(assertion, fact, filler.evidence, context=context)
    for position, casualties in enumerate(attack.casualties):
        report = context.iris.mint_casualties_iri(attack.ordinal, position)
        yield node, KG.casualties, report
        yield from triples_for_casualties(report, casualties, context=context)
    yield from triples_for_evidence(node, attack.mentions, context=context)


def _slots(attack: ResolvedAttack) -> tuple[tuple[URIRef, tuple[Filler, ...]], ...]:
    return (
        (KG.place, attack.places),
        (KG.target, attack.targets),
        (KG.victim, attack.victims),
        (KG.weapon, attack.weapons),
        (KG.perpetrator, attack.perpetrators),
        (KG.allegedPerpetrator, attack.alleged),
        (KG.claimedBy, attack.claimed_by),
    )


def _triples_for_window(node: URIRef, attack: ResolvedAttack) -> Iterator[Triple]:
    if attack.earliest is not None:
        yield node, KG.earliestDate, day(attack.earliest)
    if attack.latest is not None:
        yield node, KG.latestDate, day(attack.latest)


def _triples_for_series(node: URIRef, attack: ResolvedAttack, *, context: BuildContext) -> Iterator[Triple]:
    if attack.count_min is not None:
        yield node, KG.countMin, integer(attack.count_min)
    if attack.count_max is not None:
        yield node, KG.countMax, integer(attack.count_max)
    if attack.part_of_series is not None:
        yield node, KG.partOfSeries, context.iris.mint_attack_iri(attack.part_of_series)
