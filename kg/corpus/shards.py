"""Shards: N-Quads files named by their content.

A shard is written beside its place and renamed, so that a reader never sees half of one; and since
the same reports give the same bytes, a partition that is done twice gives one file, not two.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from kg.errors import RunError

PART_ENDING = ".part"
_NAME_DIGITS = 32


class ShardWriter:
    """Collects the quads of many graphs in one file; a context manager.

    `name` is None until the shard is closed, and stays None where nothing was added or an error
    ended the work: then no file is left. Raises `RunError` where the disk does not take it.
    """

    def __init__(self, folder: Path, *, compress: bool) -> None:
        self.name: str | None = None
        self.bytes = 0
        self._folder = folder
        self._compress = compress
        self._digest = hashlib.sha256()
        self._empty = True

    def __enter__(self) -> Self:
        try:
            handle, name = tempfile.mkstemp(dir=self._folder, prefix=".shard-", suffix=PART_ENDING)
        except OSError as error:
            raise unwritable(self._folder, error) from error
        self._part = Path(name)
        self._file = os.fdopen(handle, "wb")
        # Neither name nor time in the header: same quads, same bytes.
        self._sink: BinaryIO | gzip.GzipFile = (
            gzip.GzipFile(filename="", mode="wb", fileobj=self._file, mtime=0, compresslevel=6)
            if self._compress
            else self._file
        )
        return self

    def add(self, quads: bytes) -> None:
        """Whole lines of N-Quads."""
        self._empty = False
        self._digest.update(quads)
        try:
            self._sink.write(quads)
        except OSError as error:
            raise unwritable(self._folder, error) from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None and not self._empty:
                self._put_in_place()
        except OSError as failure:
            raise unwritable(self._folder, failure) from failure
        finally:
            self._discard()

    def _put_in_place(self) -> None:
        if isinstance(self._sink, gzip.GzipFile):
            self._sink.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self.bytes = os.fstat(self._file.fileno()).st_size
        name = f"shard-{self._digest.hexdigest()[:_NAME_DIGITS]}.nq{'.gz' if self._compress else ''}"
        self._part.chmod(0o644)
        self._part.replace(self._folder / name)
        self.name = name

    def _discard(self) -> None:
        # What is good was flushed before; only a file that is thrown away can still fail to write its last bytes.
        for file in (self._sink, self._file):
            with suppress(OSError):
                file.close()
        self._part.unlink(missing_ok=True)


def remove_parts(folder: Path) -> None:
    """Removes what workers that died left half written."""
    for path in folder.glob(f".shard-*{PART_ENDING}"):
        path.unlink(missing_ok=True)


def unwritable(place: Path, error: OSError) -> RunError:
    """The error for a folder or file that the disk does not take."""
    reason = (error.strerror or str(error)).lower()
    return RunError(
        f"{place}: cannot be written ({reason}). Make room or change its rights, then run the same command."
    )
