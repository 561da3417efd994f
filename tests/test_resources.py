"""The program's own files are found in a checkout and in a wheel, and tables are read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import resources
from kg.errors import KgError

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty package folder in place of the real one."""
    folder = tmp_path / "kg"
    (folder / "data").mkdir(parents=True)
    monkeypatch.setattr(resources, "_package_dir", lambda: folder)
    return folder


def write_table(package: Path, text: str) -> str:
    (package / "data" / "table.tsv").write_text(text, encoding="utf-8")
    resources.read_tsv.cache_clear()
    return "table.tsv"


def test_in_a_checkout_the_files_stand_at_the_top() -> None:
    assert resources.ontology_file() == ROOT / "ontology" / "newskg.ttl"
    assert resources.shapes_dir() == ROOT / "shapes"
    assert [path.name for path in resources.ontology_imports()][:2] == ["acled.ttl", "annotations.ttl"]
    assert resources.data_file("actors.tsv").is_file()


def test_in_a_wheel_they_lie_in_the_package(package: Path) -> None:
    (package / "_resources" / "ontology").mkdir(parents=True)
    (package / "_resources" / "ontology" / "newskg.ttl").touch()
    assert resources.ontology_file() == package / "_resources" / "ontology" / "newskg.ttl"


def test_what_is_missing_is_named_with_a_remedy(package: Path) -> None:
    with pytest.raises(KgError, match=r"folder shapes/ is missing .* Install the package again"):
        resources.shapes_dir()
    with pytest.raises(KgError, match=r"nothing\.tsv is missing\. Install"):
        resources.data_file("nothing.tsv")
    (package.parent / "ontology").mkdir()
    with pytest.raises(KgError, match=r"newskg\.ttl is missing"):
        resources.ontology_file()
    with pytest.raises(KgError, match=r"imports holds no \*\.ttl"):
        resources.ontology_imports()


def test_rows_of_a_table(package: Path) -> None:
    name = write_table(package, "# of our own making\nname\tkind\tsource\n\n# states\nOstria\tCountry\town\nVessra\n")
    rows = resources.read_tsv(name)
    assert [dict(row) for row in rows] == [
        {"name": "Ostria", "kind": "Country", "source": "own"},
        {"name": "Vessra", "kind": "", "source": ""},
    ]
    assert resources.read_tsv(name) is rows
    with pytest.raises(TypeError):
        rows[0]["name"] = "x"  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name\tkind\nA\tB\tC\n", r"table\.tsv line 2: 3 cells under 2 columns"),
        ("name\tname\n", r"table\.tsv line 1: a column has no name or shares it"),
        ("name\t\n", r"table\.tsv line 1: a column has no name"),
        ("# only a remark\n", r"table\.tsv: the table has no header line"),
    ],
)
def test_a_table_that_is_not_in_order_is_refused(text: str, problem: str, package: Path) -> None:
    with pytest.raises(KgError, match=problem):
        resources.read_tsv(write_table(package, text))
