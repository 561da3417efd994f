"""What of a run is done, what failed and what is left, from its work list and its journal."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.corpus.folder import RunFolder
from kg.corpus.journal import Entry, read_journal
from kg.corpus.worklist import Partition, WorkList, load
from kg.errors import RunError


@dataclass(kw_only=True)
class Status:
    """Counts of reports, and of what was written. `failed` counts by kind: unreadable, nonconforming, fatal."""

    reports: int
    written: int = 0
    repeated: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    shards: dict[str, int] = field(default_factory=dict)  # name → bytes
    triples: int = 0
    worker_seconds: float = 0.0

    def add(self, entry: Entry) -> None:
        result = entry.result
        self.written += result.written
        self.repeated += result.repeated
        self.failed.update(failure.kind for failure in result.failures)
        if result.shard is not None:
            self.shards[result.shard] = result.bytes
        self.triples += result.triples
        self.worker_seconds += result.seconds

    @property
    def done(self) -> int:
        """Reports that are settled, well or badly."""
        return self.written + self.repeated + self.failed.total()

    @property
    def left(self) -> int:
        return self.reports - self.done

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "reports": self.reports,
            "written": self.written,
            "repeated": self.repeated,
            "failed": dict(sorted(self.failed.items())),
            "left": self.left,
            "shards": len(self.shards),
            "triples": self.triples,
            "bytes": sum(self.shards.values()),
            "worker_seconds": round(self.worker_seconds, 3),
        }

    def to_text(self) -> str:
        """One line for a reader."""
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.failed.items()))
        parts = [
            f"{self.written} of {self.reports} reports written",
            f"{self.repeated} repeated" if self.repeated else "",
            f"{self.failed.total()} failed ({kinds})" if kinds else "0 failed",
            f"{self.left} left",
            f"{self.triples} triples in {len(self.shards)} shards ({sum(self.shards.values()) / 1e6:.1f} MB)",
        ]
        return "; ".join(part for part in parts if part)


def read_status(root: Path) -> Status:
    """Of a run that may be under way. Raises `RunError` where there is none in this folder."""
    folder = RunFolder(root)
    worklist = load(folder.worklist)
    if worklist is None:
        raise RunError(f"{root}: no run was begun in this folder. Begin one with: kg run SOURCES -o {root}")
    status = Status(reports=worklist.rows)
    for entry in valid_entries(read_journal(folder.journal), folder):
        status.add(entry)
    return status


def valid_entries(entries: Sequence[Entry], folder: RunFolder) -> list[Entry]:
    """The entries whose shard is there as it was written, in the order of their rows; the work of others has
    to be done again.

    No two of them have a row in common: what was done again, whole or in parts, counts as it was done
    last, although the shard of the first time may be there once more (it has the same name).
    """
    latest: list[Entry] = []  # from the last row to the first: so each goes, nearly always, to the end
    for entry in reversed(entries):
        at = bisect_left(latest, -entry.stop, key=lambda other: -other.stop)
        free_behind = at == 0 or entry.stop <= latest[at - 1].start
        free_before = at == len(latest) or latest[at].stop <= entry.start
        if free_before and free_behind and _is_there(entry, folder):
            latest.insert(at, entry)
    return latest[::-1]


def _is_there(entry: Entry, folder: RunFolder) -> bool:
    if entry.result.shard is None:
        return True
    path = folder.shards / entry.result.shard
    return path.is_file() and path.stat().st_size == entry.result.bytes


def open_ranges(worklist: WorkList, entries: Iterable[Entry]) -> Iterator[tuple[Partition, list[tuple[int, int]]]]:
    """The partitions with work left, each with the ranges of rows that no entry covers."""
    covered = sorted((entry.start, entry.stop) for entry in entries)
    index = 0
    for partition in worklist.partitions:
        at, gaps = partition.start, []
        while index < len(covered) and covered[index][0] < partition.stop:
            start, stop = covered[index]
            if at < start:
                gaps.append((at, start))
            at = max(at, stop)
            index += 1
        if at < partition.stop:
            gaps.append((at, partition.stop))
        if gaps:
            yield partition, gaps


def time_left(reports: float, rate: float) -> str:
    """ "0:02:30" for what is left at this rate, in reports a second; "?" while there is none."""
    return str(dt.timedelta(seconds=round(reports / rate))) if rate > 0 else "?"
