"""`kg link` on files: what it keeps, and what it says of links whose article is gone."""

import json
from pathlib import Path

from typer.testing import CliRunner

from kg.cli import app
from kg.write import write_file
from tests.stores.editions import edition

runner = CliRunner()


def test_links_of_an_article_that_is_gone_are_named(tmp_path: Path) -> None:
    graphs, links = tmp_path / "graphs", tmp_path / "links.trig"
    graphs.mkdir()
    write_file(edition("One desk tells it."), graphs / "one.nq")
    write_file(edition("Another desk tells it.", url=None), graphs / "two.nq")
    arguments = ["link", str(graphs), "-o", str(links), "--json"]
    first = json.loads(runner.invoke(app, arguments).stdout)
    assert first["added"]
    assert first["absent"] == []
    (graphs / "two.nq").unlink()
    again = runner.invoke(app, arguments)
    assert again.exit_code == 0
    told = json.loads(again.stdout)
    assert sorted(told["absent"]) == sorted(decision["iri"] for decision in first["added"])
    assert "rest on nodes that none of these graphs describes" in again.stderr


def test_links_that_are_written_conform(tmp_path: Path) -> None:
    links = tmp_path / "links.trig"
    for name, words in (("one", "One desk tells it."), ("two", "Another desk tells it.")):
        write_file(edition(words, url=None), tmp_path / f"{name}.nq")
    assert (
        runner.invoke(app, ["link", str(tmp_path / "one.nq"), str(tmp_path / "two.nq"), "-o", str(links)]).exit_code
        == 0
    )
    judged = runner.invoke(app, ["validate", str(links)])
    assert judged.exit_code == 0, judged.stdout
    assert "conforms" in judged.stdout
