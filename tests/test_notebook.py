"""Answers as frames, and attacks that show themselves."""

from __future__ import annotations

import datetime as dt
import importlib.util

import pytest
from rdflib import Graph

import kg
from kg.errors import QueryError
from kg.notebook import ask, attacks_of, to_frame
from kg.query import GraphData, run_query
from tests.assemble.example import KEY, TEXT
from tests.serve.served import first

DAYS = "SELECT ?attack ?day ?killed { ?attack a kg:Attack OPTIONAL { ?attack kg:earliestDate ?day } \
OPTIONAL { ?attack kg:casualties/kg:killedMin ?killed } } ORDER BY ?attack"
NO_PANDAS = importlib.util.find_spec("pandas") is None


@pytest.fixture(scope="module")
def graph() -> Graph:
    return first().graph


@pytest.mark.skipif(NO_PANDAS, reason="pandas is not installed")
def test_rows_become_a_frame(graph: Graph) -> None:
    frame = ask(graph, DAYS)
    assert list(frame.columns) == ["attack", "day", "killed"]
    rows = run_query(GraphData.from_graphs([graph]), DAYS).rows
    assert len(frame) == len(rows) > 0
    assert frame["attack"].tolist() == [str(row[0]) for row in rows]
    days = [day for day in frame["day"].tolist() if isinstance(day, dt.date)]
    assert [str(day) for day in days] == [str(row[1]) for row in rows if row[1] is not None]


@pytest.mark.skipif(NO_PANDAS, reason="pandas is not installed")
def test_a_question_takes_its_values(graph: Graph) -> None:
    every, some = ask(graph, "said-by", speaker=""), ask(graph, "said-by", speaker="zzz")
    assert "speaker" in every.columns
    assert len(some) == 0
    assert list(some.columns) == list(every.columns)


def test_what_has_no_rows_gives_no_frame(graph: Graph) -> None:
    data = GraphData.from_graphs([graph])
    with pytest.raises(QueryError, match="Only a SELECT"):
        ask(data, "ASK { ?a ?b ?c }")
    with pytest.raises(QueryError, match="belong to a question"):
        ask(data, DAYS, speaker="police")


def test_a_frame_without_pandas_is_a_clear_error(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(QueryError, match=r"newskg\[notebook\]"):
        to_frame(run_query(GraphData.from_graphs([graph]), DAYS))


def test_an_attack_shows_itself_with_its_evidence(graph: Graph) -> None:
    attacks = attacks_of(graph, text=TEXT)
    (attack,) = [one for one in attacks if one.iri.endswith(f"{KEY}-1")]
    shown = attack._repr_html_()
    assert attack.label in str(attack)
    assert "<mark>" in shown
    assert "Accusations" in shown
    assert "<script" not in shown
    assert "<style" not in shown


def test_a_built_report_shows_its_attacks() -> None:
    built = kg.build(
        "Bomb kills three in Karvel\nMarch 3, 2021\nA bomb exploded at a <b>market</b> in Karvel on Tuesday, "
        "killing three people, police said.\n"
    )
    (attack,) = built.attacks()
    assert attack._repr_html_() in built._repr_html_()
    assert "&lt;b&gt;" in attack._repr_html_()
    if not NO_PANDAS:
        assert len(built.frame("SELECT ?a { ?a a kg:Attack }")) == 1
