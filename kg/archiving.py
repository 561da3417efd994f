"""Reports to a store on disk; one that cannot be read or does not conform harms no other.

Sits on top of the stages as `kg.batch` does: reads, runs the pipeline, stores.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.batch import Built, Job, plan_job, run_job
from kg.errors import InputError
from kg.model.stored import Added
from kg.read import ReadOptions

if TYPE_CHECKING:
    from kg.pipeline import Pipeline
    from kg.store import Addition, Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What became of one report: `built` says how it was read, `added` what the store did with its
    graph, None where there is no graph that conforms."""

    built: Built
    added: Added | None = None


def plan_additions(inputs: Sequence[Path | BinaryIO], *, options: ReadOptions, replaces: str | None = None) -> Job:
    """Which reports are to be read. Raises InputError for a folder without reports, and for a
    `replaces` that would be meant for several reports."""
    job = plan_job(inputs, output=None, format="nquads", options=options)
    folders = any(isinstance(source, Path) and source.is_dir() for source in inputs)
    if replaces is not None and (folders or len(job.sources) != 1):
        raise InputError(
            place=f"--replaces {replaces}",
            problem="it belongs to one report",
            remedy="Give the corrected report alone.",
        )
    return dataclasses.replace(job, serialised=False)


def add_reports(
    job: Job,
    *,
    archive: Archive,
    pipeline: Pipeline,
    options: ReadOptions,
    at: dt.datetime,
    batch: int = 1,
    replaces: str | None = None,
    restore: bool = False,
) -> Iterator[Stored]:
    """Reads, builds, validates and stores, `batch` articles in one transaction; results in the order of the inputs.

    `at`: the time for the notes on what is replaced. Raises StoreError where the store fails.
    """
    from kg.store import Addition
    from kg.validate import ValidatedGraph

    waiting: deque[Built] = deque()

    def additions() -> Iterator[Addition]:
        for built in run_job(job, pipeline=pipeline, options=options):
            waiting.append(built)
            if built.outcome is not None and isinstance(built.outcome.result, ValidatedGraph):
                yield Addition(validated=built.outcome.result, replaces=replaces, restore=restore)

    for added in archive.add_all(additions(), at=at, batch=batch):
        yield from _leading_failures(waiting)
        yield Stored(built=waiting.popleft(), added=added)
    yield from _leading_failures(waiting)


def _leading_failures(waiting: deque[Built]) -> Iterator[Stored]:
    while waiting and not waiting[0].conforms:
        yield Stored(built=waiting.popleft())
