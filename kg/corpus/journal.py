"""The journal: one line of JSON for each piece of work that is finished, put on the disk before the next.

A process that dies may leave half a line at the end; it is cut off when the run is taken up.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kg.corpus.partition import Failure, PartitionResult
from kg.corpus.shards import unwritable
from kg.errors import RunError


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Rows `start` to `stop` (exclusive) are finished with this result."""

    start: int
    stop: int
    result: PartitionResult

    def to_line(self) -> bytes:
        values = {"start": self.start, "stop": self.stop, **asdict(self.result)}
        return json.dumps(values, ensure_ascii=False).encode("utf-8", errors="replace") + b"\n"


class Journal:
    """A journal that is written to; a context manager. Raises `RunError` where the disk does not take a line."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> Self:
        try:
            content = self._path.read_bytes() if self._path.exists() else b""
            self._handle = os.open(self._path, os.O_CREAT | os.O_WRONLY, 0o644)
            os.ftruncate(self._handle, content.rfind(b"\n") + 1)
            os.lseek(self._handle, 0, os.SEEK_END)
        except OSError as error:
            raise unwritable(self._path, error) from error
        return self

    def add(self, entry: Entry) -> None:
        """Returns once the line is on the disk."""
        line = entry.to_line()
        try:
            written = os.write(self._handle, line)
            while written < len(line):  # a disk that is full takes a part and then refuses
                written += os.write(self._handle, line[written:])
            os.fsync(self._handle)
        except OSError as error:
            raise unwritable(self._path, error) from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._handle)


def read_journal(path: Path) -> tuple[Entry, ...]:
    """The finished work; () where nothing is. A last line without its end does not count.

    Raises `RunError` for any other line that is no entry.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return ()
    whole = content[: content.rfind(b"\n") + 1]
    return tuple(_entry_from(line, f"{path} line {number}") for number, line in enumerate(whole.split(b"\n")[:-1], 1))


def _entry_from(line: bytes, place: str) -> Entry:
    try:
        values: dict[str, Any] = json.loads(line)
        start, stop = values.pop("start"), values.pop("stop")
        failures = tuple(Failure(**failure) for failure in values.pop("failures"))
        return Entry(start=start, stop=stop, result=PartitionResult(**values, failures=failures))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise RunError(f"{place}: not an entry of a journal. Remove the line; its reports are built again.") from error
