"""People, organisations, countries, unnamed parties, places, assets and weapons."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import OWL, RDFS, SKOS, URIRef

from kg.assemble.context import BuildContext, Triple, triples_for_types
from kg.assemble.literals import boolean, decimal, string
from kg.assemble.passages import triples_for_evidence
from kg.model.resolved import Entity
from kg.vocab.namespaces import GEO, KG


def triples_for_entity(entity: Entity, *, context: BuildContext) -> Iterator[Triple]:
    node = context.entity_iri(entity.key)
    yield from triples_for_types(node, entity.kind)
    yield node, RDFS.label, string(entity.label)
    for alias in entity.aliases:
        if alias != entity.label:
            yield node, SKOS.altLabel, string(alias)
    if entity.anonymous:
        yield node, KG.anonymous, boolean(True)
    for relation, key in (
        (KG.country, entity.country),
        (KG.memberOf, entity.member_of),
        (KG.owner, entity.owner),
    ):
        if key is not None:
            yield node, relation, context.entity_iri(key)
    yield from _triples_for_location(node, entity)
    yield from triples_for_evidence(node, entity.mentions, context=context)


def _triples_for_location(node: URIRef, entity: Entity) -> Iterator[Triple]:
    if entity.latitude is not None and entity.longitude is not None:
        yield node, GEO.lat, decimal(entity.latitude)
        yield node, GEO.long, decimal(entity.longitude)
    if entity.geonames is not None:
        yield node, OWL.sameAs, URIRef(f"https://sws.geonames.org/{entity.geonames}/")
