"""`kg build --store`, `kg add`, `kg withdraw`, `kg query --store` and `kg export` as a person meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from kg.cli import app
from kg.errors import InputError, KgError, StoreError
from kg.store import Archive

REPORT = """Blast in Alexandria kills three
January 8, 2024
A bomb killed three people and wounded five others in the Egyptian city of Alexandria on Monday, police said.
The interior ministry accused the Muslim Brotherhood of the attack. The group denied any involvement.
"""
CORRECTED = REPORT.replace("killed three people", "killed four people")
URL = "https://news.example/blast"
runner = CliRunner()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "corrected.txt").write_text(CORRECTED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def kg(*arguments: str, code: int = 0) -> Result:
    result = runner.invoke(app, list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit | typer.Exit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result


def only(result: Result) -> dict[str, dict[str, object]]:
    (line,) = result.stdout.splitlines()
    value: dict[str, dict[str, object]] = json.loads(line)
    return value


def articles(folder: Path) -> str:
    return kg("query", "--store", str(folder), "SELECT ?a { ?a a kg:Article }", "--format", "csv").stdout


def test_a_corrected_report(folder: Path) -> None:
    added = only(kg("add", "report.txt", "--store", "corpus", "--url", URL, "--json"))["store"]
    assert (added["entry"], added["difference"]) == ("added", None)
    again = kg("add", "report.txt", "--store", "corpus", "--url", URL)
    assert "report.txt: unchanged" in again.stderr
    corrected = kg("add", "corrected.txt", "--store", "corpus", "--url", URL, "--date", "2024-01-09")
    assert f"replaces {added['article']}" in corrected.stderr
    assert "changed  attack: bombing in Alexandria" in corrected.stderr
    assert "killedMin 4" in corrected.stderr
    assert str(added["article"]) not in articles(Path("corpus"))
    asked = kg("query", "--store", "corpus", "SELECT ?t { ?a prov:invalidatedAtTime ?t }", "--format", "csv")
    assert "2024-01-09T00:00:00Z" in asked.stdout


def test_a_correction_that_is_named(folder: Path) -> None:
    old = str(only(kg("add", "report.txt", "--store", "corpus", "--json"))["store"]["article"])
    new = only(kg("add", "corrected.txt", "--store", "corpus", "--replaces", old, "--json"))["store"]
    assert (new["entry"], new["replaced"]) == ("corrected", [old])
    with pytest.raises(InputError, match="belongs to one report"):
        kg("add", "report.txt", "corrected.txt", "--store", "corpus", "--replaces", old)


def test_building_a_store_leaves_out_what_cannot_be_read(folder: Path) -> None:
    (folder / "broken.txt").write_bytes(b"\x00\x01\x02")
    built = kg("build", "report.txt", "broken.txt", "corrected.txt", "--store", "corpus", code=2)
    assert "broken.txt" in built.stderr
    assert len(articles(Path("corpus")).splitlines()) == 3
    assert sorted(path.name for path in folder.iterdir()) == ["broken.txt", "corpus", "corrected.txt", "report.txt"]
    kg("build", "report.txt", "--store", "corpus", "-o", "a.ttl", code=2)


def test_withdrawing(folder: Path) -> None:
    kg("build", "report.txt", "--store", "corpus", "--url", URL)
    shown = json.loads(kg("withdraw", URL, "--store", "corpus", "--reason", "wrong", "--json").stdout)
    assert (shown["reason"], shown["kept"]) == ("wrong", 0)
    assert articles(Path("corpus")).splitlines() == ["a"]
    left_out = kg("add", "report.txt", "--store", "corpus", "--url", URL)
    assert "it was withdrawn at" in left_out.stderr
    kg("add", "report.txt", "--store", "corpus", "--url", URL, "--restore")
    assert len(articles(Path("corpus")).splitlines()) == 2
    with pytest.raises(StoreError, match="corpus: there is no article nonsense"):
        kg("withdraw", "nonsense", "--store", "corpus")


def test_nothing_is_made_where_there_is_no_store(folder: Path) -> None:
    for arguments in (("withdraw", "x"), ("query", "ASK { ?s ?p ?o }"), ("export", "-o", "a.nq")):
        with pytest.raises(StoreError, match="there is no store here"):
            kg(*arguments, "--store", "missing")
    assert not (folder / "missing").exists()
    assert not (folder / "a.nq").exists()


def test_queries_and_exports_go_on_beside_a_writer(folder: Path) -> None:
    kg("build", "report.txt", "--store", "corpus")
    with Archive(Path("corpus")):
        assert len(articles(Path("corpus")).splitlines()) == 2
        kg("export", "--store", "corpus", "-o", "a.nq.gz")
        for command in (("add", "report.txt"), ("withdraw", "x")):
            with pytest.raises(StoreError, match="open for writing"):
                kg(*command, "--store", "corpus")
    assert (folder / "a.nq.gz").stat().st_size > 0


@pytest.mark.parametrize("arguments", [(), ("-o", "a.nq", "--endpoint", "http://localhost/")])
def test_an_export_has_one_goal(folder: Path, arguments: tuple[str, ...]) -> None:
    with pytest.raises(InputError, match="exactly one"):
        kg("export", "--store", "corpus", *arguments)


def test_dates_and_files_that_make_no_sense(folder: Path) -> None:
    with pytest.raises(InputError, match="is no date"):
        kg("add", "report.txt", "--store", "corpus", "--date", "yesterday")
    with pytest.raises(KgError, match="at once"):
        kg("query", "report.txt", "ASK { ?s ?p ?o }", "--store", "corpus")
    assert not (folder / "corpus").exists()
