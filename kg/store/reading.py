"""A store on disk, read: what is in it, and which article somebody means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.errors import StoreError
from kg.store.notes import gone_articles, is_notes, when_gone
from kg.store.opening import open_to_read
from kg.vocab.iri import DEFAULT_BASE

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rdflib import Graph
    from rdflib.term import Node

    from kg.model.answer import Answer

SCHEMA = "https://schema.org/"
_KEPT_IN_ADDRESSES = "!#$%&'()*+,/:;=?@[]~"  # an address is written with everything else as %XX


class ArchiveReader:
    """A snapshot of the store in `folder`: a writer beside it goes on, and is not seen.

    Raises StoreError where there is no store.
    """

    def __init__(self, folder: Path, store: ox.Store | None = None) -> None:
        self.folder = folder
        self._store: ox.Store | None = open_to_read(folder) if store is None else store  # an empty store is falsy

    @property
    def opened(self) -> ox.Store:
        """The store itself; StoreError after `close`."""
        if self._store is None:
            raise StoreError(f"{self.folder}: the store is closed. Open it again.")
        return self._store

    def close(self) -> None:
        """Lets go of the folder."""
        self._store = None

    def articles(self) -> tuple[str, ...]:
        """The IRIs of all articles, sorted."""
        return tuple(name for name in self.graphs() if not is_notes(self.opened, name))

    def graphs(self) -> tuple[str, ...]:
        """The names of all graphs, sorted: articles, and notes if there are any."""
        return tuple(sorted(name.value for name in self.opened.named_graphs()))

    def gone(self) -> tuple[str, ...]:
        """The articles that were withdrawn or replaced and are not there, sorted."""
        notes = [name for name in self.graphs() if is_notes(self.opened, name)]
        found = {article for name in notes for article in gone_articles(self.opened, name)}
        return tuple(sorted(article for article in found if not self.has(article)))

    def has(self, article: str) -> bool:
        """Whether the store has a graph of this name that holds anything."""
        return _is_iri(article) and next(self._quads(article), None) is not None

    def count(self, graph: str | None = None) -> int:
        """Triples in a named graph (0 where there is none), or in all of them together."""
        if graph is None:
            return len(self.opened)
        return sum(1 for _ in self._quads(graph))

    def graph(self, name: str) -> Graph:
        """A named graph for rdflib, literals to the character."""
        from kg.query.run import graph_answer

        answered = graph_answer(quad.triple for quad in self._quads(name)).graph
        assert answered is not None  # noqa: S101 - it was made of triples
        return answered

    def lines(self, name: str) -> list[str]:
        """A named graph as lines of N-Triples without the full stop, sorted by code point."""
        return sorted(str(quad.triple) for quad in self._quads(name))

    def query(self, sparql: str, *, parameters: Mapping[str, Node] | None = None) -> Answer:
        """Asks the store; the default graph is the union of the named ones, in which a triple stands
        as often as there are graphs that hold it: count with DISTINCT, or name the graph."""
        from kg.query import inline_parameters
        from kg.query.local import ask_store

        return ask_store(self.opened, inline_parameters(sparql, parameters or {}))

    def find_articles(self, words: str) -> tuple[str, ...]:
        """The articles that somebody may mean by a key, an IRI or a url."""
        words = words.strip().removeprefix("<").removesuffix(">")
        if "/" not in words:
            direct = f"{DEFAULT_BASE}article/{words}"
            if words and self.has(direct):
                return (direct,)
            return tuple(name for name in self.articles() if words and name.endswith(f"/article/{words}"))
        if self.has(words) and not is_notes(self.opened, words):
            return (words,)
        return self.articles_at(words)

    def get_article(self, words: str) -> str:
        """The one article that is meant; StoreError where the store has none, or several."""
        found = self.find_articles(words)
        if len(found) == 1:
            return found[0]
        if found:
            raise StoreError(f"{self.folder}: {words} names {len(found)} articles. Choose one: {', '.join(found)}.")
        for gone in filter(None, (when_gone(self.opened, name) for name in self._possible_names(words))):
            moment, successor = gone
            how = f"was replaced by {successor}" if successor else "was withdrawn"
            raise StoreError(f"{self.folder}: {words} {how} at {moment}. Nothing is left to do.")
        query = "SELECT DISTINCT ?article ?url { ?article a kg:Article OPTIONAL { ?article schema:url ?url } }"
        raise StoreError(
            f"{self.folder}: there is no article {words}. Give its key, IRI or url; they are listed by: "
            f"kg query --store {self.folder} '{query}'"
        )

    def articles_at(self, url: str) -> tuple[str, ...]:
        """The articles published at an address, sorted."""
        import pyoxigraph as ox

        found: set[str] = set()
        for spelt in filter(_is_iri, {url, quote(url, safe=_KEPT_IN_ADDRESSES)}):
            quads = self.opened.quads_for_pattern(None, ox.NamedNode(f"{SCHEMA}url"), ox.NamedNode(spelt))
            found |= {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}
        return tuple(sorted(found))

    def published(self, article: str) -> str:
        """The date or moment of publication as written, "" where it is not known."""
        import pyoxigraph as ox

        node = ox.NamedNode(article)
        found = self.opened.quads_for_pattern(node, ox.NamedNode(f"{SCHEMA}datePublished"), None, node)
        return min((quad.object.value for quad in found if isinstance(quad.object, ox.Literal)), default="")

    def count_nodes(self, article: str) -> tuple[int, int]:
        """How many nodes only this article describes, and how many other articles describe as well."""
        import pyoxigraph as ox

        own = ox.NamedNode(article)
        nodes = {quad.subject for quad in self._quads(article)}
        shared = sum(
            any(quad.graph_name != own for quad in self.opened.quads_for_pattern(node, None, None)) for node in nodes
        )
        return len(nodes) - shared, shared

    def _possible_names(self, words: str) -> list[str]:
        """What an article that is gone may have been called."""
        bare = words.strip().removeprefix("<").removesuffix(">")
        bases = [name.removesuffix("archive") for name in self.graphs() if is_notes(self.opened, name)]
        return [name for name in (bare, *(f"{base}article/{bare}" for base in bases)) if _is_iri(name)]

    def _quads(self, name: str) -> Iterator[ox.Quad]:
        import pyoxigraph as ox

        return self.opened.quads_for_pattern(None, None, None, ox.NamedNode(name))


def _is_iri(words: str) -> bool:
    import pyoxigraph as ox

    try:
        ox.NamedNode(words)
    except ValueError:
        return False
    return True
