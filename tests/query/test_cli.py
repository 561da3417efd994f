"""`kg query` and `kg load` as functions of the command line: streams and exit codes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kg.assemble import build_graph
from kg.cli.load import load
from kg.cli.query import query
from kg.errors import InputError, QueryError, StoreError
from kg.store import OxigraphStore
from kg.write import serialise, write_bytes
from tests.assemble.example import KEY, PROVENANCE, example_facts
from tests.stores.servers import oxigraph_server

app = typer.Typer()
app.command()(query)
app.command()(load)
runner = CliRunner()
ARTICLE = f"https://w3id.org/newskg/id/article/{KEY}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graphs")
    graph = build_graph(example_facts(), provenance=PROVENANCE)
    write_bytes(serialise(graph, "turtle"), folder / "good.ttl")
    return folder


@pytest.fixture(scope="module")
def triples() -> int:
    return len(build_graph(example_facts(), provenance=PROVENANCE))


@pytest.fixture
def bad(folder: Path, tmp_path: Path) -> Path:
    text = (folder / "good.ttl").read_text(encoding="utf-8").replace("kg:alleged", "kg:").replace("good", "bad")
    (tmp_path / "bad.ttl").write_text(text, encoding="utf-8")
    return tmp_path / "bad.ttl"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph_server(tmp_path_factory.mktemp("oxigraph")) as address:
        yield address


def test_the_list_of_questions_goes_to_stdout() -> None:
    result = runner.invoke(app, ["query", "--list"])
    assert result.exit_code == 0
    assert "who-attacked-whom\n    Who attacked whom" in result.stdout
    assert "--param speaker=" in result.stdout


def test_a_question(folder: Path) -> None:
    result = runner.invoke(app, ["query", str(folder), "--question", "said-by", "--param", "speaker=toral"])
    assert result.exit_code == 0
    assert "Ana Toral" in result.stdout
    assert "1 row\n" in result.stdout
    assert "triples read" in result.stderr


def test_sparql_as_the_last_argument(folder: Path) -> None:
    sparql = "SELECT (COUNT(?a) AS ?n) { ?a a <https://w3id.org/newskg/ontology#Attack> }"
    result = runner.invoke(app, ["query", str(folder / "good.ttl"), sparql, "--format", "csv"])
    assert result.stdout_bytes == b"n\r\n3\r\n"


def test_sparql_from_a_file_and_from_stdin(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_text("ASK { ?a kg:perpetrator ?b }", encoding="utf-8")
    assert runner.invoke(app, ["query", str(folder), "--file", str(file)]).stdout == "yes\n"
    assert runner.invoke(app, ["query", str(folder), "--file", "-"], input="ASK { ?a kg:owner 1 }").stdout == "no\n"


def test_refusals_reach_the_caller(folder: Path, tmp_path: Path) -> None:
    for arguments, error in (
        (["query", str(folder), "ASK { SERVICE <http://127.0.0.1:9/> { } }"], QueryError),
        (["query", str(tmp_path / "gone.ttl"), "ASK { }"], InputError),
        (["query", str(folder), "--file", str(tmp_path / "gone.rq")], InputError),
        (["query", str(folder), "--question", "timeline", "--format", "doc"], QueryError),
        (["load", str(folder)], InputError),
        (["load", str(folder), "--store", str(tmp_path), "--endpoint", "http://127.0.0.1:9/"], InputError),
        (["load", str(folder), "--method", "update", "--endpoint", "http://127.0.0.1:9/"], StoreError),
    ):
        result = runner.invoke(app, arguments)
        assert isinstance(result.exception, error), arguments
        assert result.stdout == ""


@pytest.mark.parametrize(
    "options",
    [
        ["--endpoint", "SERVER/store"],
        ["--endpoint", "SERVER/store", "--query-endpoint", "SERVER/query"],
        ["--endpoint", "SERVER/update", "--method", "update", "--query-endpoint", "SERVER/query"],
        ["--update-endpoint", "SERVER/update", "--method", "update", "--query-endpoint", "SERVER/query"],
    ],
)
def test_loading_into_a_server(folder: Path, server: str, triples: int, options: list[str]) -> None:
    given = [option.replace("SERVER", server) for option in options]
    result = runner.invoke(app, ["load", str(folder), *given, "--json"])
    assert result.exit_code == 0, result.output
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"file": str(folder / "good.ttl"), "graph": ARTICLE, "triples": triples, "loaded": True}
    ]


def test_loading_into_a_folder(folder: Path, tmp_path: Path, triples: int) -> None:
    result = runner.invoke(app, ["load", str(folder), "--store", str(tmp_path / "store")])
    assert result.stdout == f"{folder / 'good.ttl'}\t{ARTICLE}\t{triples}\n"
    store = OxigraphStore(tmp_path / "store")
    assert store.count() == triples
    store.close()


def test_what_does_not_conform_is_not_loaded(folder: Path, bad: Path, tmp_path: Path, triples: int) -> None:
    result = runner.invoke(app, ["load", str(bad), str(folder / "good.ttl"), "--store", str(tmp_path / "store")])
    assert result.exit_code == 1
    assert [line.split("\t")[2] for line in result.stdout.splitlines()] == ["not loaded", str(triples)]
    assert "does not conform" in result.stderr
    store = OxigraphStore(tmp_path / "store")
    assert store.count() == triples
    store.close()
