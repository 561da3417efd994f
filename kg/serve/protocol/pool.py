"""Query processes, kept ready; one that takes too long is ended and another takes its place."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, LifoQueue
from threading import Lock
from typing import TYPE_CHECKING

from kg.serve.protocol.worker import Task, work

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess


_STARTING = 60.0  # seconds that a process may take to be ready


class BusyError(Exception):
    """All processes are at work, and stay so for longer than a query may wait."""


class WorkerError(Exception):
    """What a query process says is wrong with a query, or that it died of it."""


class DeadWorkerError(WorkerError):
    """The process ended under the query."""


class LateError(Exception):
    """The time was up before there was anything to send."""


@dataclass(slots=True)
class Answered:
    """`variables`, rows in `pieces`, `number` of them. `reason`: why it stops early, "rows" or "time"."""

    variables: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    number: int = 0
    truth: str | None = None
    reason: str = ""


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection

    def end(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()


class Pool:
    """`size` processes over the store in `folder`, started when they are first needed.

    `seconds`: how long a query may take, and how long it may wait before that. `memory`: bytes for each
    process, 0 for no limit.
    """

    def __init__(
        self,
        folder: Path,
        *,
        union: bool,
        size: int,
        seconds: float,
        memory: int = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.seconds = seconds
        self._arguments = (folder, union, memory)
        self._idle: LifoQueue[_Worker | None] = LifoQueue()
        for _ in range(size):
            self._idle.put(None)  # a place for a process that is not started yet
        self._size = size
        self._lock = Lock()
        self._clock = clock

    def run(self, task: Task) -> Answered:
        """Raises BusyError, LateError, and WorkerError for what the store finds wrong with the query."""
        try:
            worker = self._idle.get(timeout=self.seconds)
        except Empty:
            raise BusyError from None
        healthy = False
        try:
            if worker is None:
                worker = self._start()
            answered, healthy = self._collect(worker, task, self._clock() + self.seconds)
            return answered
        except WorkerError as error:
            healthy = not isinstance(error, DeadWorkerError)
            raise
        finally:
            if worker is not None and not healthy:
                worker.end()
                worker = None
            self._idle.put(worker)

    def close(self) -> None:
        """Ends all processes that are not at work; those at work end with this one."""
        for _ in range(self._size):
            try:
                worker = self._idle.get_nowait()
            except Empty:
                return
            if worker is not None:
                worker.end()

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        with self._lock:
            ours, theirs = context.Pipe()
            process = context.Process(target=work, args=(theirs, *self._arguments), daemon=True, name="kg-query")
            process.start()
            theirs.close()
        worker = _Worker(process, ours)
        try:
            if ours.poll(_STARTING):
                ours.recv()  # says that it is ready
                return worker
        except (EOFError, ConnectionResetError):
            pass
        worker.end()
        raise WorkerError("a query process did not start; look at what the server says")

    def _collect(self, worker: _Worker, task: Task, deadline: float) -> tuple[Answered, bool]:
        """What the worker sends until it is through or the time is; and whether it can be asked again."""
        answered, begun = Answered(), False
        try:
            worker.connection.send(task)
            while (left := deadline - self._clock()) > 0 and worker.connection.poll(left):
                kind, *content = worker.connection.recv()
                if kind == "error":
                    raise WorkerError(content[0])
                if kind == "end":
                    answered.reason = content[0]
                    return answered, True
                begun = True
                if kind == "variables":  # comes twice where the worker had to begin anew
                    answered.variables, answered.pieces, answered.number = content[0], [], 0
                elif kind == "truth":
                    answered.truth = content[0]
                else:
                    answered.pieces.append(content[0])
                    answered.number += content[1]
        except (EOFError, BrokenPipeError, ConnectionResetError):
            raise DeadWorkerError("the query took more memory than it may have; ask for less at a time") from None
        if not begun:
            raise LateError
        answered.reason = "time"
        return answered, False
