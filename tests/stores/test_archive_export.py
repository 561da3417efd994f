"""A store on disk to a file of N-Quads and to a server: same bytes, whole files, and broken exports that go on."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from rdflib import URIRef

from kg.errors import InputError, StoreError
from kg.exporting import Journal, export_file, export_store
from kg.model.stored import Entry
from kg.query.files import read_quads
from kg.store import (
    Addition,
    Archive,
    ArchiveReader,
    MemoryStore,
    OxigraphStore,
    SparqlHttpStore,
    Store,
    article_name,
    load_archive,
    load_files,
)
from kg.write import serialise
from tests.stores.contract import example, other_article
from tests.stores.editions import BASE, edition
from tests.stores.servers import Reply, Seen, fake_server, oxigraph_server

AT = dt.datetime(2032, 1, 2, tzinfo=dt.UTC)
GONE = edition("gone", url=None)
KEPT = (example(), other_article(), edition("more", url=None))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Three articles, and a note on a fourth."""
    with Archive(tmp_path / "corpus") as archive:
        for validated in (*KEPT, GONE):
            archive.add(Addition(validated=validated), at=AT)
        archive.withdraw(str(article_name(GONE.graph)), at=AT, reason='"wrong"\n')
        yield archive


def export(archive: ArchiveReader, store: Store, path: Path, address: str = "http://here/") -> list[tuple[str, bool]]:
    with Journal(path, address=address) as journal:
        return [(e.graph, e.earlier) for e in export_store(archive, store, journal=journal) if not e.dropped]


def test_the_file_holds_the_lines_that_the_writer_writes(archive: Archive, tmp_path: Path) -> None:
    exported = list(export_file(archive, tmp_path / "a.nq"))
    assert [e.graph for e in exported] == sorted(e.graph for e in exported)
    content = (tmp_path / "a.nq").read_bytes()
    for validated in KEPT:
        assert serialise(validated.graph, "nquads") in content
    assert content.count(b"\n") == archive.count() == sum(e.triples for e in exported)
    assert str(article_name(GONE.graph)).encode() + b"> ." not in content


def test_two_exports_are_the_same_bytes_whatever_the_order_of_arrival(archive: Archive, tmp_path: Path) -> None:
    with Archive(tmp_path / "other") as other:
        for validated in (GONE, *reversed(KEPT)):
            other.add(Addition(validated=validated), at=AT)
        other.withdraw(str(article_name(GONE.graph)), at=AT, reason='"wrong"\n')
        list(export_file(other, tmp_path / "b.nq"))
    list(export_file(archive, tmp_path / "a.nq"))
    list(export_file(archive, tmp_path / "a.nq.gz"))
    first = (tmp_path / "a.nq").read_bytes()
    packed = (tmp_path / "a.nq.gz").read_bytes()
    assert first == (tmp_path / "b.nq").read_bytes() == gzip.decompress(packed)
    list(export_file(archive, tmp_path / "c.nq.gz"))
    assert packed == (tmp_path / "c.nq.gz").read_bytes()


def test_an_export_that_breaks_off_leaves_the_old_file(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "a.nq").write_text("old", encoding="utf-8")
    running = export_file(archive, tmp_path / "a.nq")
    next(running)
    assert (tmp_path / "a.nq").read_text(encoding="utf-8") == "old"
    running.close()
    assert (tmp_path / "a.nq").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.nq", "corpus"]


@pytest.mark.parametrize("name", ["a.ttl", "a", "a.gz"])
def test_only_quads_can_be_exported(archive: Archive, tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="N-Quads"):
        list(export_file(archive, tmp_path / name))
    assert not (tmp_path / name).exists()


def test_an_exported_file_can_be_loaded_with_its_notes(archive: Archive, tmp_path: Path) -> None:
    list(export_file(archive, tmp_path / "a.nq"))
    with closing(OxigraphStore(tmp_path / "copy")) as store:
        assert all(loaded.report is None for loaded in load_files([tmp_path / "a.nq"], store))
    with Archive(tmp_path / "copy") as copy:
        assert copy.gone() == (str(article_name(GONE.graph)),)
        list(export_file(copy, tmp_path / "b.nq"))
    assert (tmp_path / "a.nq").read_bytes() == (tmp_path / "b.nq").read_bytes()


@pytest.mark.parametrize("file", ["a.nq", "a.nq.gz"])
def test_loading_into_a_store_keeps_to_what_was_withdrawn_there(archive: Archive, tmp_path: Path, file: str) -> None:
    list(export_file(archive, tmp_path / file))
    with Archive(tmp_path / "copy") as copy:
        assert [loaded.remark for loaded in load_archive([tmp_path / file], copy, at=AT)] == [""] * 4
        assert copy.gone() == (str(article_name(GONE.graph)),)
        copy.withdraw(str(article_name(example().graph)), at=AT)
        loaded = {each.graph: each for each in load_archive([tmp_path / file], copy, at=AT)}
        left_out = loaded[str(article_name(example().graph))]
        assert "it was withdrawn at 2032-01-02" in left_out.to_text()
        assert left_out.to_dict()["loaded"] is False
        assert sum(not each.remark for each in loaded.values()) == 3


