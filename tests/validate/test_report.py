"""The report as a value: order, verdict, text."""

from __future__ import annotations

import itertools

from kg.model.report import Severity, ValidationReport, Violation, shorten

GRAVE = Violation(
    source_shape="https://w3id.org/newskg/shapes#Attack-label",
    severity=Severity.VIOLATION,
    message="The attack has no label.",
    focus="<https://a.example/attack/1>",
    path="<http://www.w3.org/2000/01/rdf-schema#label>",
    component="http://www.w3.org/ns/shacl#MinCountConstraintComponent",
)
SLIGHT = Violation(source_shape="https://a.example/S", severity=Severity.WARNING, message="Look.", value='"7"')
NOTE = Violation(source_shape="https://a.example/S", severity=Severity.INFO, message="By the way.")


def test_the_order_does_not_depend_on_how_the_findings_came_in() -> None:
    reports = {ValidationReport(violations=order) for order in itertools.permutations((GRAVE, SLIGHT, NOTE))}

    assert [report.violations for report in reports] == [(GRAVE, SLIGHT, NOTE)]


def test_only_violations_make_a_graph_non_conforming() -> None:
    assert ValidationReport().conforms
    assert ValidationReport(violations=(SLIGHT, NOTE)).conforms
    assert not ValidationReport(violations=(SLIGHT, GRAVE)).conforms


def test_the_text_tells_verdict_and_findings() -> None:
    text = ValidationReport(violations=(SLIGHT, GRAVE)).to_text()

    assert text == (
        "does not conform: 1 violation, 1 warning, 0 infos\n"
        "Violation: shape:Attack-label\n"
        "  focus   <https://a.example/attack/1>\n"
        "  path    rdfs:label\n"
        "  The attack has no label.\n"
        "Warning: <https://a.example/S>\n"
        '  value   "7"\n'
        "  Look.\n"
    )


def test_a_report_becomes_json_values() -> None:
    values = ValidationReport(violations=(GRAVE,)).to_dict()

    assert values["conforms"] is False
    assert values["violations"] == [GRAVE.to_dict()]
    assert list(GRAVE.to_dict()) == ["severity", "source_shape", "focus", "path", "value", "component", "message"]


def test_only_iris_of_known_vocabularies_are_shortened() -> None:
    assert shorten("<https://w3id.org/newskg/ontology#place>") == "kg:place"
    assert shorten("<https://a.example/x>") == "<https://a.example/x>"
    assert shorten('"kg"') == '"kg"'
    assert shorten("^<https://w3id.org/newskg/ontology#casualties>") == "^kg:casualties"
