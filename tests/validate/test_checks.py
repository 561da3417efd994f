"""What a report says of whole graphs, above all of those where nothing could be checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyshacl import Validator
from rdflib import OWL, RDF, RDFS, SH, BNode, Graph, Literal, URIRef

from kg import resources
from kg.errors import KgError, ValidationError
from kg.model.report import Severity, ValidationReport, Violation
from kg.validate import (
    ValidatedGraph,
    gate_graph,
    load_shapes,
    read_graphs,
    require_valid,
    shapes_from_graph,
    validate_any,
    validate_graph,
    validate_ontology,
)

EXAMPLES = Path(__file__).parents[1] / "shapes"
WHOLE = EXAMPLES / "GraphShape" / "valid-whole.ttl"
SHAPE = "https://w3id.org/newskg/shapes#"
KG = "https://w3id.org/newskg/ontology#"

MISSPELT = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix kg: <https://w3id.org/newskg/ontology#> .
@prefix ex: <https://shapes.example/> .
ex:A a sh:NodeShape ; sh:targetClass CLASS ; sh:property ex:A-place .
ex:A-place a sh:PropertyShape ; sh:path PATH ; sh:minCount 1 ; sh:message "No place." .
"""


def _graph(example: Path = WHOLE) -> Graph:
    return read_graphs(example.read_bytes(), name=str(example))[0][1]


def _sources(report: ValidationReport) -> set[str]:
    return {violation.source_shape.removeprefix(SHAPE) for violation in report.violations}


def _shapes_folder(folder: Path, *, target: str, path: str = "kg:place") -> Path:
    (folder / "a.ttl").write_text(MISSPELT.replace("CLASS", target).replace("PATH", path), encoding="utf-8")
    return folder


def test_a_whole_report_conforms_and_is_left_as_it_was() -> None:
    graph = _graph()
    before = set(graph)

    report = validate_graph(graph)

    assert report.conforms
    assert report.violations == ()
    assert set(graph) == before


def test_an_empty_graph_does_not_conform() -> None:
    report = validate_graph(Graph())

    assert not report.conforms
    assert _sources(report) == {"NoArticle", "NothingValidated"}


def test_a_graph_without_an_article_does_not_conform() -> None:
    graph = _graph()
    graph.remove((None, RDF.type, URIRef(KG + "Article")))

    report = validate_graph(graph)

    assert not report.conforms
    assert {"NoArticle", "UntypedNode"} <= _sources(report)


def test_a_graph_that_no_shape_looks_at_does_not_conform() -> None:
    graph = Graph()
    graph.add((URIRef("https://a.example/x"), RDFS.label, Literal("x")))

    assert {"NoArticle", "NothingValidated", "UntypedNode"} == _sources(validate_graph(graph))


def test_a_node_without_a_class_is_found() -> None:
    graph = _graph()
    graph.add((URIRef("https://a.example/x"), RDFS.label, Literal("x")))
    graph.add((BNode(), RDFS.label, Literal("y")))

    report = validate_graph(graph)

    assert [(v.source_shape, v.focus) for v in report.violations] == [
        (SHAPE + "UntypedNode", "<https://a.example/x>"),
        (SHAPE + "UntypedNode", "_:blank"),
    ]


@pytest.mark.parametrize(("target", "path"), [("kg:Atack", "kg:place"), ("kg:Attack", "kg:plaice")])
def test_a_misspelt_term_in_a_shape_is_found_whatever_the_graph(tmp_path: Path, target: str, path: str) -> None:
    shapes = load_shapes(_shapes_folder(tmp_path, target=target, path=path))

    report = validate_graph(_graph(), shapes=shapes)

    assert not report.conforms
    assert "UnknownTerm" in _sources(report)
    assert any("kg:Atack" in v.message or "kg:plaice" in v.message for v in report.violations)


def test_shapes_that_look_at_no_node_are_found(tmp_path: Path) -> None:
    shapes = load_shapes(_shapes_folder(tmp_path, target="<https://other.example/Atack>"))

    assert _sources(validate_graph(_graph(), shapes=shapes)) == {"NothingValidated"}


def test_other_shapes_are_applied(tmp_path: Path) -> None:
    shapes = load_shapes(_shapes_folder(tmp_path, target="kg:Attack"))

    (violation,) = validate_graph(_graph(), shapes=shapes).violations

    assert violation.source_shape == "https://shapes.example/A-place"
    assert violation.focus == "<https://w3id.org/newskg/id/attack/a1-2>"


def test_handing_targets_down_changes_no_verdict() -> None:
    shapes = load_shapes()
    as_written = shapes_from_graph(shapes.source, ontology=Graph().parse(resources.ontology_file()))
    object.__setattr__(as_written, "graph", as_written.source)

    for example in sorted(EXAMPLES.glob("A*Shape/invalid-*.ttl"))[::4]:
        graph = _graph(example)
        assert validate_graph(graph, shapes=as_written) == validate_graph(graph, shapes=shapes), example


