"""The folder of a run, and who may work in it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.corpus.shards import unwritable
from kg.errors import RunError


@dataclass(frozen=True, slots=True)
class RunFolder:
    """Where a run keeps its work list, its journal, the shards and what failed."""

    root: Path

    @property
    def worklist(self) -> Path:
        return self.root / "worklist.jsonl"

    @property
    def journal(self) -> Path:
        return self.root / "journal.jsonl"

    @property
    def shards(self) -> Path:
        return self.root / "shards"

    @property
    def quarantine(self) -> Path:
        return self.root / "quarantine"

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Makes the folder and keeps others out of it. Raises `RunError` where a run is at work there."""
        try:
            self.shards.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.root / "lock", os.O_CREAT | os.O_RDWR, 0o644)
        except OSError as error:
            raise unwritable(self.root, error) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(handle)
            raise RunError(f"{self.root}: another run is at work in this folder. Wait for it, or end it.") from error
        try:
            yield
        finally:
            os.close(handle)  # which gives the lock back, as the end of the process would
