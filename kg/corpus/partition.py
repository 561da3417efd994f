"""The step that every engine runs: rows in, one shard and an account of it out.

It knows nothing of engines: values in, values out, everything picklable.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from kg.corpus.shards import ShardWriter
from kg.errors import InputError
from kg.model.article import Article
from kg.model.report import ValidationReport
from kg.pipeline import Pipeline, rules_version
from kg.read import RawRecord, parse_record
from kg.settings import Settings

# The language model is not made for several threads at once; a worker of a cluster may have several.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Rows that become one shard. `start` is the number of the first row in the whole run, from 0;
    `copies` the path of a file that `kg duplicates --json` wrote, which every worker can read."""

    start: int
    rows: tuple[RawRecord, ...]
    shards: str  # the folder
    settings: Settings
    compress: bool = False
    copies: str | None = None

    @property
    def stop(self) -> int:
        return self.start + len(self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A row that gave no graph. `kind`: unreadable, nonconforming, or fatal to the worker (crash)."""

    row: int
    kind: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartitionResult:
    """What became of a task: `written` graphs in the file `shard` (None where there are none).

    `written`, `repeated` (the same article stood earlier in the task) and the failures add up to
    the rows. `seconds` is the time that the worker took, `rules` its version of the rules.
    """

    shard: str | None
    written: int
    repeated: int = 0
    triples: int = 0
    bytes: int = 0
    seconds: float = 0.0
    failures: tuple[Failure, ...] = ()
    rules: str = ""


Step = Callable[[Task], PartitionResult]


def process_partition(task: Task) -> PartitionResult:
    """Builds the graphs of all rows and writes those that conform to one shard.

    Raises `RunError` where the disk does not take it and `ModelError` without a language model.
    """
    from kg.write import serialise

    with _ONE_AT_A_TIME:
        started = time.monotonic()
        feed = _Feed(task)
        written = triples = 0
        with ShardWriter(Path(task.shards), compress=task.compress) as shard:
            for outcome in _pipeline(task.settings).run(feed.articles()):
                row = feed.waiting.popleft()
                if isinstance(outcome.result, ValidationReport):
                    feed.fail(row, kind="nonconforming", reason=outcome.result.to_text())
                    continue
                shard.add(serialise(outcome.result.graph, "nquads"))
                written += 1
                triples += outcome.result.triples
        return PartitionResult(
            shard=shard.name,
            written=written,
            repeated=feed.repeated,
            triples=triples,
            bytes=shard.bytes,
            seconds=time.monotonic() - started,
            failures=tuple(sorted(feed.failures, key=lambda failure: failure.row)),
            rules=rules_version(),
        )


class _Feed:
    """The articles of a task for the pipeline; `waiting` holds the row of each that is on its way."""

    def __init__(self, task: Task) -> None:
        self.waiting: deque[int] = deque()
        self.failures: list[Failure] = []
        self.repeated = 0
        self._task = task

    def articles(self) -> Iterator[Article]:
        seen: set[str] = set()
        copies = {} if self._task.copies is None else _copies(self._task.copies)
        for row in range(self._task.start, self._task.stop):
            value = parse_record(self._task.rows[row - self._task.start]).value
            if isinstance(value, InputError):
                self.fail(row, kind="unreadable", reason=f"{value.problem}. {value.remedy}")
            elif value.key in seen:
                self.repeated += 1
            else:
                seen.add(value.key)
                self.waiting.append(row)
                yield replace(value, copy_of=copies.get(value.key)) if copies else value

    def fail(self, row: int, *, kind: str, reason: str) -> None:
        place = self._task.rows[row - self._task.start].place
        self.failures.append(Failure(row=row, kind=kind, place=place, reason=reason))


@lru_cache(maxsize=1)
def _pipeline(settings: Settings) -> Pipeline:
    """The language model is loaded once in each worker."""
    return Pipeline(settings)


@lru_cache(maxsize=1)
def _copies(path: str) -> dict[str, str]:
    from kg.corpus.duplicates import read_copies

    return read_copies(Path(path))
