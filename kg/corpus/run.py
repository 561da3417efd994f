"""A run: plan, work, journal; and the same again after whatever ended it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from kg import __version__
from kg.corpus.dispatch import Dispatcher
from kg.corpus.engines.base import Engine
from kg.corpus.folder import RunFolder
from kg.corpus.journal import Entry, Journal, read_journal
from kg.corpus.partition import Task
from kg.corpus.quarantine import put_away
from kg.corpus.shards import remove_parts
from kg.corpus.sources import iter_files
from kg.corpus.status import Status, open_ranges, valid_entries
from kg.corpus.worklist import Terms, WorkList, check_unchanged, extend, iter_pieces, load, save
from kg.errors import InputError, RunError
from kg.pipeline import rules_version
from kg.read import InputFormat, RawRecord, ReadOptions, split_source
from kg.settings import Settings

DEFAULT_PARTITION_SIZE = 100  # reports; some ten seconds of work, which is what a death costs


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPlan:
    """What to run. `sources` may be empty where the run was planned before. `copies` is a file that
    `kg duplicates --json` wrote: the graphs of near copies then name the earlier report."""

    sources: tuple[Path, ...]
    root: Path
    settings: Settings
    format: InputFormat | None = None
    partition_size: int = DEFAULT_PARTITION_SIZE
    compress: bool = False
    copies: Path | None = None

    @property
    def terms(self) -> Terms:
        return Terms(
            base=self.settings.base,
            model=self.settings.model,
            with_text=self.settings.with_text,
            screen=self.settings.screen,
            learned=self.settings.learned,
            copies=None if self.copies is None else _digest(self.copies),
            max_bytes=self.settings.max_bytes,
            format=self.format,
            partition_size=self.partition_size,
            compress=self.compress,
            program=__version__,
            rules=rules_version(),
        )

    def read(self, path: Path) -> Iterator[RawRecord]:
        """The rows of a source."""
        return split_source(path, options=ReadOptions(format=self.format, max_bytes=self.settings.max_bytes))


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    except OSError as error:
        problem = f"cannot be read ({error.strerror or error})"
        raise InputError(place=str(path), problem=problem, remedy="Make it with kg duplicates --json.") from error


@dataclass(kw_only=True)
class Summary:
    """`status` of the whole run; `processed` reports of this call alone, `retries` of tasks in it.
    `changed` holds partitions whose sources are not what they were when the run was planned."""

    status: Status
    processed: int = 0
    retries: int = 0
    changed: list[str] = field(default_factory=list)


StartEngine = Callable[[], Engine]
Watch = Callable[[Status], None]


def run_corpus(plan: RunPlan, *, start_engine: StartEngine, watch: Watch = lambda status: None) -> Summary:
    """Begins the run or takes it up; returns when no report is left that can be read.

    `watch` is called at the beginning and after each piece of work. Raises `RunError` where the run
    cannot go on; what is done by then stays done. Raises `InputError` for sources that are not there.
    """
    folder = RunFolder(plan.root)
    with folder.opened():
        worklist = _plan(plan, folder)
        entries = valid_entries(read_journal(folder.journal), folder)
        summary = Summary(status=Status(reports=worklist.rows))
        for entry in entries:
            summary.status.add(entry)
        watch(summary.status)
        remove_parts(folder.shards)
        if summary.status.left:
            tasks = _tasks(plan, worklist, entries, folder, changed=summary.changed)
            try:
                with Journal(folder.journal) as journal, closing(start_engine()) as engine:
                    _work(tasks, engine, journal, folder, plan=plan, summary=summary, watch=watch)
            finally:  # only now has every worker ended, also those that were killed between writing and renaming
                remove_parts(folder.shards)
        if not summary.status.left:
            _remove_strays(folder, summary.status)
        return summary


def _plan(plan: RunPlan, folder: RunFolder) -> WorkList:
    """The work list as it was saved, with the sources that are new."""
    earlier = load(folder.worklist)
    if earlier is None and not plan.sources:
        raise RunError(f"{plan.root}: no run was begun in this folder. Name its sources.")
    if earlier is not None and earlier.terms != plan.terms:
        raise RunError(f"{plan.root}: this run was begun with {_differences(earlier.terms, plan.terms)}.")
    planned = extend(earlier or WorkList(terms=plan.terms), list(iter_files(plan.sources)), read=plan.read)
    if planned != earlier:
        save(planned, folder.worklist)
    return planned


def _differences(earlier: Terms, now: Terms) -> str:
    names = [name for name in Terms.__slots__ if getattr(earlier, name) != getattr(now, name)]
    found = ", ".join(f"{name} {getattr(earlier, name)} and not {getattr(now, name)}" for name in names)
    return f"{found}. Use the same, or begin a new run with another -o"


def _tasks(
    plan: RunPlan, worklist: WorkList, entries: Sequence[Entry], folder: RunFolder, *, changed: list[str]
) -> Iterator[Task]:
    gaps = {partition.start: (partition, ranges) for partition, ranges in open_ranges(worklist, entries)}
    for partition, rows in iter_pieces(worklist, [partition for partition, _ in gaps.values()], read=plan.read):
        if rows is None:
            changed.append(_changed_source(worklist, partition.start))
            continue
        for start, stop in gaps[partition.start][1]:
            yield Task(
                start=start,
                rows=rows[start - partition.start : stop - partition.start],
                shards=str(folder.shards),
                settings=plan.settings,
                compress=plan.compress,
                copies=None if plan.copies is None else str(plan.copies.absolute()),
            )


def _changed_source(worklist: WorkList, row: int) -> str:
    """Which source it is that changed: the first from this row on that does not look as it did."""
    end = 0
    for source in worklist.sources:
        end += source.rows
        if end > row:
            try:
                check_unchanged(source)
            except RunError as error:
                return str(error)
    return f"row {row}: its source has changed since the run was planned. Put it back as it was."


def _work(
    tasks: Iterator[Task],
    engine: Engine,
    journal: Journal,
    folder: RunFolder,
    *,
    plan: RunPlan,
    summary: Summary,
    watch: Watch,
) -> None:
    dispatcher = Dispatcher(engine)
    for task, result in dispatcher.run(tasks):
        if result.rules and result.rules != plan.terms.rules:
            raise RunError(
                f"a worker has the rules {result.rules}, this program {plan.terms.rules}. "
                "Install the same version on all machines, then run the same command."
            )
        # First what failed, then the line that says so: a death between the two costs only doing it again.
        place = folder.quarantine / f"{task.start // plan.partition_size:06}"
        put_away(task.rows, result.failures, start=task.start, folder=place)
        entry = Entry(start=task.start, stop=task.stop, result=result)
        journal.add(entry)
        summary.status.add(entry)
        summary.processed += len(task.rows)
        summary.retries = dispatcher.retries
        watch(summary.status)


def _remove_strays(folder: RunFolder, status: Status) -> None:
    """Shards that no entry names: of a worker that had written one and died before it could say so."""
    for path in folder.shards.glob("shard-*.nq*"):
        if path.name not in status.shards:
            path.unlink()
