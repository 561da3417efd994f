"""Compressed inputs as the stream of what is in them: gzip and zstandard, known by their first bytes.

Nothing is unpacked ahead of the reader, so what a report may hold (`max_bytes`) limits the memory
however well the file is packed.
"""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from typing import TYPE_CHECKING, BinaryIO, cast

from kg.errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

ENDINGS = (".gz", ".zst")
_GZIP = b"\x1f\x8b"
_ZSTANDARD = b"\x28\xb5\x2f\xfd"
_LONGEST_MARK = 4


def unpack(stream: BinaryIO, *, place: str) -> BinaryIO:
    """The stream itself, or that of what is packed in it; several packed parts in a row are read as one.

    Reading from the second kind raises `InputError` where the packed bytes are damaged or end too early.
    """
    stream, head = _look_ahead(stream)
    if head.startswith(_GZIP):
        packed = gzip.GzipFile(fileobj=stream, mode="rb")
        return io.BufferedReader(_Unpacked(cast(BinaryIO, packed), (EOFError, OSError, zlib.error), place))
    if head.startswith(_ZSTANDARD):
        if sys.version_info >= (3, 14):
            from compression.zstd import ZstdError, ZstdFile
        else:
            from backports.zstd import ZstdError, ZstdFile

        return io.BufferedReader(_Unpacked(cast(BinaryIO, ZstdFile(stream)), (EOFError, ZstdError), place))
    return stream


class _Unpacked(io.RawIOBase):
    """Says of a damaged file where it is and what to do, in the program's own words."""

    def __init__(self, packed: BinaryIO, damages: tuple[type[Exception], ...], place: str) -> None:
        super().__init__()
        self._packed = packed
        self._damages = damages
        self._place = place

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        try:
            # One step at a time: what stands before the damage is handed out first.
            data: bytes = self._packed.read1(len(view))  # type: ignore[attr-defined]
        except self._damages as error:
            raise InputError(
                place=self._place,
                problem=f"the packed file is damaged or incomplete ({error})",
                remedy="Fetch or pack it again; the reports before the damage were read.",
            ) from error
        view[: len(data)] = data
        return len(data)


def _look_ahead(stream: BinaryIO) -> tuple[BinaryIO, bytes]:
    """The first bytes, left to be read again."""
    peek = getattr(stream, "peek", None)
    if peek is not None:
        return stream, peek(_LONGEST_MARK)[:_LONGEST_MARK]
    if stream.seekable():
        begin = stream.tell()
        head = stream.read(_LONGEST_MARK)
        stream.seek(begin)
        return stream, head
    buffered = io.BufferedReader(cast(io.RawIOBase, stream))
    return buffered, buffered.peek(_LONGEST_MARK)[:_LONGEST_MARK]
