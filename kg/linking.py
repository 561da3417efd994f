"""Where the links between articles are kept from one run to the next: in a file, or in the store beside them.

Sits on top of the stages, as `kg.batch` does: reads and writes what `kg.link` decides.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Protocol

from kg.errors import InputError
from kg.link import Links, links_name, parse_links, serialise_links

DEFAULT_FILE = Path("links.trig")


class LinkPlace(Protocol):
    """Where links are kept from one run to the next."""

    name: str

    def read(self, base: str) -> Links:
        """The links that are there; none where there are none yet."""

    def write(self, links: Links) -> None:
        """Puts links in the place of what was there."""


class LinkFile:
    """A file of links."""

    def __init__(self, path: Path) -> None:
        self.name, self._path = str(path), path

    def read(self, base: str) -> Links:
        return parse_links(_read(self._path), place=self.name, base=base) if self._path.exists() else Links(base=base)

    def write(self, links: Links) -> None:
        from kg.write import write_bytes

        write_bytes(serialise_links(links), self._path)


class LinkStore:
    """The graph of links in a store."""

    def __init__(self, folder: Path) -> None:
        self.name, self._folder = str(folder), folder

    def read(self, base: str) -> Links:
        from kg.store import ArchiveReader

        graph = links_name(base)
        with closing(ArchiveReader(self._folder)) as reader:
            lines = "".join(f"{line} .\n" for line in reader.lines(graph))
        return parse_links(f"<{graph}> {{\n{lines}}}".encode(), place=self.name, base=base)

    def write(self, links: Links) -> None:
        from kg.store import Archive
        from kg.validate import ValidatedGraph, gate_links, read_graphs

        content = serialise_links(links)
        if not content.strip():  # everything was taken back
            with Archive(self._folder) as archive:
                archive.drop_links(links.base)
            return
        ((_, graph),) = read_graphs(content, name="links.trig")
        gated = gate_links(graph)
        if not isinstance(gated, ValidatedGraph):
            raise InputError(
                place=f"{self.name}, the links", problem=gated.to_text(), remedy="Take them back with --undo ALL."
            )
        with Archive(self._folder) as archive:
            archive.put_links(gated)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        remedy = "Name a file that can be read and written."
        raise InputError(place=str(path), problem=f"cannot be read ({error.strerror})", remedy=remedy) from error


def open_links(file: Path | None, folder: Path | None) -> LinkPlace:
    """The file if one is named, else the store in `folder`, else `links.trig`."""
    return LinkFile(file or DEFAULT_FILE) if file is not None or folder is None else LinkStore(folder)
