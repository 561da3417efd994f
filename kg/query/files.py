"""Graph files as quads: Turtle, N-Triples, N-Quads, TriG, JSON-LD, read by a strict parser that fetches nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError

if TYPE_CHECKING:
    import pyoxigraph as ox

ENDINGS = (".ttl", ".nt", ".nq", ".trig", ".jsonld")


def iter_graph_files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files themselves; a folder stands for the graph files in it and below it, by name.

    Raises InputError for a path that is not there, an ending that is no graph's, a folder without graphs.
    """
    for path in paths:
        if path.is_dir():
            found = sorted(file for file in path.rglob("*") if file.suffix.lower() in ENDINGS and file.is_file())
            if not found:
                raise _error(path, f"holds no graph file ({', '.join(ENDINGS)})", "Build graphs with kg build first.")
            yield from found
        elif path.suffix.lower() not in ENDINGS:
            raise _error(
                path, f"the ending {path.suffix!r} stands for no format of graphs", f"Use {', '.join(ENDINGS)}."
            )
        else:
            yield path


def read_quads(path: Path) -> list[ox.Quad]:
    """All quads of one file; InputError where it cannot be read, with the line where it breaks off."""
    import pyoxigraph as ox

    format = ox.RdfFormat.JSON_LD if path.suffix.lower() == ".jsonld" else None
    try:
        return list(ox.parse(path=path, format=format or ox.RdfFormat.from_extension(path.suffix.lower()[1:])))
    except SyntaxError as error:
        raise _error(path, str(error).rstrip("."), "Correct the file, or build it anew.") from error
    except OSError as error:
        raise _error(path, str(error.strerror or error).lower(), "Name a file that can be read.") from error


def _error(path: Path, problem: str, remedy: str) -> InputError:
    return InputError(place=str(path), problem=problem, remedy=remedy)
