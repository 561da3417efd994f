"""Graph files to a store: read, validated, then each article's graph in the place of what was there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError

if TYPE_CHECKING:
    import httpx

    from kg.model.report import ValidationReport
    from kg.store.base import Store
    from kg.store.sparql_http import Method


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What became of one graph of one file: `triples` in the store under `graph`, or the `report` of
    a graph that does not conform and was not loaded."""

    file: Path
    graph: str
    triples: int = 0
    report: ValidationReport | None = None

    def to_text(self) -> str:
        """File, graph and number of triples, or that it was not loaded, separated by tabs."""
        return f"{self.file}\t{self.graph}\t{'not loaded' if self.report else self.triples}"

    def to_dict(self) -> dict[str, object]:
        """The same as JSON values."""
        return {
            "file": str(self.file),
            "graph": self.graph,
            "triples": self.triples,
            "loaded": self.report is None,
        }


def open_store(
    address: str | None,
    query_address: str | None,
    *,
    update: bool,
    folder: Path | None,
    auth: httpx.Auth | None,
    timeout: float,
) -> Store:
    """A store behind a server or in a folder of this machine; InputError unless it is exactly one.

    `address`: of SPARQL updates if `update`, else of the Graph Store Protocol.
    """
    from kg.store.oxigraph import OxigraphStore
    from kg.store.sparql_http import SparqlHttpStore

    if folder is not None and address is None:
        return OxigraphStore(folder)
    if address is None or folder is not None:
        raise InputError(
            place="--endpoint and --store", problem="exactly one of them is needed", remedy="Name a server or a folder."
        )
    method: Method = "update" if update else "gsp"
    return SparqlHttpStore(address, method=method, query_endpoint=query_address, auth=auth, timeout=timeout)


def load_files(paths: Sequence[Path], store: Store) -> Iterator[Loaded]:
    """Loads graph files and folders of them, one after another; what does not conform is left out.

    Raises InputError for files that cannot be
    read, StoreError where the store fails.
    """
    from rdflib import URIRef

    from kg.query.files import iter_graph_files
    from kg.store.base import article_name
    from kg.store.lines import lines_of
    from kg.store.notes import is_notes_graph
    from kg.validate import ValidatedGraph, gate_graph, read_graphs

    files = list(iter_graph_files(paths))
    for file in files:
        for name, graph in read_graphs(_content(file), name=str(file)):
            if is_notes_graph(graph, name):  # what kg export writes beside the articles
                yield Loaded(file=file, graph=name, triples=store.put(URIRef(name), lines_of(graph)))
                continue
            gated = gate_graph(graph)
            if isinstance(gated, ValidatedGraph):
                yield Loaded(file=file, graph=str(article_name(graph)), triples=store.replace(gated))
            else:
                yield Loaded(file=file, graph=name, report=gated)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        problem = (error.strerror or str(error)).lower()
        raise InputError(place=str(file), problem=problem, remedy="Name a file that can be read.") from error