def test_a_closed_shape_without_exceptions_stays_closed(tmp_path: Path) -> None:
    closed = "ex:A a sh:NodeShape ; sh:closed true"
    text = MISSPELT.replace("CLASS", "kg:Place").replace("PATH", "geo:lat").replace("ex:A a sh:NodeShape", closed)
    geo = "@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> ."
    (tmp_path / "a.ttl").write_text(geo + text, encoding="utf-8")

    report = validate_graph(_graph(), shapes=load_shapes(tmp_path))

    assert {v.path for v in report.violations if v.source_shape.endswith("/A")} >= {f"<{RDF.type}>", f"<{RDFS.label}>"}


def test_a_failure_of_the_engine_makes_the_graph_invalid(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: object) -> None:
        raise TypeError("'<' not supported between instances of 'str' and 'int'")

    monkeypatch.setattr(Validator, "run", fail)

    report = validate_graph(_graph())

    assert not report.conforms
    assert _sources(report) == {"EngineFailure"}
    assert "TypeError" in report.violations[0].message


def test_a_defect_of_the_program_is_not_taken_for_a_fault_of_the_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: object) -> None:
        raise MemoryError

    monkeypatch.setattr(Validator, "run", fail)

    with pytest.raises(MemoryError):
        validate_graph(_graph())


def test_the_report_has_the_same_order_whatever_the_order_of_the_triples() -> None:
    triples = sorted(_graph(EXAMPLES / "AttackShape" / "invalid-perpetrator-from-denial.ttl"))
    triples += sorted(_graph(EXAMPLES / "ThingShape" / "invalid-superclasses.ttl"))
    forwards, backwards = Graph(), Graph()
    for triple in triples:
        forwards.add(triple)
    for triple in reversed(triples):
        backwards.add(triple)

    report = validate_graph(forwards)

    assert len(report.violations) > 5
    assert report.to_text() == validate_graph(backwards).to_text()
    assert [v.sort_key for v in report.violations] == sorted(v.sort_key for v in report.violations)


def test_the_gate_lets_a_conforming_graph_through() -> None:
    graph = _graph()

    validated = gate_graph(graph)

    assert isinstance(validated, ValidatedGraph)
    assert validated.graph is graph
    assert require_valid(graph).triples == len(graph)


def test_the_gate_keeps_the_accusation_out() -> None:
    graph = _graph(EXAMPLES / "AttackShape" / "invalid-perpetrator-from-claim.ttl")

    report = gate_graph(graph)

    assert isinstance(report, ValidationReport)
    assert _sources(report) == {"Attack-perpetrator-evidence"}
    with pytest.raises(ValidationError, match="stands as kg:perpetrator"):
        require_valid(graph)


def test_a_validated_graph_is_not_made_by_accident() -> None:
    graph = _graph()
    bad = Violation(source_shape=SHAPE + "X", severity=Severity.VIOLATION, message="Wrong.")

    with pytest.raises(ValidationError, match="does not conform"):
        ValidatedGraph(graph=graph, report=ValidationReport(violations=(bad,)), triples=len(graph))
    with pytest.raises(ValidationError, match="Validate it again"):
        ValidatedGraph(graph=graph, report=ValidationReport(), triples=len(graph) - 1)


def test_the_ontology_conforms_and_a_broken_one_does_not() -> None:
    ontology = Graph().parse(resources.ontology_file())
    assert validate_ontology(ontology).violations == ()

    ontology.remove((URIRef(KG + "Attack"), RDFS.label, None))
    (violation,) = validate_any(ontology).violations
    assert violation.source_shape == SHAPE + "Term-label"

    ontology.remove((None, RDF.type, OWL.Ontology))
    assert "NoOntology" in _sources(validate_ontology(ontology))


def test_a_folder_without_shapes_and_a_broken_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"no \*\.ttl"):
        load_shapes(tmp_path)

    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "a.ttl").write_text("<a> <b>", encoding="utf-8")
    with pytest.raises(KgError, match=r"a\.ttl line 1"):
        load_shapes(broken)


def test_shapes_that_are_not_shacl_are_told(tmp_path: Path) -> None:
    text = MISSPELT.replace("CLASS", "kg:Attack").replace("sh:path PATH ;", "")
    (tmp_path / "a.ttl").write_text(text, encoding="utf-8")

    with pytest.raises(KgError, match="not valid SHACL"):
        validate_graph(_graph(), shapes=load_shapes(tmp_path))


def test_the_report_graph_speaks_shacl() -> None:
    report = validate_graph(_graph(EXAMPLES / "CasualtyReportShape" / "invalid-attack-missing.ttl"))

    graph = report.to_graph()

    (result,) = graph.subjects(RDF.type, SH.ValidationResult)
    assert graph.value(result, SH.sourceShape) == URIRef(SHAPE + "CasualtyReport-attack")
    assert graph.value(result, SH.resultSeverity) == SH.Violation
    assert set(graph.objects(None, SH.conforms)) == {Literal(False)}
    assert not any(isinstance(term, BNode) for triple in graph for term in triple)
