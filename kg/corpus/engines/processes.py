"""Worker processes on this machine.

`ProcessPoolExecutor` says at once when a worker is killed, where `multiprocessing.Pool` waits for
ever. The pool is then of no more use: all that it held counts as lost and a new one is begun.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait as wait_for_connection

from kg.corpus.engines.base import Finished
from kg.corpus.partition import PartitionResult, Step, Task


class ProcessEngine:
    """`workers` processes; each loads the language model once."""

    def __init__(self, *, workers: int, step: Step) -> None:
        self._workers = workers
        self._step = step
        self._others = {process.pid for process in multiprocessing.active_children()}
        self._running: dict[Future[PartitionResult], Task] = {}
        self._pool: ProcessPoolExecutor | None = None

    @property
    def slots(self) -> int:
        return self._workers + 1  # one waits, so that no worker does

    def submit(self, task: Task) -> None:
        if self._pool is None:
            # Spawned, not forked: a fork of a process that has threads may hang.
            self._pool = ProcessPoolExecutor(
                self._workers, mp_context=multiprocessing.get_context("spawn"), initializer=_prepare_worker
            )
        try:
            future = self._pool.submit(self._step, task)
        except BrokenProcessPool as error:  # a worker was killed since the last task
            future = Future()
            future.set_exception(error)
        self._running[future] = task

    def collect(self) -> Sequence[Finished]:
        done, _ = wait(self._running, return_when=FIRST_COMPLETED)
        if any(isinstance(future.exception(), BrokenProcessPool) for future in done):
            done, _ = wait(self._running)  # all that the pool held ends with it
            self.close()
        return [self._finish(future) for future in [f for f in self._running if f in done]]

    def _finish(self, future: Future[PartitionResult]) -> Finished:
        task = self._running.pop(future)
        error = future.exception()
        if isinstance(error, BrokenProcessPool):
            return Finished(task=task)
        return Finished(task=task, error=error) if error else Finished(task=task, result=future.result())

    def close(self) -> None:
        if self._pool is None:
            return
        pool, self._pool = self._pool, None
        for process in multiprocessing.active_children():
            if process.pid not in self._others:
                process.kill()
        pool.shutdown(wait=True, cancel_futures=True)


def _prepare_worker() -> None:
    """An interrupt from the keyboard is for the process that started this one, whose end is also the end of this."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    # A parent that is killed cannot end its workers, and they would wait for tasks for ever.
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for_connection([parent.sentinel])
        os._exit(1)
