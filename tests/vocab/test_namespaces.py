"""The closed namespaces: complete, true to the ontology, and deaf to misspelt terms."""

from __future__ import annotations

import importlib.util
import inspect
from pathlib import Path
from types import ModuleType

import pytest
from rdflib import URIRef
from rdflib.namespace import DefinedNamespace

from kg.vocab import namespaces
from kg.vocab.namespaces import (
    AGENT_CLASSES,
    ATTACK_CLASSES,
    KG,
    NIF,
    ORGANISATION_CLASSES,
    PROV,
    SCHEMA,
    STATEMENT_CLASSES,
    SUPERCLASSES,
)
from kg.vocab.prefixes import PREFIXES
from kg.vocab.terms import shorten_iri

ROOT = Path(__file__).resolve().parents[2]

MODEL_CLASSES = """
Article Passage Agent Person Organisation ArmedGroup StateForce Government Coalition MediaOrganisation
IntergovernmentalOrganisation PoliticalParty Company Country UnnamedParty Place Asset Weapon Attack AirStrike
DroneStrike MissileStrike Shelling Bombing CarBombing SuicideBombing Shooting Assassination Abduction Raid Clash
VehicleRamming Stabbing Arson AttackSeries CasualtyReport Position Statement Accusation ClaimOfResponsibility Denial
Condemnation Confirmation CasualtyStatement Threat NoComment Report Claim Stance
"""
MODEL_PROPERTIES = """
reportedIn earliestDate latestDate place target victim weapon perpetrator allegedPerpetrator claimedBy casualties
mention partOfSeries countMin countMax killedMin killedMax injuredMin injuredMax source holder title organisation
speaker onBehalfOf about quote text asserts channel date stance disputes memberOf partOf backedBy alignedWith opposes
country anonymous owner sameEventAs
"""
CLASSES = MODEL_CLASSES.split()
PROPERTIES = MODEL_PROPERTIES.split()


def closed_namespaces() -> list[type[DefinedNamespace]]:
    return [
        cls
        for _, cls in inspect.getmembers(namespaces, inspect.isclass)
        if issubclass(cls, DefinedNamespace) and cls.__module__ == namespaces.__name__
    ]


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_vocab", ROOT / "scripts" / "generate_vocab.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_module_is_what_the_ontology_gives() -> None:
    text = generator().generate()
    assert (ROOT / "kg" / "vocab" / "namespaces.py").read_bytes() == text.encode("utf-8")


@pytest.mark.parametrize("name", [*CLASSES, *PROPERTIES, "affirms", "denies"])
def test_every_term_of_the_model_is_there(name: str) -> None:
    assert getattr(KG, name) == URIRef(f"https://w3id.org/newskg/ontology#{name}")
    assert KG[name] == getattr(KG, name)


@pytest.mark.parametrize("namespace", closed_namespaces(), ids=lambda cls: str(cls.__name__))
def test_a_misspelt_term_raises(namespace: type[DefinedNamespace]) -> None:
    with pytest.raises(AttributeError, match="Attakc"):
        namespace.Attakc  # noqa: B018 (the access is what is tested)
    with pytest.raises(AttributeError, match="Attakc"):
        namespace["Attakc"]


def test_the_namespaces_are_all_closed() -> None:
    names = {cls.__name__ for cls in closed_namespaces()}
    assert names >= {"KG", "NIF", "PROV", "SCHEMA", "DCTERMS", "GEO", "SKOS", "OWL", "RDF", "RDFS", "XSD"}


def test_other_vocabularies_have_their_own_addresses() -> None:
    assert str(NIF.beginIndex) == "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#beginIndex"
    assert str(SCHEMA.headline) == "https://schema.org/headline"
    assert str(PROV.wasGeneratedBy) == "http://www.w3.org/ns/prov#wasGeneratedBy"


def test_superclasses_stand_nearest_first() -> None:
    assert SUPERCLASSES["DroneStrike"] == ("AirStrike", "Attack")
    assert SUPERCLASSES["ArmedGroup"] == ("Organisation", "Agent")
    assert SUPERCLASSES["Country"] == ("Agent", "Place")
    assert SUPERCLASSES["Attack"] == ()
    assert set(CLASSES) <= set(SUPERCLASSES)
    assert all(above in SUPERCLASSES for row in SUPERCLASSES.values() for above in row)


def test_families_of_classes() -> None:
    assert ATTACK_CLASSES[0] == "Attack"
    assert {"AttackSeries", "SuicideBombing", "VehicleRamming"} <= set(ATTACK_CLASSES)
    assert len(ATTACK_CLASSES) == 17
    assert set(STATEMENT_CLASSES) == {
        *("Statement", "Accusation", "ClaimOfResponsibility", "Denial", "Condemnation", "Confirmation"),
        *("CasualtyStatement", "Threat", "NoComment", "Report"),
    }
    assert len(ORGANISATION_CLASSES) == 9
    assert {"Person", "UnnamedParty", "Country", *ORGANISATION_CLASSES} < set(AGENT_CLASSES)


def test_a_name_that_python_cannot_have_is_refused() -> None:
    from rdflib import OWL, RDF, Graph

    graph = Graph().add((KG["Attack"], RDF.type, OWL.Class)).add((URIRef(str(KG) + "class"), RDF.type, OWL.Class))
    with pytest.raises(SystemExit, match=r"ontology#class cannot be a Python name"):
        generator().local_names(graph, str(KG), [OWL.Class])


def test_prefixes_stand_in_a_fixed_order() -> None:
    assert list(PREFIXES) == ["kg", "nif", "prov", "schema", "dcterms", "geo", "owl", "rdf", "rdfs", "skos", "xsd"]
    assert PREFIXES["kg"] == "https://w3id.org/newskg/ontology#"
    assert PREFIXES["schema"] == "https://schema.org/"


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        (str(KG.Attack), "kg:Attack"),
        ("http://semanticweb.cs.vu.nl/2009/11/sem/Event", "sem:Event"),
        ("https://w3id.org/newskg/scheme/cameo/183", "cameo:183"),
        ("https://example.org/x", "https://example.org/x"),
    ],
)
def test_shorten(iri: str, short: str) -> None:
    assert shorten_iri(iri) == short
