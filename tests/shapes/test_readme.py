"""The table in `shapes/README.md` names every shape, with its severity and examples that exist."""

from __future__ import annotations

import re

from rdflib import SH, URIRef

from kg import resources
from tests.shapes.support import EXAMPLES, all_shapes, required_pairs

_ROW = re.compile(
    r"\| shape:(\S+) \| (.+) \| (\w+) \| \[\S+\]\(\.\./tests/shapes/(\S+)\) \| \[\S+\]\(\.\./tests/shapes/(\S+)\) \|"
)


def test_the_table_is_in_step_with_shapes_and_examples() -> None:
    lines = (resources.shapes_dir() / "README.md").read_text(encoding="utf-8").splitlines()
    rows = [
        match.groups() for match in (_ROW.fullmatch(line) for line in lines if line.startswith("| shape:")) if match
    ]
    shapes = all_shapes()

    assert len(rows) == sum(line.startswith("| shape:") for line in lines), "a row is malformed"
    assert sorted(f"shape:{row[0]}" for row in rows) == sorted({shape for shape, _ in required_pairs()})
    for name, requirement, severity, valid, invalid in rows:
        declared = shapes.value(URIRef(f"https://w3id.org/newskg/shapes#{name}"), SH.severity) or SH.Violation
        assert declared == SH[severity], name
        assert len(requirement) > 10, name
        assert (EXAMPLES / valid).is_file(), valid
        assert valid.split("/")[1].startswith("valid-"), valid
        expected = (EXAMPLES / invalid).with_suffix(".expected.tsv").read_text(encoding="utf-8")
        assert f"{severity}\tshape:{name}\t" in expected, f"{invalid} does not bring out {name}"


def test_every_finding_of_the_program_itself_is_explained() -> None:
    text = (resources.shapes_dir() / "README.md").read_text(encoding="utf-8")
    sources = (
        path.read_text(encoding="utf-8") for path in (resources.shapes_dir().parent / "kg/validate").glob("*.py")
    )
    names = {name for source in sources for name in re.findall(r'SHAPES \+ "(\w+)"', source)}

    assert len(names) == 8
    assert [name for name in sorted(names) if f"`{name}`" not in text] == []
