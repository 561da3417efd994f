"""The graphs that are served: a store on disk, or files, which get a store of their own while they are served.

Pages read the store in this process; queries are answered by others that open the same folder, so
that one which takes too long can be ended (`kg.serve.protocol.pool`).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol, Self

from kg.errors import InputError, StoreError
from kg.vocab.iri import DEFAULT_BASE

if TYPE_CHECKING:
    import pyoxigraph as ox

KG = "https://w3id.org/newskg/ontology#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_ARTICLE = "article/"


class Readable(Protocol):
    """What a Reader reads. `base`: what the IRIs of the data begin with; `generation` grows with each change."""

    store: ox.Store
    base: str
    union: bool
    generation: int

    def refresh(self) -> None: ...


@dataclass(slots=True, kw_only=True)
class Held:
    """A few graphs in memory, to be read and not served."""

    store: ox.Store
    base: str
    union: bool = False
    generation: int = 0

    @classmethod
    def from_quads(cls, quads: Iterable[ox.Quad]) -> Self:
        import pyoxigraph as ox

        store = ox.Store()
        store.extend(quads)
        return cls(store=store, base=_find_base(store))

    def refresh(self) -> None:
        """Nothing changes it."""


class Graphs:
    """An opened store. `union`: whether queries see the named graphs as one (a store on disk), or a
    default graph that holds each triple once (files)."""

    def __init__(self, folder: Path, *, union: bool, writable: bool = False) -> None:
        from kg.store.opening import open_to_read, open_to_write

        self.folder = folder
        self.union = union
        self.writable = writable
        self.generation = 0  # grows with each change, so that whoever holds a snapshot knows that it is old
        self.store: ox.Store = open_to_write(folder) if writable else open_to_read(folder)
        self.base = _find_base(self.store)
        self._writing = Lock()
        self._temporary: tempfile.TemporaryDirectory[str] | None = None

    @classmethod
    def from_paths(cls, paths: Sequence[Path], *, writable: bool = False) -> Graphs:
        """One folder that holds a store, or any number of graph files and folders of them.

        Raises InputError for what is neither, and for files where something is to be written.
        """
        from kg.store.opening import is_store

        if len(paths) == 1 and (is_store(paths[0]) or (writable and not paths[0].exists())):
            return cls(paths[0], union=True, writable=writable)
        if writable:
            raise InputError(
                place=str(paths[0]) if paths else "--writable",
                problem="files are read and never changed",
                remedy="Fill a store with kg load or kg add, and name its folder.",
            )
        return cls.from_files(paths)

    @classmethod
    def from_files(cls, paths: Sequence[Path]) -> Graphs:
        """The files' graphs, each article's under its own name and all of them together in the default graph."""
        import pyoxigraph as ox

        from kg.query.files import iter_graph_files

        files = list(iter_graph_files(paths))
        temporary = tempfile.TemporaryDirectory(prefix="kg-serve-", ignore_cleanup_errors=True)
        with ExitStack() as undoing:
            undoing.callback(temporary.cleanup)
            folder = Path(temporary.name) / "store"
            store = ox.Store(folder)
            for file in files:
                store.bulk_extend(_quads_of(file))
            store.flush()
            del store
            graphs = cls(folder, union=False)
            undoing.pop_all()
        graphs._temporary = temporary
        return graphs

    def update(self, sparql: str) -> None:
        """Changes the store in one transaction. Raises StoreError where it may not be changed or refuses."""
        from kg.vocab.prefixes import PREFIXES

        self._check_writable()
        with self._writing:
            try:
                self.store.update(sparql, prefixes=dict(PREFIXES))
            except (OSError, ValueError, RuntimeError) as error:
                raise StoreError(f"{self.folder}: nothing was changed ({error}).") from error
            self._changed()

    def refresh(self) -> None:
        """Looks at the store as it is now, if another program writes it. StoreError where it cannot be read."""
        from kg.store.opening import open_to_read

        if not self.writable:
            self.store = open_to_read(self.folder)
            self.generation += 1
            self.base = _find_base(self.store)

    def _check_writable(self) -> None:
        if not self.writable:
            raise StoreError(f"{self.folder}: it is served to be read. Start kg serve with --writable.")

    def _changed(self) -> None:
        self.store.flush()
        self.generation += 1
        self.base = _find_base(self.store)

    def close(self) -> None:
        """Lets go of the folder, and of the files' own store altogether."""
        if hasattr(self, "store"):
            del self.store
        if self._temporary is not None:
            self._temporary.cleanup()
            self._temporary = None


def _quads_of(file: Path) -> Iterator[ox.Quad]:
    """All quads in the default graph, and in a named one: the file's own, else that of its one article."""
    import pyoxigraph as ox

    from kg.query.files import read_quads

    quads = read_quads(file)
    articles = {
        quad.subject
        for quad in quads
        if quad.predicate.value == TYPE and quad.object == ox.NamedNode(f"{KG}Article") and _is_named(quad.subject)
    }
    name = articles.pop() if len(articles) == 1 else None
    for quad in quads:
        yield ox.Quad(quad.subject, quad.predicate, quad.object)
        if quad.graph_name != ox.DefaultGraph():
            yield quad
        elif isinstance(name, ox.NamedNode):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, name)


def _is_named(node: ox.NamedNode | ox.BlankNode | ox.Triple) -> bool:
    import pyoxigraph as ox

    return isinstance(node, ox.NamedNode)


def _find_base(store: ox.Store) -> str:
    """What the IRIs of the data begin with, told by an article."""
    import pyoxigraph as ox

    for quad in store.quads_for_pattern(None, ox.NamedNode(TYPE), ox.NamedNode(f"{KG}Article")):
        if isinstance(quad.subject, ox.NamedNode) and _ARTICLE in quad.subject.value:
            return quad.subject.value.rpartition(_ARTICLE)[0]
    return DEFAULT_BASE
