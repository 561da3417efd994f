"""What an engine is: it takes tasks, runs the step on each somewhere, and says how each ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kg.corpus.partition import PartitionResult, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """How a task ended: with a result, with the error that the step raised, or with neither where
    the worker that had it died."""

    task: Task
    result: PartitionResult | None = None
    error: BaseException | None = None


class Engine(Protocol):
    """Somewhere to run the step. An engine retries nothing by itself that the step raised."""

    @property
    def slots(self) -> int:
        """How many tasks it can have at a time so that no worker waits for the next."""

    def submit(self, task: Task) -> None:
        """Takes a task; at most `slots` may be in it."""

    def collect(self) -> Sequence[Finished]:
        """Waits until at least one of the tasks in it has ended, and hands out those that have."""

    def close(self) -> None:
        """Ends the workers, whatever they are at."""
