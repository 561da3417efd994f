"""A store on disk → one file of N-Quads, or a server that takes graphs.

Graphs go by name, notes included, each as the sorted lines that `kg build --format nq` writes for it,
so that two exports of one store are the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kg.errors import InputError, StoreError

if TYPE_CHECKING:
    from kg.store import ArchiveReader, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What became of one graph: its triples at the other end, and whether an earlier run had sent it
    already. `dropped`: it was taken away there because its article is gone from the store."""

    graph: str
    triples: int = 0
    earlier: bool = False
    dropped: bool = False


def export_file(archive: ArchiveReader, path: Path) -> Generator[Exported, None, None]:
    """Writes all graphs to `path` (.nq, or .nq.gz compressed); the file is there whole at the end, or not at all.

    Raises InputError for another ending and where the folder does not take the file.
    """
    from kg.write import open_whole

    if not path.name.endswith((".nq", ".nq.gz")):
        raise InputError(
            place=str(path), problem="an export is a file of N-Quads", remedy="Name it with .nq or .nq.gz at the end."
        )
    with open_whole(path) as file:
        # No name and no time in the header: the same store gives the same bytes.
        packed = gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) if path.name.endswith(".gz") else None
        for name in archive.graphs():
            lines = archive.lines(name)
            (packed or file).write("".join(f"{line} <{name}> .\n" for line in lines).encode("utf-8"))
            yield Exported(graph=name, triples=len(lines))
        if packed is not None:
            packed.close()


def export_store(archive: ArchiveReader, store: Store, *, journal: Journal) -> Generator[Exported, None, None]:
    """Puts all graphs into another store, one after another, and takes away there what is gone here.

    What the journal has, with the same content, is not sent again. At the end the triples of every
    graph are counted over there: StoreError where one is not whole. The journal goes when all is well.
    """
    from rdflib import URIRef

    expected: dict[str, int] = {}
    for name in archive.gone():
        store.drop(URIRef(name))
        yield Exported(graph=name, dropped=True)
    for name in archive.graphs():
        lines = [f"{line} ." for line in archive.lines(name)]
        expected[name] = len(lines)
        digest = hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()
        earlier = journal.has(name, digest)
        if not earlier:
            store.put(URIRef(name), lines)
            journal.note(name, digest)
        yield Exported(graph=name, triples=len(lines), earlier=earlier)
    for name, triples in expected.items():
        found = store.count(URIRef(name))
        if found != triples:
            raise StoreError(
                f"The graph <{name}> has {triples} triples, but the server holds {found} of it. Delete "
                f"{journal.path} and export again: everything is sent anew."
            )
    journal.remove()


class Journal:
    """Which graphs have arrived at one server: a file with a line of JSON for each, so that an export
    that broke off goes on where it stopped. A context manager.

    Raises StoreError where the file is of an export to another `address`, or no such file at all.
    """

    def __init__(self, path: Path, *, address: str) -> None:
        self.path = path
        self._address = address
        self._done: dict[str, str] = {}

    def __enter__(self) -> Self:
        whole = self._read() if self.path.exists() else 0
        try:
            self._file = self.path.open("a+b")
            self._file.truncate(whole)  # a run that was killed may have left half a line
            if not whole:
                self._write({"export to": self._address})
        except OSError as error:
            raise InputError(
                place=str(self.path), problem="cannot be written", remedy="Name another file with --resume."
            ) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def has(self, graph: str, digest: str) -> bool:
        """Whether the graph has arrived with this content."""
        return self._done.get(graph) == digest

    def note(self, graph: str, digest: str) -> None:
        """Writes down that the graph has arrived."""
        self._done[graph] = digest
        self._write({"graph": graph, "sha256": digest})

    def remove(self) -> None:
        """All has arrived: the next export begins anew."""
        self.path.unlink(missing_ok=True)

    def _write(self, value: dict[str, str]) -> None:
        self._file.write(json.dumps(value).encode("utf-8") + b"\n")
        self._file.flush()

    def _read(self) -> int:
        """Reads what is done; returns the length of the whole lines in bytes."""
        content = self.path.read_bytes()
        whole = content[: content.rfind(b"\n") + 1]
        try:
            records = [json.loads(line) for line in whole.splitlines()]
            address = records[0]["export to"] if records else self._address
            self._done = {record["graph"]: record["sha256"] for record in records[1:]}
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(f"{self.path}: not the journal of an export. Name another file with --resume.") from error
        if address != self._address:
            raise StoreError(
                f"{self.path}: this is the journal of an export to {address}. Name another file with --resume, or "
                "delete this one."
            )
        return len(whole)
