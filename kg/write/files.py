"""Graphs to bytes and files. Same graph, same bytes, whatever the machine."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

from rdflib import Graph

from kg.errors import InputError
from kg.write.jsonld import to_jsonld
from kg.write.nquads import to_nquads
from kg.write.ntriples import to_ntriples
from kg.write.trig import to_trig
from kg.write.turtle import to_turtle

if TYPE_CHECKING:
    from kg.validate import ValidatedGraph

WRITERS: Mapping[str, Callable[[Graph], str]] = MappingProxyType(
    {"turtle": to_turtle, "ntriples": to_ntriples, "nquads": to_nquads, "trig": to_trig, "jsonld": to_jsonld}
)
ENDINGS: Mapping[str, str] = MappingProxyType(
    {".ttl": "turtle", ".nt": "ntriples", ".nq": "nquads", ".trig": "trig", ".jsonld": "jsonld"}
)


def format_of(path: Path, format: str | None = None) -> str:
    """The format asked for, by name or ending ("turtle", "ttl"), else the one that the file's ending stands for.

    Raises InputError for what is neither.
    """
    if format is not None:
        format = ENDINGS.get(f".{format}", format)
        if format not in WRITERS:
            raise InputError(
                place=f"format {format!r}",
                problem="not a format of graphs",
                remedy=f"Choose one of {_listed(WRITERS)}.",
            )
        return format
    found = ENDINGS.get(path.suffix.lower())
    if found is None:
        raise InputError(
            place=str(path),
            problem=f"the ending {path.suffix!r} stands for no format of graphs",
            remedy=f"Use one of {_listed(ENDINGS)}, or name the format.",
        )
    return found


def serialise(graph: Graph, format: str) -> bytes:
    """The graph in UTF-8. `format`: turtle, ntriples, nquads, trig or jsonld (InputError for others)."""
    return WRITERS[format_of(Path(), format)](graph).encode("utf-8")


def write_file(validated: ValidatedGraph, path: Path, *, format: str | None = None) -> None:
    """Writes a conforming graph. A reader of `path` sees the old file or the new one, never half of one."""
    write_bytes(serialise(validated.graph, format_of(path, format)), path)


def write_bytes(content: bytes, path: Path) -> None:
    """Puts a file in place whole; InputError where the folder does not take it."""
    with open_whole(path) as file:
        file.write(content)


@contextmanager
def open_whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that takes the place of `path` at the end, and goes if an error ends the writing.

    Raises InputError where the folder does not take it.
    """
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        Path(temporary).unlink(missing_ok=True)


def _umask() -> int:
    """What the user takes away from the rights of new files; it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _unwritable(path: Path, error: OSError) -> InputError:
    reason = (error.strerror or str(error)).lower()
    return InputError(
        place=str(path),
        problem=f"cannot be written ({reason})",
        remedy="Choose a folder that exists and may be written.",
    )


def _listed(names: Mapping[str, object]) -> str:
    return ", ".join(names)
