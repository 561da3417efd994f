"""Everything in this process, one task after the other."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from kg.corpus.engines.base import Finished
from kg.corpus.partition import PartitionResult, Step, Task


class LocalEngine:
    """Runs the step in a thread of its own, so that what it raises comes back as a value."""

    slots = 1

    def __init__(self, *, step: Step) -> None:
        self._step = step
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._running: list[tuple[Task, Future[PartitionResult]]] = []

    def submit(self, task: Task) -> None:
        self._running.append((task, self._pool.submit(self._step, task)))

    def collect(self) -> Sequence[Finished]:
        task, future = self._running.pop(0)
        error = future.exception()
        return [Finished(task=task, error=error) if error else Finished(task=task, result=future.result())]

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
