"""Links in the store on disk: seen by questions, void when what they rest on goes, never dangling."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.exporting import export_file
from kg.link import Links, serialise_links
from kg.link.record import Decision
from kg.model.stored import Entry
from kg.store import Addition, Archive, ArchiveReader, article_name, load_archive
from kg.validate import ValidatedGraph, gate_links, read_graphs, validate_any
from kg.vocab.namespaces import KG
from tests.stores.contract import example, smaller_example
from tests.stores.editions import BASE, edition

AT = dt.datetime(2032, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
LINKS, NOTES = f"{BASE}links", f"{BASE}archive"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "corpus") as archive:
        for validated in (example(), second(), third()):
            archive.add(Addition(validated=validated), at=AT)
        yield archive


def second() -> ValidatedGraph:
    return edition("Another desk tells it too.", url=None)


def third() -> ValidatedGraph:
    return edition("A third desk tells it.", url=None)


def attack(validated: ValidatedGraph, ordinal: int = 1) -> str:
    return str(article_name(validated.graph)).replace("/article/", "/attack/") + f"-{ordinal}"


def decision(one: str, two: str, predicate: str = str(KG.sameEventAs)) -> Decision:
    return Decision(
        subject=min(one, two),
        object=max(one, two),
        predicate=predicate,
        score=Decimal("7.5"),
        reasons=("on the same day (+3)", "in the same town (+4.5)"),
    )


def links_of(*decisions: Decision, articles: tuple[ValidatedGraph, ...] = ()) -> ValidatedGraph:
    named = tuple(str(article_name(article.graph)) for article in articles or (example(), second(), third()))
    content = serialise_links(Links(base=BASE, decisions=tuple(sorted(decisions)), articles=named))
    ((_, graph),) = read_graphs(content, name="links.trig")
    gated = gate_links(graph)
    assert isinstance(gated, ValidatedGraph), gated.to_text()
    return gated


def linked(archive: ArchiveReader) -> set[str]:
    """The decisions in force."""
    query = "SELECT ?d { ?d a kg:LinkDecision }"
    rows = archive.query(query).rows
    return {str(row[0]) for row in rows}


def pairs(archive: ArchiveReader) -> set[frozenset[str]]:
    rows = archive.query("SELECT ?a ?b { ?a kg:sameEventAs|kg:sameAgentAs ?b }").rows
    return {frozenset(map(str, row)) for row in rows}


def assert_nothing_dangles(archive: ArchiveReader) -> None:
    query = """SELECT ?end { ?d a kg:LinkDecision ; rdf:subject|rdf:object ?end FILTER NOT EXISTS { ?end a ?kind } }"""
    assert archive.query(query).rows == ()
    assert validate_any(archive.graph(LINKS)).conforms or not archive.lines(LINKS)


def test_links_stand_in_the_store_and_questions_see_them(archive: Archive) -> None:
    one = decision(attack(example()), attack(second()))
    assert archive.put_links(links_of(one)) == (1, 0)
    assert pairs(archive) == {frozenset({attack(example()), attack(second())})}
    assert LINKS not in archive.articles()
    assert_nothing_dangles(archive)


def test_withdrawing_an_article_voids_the_links_that_rest_on_it(archive: Archive) -> None:
    gone = decision(attack(example()), attack(second()))
    kept = decision(attack(second()), attack(third()))
    archive.put_links(links_of(gone, kept))
    withdrawn = archive.withdraw(str(article_name(example().graph)), at=AT)
    assert (withdrawn.links, linked(archive)) == (1, {kept.iri(BASE)})
    assert withdrawn.to_text().endswith("; 1 links void")
    notes = {(str(s), str(p).rpartition("#")[2], str(o)) for s, p, o in archive.graph(NOTES)}
    assert (gone.iri(BASE), "invalidatedAtTime", "2032-01-02T03:04:05Z") in notes
    words = f"This link rested on {article_name(example().graph)}, which was withdrawn."
    assert (gone.iri(BASE), "comment", words) in notes
    assert archive.gone() == (str(article_name(example().graph)),)
    assert str(article_name(example().graph)) not in "".join(archive.lines(LINKS))
    assert_nothing_dangles(archive)


def test_a_body_that_another_article_carries_keeps_its_links(archive: Archive) -> None:
    bodies = sorted({str(node) for node in example().graph.subjects() if "/organisation/" in str(node)})
    archive.put_links(links_of(decision(bodies[0], bodies[1], str(KG.sameAgentAs))))
    assert archive.withdraw(str(article_name(example().graph)), at=AT).links == 0
    assert archive.withdraw(str(article_name(second().graph)), at=AT).links == 0
    assert archive.withdraw(str(article_name(third().graph)), at=AT).links == 1
    assert linked(archive) == set()


def test_a_correction_voids_the_links_of_what_it_replaces(archive: Archive) -> None:
    archive.put_links(links_of(decision(attack(example()), attack(second()))))
    corrected = edition("A correction.", killed=9)  # from the address of the first, and in the place of the second
    added = archive.add(Addition(validated=corrected, replaces=str(article_name(second().graph))), at=AT)
    assert (added.entry, len(added.replaced), added.links) == (Entry.CORRECTED, 2, 1)
    assert "1 links void" in added.to_text()
    assert linked(archive) == set()
    assert_nothing_dangles(archive)


def test_an_attack_that_is_told_as_before_keeps_its_links(archive: Archive) -> None:
    archive.put_links(links_of(decision(attack(example()), attack(second()))))
    added = archive.add(Addition(validated=smaller_example()), at=AT)
    assert added.entry is Entry.UPDATED
    assert (added.links, len(linked(archive))) == (0, 1)


def test_links_to_what_is_not_there_are_left_out(archive: Archive) -> None:
    absent = edition("Nobody added this one.", url=None)
    everything = links_of(
        decision(attack(example()), attack(second())),
        decision(attack(example()), attack(absent)),
        articles=(example(), second(), absent),
    )
    assert archive.put_links(everything) == (1, 1)
    assert str(article_name(absent.graph)) not in "".join(archive.lines(LINKS))
    assert_nothing_dangles(archive)


def test_a_decision_that_is_made_again_loses_its_note(archive: Archive) -> None:
    links = links_of(decision(attack(example()), attack(second())))
    archive.put_links(links)
    archive.withdraw(str(article_name(example().graph)), at=AT)
    archive.add(Addition(validated=example(), restore=True), at=AT)
    assert archive.put_links(links) == (1, 0)
    assert not any("/link/" in line for line in archive.lines(NOTES))


def test_an_export_with_links_and_notes_is_loaded_as_it_was(archive: Archive, tmp_path: Path) -> None:
    archive.put_links(
        links_of(decision(attack(example()), attack(second())), decision(attack(second()), attack(third())))
    )
    archive.withdraw(str(article_name(third().graph)), at=AT)
    (tmp_path / "a").mkdir()
    list(export_file(archive, tmp_path / "a" / "corpus.nq"))
    with Archive(tmp_path / "other") as other:
        loaded = list(load_archive([tmp_path / "a"], other, at=AT))
        assert all(one.report is None and not one.remark for one in loaded)
        assert [other.lines(name) for name in other.graphs()] == [archive.lines(name) for name in archive.graphs()]


def test_the_command_keeps_the_links_of_a_store_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    with Archive(folder) as archive:
        for validated in (example(), second()):
            archive.add(Addition(validated=validated), at=AT)
    runner = CliRunner()
    first = runner.invoke(app, ["link", "--store", str(folder)])
    assert first.exit_code == 0, first.output
    before = ArchiveReader(folder)
    assert pairs(before), "two editions of one report tell of the same attacks"
    assert not list(tmp_path.glob("*.trig"))
    again = runner.invoke(app, ["link", "--store", str(folder), "--json"])
    assert again.exit_code == 0
    assert '"compared": 0' in again.stdout
    assert ArchiveReader(folder).lines(LINKS) == before.lines(LINKS)
    assert runner.invoke(app, ["link", "--store", str(folder), "--undo", "ALL"]).exit_code == 0
    assert ArchiveReader(folder).lines(LINKS) == []
