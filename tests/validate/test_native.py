"""The native engine may say that there is nothing to report only where pyshacl has nothing to report."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from rdflib import RDF, SH, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg.model.report import ValidationReport
from kg.validate import (
    Shapes,
    ValidatedGraph,
    gate_graph,
    load_shapes,
    read_graphs,
    shapes_from_graph,
    validate_graph,
)
from kg.validate.native import COMPARED, _compile, find_warning_shapes, finds_nothing
from tests.validate.mutations import TRIPLES, WHOLE, Change, mutate, mutations

# Of the ontology, of links and of reviews: never looked at quickly.
OTHERS = {"OntologyShape", "TermShape", "PropertyShape", "DeprecatedShape", "LinkDecisionShape", "LinkNodeShape"}
OTHERS |= {"LinkedShape", "LinksShape", "ReviewDecisionShape", "ReviewNodeShape"}
EXAMPLES = sorted(path for path in WHOLE.parents[1].glob("*/*valid-*.ttl") if path.parent.name not in OTHERS)
SHARED = [HealthCheck.function_scoped_fixture]  # silence is the same for every example
# Values at the edge of a datatype, or that Python and XML Schema see differently.
EDGES: list[Literal] = [
    Literal("9"),
    Literal("9", lang="en"),
    Literal("9", datatype=XSD.string),
    Literal("9", datatype=XSD.int),
    Literal("09", datatype=XSD.integer, normalize=False),
    Literal(" 9", datatype=XSD.integer, normalize=False),
    Literal("-0", datatype=XSD.integer, normalize=False),
    Literal("9" * 30, datatype=XSD.integer, normalize=False),
    Literal("\u0669", datatype=XSD.integer, normalize=False),
    Literal("1", datatype=XSD.boolean, normalize=False),
    Literal("90.0000000000000000000000001", datatype=XSD.decimal, normalize=False),
    Literal("0000-01-04", datatype=XSD.date, normalize=False),
    Literal("2031-02-29", datatype=XSD.date, normalize=False),
    Literal("2031-02-03Z", datatype=XSD.date, normalize=False),
    Literal("2031-02-03T24:00:00", datatype=XSD.dateTime, normalize=False),
    Literal("2031-02-03\n", datatype=XSD.date, normalize=False),
    Literal("", datatype=XSD.string, normalize=False),
]


@pytest.fixture(autouse=True)
def _no_chatter() -> Iterator[None]:
    """rdflib logs every ill-typed literal, which is what these tests are made of."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def _engine_forgotten() -> Iterator[None]:
    """Compiles the shapes anew, before the test and after it."""
    _compile.cache_clear()
    yield
    _compile.cache_clear()


def _read(path: Path) -> Graph:
    return read_graphs(path.read_bytes(), name=str(path))[0][1]


def _is_true_to_pyshacl(graph: Graph) -> bool:
    """pyshacl, slow as it is, need only be asked where the native engine is content."""
    return not finds_nothing(graph, shapes=load_shapes()) or _violations_of_shapes(graph) == []


def _violations_of_shapes(graph: Graph) -> list[str]:
    from kg.validate.engine import find_violations

    return [violation.to_text() for violation in find_violations(graph, shapes=load_shapes())]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_example_that_a_shape_complains_about_is_left_to_pyshacl(example: Path) -> None:
    """The invalid examples bring out every shape and every constraint (tests/shapes/test_examples.py)."""
    expected = example.with_suffix(".expected.tsv")
    findings = expected.read_text(encoding="utf-8").splitlines()[1:] if expected.exists() else []
    of_shapes = [line for line in findings if line.split("\t")[2] != "-"]  # others are found by the program itself

    assert finds_nothing(_read(example), shapes=load_shapes()) == (not of_shapes)


def test_a_graph_without_findings_is_let_through_without_pyshacl(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "kg.validate.engine", None)

    gated = gate_graph(_read(WHOLE))

    assert isinstance(gated, ValidatedGraph)
    assert gated.report == ValidationReport()


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=SHARED)
@given(changes=mutations)
def test_no_damage_escapes(changes: list[Change]) -> None:
    assert _is_true_to_pyshacl(mutate(changes))


def test_no_strange_value_escapes_wherever_it_stands() -> None:
    let_through = 0
    for subject, predicate, value in _one_triple_per_property():
        for edge in EDGES:
            graph = mutate([])
            graph.remove((subject, predicate, value))
            graph.add((subject, predicate, edge))
            let_through += finds_nothing(graph, shapes=load_shapes())
            assert _is_true_to_pyshacl(graph), (subject, predicate, edge)
    assert let_through > 5, "plain strings fit in many places"


