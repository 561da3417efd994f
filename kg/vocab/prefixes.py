"""The prefixes of all output. Kinds of data node have one each besides, under the base of the data."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from kg.vocab.namespaces import DCTERMS, GEO, KG, NIF, OWL, PROV, RDF, RDFS, SCHEMA, SKOS, XSD

# In the order in which they stand at the head of a file.
PREFIXES: Final = MappingProxyType(
    {
        "kg": str(KG),
        "nif": str(NIF),
        "prov": str(PROV),
        "schema": str(SCHEMA),
        "dcterms": str(DCTERMS),
        "geo": str(GEO),
        "owl": str(OWL),
        "rdf": str(RDF),
        "rdfs": str(RDFS),
        "skos": str(SKOS),
        "xsd": str(XSD),
    }
)
