"""One report cut out of its file but not yet read: small, whole in itself, ready for another process."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import InputError
from kg.read.options import ReadOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRecord:
    """The bytes of one report, or why there are none.

    `line` counts from 1 where an input holds several reports (lines, entries or records), else it
    is None. `options` are those of this one report: its `format` is `TEXT`, `HTML` or `JSON`, and
    what the container says of the report (a feed's link, an archive's address) is filled in.
    """

    line: int | None
    place: str
    content: bytes | InputError
    options: ReadOptions
