"""One term of the ontology as text: what it means, where it stands, what goes with it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.errors import KgError
from kg.ontology.loading import ontology_graph
from kg.vocab.namespaces import KG
from kg.vocab.terms import shorten_iri

_MAPPINGS = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)


def show(name: str) -> str:
    """The description of a class or property, by its local name ("AirStrike", with or without "kg:").

    Raises `KgError`, with the nearest names, where there is no such term.
    """
    graph = ontology_graph()
    term = _find_term(graph, name.removeprefix("kg:"))
    lines = [f"{shorten_iri(term)}  ({graph.value(term, RDFS.label)})", str(graph.value(term, SKOS.definition)), ""]
    rows = _class_rows(graph, term) if (term, RDF.type, OWL.Class) in graph else _property_rows(graph, term)
    rows += [(str(p).rsplit("#", 1)[-1], _names(graph.objects(term, p))) for p in _MAPPINGS]
    rows.append(("note", " ".join(sorted(str(note) for note in graph.objects(term, SKOS.scopeNote)))))
    lines += [f"{label:<14}{text}" for label, text in rows if text]
    return "\n".join(lines) + "\n"


def _find_term(graph: Graph, name: str) -> URIRef:
    term = URIRef(str(KG) + name)
    if (term, RDF.type, None) in graph:
        return term
    known = sorted({str(s).removeprefix(str(KG)) for s in graph.subjects(RDF.type) if str(s).startswith(str(KG))})
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(known)}."
    raise KgError(f"The ontology has no term {name!r}. {hint}")


def _class_rows(graph: Graph, term: URIRef) -> list[tuple[str, str]]:
    above = _above(graph, term, RDFS.subClassOf)
    family: set[Node] = {term, *above}
    properties = [p for p, c in graph.subject_objects(RDFS.domain) if family & set(_members(graph, c)) and _is_own(p)]
    return [
        ("is a", _names(filter(_is_own, above))),
        ("aligned with", _names(c for c in above if not _is_own(c))),
        ("kinds", _names(c for c in graph.transitive_subjects(RDFS.subClassOf, term) if c is not None and c != term)),
        ("properties", _names(properties)),
        ("excludes", _names(_disjoint(graph, family))),
    ]


def _property_rows(graph: Graph, term: URIRef) -> list[tuple[str, str]]:
    above = _above(graph, term, RDFS.subPropertyOf)
    kinds = [c for c in graph.objects(term, RDF.type) if c not in (OWL.ObjectProperty, OWL.DatatypeProperty)]
    return [
        ("of", _names(c for d in graph.objects(term, RDFS.domain) for c in _members(graph, d))),
        ("leads to", _names(c for r in graph.objects(term, RDFS.range) for c in _members(graph, r))),
        ("character", _names(kinds)),
        ("is a", _names(filter(_is_own, above))),
        ("aligned with", _names(p for p in above if not _is_own(p))),
    ]


def _above(graph: Graph, term: URIRef, link: URIRef) -> list[Node]:
    return [node for node in graph.transitive_objects(term, link) if node is not None and node != term]


def _members(graph: Graph, cls: Node) -> list[Node]:
    """The class itself, or the classes of a union."""
    union = graph.value(cls, OWL.unionOf)
    return [cls] if union is None else list(Collection(graph, union))


def _disjoint(graph: Graph, family: set[Node]) -> set[Node]:
    found: set[Node] = set()
    for cls in family:
        found |= set(graph.objects(cls, OWL.disjointWith)) | set(graph.subjects(OWL.disjointWith, cls))
    for node in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        members = {m for first in graph.objects(node, OWL.members) for m in Collection(graph, first)}
        if members & family:
            found |= members
    return {cls for cls in found - family if _is_own(cls)}


def _is_own(term: Node) -> bool:
    return str(term).startswith(str(KG))


def _names(terms: Iterable[Node]) -> str:
    return ", ".join(sorted({shorten_iri(str(term)) for term in terms}))
