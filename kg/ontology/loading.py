"""The ontology's files → one rdflib graph, or an Owlready2 ontology whose classes one programs with."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from rdflib import OWL, RDF, Graph, Literal, URIRef

from kg.errors import KgError
from kg.resources import ontology_file, ontology_imports
from kg.vocab.namespaces import KG

# Owlready2 reads from this annotation under which name a property is reached in Python.
_PYTHON_NAME = URIRef("http://www.lesfleursdunormal.fr/static/_downloads/owlready_ontology.owl#python_name")
_PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


def ontology_graph(*, imports: bool = True) -> Graph:
    """The ontology as one graph, with the pinned slices of other vocabularies or without."""
    graph = _read(ontology_file())
    if imports:
        for path in ontology_imports():
            graph += _read(path)
    return graph


def load(graph: Graph | None = None) -> Any:
    """The ontology in Owlready2: `load().Attack` is a Python class, `load().Attack.subclasses()` its kinds.

    With `graph`, a graph that was built from an article, its nodes are individuals of those
    classes: `load(graph).Attack.instances()`. Every call makes a world of its own, so nothing of
    one graph is seen in another. The imports are read from the project's files; nothing is fetched.
    """
    import owlready2

    world = owlready2.World()
    main = _read(ontology_file())
    taken = _own_property_names(main)
    for path in ontology_imports():
        part = _read(path)
        _rename_properties(part, taken)
        _load_into(world, _ontology_iri(part, path), part)
    if graph is not None:
        main = main + graph
    # Owlready2 looks a term up as base plus name, hence the namespace and not the ontology's own IRI.
    return _load_into(world, str(KG), main)


def _load_into(world: Any, iri: str, graph: Graph) -> Any:
    # Owlready2 reads no Turtle, and says nothing about it.
    return world.get_ontology(iri).load(fileobj=io.BytesIO(graph.serialize(format="nt", encoding="utf-8")))


def _read(path: Path) -> Graph:
    from rdflib.plugins.parsers.notation3 import BadSyntax

    try:
        return Graph().parse(path, format="turtle")
    except (BadSyntax, UnicodeDecodeError) as error:
        raise KgError(f"{path}: not Turtle: {error}. Correct the file.") from error


def _ontology_iri(graph: Graph, path: Path) -> str:
    iri = graph.value(predicate=RDF.type, object=OWL.Ontology)
    if iri is None:
        raise KgError(f"{path}: declares no owl:Ontology. Add its header.")
    return str(iri)


def _own_property_names(graph: Graph) -> frozenset[str]:
    terms = {str(term) for kind in _PROPERTY_TYPES for term in graph.subjects(RDF.type, kind)}
    return frozenset(term.removeprefix(str(KG)) for term in terms if term.startswith(str(KG)))


def _rename_properties(graph: Graph, taken: frozenset[str]) -> None:
    """Owlready2 keeps one table of property names for all vocabularies: without this,
    `statement.about` would be schema:about or kg:about, whichever was loaded last."""
    for kind in _PROPERTY_TYPES:
        for term in set(graph.subjects(RDF.type, kind)):
            prefix, _, name = graph.compute_qname(str(term), generate=False)
            if name in taken:
                graph.add((term, _PYTHON_NAME, Literal(f"{prefix}_{name}")))
