"""Where a graph comes from: one activity per article and run, with the versions of all that took part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import PROV, RDF, RDFS, SDO, URIRef

from kg.assemble.context import BuildContext, Triple
from kg.assemble.literals import string
from kg.model.annotation import ModelInfo
from kg.vocab.namespaces import KG

PROGRAM = "newskg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """`program_version` of this program; `rules_version` names the state of rules and lexicons."""

    program_version: str
    rules_version: str


def triples_for_run(
    provenance: Provenance, model: ModelInfo, components: tuple[ModelInfo, ...] = (), *, context: BuildContext
) -> Iterator[Triple]:
    """The activity that read the article, and the program, models and rules that took part, with their versions.

    It has no time: the same article read again by the same versions gives the same graph.
    """
    article = context.iris.mint_article_iri()
    versions = (provenance.program_version, model.name, model.version, provenance.rules_version)
    further = tuple((component.name, component.version) for component in components)
    run = context.iris.mint_run_iri(*versions, *(word for pair in further for word in pair))
    yield run, RDF.type, PROV.Activity
    yield run, PROV.used, article
    yield article, PROV.wasGeneratedBy, run
    yield run, KG.programVersion, string(provenance.program_version)
    yield run, KG.modelName, string(model.name)
    yield run, KG.modelVersion, string(model.version)
    yield run, KG.rulesVersion, string(provenance.rules_version)
    for name, version in (
        (PROGRAM, provenance.program_version),
        (model.name, model.version),
        (f"{PROGRAM}-rules", provenance.rules_version),
        *further,
    ):
        yield from _triples_for_software(run, name, version, context=context)


def _triples_for_software(run: URIRef, name: str, version: str, *, context: BuildContext) -> Iterator[Triple]:
    agent = context.iris.mint_software_iri(name, version)
    yield run, PROV.wasAssociatedWith, agent
    yield agent, RDF.type, PROV.SoftwareAgent
    yield agent, RDFS.label, string(f"{name} {version}")
    yield agent, SDO.name, string(name)
    yield agent, SDO.softwareVersion, string(version)
