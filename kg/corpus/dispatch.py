"""Tasks to an engine until each has ended, whatever happens to workers.

A task whose worker died is tried again. One that was there at two deaths is a suspect: it is tried
alone, so that its next death is its own, and halved until the report at fault stands by itself.
A task on which the step fails with an error is halved at once. What is left in the end is one
report that nobody can process, and the others go on.
"""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.corpus.engines.base import Engine, Finished
from kg.corpus.partition import Failure, PartitionResult, Task
from kg.errors import KgError, RunError

_TRIES_TOGETHER = 2
_TRIES_ALONE = 2  # of a single report: the first death may have had another reason
_MOST_FATAL = 10  # reports in a row that nobody can process, before the workers themselves are doubted


@dataclass(frozen=True, slots=True)
class _Waiting:
    task: Task
    deaths: int = 0


class Dispatcher:
    """Runs tasks on an engine. `retries` counts the tasks that were given out again."""

    def __init__(self, engine: Engine) -> None:
        self.retries = 0
        self._engine = engine
        self._again: deque[_Waiting] = deque()
        self._suspects: deque[_Waiting] = deque()
        self._running: dict[tuple[int, int], _Waiting] = {}
        self._fatal = 0

    def run(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, PartitionResult]]:
        """Each task, or the parts it was cut into, with its result, in the order in which they end.

        Raises `RunError` or another `KgError` of the step where nothing can go on.
        """
        exhausted = False
        while True:
            room = self._engine.slots - len(self._running)
            while room > 0 and not self._must_drain(exhausted):
                waiting = self._again.popleft() if self._again else self._next(tasks)
                if waiting is None:
                    exhausted = True
                    break
                self._submit(waiting)
                room -= 1
            if not self._running:
                if not self._suspects:
                    return
                yield from self._try_alone(self._suspects.popleft())
                continue
            for finished in self._engine.collect():
                yield from self._settle(finished)

    def _must_drain(self, exhausted: bool) -> bool:
        """Suspects wait until the others have ended, but no more of them than would run at a time."""
        if exhausted and not self._again:
            return True
        return len(self._suspects) >= self._engine.slots

    def _next(self, tasks: Iterator[Task]) -> _Waiting | None:
        task = next(tasks, None)
        return None if task is None else _Waiting(task)

    def _submit(self, waiting: _Waiting) -> None:
        self._running[waiting.task.start, waiting.task.stop] = waiting
        self._engine.submit(waiting.task)

    def _settle(self, finished: Finished) -> Iterator[tuple[Task, PartitionResult]]:
        waiting = self._running.pop((finished.task.start, finished.task.stop))
        if finished.result is not None:
            self._fatal = 0
            yield finished.task, finished.result
        elif finished.error is not None:
            yield from self._halve_or_give_up(waiting.task, self._again, reason=_words(finished.error))
        elif waiting.deaths + 1 < _TRIES_TOGETHER:
            self.retries += 1
            self._again.append(_Waiting(waiting.task, waiting.deaths + 1))
        else:
            self._suspects.append(_Waiting(waiting.task))

    def _try_alone(self, suspect: _Waiting) -> Iterator[tuple[Task, PartitionResult]]:
        self.retries += 1
        self._submit(suspect)
        (finished,) = self._engine.collect()
        if finished.result is not None or finished.error is not None:
            yield from self._settle(finished)
            return
        self._running.clear()
        deaths = suspect.deaths + 1
        if len(suspect.task.rows) == 1 and deaths < _TRIES_ALONE:
            self._suspects.appendleft(_Waiting(suspect.task, deaths))
            return
        reason = f"the worker that had this report and no other died, {deaths} times (memory, or a fault in a library)"
        yield from self._halve_or_give_up(suspect.task, self._suspects, reason=reason)

    def _halve_or_give_up(
        self, task: Task, queue: deque[_Waiting], *, reason: str
    ) -> Iterator[tuple[Task, PartitionResult]]:
        if len(task.rows) > 1:
            self.retries += 1
            middle = len(task.rows) // 2
            queue.append(_Waiting(replace(task, rows=task.rows[:middle])))
            queue.append(_Waiting(replace(task, start=task.start + middle, rows=task.rows[middle:])))
            return
        self._fatal += 1
        if self._fatal >= _MOST_FATAL:
            raise RunError(
                f"{task.rows[0].place}: {reason.splitlines()[0]}; so it was with the {_MOST_FATAL - 1} reports before. "
                "Look at the workers' memory and installation, then run the same command."
            )
        failure = Failure(row=task.start, kind="fatal", place=task.rows[0].place, reason=reason)
        yield task, PartitionResult(shard=None, written=0, failures=(failure,))


def _words(error: BaseException) -> str:
    """The error and where it was raised. What the program raises on purpose is no fault of one report: it ends the
    run."""
    if isinstance(error, KgError):
        raise error
    return "".join(traceback.format_exception_only(error)).strip() + "\n" + "".join(traceback.format_exception(error))
