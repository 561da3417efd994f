"""How far a run is, on stderr: a bar at a terminal, otherwise a line now and then."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kg.cli.console import say

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from kg.corpus.status import Status

_EVERY = 10.0  # seconds between two lines


class RunProgress:
    """A context manager; `show` is called with the state of the run whenever it changes."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._bar: Progress | None = None
        self._row: TaskID | None = None
        self._began: tuple[float, int] | None = None  # when, and how many reports were done by then
        self._said = 0.0

    def __enter__(self) -> Self:
        return self

    def show(self, status: Status) -> None:
        """Rate and time left count from the first call: what was done before came from another run."""
        if self._quiet:
            return
        now = time.monotonic()
        if self._began is None:
            self._began, self._said = (now, status.done), now
            if status.done:
                say(f"taken up: {status.to_text()}")
            if sys.stderr.isatty():
                self._start_bar(status.reports)
        rate = (status.done - self._began[1]) / max(now - self._began[0], 1e-9)
        if self._bar is not None and self._row is not None:
            self._bar.update(self._row, completed=status.done, rate=f"{rate:.1f}/s", failed=status.failed.total())
        elif now - self._said >= _EVERY:
            self._said = now
            say(line_for(status, rate))

    def _start_bar(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._bar = Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("reports  {task.fields[rate]}  {task.fields[failed]} failed  left:"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._row = self._bar.add_task("reports", total=total, rate="", failed=0)
        self._bar.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()


def line_for(status: Status, rate: float) -> str:
    """ "1200 of 5000 reports, 3 failed, 11.4 a second, 0:05:33 left"."""
    from kg.corpus.status import time_left

    return (
        f"{status.done} of {status.reports} reports, {status.failed.total()} failed, "
        f"{rate:.1f} a second, {time_left(status.left, rate)} left"
    )
