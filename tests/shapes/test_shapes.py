"""The shapes as such: names, messages, and agreement with the ontology."""

from __future__ import annotations

import pytest
from rdflib import OWL, RDF, RDFS, SH, Graph, URIRef
from rdflib.collection import Collection

from kg import resources
from kg.validate import load_link_shapes, load_ontology_shapes, load_review_shapes, load_shapes
from tests.shapes.support import all_shapes, shape_nodes

SHAPE = "https://w3id.org/newskg/shapes#"
KG = "https://w3id.org/newskg/ontology#"
ENUMERATIONS = {KG + "Stance", KG + "Verdict"}


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return all_shapes()


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(resources.ontology_file())


def _members(shapes: Graph, name: str) -> set[str]:
    values = shapes.value(URIRef(SHAPE + name), SH["in"])
    assert values is not None
    return {str(value) for value in Collection(shapes, values)}


def _classes_below(ontology: Graph, name: str) -> set[str]:
    return {str(term) for term in ontology.transitive_subjects(RDFS.subClassOf, URIRef(KG + name))}


def test_every_shape_and_constraint_has_a_name_in_the_namespace(shapes: Graph) -> None:
    named = (
        shape_nodes(shapes) | set(shapes.subjects(RDF.type, SH.SPARQLConstraint)) | set(shapes.objects(None, SH.sparql))
    )

    assert len(named) > 180
    assert [node for node in named if not str(node).startswith(SHAPE)] == []
    assert set(shapes.objects(None, SH.property)) <= shape_nodes(shapes)


def test_every_shape_that_constrains_has_a_message(shapes: Graph) -> None:
    silent = {SH.property, SH.targetClass, SH.targetSubjectsOf, RDF.type, SH.path, SH.severity}
    for shape in shape_nodes(shapes):
        speaker = shapes.value(shape, SH.sparql) or shape
        constrains = set(shapes.predicates(shape, None)) - silent
        messages = list(shapes.objects(speaker, SH.message))
        assert len(messages) == (1 if constrains else 0), shape
        assert all(str(message).endswith(".") for message in messages), shape


def test_no_shape_names_a_term_that_the_ontology_lacks() -> None:
    assert load_shapes().problems == ()
    assert load_ontology_shapes().problems == ()
    assert load_link_shapes().problems == ()
    assert load_review_shapes().problems == ()


def test_every_class_of_the_data_has_a_shape_that_targets_it(shapes: Graph, ontology: Graph) -> None:
    targets = {str(target) for target in shapes.objects(None, SH.targetClass)}
    uncovered = {
        str(term)
        for term in ontology.subjects(RDF.type, OWL.Class)
        if isinstance(term, URIRef)
        and not {str(above) for above in ontology.transitive_objects(term, RDFS.subClassOf)} & targets
    }

    assert uncovered - ENUMERATIONS == set()


@pytest.mark.parametrize(("shape", "root"), [("Attack-class", "Attack"), ("Statement-class", "Statement")])
def test_the_closed_sets_of_classes_are_those_of_the_ontology(
    shapes: Graph, ontology: Graph, shape: str, root: str
) -> None:
    assert _members(shapes, shape) == _classes_below(ontology, root)


def test_the_kinds_of_organisations_and_statements_are_those_of_the_ontology(shapes: Graph, ontology: Graph) -> None:
    assert _members(shapes, "Organisation-class") == _classes_below(ontology, "Organisation") | {KG + "Agent"}
    assert _members(shapes, "StatementKind") == _classes_below(ontology, "Statement") - {KG + "Statement"}


def test_the_classes_of_all_nodes_are_those_of_the_ontology(shapes: Graph, ontology: Graph) -> None:
    declared = {str(term) for term in ontology.subjects(RDF.type, OWL.Class) if str(term).startswith(KG)}

    # A decision on links or facts stands in a graph of its own, never in the graph of an article.
    in_articles, *others = (_members(shapes, name) for name in ("Thing-class", "LinkNode-class", "ReviewNode-class"))
    elsewhere = set().union(*others)
    assert in_articles.isdisjoint(elsewhere)
    assert {term for term in in_articles | elsewhere if term.startswith(KG)} == declared - ENUMERATIONS


def test_every_class_with_subclasses_has_a_superclass_shape(shapes: Graph, ontology: Graph) -> None:
    parents = {
        str(above)
        for below, above in ontology.subject_objects(RDFS.subClassOf)
        if str(above).startswith(KG) and str(below).startswith(KG)
    }
    asked = {
        str(value)
        for shape, value in shapes.subject_objects(SH.hasValue)
        if shapes.value(shape, SH.path) == RDF.type and str(value).startswith(KG)
    }

    assert asked == parents
