"""The ontology as Python classes, filled with the nodes of a graph."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
import pytest_socket
from rdflib import Graph

from kg.assemble import build_graph
from kg.errors import KgError
from kg.ontology import load, loading, ontology_graph
from tests.assemble.example import KEY, PROVENANCE, example_facts

DATA = """
@prefix kg: <https://w3id.org/newskg/ontology#> .
@prefix ex: <https://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:attack a kg:DroneStrike , kg:AirStrike , kg:Attack ;
    kg:earliestDate "2031-06-03"^^xsd:date ; kg:allegedPerpetrator ex:state ; kg:casualties ex:toll .
ex:toll a kg:CasualtyReport ; kg:killedMin 2 .
ex:statement a kg:Accusation , kg:Statement ; kg:about ex:attack ; kg:text "blamed the state" .
ex:state a kg:Country , kg:Agent , kg:Place .
"""


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Not even the loopback: the imports come from the project's files."""
    pytest_socket.disable_socket()
    yield
    pytest_socket.enable_socket()


def iris(things: object) -> list[str]:
    return sorted(thing.iri for thing in things)  # type: ignore[attr-defined]


def test_classes_are_python_classes() -> None:
    onto = load()
    assert issubclass(onto.DroneStrike, onto.AirStrike)
    assert issubclass(onto.AirStrike, onto.Attack)
    assert issubclass(onto.Country, onto.Agent)
    assert issubclass(onto.Country, onto.Place)
    assert not issubclass(onto.Organisation, onto.Place)
    assert onto.ArmedGroup.iri == "https://w3id.org/newskg/ontology#ArmedGroup"
    assert "http://semanticweb.cs.vu.nl/2009/11/sem/Event" in iris(
        c for c in onto.Attack.ancestors() if c.iri.startswith("http://semanticweb")
    )


def test_the_slices_are_imported_from_the_project() -> None:
    onto = load()
    assert len(onto.imported_ontologies) == 13
    assert onto.world["http://www.w3.org/ns/org#Post"] in onto.Position.ancestors()


def test_nodes_become_individuals_of_their_classes() -> None:
    onto = load(Graph().parse(data=DATA, format="turtle"))
    (attack,) = onto.Attack.instances()
    assert attack.iri == "https://example.org/attack"
    assert isinstance(attack, onto.DroneStrike)
    assert attack.earliestDate == dt.date(2031, 6, 3)
    assert iris(attack.allegedPerpetrator) == ["https://example.org/state"]
    assert attack.perpetrator == []
    assert attack.casualties[0].killedMin == 2
    assert iris(onto.Place.instances()) == ["https://example.org/state"]


def test_a_property_is_not_mistaken_for_its_namesake_in_another_vocabulary() -> None:
    onto = load(Graph().parse(data=DATA, format="turtle"))
    (statement,) = onto.Accusation.instances()
    assert iris(statement.about) == ["https://example.org/attack"]
    assert statement.text == ["blamed the state"]
    assert statement.schema_about == []


def test_nothing_leaks_from_one_graph_into_the_next() -> None:
    assert len(load(Graph().parse(data=DATA, format="turtle")).Attack.instances()) == 1
    assert load().Attack.instances() == []


def test_a_built_graph_can_be_programmed_with() -> None:
    onto = load(build_graph(example_facts(), provenance=PROVENANCE))
    (bombing,) = onto.CarBombing.instances()
    assert len(bombing.mention) == 2
    denials = [s for s in onto.Denial.instances() if bombing in s.about]
    assert {claim.stance for denial in denials for claim in denial.asserts} == {onto.denies}
    assert iris(onto.CarBombing.instances()) == [f"https://w3id.org/newskg/id/attack/{KEY}-1"]
    assert len(onto.Claim.instances()) == 4


def test_every_term_of_a_built_graph_is_declared() -> None:
    data = build_graph(example_facts(), provenance=PROVENANCE, with_text=True)
    declared = set(ontology_graph().subjects())
    own = "http://www.w3.org/", "https://w3id.org/newskg/id/"
    words = {term for _, p, o in data for term in (p, o) if str(term).startswith(("http:", "https:"))}
    loose = {str(t) for t in words - declared if not str(t).startswith(own) and "#char=" not in str(t)}
    assert {t for t in loose if not t.startswith(("https://sws.geonames.org/", "https://news.example/"))} == set()


def test_a_file_that_is_not_turtle_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = tmp_path / "newskg.ttl"
    bad.write_text("kg:Attack a", encoding="utf-8")
    monkeypatch.setattr(loading, "ontology_file", lambda: bad)
    with pytest.raises(KgError, match=r"newskg\.ttl: not Turtle: "):
        ontology_graph()


def test_a_slice_without_a_header_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = tmp_path / "empty.ttl"
    bad.touch()
    monkeypatch.setattr(loading, "ontology_imports", lambda: (bad,))
    with pytest.raises(KgError, match=r"empty\.ttl: declares no owl:Ontology"):
        load()
