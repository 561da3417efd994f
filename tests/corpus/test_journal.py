"""What is in the journal is done; half a line is not."""

from pathlib import Path

import pytest

from kg.corpus.journal import Entry, Journal, read_journal
from kg.corpus.partition import Failure, PartitionResult
from kg.errors import RunError

FAILURE = Failure(row=4, kind="unreadable", place="père.jsonl line 5", reason="no “text”\nat all")
ENTRIES = (
    Entry(start=0, stop=3, result=PartitionResult(shard="shard-a.nq", written=3, triples=9, bytes=99)),
    Entry(start=3, stop=6, result=PartitionResult(shard=None, written=2, failures=(FAILURE,), rules="r")),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Journal(tmp_path / "journal") as journal:
        for entry in ENTRIES:
            journal.add(entry)
    return tmp_path / "journal"


def test_entries_come_back(path: Path) -> None:
    assert read_journal(path) == ENTRIES
    assert read_journal(path.with_name("missing")) == ()


def test_a_line_torn_anywhere_is_cut_off_and_written_again(path: Path) -> None:
    whole = path.read_bytes()
    first = whole.index(b"\n") + 1
    for length in range(first, len(whole)):
        path.write_bytes(whole[:length])
        assert read_journal(path) == ENTRIES[:1]
        with Journal(path) as journal:
            journal.add(ENTRIES[1])
        assert path.read_bytes() == whole


@pytest.mark.parametrize("damage", [b"\x00\x00", b"[]", b"{}", b'{"start": 1}'])
def test_damage_elsewhere_is_told_and_not_passed_over(path: Path, damage: bytes) -> None:
    path.write_bytes(damage + b"\n" + path.read_bytes())
    with pytest.raises(RunError, match="journal line 1: not an entry"):
        read_journal(path)


def test_a_folder_that_takes_nothing(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="cannot be written"), Journal(tmp_path / "missing" / "journal"):
        pass
