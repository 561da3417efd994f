"""Each example brings out exactly what lies beside it, and together they bring out every shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shapes.support import EXAMPLES, HEADER, find_results, render_results, required_pairs

VALID = sorted(EXAMPLES.glob("*/valid-*.ttl"))
INVALID = sorted(EXAMPLES.glob("*/invalid-*.ttl"))


def _name(example: Path) -> str:
    return f"{example.parent.name}/{example.stem}"


@pytest.mark.parametrize("example", VALID, ids=_name)
def test_a_valid_example_brings_out_nothing(example: Path) -> None:
    findings, report = find_results(example)

    assert findings == (), report.to_text()


@pytest.mark.parametrize("example", INVALID, ids=_name)
def test_an_invalid_example_brings_out_exactly_what_is_expected(example: Path) -> None:
    findings, report = find_results(example)

    expected = example.with_suffix(".expected.tsv").read_text(encoding="utf-8")
    assert render_results(findings) == expected, report.to_text()
    assert findings, "an invalid example that brings out nothing shows nothing"
    assert report.conforms == all(finding.severity != "Violation" for finding in findings)
    assert not any("{$" in v.message or "{?" in v.message for v in report.violations), "a placeholder was left"


def test_every_constraint_of_every_shape_is_brought_out() -> None:
    fired = set()
    for file in sorted(EXAMPLES.glob("*/invalid-*.expected.tsv")):
        head, *lines = file.read_text(encoding="utf-8").splitlines()
        assert head == HEADER
        fired |= {(fields[1], fields[2]) for fields in (line.split("\t") for line in lines)}

    assert len(required_pairs()) > 250
    assert required_pairs() - fired == set(), "no invalid example brings these out"


def test_every_folder_has_both_kinds_and_no_file_is_left_over() -> None:
    folders = {path for path in EXAMPLES.iterdir() if path.is_dir() and path.name != "__pycache__"}

    assert folders == {example.parent for example in VALID}
    assert folders - {example.parent for example in INVALID} == {EXAMPLES / "GraphShape"}
    expected = {file.name.replace(".expected.tsv", ".ttl") for file in EXAMPLES.glob("*/*.expected.tsv")}
    assert expected == {example.name for example in INVALID}