def test_notes_on_an_article_that_is_here_are_not_taken_over(archive: Archive, tmp_path: Path) -> None:
    list(export_file(archive, tmp_path / "a.nq"))
    with Archive(tmp_path / "copy") as copy:
        copy.add(Addition(validated=GONE), at=AT)
        list(load_archive([tmp_path / "a.nq"], copy, at=AT))
        assert copy.gone() == ()
        assert copy.has(str(article_name(GONE.graph)))
        assert copy.add(Addition(validated=GONE), at=AT).entry is Entry.UNCHANGED


def test_a_compressed_file_that_breaks_off(archive: Archive, tmp_path: Path) -> None:
    list(export_file(archive, tmp_path / "a.nq.gz"))
    broken = tmp_path / "b.nq.gz"
    broken.write_bytes((tmp_path / "a.nq.gz").read_bytes()[:-20])
    with pytest.raises(InputError, match=r"b\.nq\.gz"):
        list(load_archive([broken], archive, at=AT))
    with pytest.raises(InputError, match=r"b\.nq\.gz: the compressed file is broken"):
        read_quads(broken)
    assert len(read_quads(tmp_path / "a.nq.gz")) == archive.count()


def test_a_server_gets_everything_and_loses_what_is_gone(archive: Archive, tmp_path: Path) -> None:
    with oxigraph_server(tmp_path) as address:
        ways = (
            SparqlHttpStore(f"{address}/store"),
            SparqlHttpStore(f"{address}/update", method="update", query_endpoint=f"{address}/query"),
        )
        for store in ways:
            with closing(store):
                store.replace(GONE)
                sent = export(archive, store, tmp_path / "journal")
                assert sent == [(name, False) for name in archive.graphs()]
                assert not (tmp_path / "journal").exists()
        with closing(SparqlHttpStore(f"{address}/store", query_endpoint=f"{address}/query")) as store:
            assert store.count() == archive.count()
            assert store.count(URIRef(f"{BASE}archive")) == 3


def test_an_export_goes_on_where_it_broke_off(archive: Archive, tmp_path: Path) -> None:
    """The server hangs up for good at the third graph, and half a line of the journal is all that a kill left."""
    held: dict[str, bytes] = {}
    broken = True

    def behave(request: Seen, before: int) -> Reply:
        if request.method == "PUT":
            if broken and len(held) == 2:
                return Reply(status=500)
            held[request.path] = request.body
        if request.method == "GET":
            return Reply(body=held.get(request.path, b""))
        return Reply()

    journal = tmp_path / "journal"
    with fake_server(behave) as server, closing(SparqlHttpStore(f"{server.address}/store")) as store:
        with pytest.raises(StoreError, match="500"):
            export(archive, store, journal)
        with journal.open("a", encoding="utf-8") as file:
            file.write('{"graph": "ht')
        broken = False
        sent = export(archive, store, journal)
        assert [earlier for _, earlier in sent] == [True, True, False, False]
        puts = [request.path for request in server.seen if request.method == "PUT"]
        assert len(puts) == 5  # four graphs, one of them twice
    assert len(held) == 4
    assert not journal.exists()


def test_what_changed_since_is_sent_again(archive: Archive, tmp_path: Path) -> None:
    store, journal = MemoryStore(), tmp_path / "journal"
    with Journal(journal, address="http://here/") as opened:
        running = export_store(archive, store, journal=opened)
        for _ in range(3):
            next(running)
        running.close()
    corrected = edition("corrected")
    archive.add(Addition(validated=corrected), at=AT)
    export(archive, store, journal)
    assert store.count(article_name(example().graph)) == 0
    assert store.count(article_name(corrected.graph)) == len(corrected.graph)
    assert store.count() == archive.count()


def test_what_the_server_lost_is_noticed(archive: Archive, tmp_path: Path) -> None:
    store, journal = MemoryStore(), tmp_path / "journal"
    with Journal(journal, address="http://here/") as opened:
        running = export_store(archive, store, journal=opened)
        for _ in range(3):
            next(running)
        running.close()
    store.close()  # it forgets
    with pytest.raises(StoreError, match=r"the server holds 0 of it. Delete .*journal"):
        export(archive, store, journal)
    journal.unlink()
    export(archive, store, journal)
    assert store.count() == archive.count()


def test_a_journal_belongs_to_one_server(archive: Archive, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    with Journal(journal, address="http://one/"):
        pass
    with pytest.raises(StoreError, match="http://one/"):
        export(archive, MemoryStore(), journal, address="http://two/")
    for content in ("no journal\n", "[]\n", json.dumps({"graph": "a"}) + "\n"):
        journal.write_text(content, encoding="utf-8")
        with pytest.raises(StoreError, match="not the journal of an export"):
            export(archive, MemoryStore(), journal)
        assert journal.read_text(encoding="utf-8") == content
