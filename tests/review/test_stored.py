"""Decisions in a store on disk: they outlive the rebuild of an article, and go along to another store."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from typer.testing import CliRunner

from kg.cli import app
from kg.review import Decision, Verdict, find_standing, read_decisions, read_facts, reviewed_articles, to_update
from kg.serve.graphs import Graphs
from kg.serve.reading import Reader
from kg.store import Archive
from kg.store.archive import Addition
from kg.validate import ValidatedGraph, gate_reviews, is_links_graph, is_reviews_graph, require_valid
from tests.assemble.example import PROVENANCE, example_facts
from tests.serve.served import ARTICLE, BASE, first

NOON = dt.datetime(2031, 1, 2, 12, 0, tzinfo=dt.UTC)


def decided(folder: Path) -> Decision:
    """A store with the example and a decision about one of its facts."""
    with Archive(folder) as archive:
        archive.add(Addition(validated=first()), at=NOON)
    graphs = Graphs(folder, union=True, writable=True)
    fact = next(one for one in read_facts(Reader(graphs), ARTICLE) if one.key.predicate == "allegedPerpetrator")
    decision = Decision(fact=fact.key, verdict=Verdict.CONFIRMED, reviewer="Ada Reed", at=NOON, reason='"so"')
    graphs.update(to_update(decision, base=BASE))
    graphs.close()
    return decision


def decisions_in(folder: Path) -> tuple[Decision, ...]:
    graphs = Graphs(folder, union=True)
    reader = Reader(graphs)
    found = tuple(one for article in reviewed_articles(reader) for one in read_decisions(reader, article))
    standing = find_standing(found, read_facts(reader, ARTICLE))
    assert list(standing.by_number.values()) == list(found)
    graphs.close()
    return found


def test_a_rebuild_of_the_article_leaves_decisions_alone(tmp_path: Path) -> None:
    from kg.assemble import build_graph

    decision = decided(tmp_path / "store")
    # Read anew without its text, the graph is another: the store takes it in the place of the first.
    rebuilt = require_valid(build_graph(example_facts(), provenance=PROVENANCE, with_text=False))
    with Archive(tmp_path / "store") as archive:
        assert archive.articles() == (ARTICLE,)
        added = archive.add(Addition(validated=rebuilt), at=NOON)
        assert str(added.entry) != "unchanged"
    assert decisions_in(tmp_path / "store") == (decision,)


def test_decisions_conform_to_their_shapes(tmp_path: Path) -> None:
    decided(tmp_path / "store")
    with Archive(tmp_path / "store") as archive:
        reviews = archive.graph(f"{BASE}reviews")
    assert is_reviews_graph(reviews)
    assert not is_links_graph(reviews)
    assert isinstance(gate_reviews(reviews), ValidatedGraph)


def test_decisions_go_along_when_a_store_is_exported_and_loaded(tmp_path: Path) -> None:
    decision = decided(tmp_path / "store")
    out = tmp_path / "all.nq"
    exported = CliRunner().invoke(app, ["export", "--store", str(tmp_path / "store"), "-o", str(out)])
    assert exported.exit_code == 0, exported.output
    loaded = CliRunner().invoke(app, ["load", str(out), "--store", str(tmp_path / "other")])
    assert loaded.exit_code == 0, loaded.output
    assert decisions_in(tmp_path / "other") == (decision,)
    validated = CliRunner().invoke(app, ["validate", str(out)])
    assert validated.exit_code == 0, validated.output
