"""Graph files as quads: Turtle, N-Triples, N-Quads, TriG, JSON-LD, read by a strict parser that fetches nothing."""

from __future__ import annotations

import gzip
import zlib
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
            found = sorted(file for file in path.rglob("*") if _ending(file) in ENDINGS and file.is_file())
            if not found:
                raise _error(path, f"holds no graph file ({', '.join(ENDINGS)})", "Build graphs with kg build first.")
            yield from found
        elif _ending(path) not in ENDINGS:
            raise _error(
                path, f"the ending {path.suffix!r} stands for no format of graphs", f"Use {', '.join(ENDINGS)}."
            )
        else:
            yield path


def read_quads(path: Path) -> list[ox.Quad]:
    """All quads of one file; InputError where it cannot be read, with the line where it breaks off."""
    import pyoxigraph as ox

    ending = _ending(path)
    format = ox.RdfFormat.JSON_LD if ending == ".jsonld" else ox.RdfFormat.from_extension(ending[1:])
    try:
        if path.name.lower().endswith(".gz"):
            return list(ox.parse(gzip.decompress(path.read_bytes()), format=format))
        return list(ox.parse(path=path, format=format))
    except (EOFError, zlib.error) as error:
        raise _error(path, f"the compressed file is broken ({error})", "Fetch or build it anew.") from error
    except SyntaxError as error:
        raise _error(path, str(error).rstrip("."), "Correct the file, or build it anew.") from error
    except OSError as error:
        raise _error(path, str(error.strerror or error).lower(), "Name a file that can be read.") from error


def _ending(path: Path) -> str:
    """The ending that tells the format; `.gz` behind it only says that the file is compressed."""
    return path.with_suffix("").suffix.lower() if path.suffix.lower() == ".gz" else path.suffix.lower()


def _error(path: Path, problem: str, remedy: str) -> InputError:
    return InputError(place=str(path), problem=problem, remedy=remedy)
