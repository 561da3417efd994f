"""Workers of a Dask cluster: the one whose scheduler is named, or one that is begun on this machine.

Dask gives a task whose worker died to another one by itself and takes it for lost only after
several of them (`distributed.scheduler.allowed-failures`, 3).
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from typing import Any

from kg.corpus.engines.base import Finished
from kg.corpus.partition import Step, Task
from kg.errors import RunError

_PATIENCE = 60.0  # seconds without any worker before the run stops
_LOOK = 2.0  # seconds between two looks at whether there are workers
_CONNECT = "8s"
_FAREWELL = 2  # seconds for the scheduler to hear that nothing more comes
_INSTALL = "Dask is not installed. Install it with: pip install 'newskg[dask]'"


class DaskEngine:
    """Tasks go to the workers that the scheduler knows; two for each, so that none waits."""

    def __init__(self, *, scheduler: str | None, workers: int, step: Step) -> None:
        self._step = step
        self._dask = _load()
        self._running: dict[Any, Task] = {}  # by Dask's futures
        self._cluster: Any = None
        self._address = scheduler or ""
        self._client = self._connect(scheduler, workers)
        self._alone_since: float | None = None

    def _connect(self, scheduler: str | None, workers: int) -> Any:
        if scheduler is None:
            self._cluster = self._dask.LocalCluster(
                n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
            )
            self._address = self._cluster.scheduler_address
        try:
            return self._dask.Client(self._address, timeout=_CONNECT, set_as_default=False)
        except (OSError, ValueError) as error:  # among them its TimeoutError
            raise RunError(
                f"--scheduler {self._address}: no scheduler answers there ({error or type(error).__name__}). "
                "Start one with: dask scheduler"
            ) from error

    @property
    def slots(self) -> int:
        threads = sum(worker["nthreads"] for worker in self._workers().values())
        return max(2, 2 * int(threads))

    def _workers(self) -> dict[str, Any]:
        with self._talk():
            return dict(self._client.scheduler_info(n_workers=-1)["workers"])

    def submit(self, task: Task) -> None:
        # Not pure: a task that is tried again must not get the remembered failure of the first time.
        with self._talk():
            self._running[self._client.submit(self._step, task, pure=False)] = task

    def collect(self) -> Sequence[Finished]:
        while True:
            with self._talk():
                done = self._wait()
            if done:
                self._alone_since = None
                return [self._finish(future) for future in [f for f in self._running if f in done]]
            self._check_workers()

    def _wait(self) -> set[Any]:
        try:
            with self._client.as_current():
                return set(self._dask.wait(list(self._running), timeout=_LOOK, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            return set()

    def _finish(self, future: Any) -> Finished:
        task = self._running.pop(future)
        if future.status == "cancelled":
            raise self._lost_scheduler()
        with self._talk():
            error = future.exception()
        if isinstance(error, self._dask.KilledWorker):
            return Finished(task=task)
        if error is not None:
            return Finished(task=task, error=error)
        with self._talk():
            return Finished(task=task, result=future.result())

    def _check_workers(self) -> None:
        if self._client.status != "running":
            raise self._lost_scheduler()
        if self._workers():
            self._alone_since = None
        elif self._alone_since is None:
            self._alone_since = time.monotonic()
        elif time.monotonic() - self._alone_since > _PATIENCE:
            raise RunError(
                f"{self._address}: the scheduler has had no worker for {_PATIENCE:.0f} s. "
                f"Start some with: dask worker {self._address} --nthreads 1; then run the same command."
            )

    def _lost_scheduler(self) -> RunError:
        return RunError(f"{self._address}: the scheduler is gone. Start it again, then run the same command.")

    @contextmanager
    def _talk(self) -> Iterator[None]:
        """What the client raises where its scheduler went away, as the one error that it is."""
        try:
            yield
        except (CancelledError, asyncio.CancelledError, OSError, self._dask.client.ClosedClientError) as error:
            raise self._lost_scheduler() from error

    def close(self) -> None:
        if self._client.status == "running":
            with suppress(RunError), self._talk():
                self._client.cancel(list(self._running), force=True)
        self._running.clear()
        self._client.close(timeout=_FAREWELL)
        if self._cluster is not None:
            self._cluster.close()


def _load() -> Any:
    """The library, which has no types of its own. Raises `RunError` where it is not installed."""
    try:
        import distributed
    except ImportError as error:
        raise RunError(f"--engine dask: {_INSTALL}") from error
    # What it has to say of lost workers and schedulers, this engine says.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return distributed
