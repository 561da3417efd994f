"""The questions that take linked reports together."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from kg.link import Features, Links, decide_links, serialise_links
from kg.query import GraphData, bind_parameters, get_question, run_query
from kg.vocab.iri import DEFAULT_BASE


@pytest.fixture(scope="module")
def folder(graphs: dict[str, str], features: Features, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graphs of all reports, and the links between them."""
    made = tmp_path_factory.mktemp("linked")
    for name, graph in graphs.items():
        (made / f"{name}.nt").write_text(graph, encoding="utf-8")
    (made / "links.trig").write_bytes(serialise_links(decide_links(features, Links(base=DEFAULT_BASE)).links))
    return made


def ask(paths: list[Path], name: str, **given: str) -> list[dict[str, str]]:
    question = get_question(name)
    answer = run_query(GraphData.from_files(paths), question.sparql, parameters=bind_parameters(question, given))
    return [
        {variable: str(term) for variable, term in zip(answer.variables, row, strict=True) if term is not None}
        for row in answer.rows
    ]


def test_the_toll_of_an_attack_is_told_in_the_order_of_the_reports(folder: Path) -> None:
    rows = ask([folder], "toll-over-time")
    (event,) = {row["event"] for row in rows if row["report"].startswith("Toll of Quetta")}
    tolls = [(row["day"], row["killed"]) for row in rows if row["event"] == event and "killed" in row]

    assert list(dict.fromkeys(tolls)) == [("2031-03-11", "9"), ("2031-03-12", "14")]
    attack = next(row["attack"] for row in rows if row["report"].startswith("Bomb kills nine at"))
    assert {row["event"] for row in ask([folder], "toll-over-time", attack=attack)} == {event}


def test_without_the_links_the_reports_stand_alone(folder: Path) -> None:
    rows = ask(sorted(folder.glob("*.nt")), "toll-over-time")

    assert all(row["event"] == row["attack"] for row in rows)


def test_who_accused_whom_first(folder: Path) -> None:
    rows = [row for row in ask([folder], "first-accuser") if row["accused"] == "Baluch Dawn Brigade"]

    assert [(row["speaker"], row["day"]) for row in rows] == [("Tariq Mengal", "2031-03-11")]


def test_an_attack_of_which_two_sides_speak_is_not_one_sided(folder: Path) -> None:
    together = {row["what"] for row in ask([folder], "one-sided-attacks")}
    alone = {row["what"] for row in ask(sorted(folder.glob("*.nt")), "one-sided-attacks")}

    assert "car bombing in Davao, 2031-09-14" in together & alone
    assert any("Cali" in what for what in alone - together)


@pytest.mark.parametrize("name", ["first-accuser", "one-sided-attacks"])
def test_another_engine_gives_the_same_rows(folder: Path, name: str) -> None:
    reports = [folder / f"{report}.nt" for report in ("quetta-first", "quetta-later", "davao-car-bomb")]
    graph = Graph()
    for path in reports:
        graph.parse(path)
    rows = graph.query(get_question(name).sparql)
    theirs = sorted([str(term) for term in row] for row in rows if isinstance(row, tuple))
    ours = run_query(GraphData.from_files(reports), get_question(name).sparql)

    assert theirs
    assert theirs == sorted([str(term) for term in row] for row in ours.rows)
