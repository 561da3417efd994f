"""Every check of the ontology catches the small broken ontology made for it, and passes the real one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, SKOS, Graph, URIRef

from kg.errors import KgError
from kg.model.report import Severity, ValidationReport, Violation
from kg.ontology import Finding, OntologyReport, check, checking, ontology_graph
from kg.ontology.checking import run_query
from kg.resources import ontology_checks, ontology_file, ontology_imports
from kg.vocab.terms import shorten_iri

BROKEN = Path(__file__).parent / "broken"


def expected_terms(path: Path) -> list[str]:
    """The terms that the first line of a broken ontology names, sorted."""
    return sorted(path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# expect: ").split())


def found_terms(query: Path, graph: Graph) -> list[str]:
    short = (shorten_iri(finding.term) for finding in run_query(query, graph))
    return sorted(f"<{term}>" if term.startswith("https:") else term for term in short)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return ontology_graph()


@pytest.mark.parametrize("query", ontology_checks(), ids=lambda path: path.stem)
def test_check_fires_on_its_bad_example_and_on_nothing_else(query: Path) -> None:
    path = BROKEN / f"{query.stem}.ttl"
    assert found_terms(query, Graph().parse(path)) == expected_terms(path)


@pytest.mark.parametrize("query", ontology_checks(), ids=lambda path: path.stem)
def test_the_ontology_passes(query: Path, ontology: Graph) -> None:
    assert found_terms(query, ontology) == []


def test_no_broken_example_is_without_its_check() -> None:
    checks = {path.stem for path in ontology_checks()}
    assert {path.stem for path in BROKEN.glob("*.ttl")} == checks
    assert len(checks) >= 20


def test_check_tells_the_term_the_reason_and_the_remedy(without_java: None) -> None:
    report = check(Graph().parse(BROKEN / "class-cycle.ttl"))
    cycle = [finding for finding in report.findings if finding.check == "class-cycle"]
    assert [shorten_iri(finding.term) for finding in cycle] == ["kg:Attack", "kg:Raid"]
    assert all(
        finding.message == "The class is below itself. Take out one of the rdfs:subClassOf." for finding in cycle
    )
    assert not report.conforms
    assert "class-cycle: kg:Raid: The class is below itself." in report.to_text()


def test_without_java_the_report_says_what_was_left_out(ontology: Graph, without_java: None) -> None:
    report = check(ontology)
    assert report.conforms
    assert not report.complete
    assert "reasoning" not in report.ran
    assert any("no Java was found" in reason for reason in report.skipped)
    assert report.to_text().endswith("20 checks, 0 findings, 2 skipped\n")


def test_violations_of_the_shapes_are_findings(ontology: Graph, without_java: None, tmp_path: Path) -> None:
    (tmp_path / checking.ONTOLOGY_SHAPES).touch()
    seen: list[Graph] = []

    def validate(graph: Graph) -> ValidationReport:
        seen.append(graph)
        shape = "https://w3id.org/newskg/shapes#TermShape"
        focus = "<https://w3id.org/newskg/ontology#Raid>"
        return ValidationReport(
            violations=(
                Violation(source_shape=shape, severity=Severity.VIOLATION, message="wrong", focus=focus),
                Violation(source_shape=shape, severity=Severity.WARNING, message="odd", focus=focus),
            )
        )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checking, "shapes_dir", lambda: tmp_path)
        report = check(ontology, validate=validate)
    own = ontology_graph(imports=False)
    assert {s for s in seen[0].subjects() if isinstance(s, URIRef)} == {
        s for s in own.subjects() if isinstance(s, URIRef)
    }
    assert len(seen[0]) == len(own)
    assert "shapes" in report.ran
    assert report.findings == (Finding(check="shapes", term="https://w3id.org/newskg/ontology#Raid", message="wrong"),)


def test_report_counts_in_good_english() -> None:
    one = OntologyReport(findings=(Finding(check="c", term="https://schema.org/Event", message="m"),), ran=("c",))
    assert one.to_text() == "c: schema:Event: m\n1 check, 1 finding, 0 skipped\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("SELECT ?term WHERE { ?term ?p ?o }", "the first line"),
        ("# Wrong.\nSELECT ?term WHERE { ?term ?p", "not a SPARQL query"),
        ("# Wrong.\nSELECT ?it WHERE { ?it ?p ?o }", "does not select just ?term"),
    ],
)
def test_a_bad_query_file_is_refused_by_name(text: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KgError, match=rf"bad\.rq: .*{re.escape(problem)}"):
        list(run_query(path, Graph()))


def test_slices_bring_no_prose_and_are_all_imported(ontology: Graph) -> None:
    imported = {str(iri) for iri in ontology.objects(None, URIRef("http://www.w3.org/2002/07/owl#imports"))}
    for path in ontology_imports():
        pinned = Graph().parse(path)
        words = {str(predicate).rsplit("#", 1)[-1] for predicate in set(pinned.predicates())}
        assert not words & {"comment", "label", "definition", "example", "scopeNote"}, path
        assert f"https://w3id.org/newskg/import/{path.stem}" in imported
    assert len(imported) == len(ontology_imports())


def test_the_glossary_has_every_term_with_its_definition() -> None:
    own = ontology_graph(imports=False)
    glossary = (ontology_file().parent / "README.md").read_text(encoding="utf-8")
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    terms = {term for kind in kinds for term in own.subjects(RDF.type, kind) if isinstance(term, URIRef)}
    rows = {f"| `{shorten_iri(str(term))}` | {own.value(term, SKOS.definition)} |" for term in terms}
    assert len(rows) > 90
    assert sorted(row for row in rows if row not in glossary) == []