def _one_triple_per_property() -> list[tuple[Node, Node, Node]]:
    """One triple with a literal for each property and class of its subject."""
    found: dict[tuple[Node, str], tuple[Node, Node, Node]] = {}
    for subject, predicate, value in TRIPLES:
        if isinstance(value, Literal):
            kinds = sorted(str(o) for s, p, o in TRIPLES if s == subject and p == RDF.type)
            found.setdefault((predicate, " ".join(kinds)), (subject, predicate, value))
    return list(found.values())


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=SHARED)
@given(changes=mutations)
def test_the_gate_gives_the_verdict_and_the_report_of_pyshacl(changes: list[Change]) -> None:
    graph = mutate(changes)

    gated = gate_graph(graph)

    assert (gated.report if isinstance(gated, ValidatedGraph) else gated) == validate_graph(graph)


def test_warnings_stay_in_the_report() -> None:
    example = WHOLE.parents[1] / "ArticleShape" / "invalid-headline-missing.ttl"
    graph = _read(example)

    gated = gate_graph(graph)

    assert isinstance(gated, ValidatedGraph)
    assert [v.source_shape.rsplit("#")[-1] for v in gated.report.violations] == ["Article-headline-missing"]
    assert gated.report == validate_graph(graph)


def test_where_shapes_only_warn_pyshacl_is_asked_for_these_and_reports_the_same() -> None:
    warned: list[str] = []
    for example in EXAMPLES:
        graph = _read(example)
        shapes = find_warning_shapes(graph, shapes=load_shapes())
        if shapes:
            warned += [shape.rsplit("#")[-1] for shape in shapes]
            gated = gate_graph(graph)
            assert isinstance(gated, ValidatedGraph)
            assert gated.report == validate_graph(graph), example
    assert {"Article-headline-missing", "Attack-claimedBy-statement"} <= set(warned)


def _with(statement: str) -> Shapes:
    """The project's shapes and one statement more about a shape of its own."""
    prefixes = f"@prefix shape: <https://w3id.org/newskg/shapes#> . @prefix sh: <{SH}> . @prefix rdf: <{RDF}> . "
    source = Graph()
    source += load_shapes().source
    source.parse(data=prefixes + "shape:NewShape a sh:NodeShape ; sh:targetSubjectsOf rdf:type ; " + statement)
    return shapes_from_graph(source, ontology=Graph())


def test_shapes_that_say_something_new_are_left_to_pyshacl() -> None:
    graph = _read(WHOLE)
    assert SH.equals not in COMPARED

    assert finds_nothing(graph, shapes=_with("sh:nodeKind sh:IRI ."))
    assert not finds_nothing(graph, shapes=_with("sh:property [ sh:path rdf:type ; sh:equals rdf:type ] ."))
    assert not finds_nothing(graph, shapes=_with("sh:property [ sh:path ( rdf:type ) ; sh:minCount 1 ] ."))


def test_shapes_that_look_at_nothing_pass_nothing() -> None:
    source = Graph()
    source.parse(data=f"@prefix sh: <{SH}> . <urn:s> a sh:NodeShape ; sh:targetClass <urn:c> ; sh:nodeKind sh:IRI .")

    assert not finds_nothing(_read(WHOLE), shapes=shapes_from_graph(source, ontology=Graph()))


@pytest.mark.usefixtures("_engine_forgotten")
def test_without_the_engine_pyshacl_judges_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "shacl", None)
    graph = _read(WHOLE)

    assert not finds_nothing(graph, shapes=load_shapes())
    assert isinstance(gate_graph(graph), ValidatedGraph)


class PanicException(BaseException):
    """Named as the class of a failure inside Rust is."""


@pytest.mark.parametrize("failure", [ValueError("unreadable"), PanicException("index out of bounds")])
@pytest.mark.usefixtures("_engine_forgotten")
def test_where_the_engine_fails_pyshacl_judges(failure: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    import shacl

    real = shacl.Shapes.from_text

    class Failing:
        def __init__(self, text: str) -> None:
            self._shapes = real(text, format="ntriples")

        def __len__(self) -> int:
            return len(self._shapes)

        def validate_text(self, text: str, format: str) -> None:
            raise failure

    monkeypatch.setattr("shacl.Shapes", type("Shapes", (), {"from_text": lambda text, format: Failing(text)}))

    assert not finds_nothing(_read(WHOLE), shapes=load_shapes())


@pytest.mark.usefixtures("_engine_forgotten")
def test_an_engine_that_overlooks_shapes_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    import shacl

    few = shacl.Shapes.from_text("", format="ntriples")
    monkeypatch.setattr("shacl.Shapes", type("Shapes", (), {"from_text": lambda text, format: few}))

    assert not finds_nothing(_read(WHOLE), shapes=load_shapes())


@pytest.mark.parametrize("iri", ["https://a.example/b\\1", "https://a.example/two words", "not an IRI"])
def test_a_graph_that_cannot_be_spelt_is_left_to_pyshacl(iri: str) -> None:
    graph = _read(WHOLE)
    graph.add((URIRef(iri), RDF.type, URIRef("https://w3id.org/newskg/ontology#Weapon")))

    assert not finds_nothing(graph, shapes=load_shapes())
