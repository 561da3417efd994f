"""What the service says of itself (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from kg.serve.explorer import Explorer

SD = "http://www.w3.org/ns/sparql-service-description#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "nt": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
}


def describe_service(address: str, explorer: Explorer, *, forms: Iterable[str]) -> str:
    """N-Triples about the endpoint at `address`."""
    service, dataset, graph = (ox.NamedNode(address + end) for end in ("", "#dataset", "#default"))
    triples: list[tuple[ox.NamedNode, str, ox.NamedNode | ox.Literal]] = [
        (service, f"{RDF}type", ox.NamedNode(f"{SD}Service")),
        (service, f"{SD}endpoint", service),
        (service, f"{SD}supportedLanguage", ox.NamedNode(f"{SD}SPARQL11Query")),
        (service, f"{SD}defaultDataset", dataset),
        (dataset, f"{RDF}type", ox.NamedNode(f"{SD}Dataset")),
        (dataset, f"{SD}defaultGraph", graph),
        (graph, f"{RDF}type", ox.NamedNode(f"{SD}Graph")),
        (graph, f"{VOID}triples", ox.Literal(len(explorer.graphs.store))),
        *((service, f"{SD}resultFormat", ox.NamedNode(_FORMATS + _NAMES[form])) for form in forms),
    ]
    if explorer.graphs.union:
        triples.append((service, f"{SD}feature", ox.NamedNode(f"{SD}UnionDefaultGraph")))
    if explorer.options.services:
        triples.append((service, f"{SD}feature", ox.NamedNode(f"{SD}BasicFederatedQuery")))
    if explorer.options.token is not None:
        triples.append((service, f"{SD}supportedLanguage", ox.NamedNode(f"{SD}SPARQL11Update")))
    return "".join(f"{ox.Triple(subject, ox.NamedNode(name), value)} .\n" for subject, name, value in triples)
