"""`kg validate`: exit codes, formats, and that one bad file harms no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from rdflib import RDF, SH, Graph
from typer.testing import CliRunner

from kg.cli.validate import validate

EXAMPLES = Path(__file__).parents[1] / "shapes"
GOOD = str(EXAMPLES / "GraphShape" / "valid-whole.ttl")
BAD = str(EXAMPLES / "AttackShape" / "invalid-perpetrator-from-claim.ttl")
WARNED = str(EXAMPLES / "AttackShape" / "invalid-slot-evidence.ttl")
APP = typer.Typer()
APP.command()(validate)


def _run(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
    result = CliRunner().invoke(APP, [*arguments], input=stdin)
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize(("files", "code"), [((GOOD,), 0), ((WARNED,), 0), ((BAD,), 1), ((GOOD, BAD), 1)])
def test_the_exit_code_tells_whether_all_conform(files: tuple[str, ...], code: int) -> None:
    exit_code, output, errors = _run(*files)

    assert exit_code == code
    assert errors == ""
    assert all(f"{file} " in output for file in files)


def test_a_file_that_cannot_be_read_harms_no_other(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<urn:s> <urn:p> 1 .\n<urn:s>", encoding="utf-8")

    exit_code, output, errors = _run(str(broken), str(tmp_path / "none.ttl"), BAD, GOOD)

    assert exit_code == 2
    assert f"{broken} line 2: not text/turtle" in errors
    assert "none.ttl: No such file or directory. Name a file that exists." in errors
    assert f"{BAD} does not conform" in output
    assert f"{GOOD} conforms" in output


def test_json_is_one_line_for_each_graph() -> None:
    _, output, _ = _run(BAD, GOOD, "--format", "json")

    bad, good = [json.loads(line) for line in output.splitlines()]
    assert (bad["file"], bad["conforms"], good["conforms"]) == (BAD, False, True)
    assert bad["violations"][0]["path"] == "<https://w3id.org/newskg/ontology#perpetrator>"
    assert good["violations"] == []


def test_turtle_reports_on_several_files_can_be_read_as_one() -> None:
    _, output, _ = _run(BAD, GOOD, "--format", "turtle")

    graph = Graph().parse(data=output, format="turtle")
    assert len(set(graph.subjects(RDF.type, SH.ValidationReport))) == 2
    assert len(set(graph.subjects(RDF.type, SH.ValidationResult))) == 1


def test_a_graph_comes_from_standard_input_too() -> None:
    exit_code, output, _ = _run("-", stdin=Path(GOOD).read_bytes())

    assert (exit_code, output.splitlines()[0]) == (0, "- conforms: 0 violations, 0 warnings, 0 infos")


def test_named_graphs_are_told_apart() -> None:
    content = b"<urn:g1> { <urn:s> a <urn:c> } <urn:g2> { <urn:s> a <urn:c> }"

    exit_code, output, _ = _run("-", stdin=content)

    assert exit_code == 1
    assert "- <urn:g1> does not conform" in output
    assert "- <urn:g2> does not conform" in output


def test_other_shapes_may_be_given(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kg: <https://w3id.org/newskg/ontology#> .
        <urn:A> a sh:NodeShape ; sh:targetClass kg:Attack ; sh:property <urn:A-weapon> .
        <urn:A-weapon> a sh:PropertyShape ; sh:path kg:weapon ; sh:maxCount 0 ; sh:message "No weapons: {$value}." .
        """,
        encoding="utf-8",
    )

    exit_code, output, _ = _run(GOOD, "--shapes", str(tmp_path))

    assert exit_code == 1
    assert "No weapons: https://w3id.org/newskg/id/weapon/drone." in output
