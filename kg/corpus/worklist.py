"""The work list: which rows of which sources make which partition.

Rows are numbered through all sources. A partition is a range of them, named by their content, so
that a source that changed in the middle of a run is noticed. Sources can be added to a run later;
those that are in it must stay as they are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from pathlib import Path

from kg.corpus.rows import name_rows
from kg.errors import InputError, RunError
from kg.read import RawRecord
from kg.write import write_bytes

RowReader = Callable[[Path], Iterator[RawRecord]]
_FORM = 1  # of the file; a run of another form is refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a run was begun with: all of it enters the graphs or the partitions, so it holds to the end."""

    base: str
    model: str
    with_text: bool
    screen: bool
    learned: bool
    copies: str | None  # digest of the file
    max_bytes: int
    format: str | None
    partition_size: int
    compress: bool
    program: str
    rules: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file with its number of rows; `size` in bytes and `changed` in nanoseconds tell whether it is the same."""

    path: str
    size: int
    changed: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """Rows `start` to `stop` (exclusive); `id` is made from their content."""

    id: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkList:
    terms: Terms
    sources: tuple[Source, ...] = ()
    partitions: tuple[Partition, ...] = field(default=())

    @property
    def rows(self) -> int:
        """How many reports the run has in all."""
        return sum(source.rows for source in self.sources)


def extend(worklist: WorkList, files: Sequence[Path], *, read: RowReader) -> WorkList:
    """The work list with the files that it does not hold yet.

    Reads them once, a partition's rows at a time. Raises `RunError` where a file that it holds is
    not what it was.
    """
    known = {source.path: source for source in worklist.sources}
    new: dict[str, Path] = {}
    for path in files:
        key = str(path.absolute())
        if key in known:
            check_unchanged(known[key])
        else:
            new.setdefault(key, path)
    sources: list[Source] = []
    partitions: list[Partition] = []
    rows = _rows_of(new, sources, read=read)
    start = worklist.rows
    while batch := list(islice(rows, worklist.terms.partition_size)):
        partitions.append(Partition(id=name_rows(batch), start=start, stop=start + len(batch)))
        start += len(batch)
    return replace(
        worklist,
        sources=(*worklist.sources, *sources),
        partitions=(*worklist.partitions, *partitions),
    )


def _rows_of(files: dict[str, Path], sources: list[Source], *, read: RowReader) -> Iterator[RawRecord]:
    """All rows; an entry goes to `sources` after each file."""
    for key, path in files.items():
        size, changed = _state(path)
        count = 0
        for row in read(path):
            count += 1
            yield row
        sources.append(Source(path=key, size=size, changed=changed, rows=count))


def check_unchanged(source: Source) -> None:
    """Raises `RunError` where a source is gone or not what it was when the run was planned."""
    try:
        now = _state(Path(source.path))
    except InputError as error:
        raise RunError(f"{error.place}: {error.problem}, but it belongs to this run. Put it back.") from error
    if now != (source.size, source.changed):
        raise RunError(
            f"{source.path}: the file has changed since the run was planned. "
            "Put it back as it was, or begin a new run with another -o."
        )


def _state(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError as error:
        raise InputError(
            place=str(path), problem=f"cannot be read ({error.strerror or error})", remedy="Check the path."
        ) from error
    return found.st_size, found.st_mtime_ns


def iter_pieces(
    worklist: WorkList, wanted: Iterable[Partition], *, read: RowReader
) -> Iterator[tuple[Partition, tuple[RawRecord, ...] | None]]:
    """The rows of the wanted partitions, which come in their order; sources without any are not opened.

    None stands in the place of rows that are not those that were planned.
    """
    rows = _NumberedRows(worklist, read=read)
    for partition in wanted:
        batch = tuple(rows.between(partition.start, partition.stop))
        yield partition, batch if name_rows(batch) == partition.id else None


class _NumberedRows:
    """Goes through the sources once, forwards."""

    def __init__(self, worklist: WorkList, *, read: RowReader) -> None:
        self._sources = iter(worklist.sources)
        self._read = read
        self._rows: Iterator[RawRecord] = iter(())
        self._at = 0  # number of the row that comes next
        self._end = 0  # number of the first row of the next source

    def between(self, start: int, stop: int) -> Iterator[RawRecord]:
        while self._at < stop:
            if self._at == self._end and not self._open_next(start):
                return
            row = next(self._rows, None)
            if row is None:  # the source is shorter than it was
                self._at = self._end
                continue
            self._at += 1
            if self._at > start:
                yield row

    def _open_next(self, start: int) -> bool:
        """Opens the source that holds row `start`, or the next one; False where there is none."""
        for source in self._sources:
            self._end += source.rows
            if self._end > start:
                self._rows = islice(self._read(Path(source.path)), source.rows)
                return True
            self._at = self._end
        return False


def save(worklist: WorkList, path: Path) -> None:
    """Writes the list, whole or not at all. Raises `RunError` where the disk does not take it."""
    lines = [{"form": _FORM, "terms": asdict(worklist.terms)}]
    lines += [{"source": asdict(source)} for source in worklist.sources]
    lines += [{"partition": asdict(partition)} for partition in worklist.partitions]
    content = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    try:
        write_bytes(content.encode("utf-8", errors="surrogateescape"), path)
    except InputError as error:
        raise RunError(str(error)) from error


def load(path: Path) -> WorkList | None:
    """The list of an earlier run, None where there is none. Raises `RunError` for a file that is no such list."""
    try:
        lines = [json.loads(line) for line in path.read_bytes().splitlines()]
        if not lines or lines[0].get("form") != _FORM:
            raise RunError(f"{path}: this is not the work list of a run of this version. Choose another -o.")
        return WorkList(
            terms=Terms(**lines[0]["terms"]),
            sources=tuple(Source(**line["source"]) for line in lines if "source" in line),
            partitions=tuple(Partition(**line["partition"]) for line in lines if "partition" in line),
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise RunError(f"{path}: the work list cannot be read ({error}). Choose another -o.") from error
