"""Where a graph comes from: one activity per article and run, with the versions of all that took part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import PROV, RDF

from kg.build.context import BuildContext, Triple
from kg.build.literals import string
from kg.model.annotation import ModelInfo
from kg.vocab.namespaces import KG


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """`program_version` of this program; `rules_version` names the state of rules and lexicons."""

    program_version: str
    rules_version: str


def triples_for_run(provenance: Provenance, model: ModelInfo, *, context: BuildContext) -> Iterator[Triple]:
    """The activity that read the article, and the versions of the program, model and rules that took part.

    It has no time: the same article read again by the same versions gives the same graph.
    """
    article = context.iris.mint_article_iri()
    versions = (
        (KG.programVersion, provenance.program_version),
        (KG.modelName, model.name),
        (KG.modelVersion, model.version),
        (KG.rulesVersion, provenance.rules_version),
    )
    run = context.iris.mint_run_iri(*(text for _, text in versions))
    yield run, RDF.type, PROV.Activity
    yield run, PROV.used, article
    yield article, PROV.wasGeneratedBy, run
    for predicate, text in versions:
        yield run, predicate, string(text)
