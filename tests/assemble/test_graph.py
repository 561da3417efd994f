"""Facts to graph: what is written, and above all what is not."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg.assemble import Provenance, build_graph
from kg.assemble.literals import decimal, moment
from kg.errors import ValidationError
from kg.model.resolved import Evidence, Filler, ResolvedFacts
from kg.model.span import Span
from kg.validate import validate_graph
from kg.vocab.iri import DEFAULT_BASE, IriMinter
from kg.vocab.namespaces import GEO, KG, NIF, SCHEMA, SUPERCLASSES
from tests.assemble.example import ARTICLE, KEY, PROVENANCE, TEXT, example_facts

IRIS = IriMinter(article_key=KEY)
ARTICLE_IRI = IRIS.mint_article_iri()
ATTACK = IRIS.mint_attack_iri(1)
FRONT = IRIS.mint_entity_iri("organisation/red-dawn-front")
BRIGADE = IRIS.mint_entity_iri("organisation/night-brigade")
OSTRIA = IRIS.mint_entity_iri("country/ostria")


@pytest.fixture(scope="module")
def graph() -> Graph:
    return build_graph(example_facts(), provenance=PROVENANCE)


def _values(graph: Graph, node: URIRef, predicate: URIRef) -> set[Node]:
    return set(graph.objects(node, predicate))


def _words(graph: Graph, node: URIRef) -> set[str]:
    return {str(graph.value(passage, NIF.anchorOf)) for passage in graph.objects(node, KG.mention)}


def _types(*names: str) -> set[URIRef]:
    return {KG[name] for name in names}


def test_the_graph_conforms_to_the_shapes(graph: Graph) -> None:
    report = validate_graph(graph)
    assert report.conforms, report.to_text()
    assert not report.violations


def test_an_accusation_never_becomes_a_fact(graph: Graph) -> None:
    assert _values(graph, ATTACK, KG.perpetrator) == set()
    assert _values(graph, ATTACK, KG.allegedPerpetrator) == {FRONT}
    assert _values(graph, ATTACK, KG.claimedBy) == {BRIGADE}


def test_what_the_article_says_itself_is_a_fact(graph: Graph) -> None:
    strike = IRIS.mint_attack_iri(2)
    assert _values(graph, strike, KG.perpetrator) == {OSTRIA}
    assert _values(graph, strike, KG.allegedPerpetrator) == set()


def test_superclasses_are_written_out(graph: Graph) -> None:
    assert _values(graph, ATTACK, RDF.type) == _types("CarBombing", "Bombing", "Attack")
    assert _values(graph, FRONT, RDF.type) == _types("ArmedGroup", "Organisation", "Agent")
    assert _values(graph, IRIS.mint_attack_iri(3), RDF.type) == _types("AttackSeries", "Attack")
    for node, kind in graph.subject_objects(RDF.type):
        if str(kind).startswith(str(KG)):
            for ancestor in SUPERCLASSES[str(kind).removeprefix(str(KG))]:
                assert (node, RDF.type, KG[ancestor]) in graph


def test_the_article(graph: Graph) -> None:
    expected = {
        SCHEMA.headline: Literal('Rebels blamed for "bus attack" in Vessra'),
        SCHEMA.publisher: IRIS.mint_entity_iri("organisation/zeeland-wire"),
        SCHEMA.author: Literal("J. Doe"),
        SCHEMA.datePublished: Literal("2031-06-04T18:15:00Z", datatype=XSD.dateTime, normalize=False),
        SCHEMA.inLanguage: Literal("en"),
        SCHEMA.url: URIRef("https://news.example/2031/bus%20attack?page=1"),
        DCTERMS.identifier: Literal(f"sha256:{ARTICLE.sha256}"),
    }
    for predicate, value in expected.items():
        assert _values(graph, ARTICLE_IRI, predicate) == {value}
    assert _values(graph, ARTICLE_IRI, NIF.isString) == set()


def test_an_address_without_a_scheme_is_left_out() -> None:
    article = dataclasses.replace(ARTICLE, url="2031/bus-attack")
    facts = ResolvedFacts(article=article, model=example_facts().model, publisher=None)
    graph = build_graph(facts, provenance=PROVENANCE)
    assert list(graph.objects(None, SCHEMA.headline))
    assert list(graph.objects(None, SCHEMA.url)) == []


def test_the_text_goes_in_only_when_asked_for() -> None:
    graph = build_graph(example_facts(), provenance=PROVENANCE, with_text=True)
    assert _values(graph, ARTICLE_IRI, NIF.isString) == {Literal(TEXT)}
    assert validate_graph(graph).conforms


def test_the_run_names_program_model_and_rules(graph: Graph) -> None:
    (run,) = graph.objects(ARTICLE_IRI, PROV.wasGeneratedBy)
    assert isinstance(run, URIRef)
    assert _values(graph, run, PROV.used) == {ARTICLE_IRI}
    assert _values(graph, run, KG.programVersion) == {Literal("1.2.3")}
    assert _values(graph, run, KG.modelName) == {Literal("test-model")}
    assert _values(graph, run, KG.modelVersion) == {Literal("4.5.6")}
    assert _values(graph, run, KG.rulesVersion) == {Literal("0123abcd")}
    labels = {str(graph.value(agent, RDFS.label)) for agent in graph.objects(run, PROV.wasAssociatedWith)}
    assert labels == {"newskg 1.2.3", "test-model 4.5.6", "newskg-rules 0123abcd"}


def test_other_versions_make_another_run_and_nothing_else(graph: Graph) -> None:
    other = build_graph(
        example_facts(), provenance=Provenance(program_version="9.9.9", rules_version=PROVENANCE.rules_version)
    )
    changed = {str(subject) for subject, _, _ in set(graph) ^ set(other)} - {str(ARTICLE_IRI)}
    assert changed
    assert all(iri.startswith((f"{DEFAULT_BASE}run/", f"{DEFAULT_BASE}software/")) for iri in changed)


def test_every_passage_is_cut_out_of_the_text(graph: Graph) -> None:
    passages = list(graph.subjects(RDF.type, KG.Passage))
    assert len(passages) > 30
    for passage in passages:
        begin, end = (int(str(graph.value(passage, edge))) for edge in (NIF.beginIndex, NIF.endIndex))
        assert str(graph.value(passage, NIF.anchorOf)) == TEXT[begin:end]
        assert passage == URIRef(f"{ARTICLE_IRI}#char={begin},{end}")
        assert graph.value(passage, NIF.referenceContext) == ARTICLE_IRI


def test_every_filled_slot_has_an_assertion_with_its_own_words(graph: Graph) -> None:
    slots = [
        KG[name] for name in ["place", "target", "victim", "weapon", "perpetrator", "allegedPerpetrator", "claimedBy"]
    ]
    facts = {(s, p, o) for p in slots for s, o in graph.subject_objects(p)}
    assertions = set(graph.subjects(RDF.type, KG.Assertion)) - set(graph.subjects(RDF.type, KG.Affiliation))
    recorded = {
        (graph.value(node, RDF.subject), graph.value(node, RDF.predicate), graph.value(node, RDF.object))
        for node in assertions
    }
    assert recorded == facts
    assert len(assertions) == len(facts) == 10
    alleged = next(node for node in assertions if graph.value(node, RDF.predicate) == KG.allegedPerpetrator)
    assert isinstance(alleged, URIRef)
    assert _words(graph, alleged) == {"accused the Red Dawn Front", "Rebels blamed"}
    place = IRIS.mint_assertion_iri(1, 1)
    assert _values(graph, place, KG.rule) == {Literal("place-preposition")}


def test_an_affiliation_is_a_triple_with_its_words(graph: Graph) -> None:
    assert (FRONT, KG.backedBy, OSTRIA) in graph
    node = IRIS.mint_affiliation_iri(1)
    assert _values(graph, node, RDF.type) == _types("Affiliation", "Assertion")
    assert graph.value(node, RDF.predicate) == KG.backedBy
    assert _words(graph, node) == {"The Front, which is backed by Ostria"}


def test_two_sources_make_two_tolls(graph: Graph) -> None:
    first, second = IRIS.mint_casualties_iri(1, 0), IRIS.mint_casualties_iri(1, 1)
    assert _values(graph, ATTACK, KG.casualties) == {first, second}
    assert _values(graph, first, KG.killedMin) == {Literal(12)}
    assert _values(graph, first, KG.killedMax) == set(), '"at least 12" sets no upper bound'
    assert _values(graph, second, KG.killedMax) == {Literal(15)}
    assert _values(graph, second, KG.source) == {IRIS.mint_entity_iri(f"source/{KEY}-diplomat")}


def test_claims_are_described_not_asserted(graph: Graph) -> None:
    accusation, denial = IRIS.mint_claim_iri(2, 0), IRIS.mint_claim_iri(3, 0)
    for claim, stance in ((accusation, KG.affirms), (denial, KG.denies)):
        assert _values(graph, claim, RDF.type) == {KG.Claim, RDF.Statement}
        assert graph.value(claim, RDF.subject) == ATTACK
        assert graph.value(claim, RDF.predicate) == KG.perpetrator
        assert graph.value(claim, RDF.object) == FRONT
        assert graph.value(claim, KG.stance) == stance
    assert (ATTACK, KG.perpetrator, FRONT) not in graph
    assert _values(graph, denial, KG.disputes) == {accusation}
    assert _values(graph, IRIS.mint_statement_iri(3), KG.asserts) == {denial}


def test_a_statement_in_full(graph: Graph) -> None:
    node = IRIS.mint_statement_iri(4)
    assert _values(graph, node, RDF.type) == _types("Denial", "Report", "Statement")
    assert graph.value(node, KG.speaker) == IRIS.mint_entity_iri(f"source/{KEY}-its-spokesman")
    assert graph.value(node, KG.onBehalfOf) == FRONT
    assert graph.value(node, KG.about) == ATTACK
    assert graph.value(node, KG.quote) == Literal("We had no part in this,")
    assert graph.value(node, KG.channel) == Literal("radio")
    assert graph.value(node, KG.date) == Literal("2031-06-04", datatype=XSD.date)
    assert _words(graph, node) == {'"We had no part in this," its spokesman said on the radio'}


def test_a_series_and_its_member(graph: Graph) -> None:
    series = IRIS.mint_attack_iri(3)
    assert _values(graph, series, KG.countMin) == {Literal(21)}
    assert _values(graph, series, KG.countMax) == set()
    assert _values(graph, ATTACK, KG.partOfSeries) == {series}
    assert _values(graph, series, KG.earliestDate) == set(), "no date is better than the date of publication"


def test_entities(graph: Graph) -> None:
    place = IRIS.mint_entity_iri("place/vessra-4242")
    assert _values(graph, place, GEO.lat) == {Literal("33.34", datatype=XSD.decimal)}
    assert _values(graph, place, GEO.long) == {Literal("-44", datatype=XSD.decimal, normalize=False)}
    assert _values(graph, place, OWL.sameAs) == {URIRef("https://sws.geonames.org/4242/")}
    assert _values(graph, place, KG.country) == {IRIS.mint_entity_iri("country/norland")}
    assert _values(graph, FRONT, SKOS.altLabel) == {Literal("Front"), Literal("The Front")}
    diplomat = IRIS.mint_entity_iri(f"source/{KEY}-diplomat")
    assert _values(graph, diplomat, KG.anonymous) == {Literal("true", datatype=XSD.boolean)}
    assert len(list(graph.subject_objects(KG.anonymous))) == 1
    depot = IRIS.mint_entity_iri(f"asset/{KEY}-depot")
    assert _values(graph, depot, KG.owner) == {FRONT}
    spokesman = IRIS.mint_entity_iri(f"source/{KEY}-its-spokesman")
    assert _values(graph, spokesman, KG.memberOf) == {FRONT}


def test_there_are_no_blank_nodes_and_only_plain_datatypes(graph: Graph) -> None:
    terms: Iterable[Node] = (term for triple in graph for term in triple)
    allowed = {None, XSD.integer, XSD.decimal, XSD.date, XSD.dateTime, XSD.boolean}
    for term in terms:
        assert isinstance(term, URIRef | Literal)
        if isinstance(term, Literal):
            assert term.datatype in allowed
            assert term.language is None


def test_another_base_renames_data_and_nothing_else(graph: Graph) -> None:
    base = "https://data.example/press/"
    moved = build_graph(example_facts(), provenance=PROVENANCE, base=base)
    renamed = {tuple(_rebased(term, base) for term in triple) for triple in graph}
    assert renamed == set(moved)


def _rebased(term: Node, base: str) -> Node:
    return URIRef(str(term).replace(DEFAULT_BASE, base)) if isinstance(term, URIRef) else term


def _with_place(filler: Filler) -> ResolvedFacts:
    facts = example_facts()
    return dataclasses.replace(facts, attacks=(dataclasses.replace(facts.attacks[0], places=(filler,)),))


def test_a_fact_about_an_entity_that_nobody_described_is_refused() -> None:
    facts = _with_place(Filler(entity="place/nowhere", evidence=()))
    with pytest.raises(ValidationError, match="'place/nowhere', which is not among the article's entities"):
        build_graph(facts, provenance=PROVENANCE)


@pytest.mark.parametrize("span", [Span(5, 5), Span(-1, 3), Span(0, len(TEXT) + 1)])
def test_evidence_outside_the_text_is_refused(span: Span) -> None:
    filler = Filler(entity="place/vessra-4242", evidence=(Evidence(span=span, rule="r"),))
    with pytest.raises(ValidationError, match="Offsets must point into the text"):
        build_graph(_with_place(filler), provenance=PROVENANCE)


def test_a_class_that_the_ontology_lacks_is_refused() -> None:
    facts = example_facts()
    odd = dataclasses.replace(facts.entities[0], kind="MediaOrganization")
    with pytest.raises(AttributeError, match="MediaOrganization"):
        build_graph(dataclasses.replace(facts, entities=(odd, *facts.entities[1:])), provenance=PROVENANCE)


@pytest.mark.parametrize(
    ("given", "expected"),
    [("33.3400", "33.34"), ("-44.0", "-44"), ("0.000", "0"), ("-0.0", "0"), ("1E-7", "0.0000001"), ("007", "7")],
)
def test_decimals_are_canonical(given: str, expected: str) -> None:
    assert str(decimal(given)) == expected


@pytest.mark.parametrize("given", ["NaN", "Infinity", "-inf"])
def test_decimals_that_are_no_numbers_are_refused(given: str) -> None:
    with pytest.raises(ValueError, match="finite"):
        decimal(given)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (dt.date(2031, 6, 4), "2031-06-04"),
        (dt.datetime(2031, 6, 4, 18, 15), "2031-06-04T18:15:00"),
        (dt.datetime(2031, 6, 4, 18, 15, tzinfo=dt.UTC), "2031-06-04T18:15:00Z"),
        (dt.datetime(2031, 6, 4, 18, 15, 1, 500000), "2031-06-04T18:15:01.5"),
        (dt.datetime(2031, 6, 4, tzinfo=dt.timezone(dt.timedelta(hours=-3, minutes=-30))), "2031-06-04T00:00:00-03:30"),
    ],
)
def test_moments_are_canonical(given: dt.date, expected: str) -> None:
    assert str(moment(given)) == expected


@given(st.datetimes(timezones=st.none() | st.just(dt.UTC)))
def test_moments_come_back_from_a_store_as_they_went_in(value: dt.datetime) -> None:
    import pyoxigraph as ox

    text = str(moment(value))
    store = ox.Store()
    node, kind = ox.NamedNode("urn:x"), ox.NamedNode(str(XSD.dateTime))
    store.add(ox.Quad(node, node, ox.Literal(text, datatype=kind)))
    (quad,) = store
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == text


def test_the_example_is_written_as_expected() -> None:
    """The triples of the example, counted by kind: a change of the model has to be meant."""
    graph = build_graph(example_facts(), provenance=PROVENANCE)
    counts: dict[str, int] = {}
    for kind in graph.objects(None, RDF.type):
        name = str(kind).rsplit("#", 1)[-1].rsplit("/", 1)[-1]
        counts[name] = counts.get(name, 0) + 1
    expected = json.loads((Path(__file__).parent / "example-classes.json").read_text(encoding="utf-8"))
    assert counts == expected
