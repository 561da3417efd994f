"""Which rows make which partition, and that no row is ever missed or taken twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corpus import worklist
from kg.corpus.journal import Entry
from kg.corpus.partition import PartitionResult
from kg.corpus.rows import name_rows
from kg.corpus.status import open_ranges
from kg.corpus.worklist import Partition, Source, Terms, WorkList, extend, iter_pieces
from kg.errors import RunError
from kg.read import RawRecord, ReadOptions, split_source
from tests.corpus.support import pool


def terms(size: int = 3) -> Terms:
    return Terms(
        base="b", model="m", with_text=False, screen=False, learned=False, copies=None, max_bytes=9, format=None,
        partition_size=size, compress=False, program="1", rules="r",
    )  # fmt: skip


def read(path: Path) -> Iterator[RawRecord]:
    return split_source(path)


def contents(rows: tuple[RawRecord, ...] | None) -> list[bytes]:
    assert rows is not None
    return [row.content for row in rows if isinstance(row.content, bytes)]


def test_partitions_run_through_the_sources(tmp_path: Path) -> None:
    first, second = pool(tmp_path, ["a", "b"], name="1.jsonl"), pool(tmp_path, ["c", "d"], name="2.jsonl")
    planned = extend(WorkList(terms=terms()), [first, second], read=read)
    assert [(p.start, p.stop) for p in planned.partitions] == [(0, 3), (3, 4)]
    pieces = [contents(rows) for _, rows in iter_pieces(planned, planned.partitions, read=read)]
    assert [[line.strip() for line in piece] for piece in pieces] == [[b"a", b"b", b"c"], [b"d"]]


def test_names_come_from_content_and_not_from_the_place(tmp_path: Path) -> None:
    here, there = pool(tmp_path, ["a", "b"]), pool(tmp_path, ["a", "b"], name="moved.jsonl")
    other = pool(tmp_path, ["a", "B"], name="other.jsonl")
    names = [extend(WorkList(terms=terms()), [path], read=read).partitions[0].id for path in (here, there, other)]
    assert names[0] == names[1] != names[2]


def test_new_sources_are_added_behind_the_old(tmp_path: Path) -> None:
    first = pool(tmp_path, ["a", "b"], name="1.jsonl")
    planned = extend(WorkList(terms=terms()), [first], read=read)
    longer = extend(planned, [pool(tmp_path, ["c"], name="0.jsonl"), first], read=read)
    assert longer.partitions[:1] == planned.partitions
    assert [(p.start, p.stop) for p in longer.partitions] == [(0, 2), (2, 3)]
    assert extend(longer, [first], read=read) == longer


@pytest.mark.parametrize("change", ["a\nb\nc\n", None])
def test_a_source_that_is_not_what_it_was(tmp_path: Path, change: str | None) -> None:
    first = pool(tmp_path, ["a", "b"])
    planned = extend(WorkList(terms=terms()), [first], read=read)
    if change is None:
        first.unlink()
        assert next(iter_pieces(planned, planned.partitions, read=read))[1] is None
        with pytest.raises(RunError, match="Put it back"):
            worklist.check_unchanged(planned.sources[0])
    else:
        first.write_text(change)
        with pytest.raises(RunError, match=r"pool\.jsonl: the file has changed"):
            extend(planned, [first], read=read)


def test_a_list_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    planned = extend(WorkList(terms=terms()), [pool(tmp_path, ["a", "b", "c", "d"])], read=read)
    worklist.save(planned, tmp_path / "list")
    assert worklist.load(tmp_path / "list") == planned
    assert worklist.load(tmp_path / "missing") is None
    (tmp_path / "list").write_text('{"form": 99}\n')
    with pytest.raises(RunError, match="not the work list"):
        worklist.load(tmp_path / "list")


@given(
    sizes=st.lists(st.integers(1, 7), min_size=1, max_size=5),
    size=st.integers(1, 6),
    data=st.data(),
)
def test_what_is_left_is_read_wherever_a_run_stopped(sizes: list[int], size: int, data: st.DataObject) -> None:
    numbers = iter(range(sum(sizes)))
    files = {f"/{index}": [str(next(numbers)).encode() for _ in range(count)] for index, count in enumerate(sizes)}
    opened: list[str] = []

    def rows_of(path: Path) -> Iterator[RawRecord]:
        opened.append(str(path))
        for line in files[str(path)]:
            yield RawRecord(line=None, place=str(path), content=line, options=ReadOptions())

    sources = tuple(Source(path=path, size=0, changed=0, rows=len(lines)) for path, lines in files.items())
    everything = [row for path in files for row in rows_of(Path(path))]
    partitions = tuple(
        Partition(
            id=name_rows(everything[start : start + size]),
            start=start,
            stop=min(start + size, len(everything)),
        )
        for start in range(0, len(everything), size)
    )
    planned = WorkList(terms=terms(size), sources=sources, partitions=partitions)
    done = data.draw(st.sets(st.integers(0, len(everything) - 1)))
    entries = [Entry(start=row, stop=row + 1, result=PartitionResult(shard=None, written=1)) for row in sorted(done)]
    gaps = dict(open_ranges(planned, entries))
    opened.clear()
    found = set()
    for partition, rows in iter_pieces(planned, list(gaps), read=rows_of):
        lines = contents(rows)
        for start, stop in gaps[partition]:
            found |= {int(line) for line in lines[start - partition.start : stop - partition.start]}
    assert found == set(range(len(everything))) - done
    assert len(opened) == len(set(opened))
    assert found or not opened
