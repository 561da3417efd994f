"""`kg ontology`: what it prints and with which exit code it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

import kg.ontology
from kg.cli.ontology import app
from kg.errors import KgError
from kg.ontology import Finding, OntologyReport

FINDING = Finding(check="missing-label", term="https://w3id.org/newskg/ontology#Raid", message="Give it one.")


@pytest.mark.parametrize(
    ("report", "code", "line"),
    [
        (OntologyReport(findings=(), ran=("missing-label",)), 0, "1 check, 0 findings, 0 skipped"),
        (OntologyReport(findings=(FINDING,), ran=("missing-label",)), 1, "missing-label: kg:Raid: Give it one."),
        (OntologyReport(findings=(FINDING,), ran=("missing-label",), skipped=("reasoning: no Java",)), 1, "kg:Raid"),
        (OntologyReport(findings=(), ran=(), skipped=("reasoning: no Java",)), 2, "skipped: reasoning: no Java"),
    ],
    ids=["good", "findings", "findings and a part left out", "a part left out"],
)
def test_check(report: OntologyReport, code: int, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.ontology, "check", lambda **_: report)
    result = CliRunner().invoke(app, ["check"])
    assert result.exit_code == code
    assert line in result.stdout


def test_check_of_the_ontology_itself() -> None:
    result = CliRunner().invoke(app, ["check"])
    assert result.stdout == "22 checks, 0 findings, 0 skipped\n"
    assert result.exit_code == 0


def test_show() -> None:
    result = CliRunner().invoke(app, ["show", "Raid"])
    assert result.exit_code == 0
    assert result.stdout.startswith("kg:Raid  (raid)\n")


def test_show_of_nothing_known() -> None:
    result = CliRunner().invoke(app, ["show", "Raaid"])
    assert isinstance(result.exception, KgError)
    assert "Raid" in str(result.exception)


def test_docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Path] = []
    monkeypatch.setattr(kg.ontology, "write_docs", written.append)
    result = CliRunner().invoke(app, ["docs", "-o", str(tmp_path / "page.html")])
    assert result.exit_code == 0
    assert written == [tmp_path / "page.html"]
    assert result.stdout == ""


@pytest.mark.parametrize("command", ["check", "show", "docs"])
def test_help_has_an_example(command: str) -> None:
    result = CliRunner().invoke(app, [command, "--help"])
    assert result.exit_code == 0
    assert f"Example: kg ontology {command}" in result.stdout
