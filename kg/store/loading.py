"""Graph files to a store: read, validated, then each article's graph in the place of what was there."""

from __future__ import annotations

import datetime as dt
import gzip
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from kg.errors import InputError

if TYPE_CHECKING:
    import httpx
    from rdflib import Graph

    from kg.model.report import ValidationReport
    from kg.store.archive import Archive
    from kg.store.base import Store
    from kg.store.sparql_http import Method


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What became of one graph of one file: `triples` in the store under `graph`, or the `report` of
    a graph that does not conform and was not loaded. `remark`: what a store left out, and why."""

    file: Path
    graph: str
    triples: int = 0
    report: ValidationReport | None = None
    remark: str = ""

    def to_text(self) -> str:
        """File, graph and number of triples, or that it was not loaded, separated by tabs."""
        left_out = f"left out: {self.remark}" if self.remark else ""
        loaded = str(self.triples) if self.triples or not left_out else ""
        what = "not loaded" if self.report else ", ".join(filter(None, (loaded, left_out)))
        return f"{self.file}\t{self.graph}\t{what}"

    def to_dict(self) -> dict[str, object]:
        """The same as JSON values."""
        return {
            "file": str(self.file),
            "graph": self.graph,
            "triples": self.triples,
            "loaded": self.report is None and (self.triples > 0 or not self.remark),
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

    Raises InputError for files that cannot be read, StoreError where the store fails.
    """
    from rdflib import URIRef

    from kg.store.base import article_name
    from kg.store.lines import lines_of
    from kg.store.notes import is_notes_graph
    from kg.validate import ValidatedGraph, gate_graph, gate_links, gate_reviews, is_links_graph, is_reviews_graph

    for file, name, graph in _read(paths):
        if is_notes_graph(graph, name):  # what kg export writes beside the articles
            yield Loaded(file=file, graph=name, triples=store.put(URIRef(name), lines_of(graph)))
            continue
        links, reviews = is_links_graph(graph), is_reviews_graph(graph)
        gated = gate_links(graph) if links else gate_reviews(graph) if reviews else gate_graph(graph)
        if (links or reviews) and isinstance(gated, ValidatedGraph):
            yield Loaded(file=file, graph=name, triples=store.put(URIRef(name), lines_of(graph)))
        elif isinstance(gated, ValidatedGraph):
            yield Loaded(file=file, graph=str(article_name(graph)), triples=store.replace(gated))
        else:
            yield Loaded(file=file, graph=name, report=gated)


def load_archive(paths: Sequence[Path], archive: Archive, *, at: dt.datetime) -> Iterator[Loaded]:
    """The same for a store that knows corrections and what was withdrawn: `Archive.add` decides what becomes
    of each graph. `at`: the time for the notes on what is replaced."""
    from kg.store.archive import Addition
    from kg.store.notes import is_notes_graph
    from kg.validate import ValidatedGraph, gate_graph, gate_links, gate_reviews, is_links_graph, is_reviews_graph

    links: list[tuple[Path, str, Graph]] = []  # go last: they hold only between articles that are there
    for file, name, graph in _read(paths):
        if is_notes_graph(graph, name):
            yield Loaded(file=file, graph=name, triples=archive.add_notes(name, graph))
            continue
        if is_links_graph(graph):
            links.append((file, name, graph))
            continue
        if is_reviews_graph(graph):
            gated = gate_reviews(graph)
            if isinstance(gated, ValidatedGraph):
                yield Loaded(file=file, graph=name, triples=archive.add_reviews(name, gated))
            else:
                yield Loaded(file=file, graph=name, report=gated)
            continue
        gated = gate_graph(graph)
        if isinstance(gated, ValidatedGraph):
            added = archive.add(Addition(validated=gated), at=at)
            yield Loaded(file=file, graph=added.article, triples=added.triples, remark=added.remark)
        else:
            yield Loaded(file=file, graph=name, report=gated)
    for file, name, graph in links:
        gated = gate_links(graph)
        if isinstance(gated, ValidatedGraph):
            kept, out = archive.put_links(gated)
            remark = f"{out} of {kept + out} links, which rest on what the store does not have" if out else ""
            yield Loaded(file=file, graph=name, triples=archive.count(name), remark=remark)
        else:
            yield Loaded(file=file, graph=name, report=gated)


def _read(paths: Sequence[Path]) -> Iterator[tuple[Path, str, Graph]]:
    """File, name and graph of each graph; the paths are looked at before anything is loaded, and a file to its end
    before any of its graphs is."""
    from kg.query.files import iter_graph_files

    for file in list(iter_graph_files(paths)):
        for name, graph in _graphs_of(file):
            yield file, name, graph


def _graphs_of(file: Path) -> Iterator[tuple[str, Graph]]:
    from kg.validate import iter_graphs

    def opened() -> BinaryIO:
        return cast("BinaryIO", gzip.open(file)) if file.name.endswith(".gz") else file.open("rb")

    graphs = iter_graphs(opened, name=str(file).removesuffix(".gz"))
    while True:  # only what reading raises is about the file, not what becomes of a graph between two
        try:
            found = next(graphs, None)
        except (OSError, EOFError, zlib.error) as error:
            raise _unreadable(file, error) from error
        if found is None:
            return
        yield found


def _unreadable(file: Path, error: OSError | EOFError | zlib.error) -> InputError:
    problem = (getattr(error, "strerror", None) or str(error)).lower()
    return InputError(place=str(file), problem=problem, remedy="Name a file that can be read.")
