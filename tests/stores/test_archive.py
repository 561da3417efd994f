"""The store on disk: what adding, correcting and withdrawing do, and what readers see meanwhile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import PROV, RDF, Graph, Literal, URIRef

from kg.errors import StoreError
from kg.model.difference import Change
from kg.model.stored import Entry
from kg.store import Addition, Archive, ArchiveReader, article_name
from kg.validate import ValidatedGraph
from kg.vocab.namespaces import KG
from tests.assemble.example import KEY
from tests.stores.contract import example, other_article, smaller_example
from tests.stores.editions import BASE, edition

AT = dt.datetime(2032, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
LATER = dt.datetime(2032, 2, 2, tzinfo=dt.UTC)
EXAMPLE = f"{BASE}article/{KEY}"
NOTES = f"{BASE}archive"
URL = "https://news.example/2031/bus attack?page=1"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "corpus") as archive:
        yield archive


def add(archive: Archive, validated: ValidatedGraph, *, replaces: str | None = None, restore: bool = False) -> Entry:
    return archive.add(Addition(validated=validated, replaces=replaces, restore=restore), at=AT).entry


def name(validated: ValidatedGraph) -> str:
    return str(article_name(validated.graph))


def notes(archive: ArchiveReader) -> set[tuple[str, str, str]]:
    return {(str(s), str(p), str(o)) for s, p, o in archive.graph(NOTES)}


def test_a_graph_is_there_to_the_character(archive: Archive) -> None:
    for validated in (example(), other_article()):
        added = archive.add(Addition(validated=validated), at=AT)
        assert (added.entry, added.triples) == (Entry.ADDED, len(validated.graph))
        assert set(archive.graph(name(validated))) == set(validated.graph)
    assert archive.articles() == tuple(sorted((name(example()), name(other_article()))))


def test_the_same_report_twice_changes_nothing(archive: Archive) -> None:
    add(archive, example())
    before = archive.lines(EXAMPLE)
    assert add(archive, example()) is Entry.UNCHANGED
    assert archive.lines(EXAMPLE) == before
    assert archive.graphs() == (EXAMPLE,)


def test_the_same_report_read_anew_takes_its_own_place(archive: Archive) -> None:
    add(archive, example())
    added = archive.add(Addition(validated=smaller_example()), at=AT)
    assert added.entry is Entry.UPDATED
    assert added.difference is not None
    assert {change.kind for change in added.difference.changes} == {"statement", "position"}
    assert {change.change for change in added.difference.changes} == {Change.REMOVED}
    assert archive.count() == len(smaller_example().graph)


def test_a_corrected_report_takes_the_place_of_the_old_one(archive: Archive) -> None:
    add(archive, example())
    new = edition("second", killed=9)
    added = archive.add(Addition(validated=new), at=AT)
    assert (added.entry, added.replaced) == (Entry.CORRECTED, (EXAMPLE,))
    assert archive.articles() == (name(new),)
    assert archive.count(EXAMPLE) == 0
    assert notes(archive) == {
        (NOTES, str(RDF.type), str(PROV.Bundle)),
        (name(new), str(PROV.wasRevisionOf), EXAMPLE),
        (EXAMPLE, str(PROV.invalidatedAtTime), "2032-01-02T03:04:05Z"),
    }


def test_another_address_is_another_report(archive: Archive) -> None:
    add(archive, example())
    assert add(archive, edition("other", url="https://news.example/other")) is Entry.ADDED
    assert add(archive, edition("no address", url=None)) is Entry.ADDED
    assert len(archive.articles()) == 3


def test_a_correction_without_an_address_is_named(archive: Archive) -> None:
    add(archive, edition("first", url=None))
    key = archive.articles()[0].rpartition("/")[2]
    new = edition("second", url=None)
    assert add(archive, new, replaces=key) is Entry.CORRECTED
    assert archive.articles() == (name(new),)
    with pytest.raises(StoreError, match="was replaced by"):
        add(archive, edition("third", url=None), replaces=key)


def test_what_was_replaced_does_not_come_back_by_itself(archive: Archive) -> None:
    new = edition("second")
    for validated in (example(), new):
        add(archive, validated)
    added = archive.add(Addition(validated=example()), at=LATER)
    assert added.entry is Entry.OUTDATED
    assert name(new) in added.remark
    assert "2032-01-02" in added.remark
    assert archive.articles() == (name(new),)
    assert add(archive, example(), restore=True) is Entry.CORRECTED
    assert archive.articles() == (EXAMPLE,)
    assert (EXAMPLE, str(PROV.wasRevisionOf), name(new)) in notes(archive)
    assert (name(new), str(PROV.wasRevisionOf), EXAMPLE) not in notes(archive)


def test_an_earlier_edition_does_not_replace_a_later_one(archive: Archive) -> None:
    add(archive, example())
    earlier = edition("first", published=dt.datetime(2031, 6, 3, 23, 0, tzinfo=dt.UTC))
    assert add(archive, earlier) is Entry.OUTDATED
    assert archive.articles() == (EXAMPLE,)
    assert add(archive, earlier, replaces=KEY) is Entry.CORRECTED


@pytest.mark.parametrize("words", [KEY, EXAMPLE, f"<{EXAMPLE}>", URL, URL.replace(" ", "%20")])
def test_withdrawing_by_key_name_and_address(archive: Archive, words: str) -> None:
    add(archive, example())
    withdrawn = archive.withdraw(words, at=AT, reason='"retracted"\n')
    assert (withdrawn.article, withdrawn.triples) == (EXAMPLE, len(example().graph))
    assert archive.articles() == ()
    assert (EXAMPLE, str(PROV.invalidatedAtTime), "2032-01-02T03:04:05Z") in notes(archive)
    assert '"retracted"\n' in {o for _, _, o in notes(archive)}
    assert add(archive, example()) is Entry.WITHDRAWN
    assert archive.articles() == ()
    assert add(archive, example(), restore=True) is Entry.ADDED
    assert notes(archive) == {(NOTES, str(RDF.type), str(PROV.Bundle))}


def test_shared_nodes_stay_as_long_as_another_article_has_them(archive: Archive) -> None:
    other = edition("other", url=None)
    for validated in (example(), other):
        add(archive, validated)
    country = f"ASK {{ <{BASE}country/ostria> a <{KG.Country}> }}"
    shared = set(example().graph.subjects()) & set(other.graph.subjects())
    withdrawn = archive.withdraw(KEY, at=AT)
    assert withdrawn.kept == len(shared) > 5
    assert withdrawn.gone + withdrawn.kept == len(set(example().graph.subjects()))
    assert set(archive.graph(name(other))) == set(other.graph)
    assert archive.query(country).truth is True
    assert archive.withdraw(name(other), at=AT).kept == 0
    assert archive.query(country).truth is False


def test_what_is_not_there_cannot_be_withdrawn(archive: Archive) -> None:
    add(archive, example())
    for words in ("0123456789abcdef", "https://news.example/none", "no such thing", "", "<", f"{EXAMPLE}x"):
        with pytest.raises(StoreError, match="there is no article"):
            archive.withdraw(words, at=AT)
    archive.withdraw(KEY, at=AT)
    with pytest.raises(StoreError, match="was withdrawn at 2032-01-02T03:04:05Z"):
        archive.withdraw(KEY, at=AT)
    with pytest.raises(StoreError, match="there is no article"):
        archive.withdraw(NOTES, at=AT)


def test_an_address_of_two_articles_names_neither(archive: Archive) -> None:
    add(archive, example())
    second = edition("second")
    archive.opened.update(f"INSERT DATA {{ GRAPH <{name(second)}> {{ {second.graph.serialize(format='nt')} }} }}")
    with pytest.raises(StoreError, match="names 2 articles"):
        archive.withdraw(URL, at=AT)
    third = archive.add(Addition(validated=edition("third")), at=AT)
    assert set(third.replaced) == {EXAMPLE, name(second)}
    assert archive.articles() == (third.article,)


@pytest.mark.parametrize("batch", [1, 2, 3, 10])
def test_batches_give_what_single_additions_give(tmp_path: Path, batch: int) -> None:
    reports = [
        example(),
        example(),
        edition("a", url=None),
        edition("second"),
        smaller_example(),
        edition("b", url=None),
        edition("c", url="https://news.example/c"),
        edition("d", url="https://news.example/c"),
    ]
    with Archive(tmp_path / "corpus") as archive:
        entries = [a.entry for a in archive.add_all((Addition(validated=r) for r in reports), at=AT, batch=batch)]
        assert entries == [
            Entry.ADDED,
            Entry.UNCHANGED,
            Entry.ADDED,
            Entry.CORRECTED,
            Entry.OUTDATED,
            Entry.ADDED,
            Entry.ADDED,
            Entry.CORRECTED,
        ]
        assert set(archive.articles()) == {name(reports[i]) for i in (2, 3, 5, 7)}


def test_a_batch_is_one_transaction(archive: Archive) -> None:
    reports = [edition(str(i), url=None) for i in range(5)]
    additions = (Addition(validated=r) for r in reports)
    seen = []
    for _ in archive.add_all(additions, at=AT, batch=2):
        seen.append(len(archive.articles()))
    assert seen == [2, 2, 4, 4, 5]


def test_readers_see_a_snapshot_while_a_writer_works(archive: Archive) -> None:
    add(archive, example())
    reader = ArchiveReader(archive.folder)
    add(archive, other_article())
    archive.withdraw(KEY, at=AT)
    assert reader.articles() == (EXAMPLE,)
    assert reader.count(EXAMPLE) == len(example().graph)
    assert ArchiveReader(archive.folder).articles() == (name(other_article()),)


def test_a_second_writer_is_told_what_to_do(archive: Archive) -> None:
    with pytest.raises(StoreError, match="another program has it open for writing") as caught:
        Archive(archive.folder)
    assert str(archive.folder) in str(caught.value)


def test_a_folder_with_other_files_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="holds other files"):
        Archive(tmp_path)
    with pytest.raises(StoreError, match="there is no store here"):
        ArchiveReader(tmp_path)
    with pytest.raises(StoreError, match="there is no store here"):
        ArchiveReader(tmp_path / "missing")
    assert [path.name for path in tmp_path.iterdir()] == ["a.ttl"]


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "corpus")
    archive.close()
    with pytest.raises(StoreError, match="is closed"):
        archive.articles()


def test_parameters_of_questions_reach_a_store(archive: Archive) -> None:
    from kg.query import bind_parameters, get_question

    add(archive, example())
    question = get_question("said-by")
    values = bind_parameters(question, {"speaker": "TORAL"})
    (row,) = archive.query(question.sparql, parameters=values).rows
    assert Literal("Ana Toral") in row
    assert archive.query(question.sparql).rows == ()


def test_every_parameter_of_every_question_can_be_put_into_its_text() -> None:
    from kg.query import inline_parameters, list_questions

    parameters = [(q, p.name) for q in list_questions() for p in q.parameters]
    assert len(parameters) > 4
    for question, parameter in parameters:
        text = inline_parameters(question.sparql, {parameter: URIRef("urn:x")})
        assert f"param:{parameter} " not in text
        assert text.count("VALUES") == question.sparql.count("VALUES") + 1


def test_a_graph_from_the_store_is_a_plain_graph(archive: Archive) -> None:
    add(archive, example())
    assert isinstance(archive.graph(EXAMPLE), Graph)
    assert len(archive.graph("urn:none")) == 0
