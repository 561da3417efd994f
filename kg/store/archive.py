"""The store on disk that holds a corpus: one named graph per article, each there whole or not at all.

Everything that belongs together is one SPARQL update, which Oxigraph applies as one transaction:
killed at any moment, the store holds the state before it or the state after it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kg.errors import StoreError
from kg.model.stored import Added, Entry, Withdrawn
from kg.store.base import article_name, insert_data
from kg.store.difference import compare
from kg.store.lines import iri, lines_of, triple_line
from kg.store.links import Voided, forget_void, is_void, present_links, void_links
from kg.store.notes import BUNDLE, TYPE, forget_notes, note_lines, notes_name, when_gone
from kg.store.opening import open_to_write
from kg.store.reading import ArchiveReader

if TYPE_CHECKING:
    from rdflib import Graph, URIRef

    from kg.validate import ValidatedGraph

FLUSHED = 50_000  # triples: opening replays what was written since the last flush


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """A graph to be added. `replaces`: the article that it corrects, where its url does not tell.
    `restore`: take it in even if it was withdrawn, or replaced by a later version."""

    validated: ValidatedGraph
    replaces: str | None = None
    restore: bool = False


@dataclass(slots=True)
class _Batch:
    """What goes into one transaction. No two of its graphs may bear on one another."""

    updates: list[str] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    urls: set[str] = field(default_factory=set)
    triples: int = 0
    results: list[Added] = field(default_factory=list)


class Archive(ArchiveReader):
    """A store in `folder`, opened to write; made if it is not there. One process writes at a time,
    any number reads beside it (`ArchiveReader`).

    Raises StoreError where the folder cannot be had, and for what the store refuses.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, open_to_write(folder))
        self._unflushed = 0

    def add(self, addition: Addition, *, at: dt.datetime) -> Added:
        """One graph, in one transaction. `at`: the time for the notes on what it replaces."""
        (added,) = self.add_all([addition], at=at)
        return added

    def add_all(self, additions: Iterable[Addition], *, at: dt.datetime, batch: int = 1) -> Iterator[Added]:
        """The graphs in order, `batch` of them in one transaction; results come when theirs is through."""
        waiting = _Batch()
        for addition in additions:
            article, url = str(article_name(addition.validated.graph)), _url_of(addition.validated)
            related = {article, addition.replaces} & waiting.articles or url in waiting.urls
            if related:
                yield from self._commit(waiting)
                waiting = _Batch()
            self._plan(addition, waiting, at=at)
            waiting.articles.add(article)
            waiting.urls |= {url} - {""}
            if len(waiting.results) >= batch:
                yield from self._commit(waiting)
                waiting = _Batch()
        yield from self._commit(waiting)

    def withdraw(self, words: str, *, at: dt.datetime, reason: str = "") -> Withdrawn:
        """Takes an article's graph away and leaves a dated note. `words`: its key, IRI or url.

        Nodes that other articles carry stay, since they stand in those articles' graphs too.
        Raises StoreError where the store does not have it.
        """
        article = self.get_article(words)
        triples = self.count(article)
        gone, kept = self.count_nodes(article)
        notes = list(note_lines(article, at=at, reason=reason, successor=None))
        void = void_links(self.opened, article, after=None, at=at, why="was withdrawn")
        self._update([_drop(article), insert_data(_name(notes_name(article)), notes), *void.updates], triples)
        return Withdrawn(
            article=article, triples=triples, gone=gone, kept=kept, at=at, reason=reason, links=len(void.decisions)
        )

    def put_links(self, links: ValidatedGraph) -> tuple[int, int]:
        """Takes a graph of links, in the place of what was there. Returns how many decisions it holds now, and how
        many were left out because they rest on what the store does not have."""
        name = str(next(links.graph.subjects(_name(TYPE), _name(BUNDLE))))
        lines, kept, out = present_links(self.opened, links.graph, self.articles())
        notes = f"{name.removesuffix('links')}archive"
        forgotten = [decision for decision in kept if is_void(self.opened, decision, notes)]
        self._update([_drop(name), insert_data(_name(name), lines), *forget_void(notes, forgotten)], len(lines))
        return len(kept), out

    def add_reviews(self, name: str, reviews: ValidatedGraph) -> int:
        """Takes decisions about facts beside those that are there. Returns the triples of the graph of `reviews`."""
        lines = lines_of(reviews.graph)
        self._update([insert_data(_name(name), lines)], len(lines))
        return len(lines)

    def drop_links(self, base: str) -> None:
        """Takes away the graph of links under a base, if it is there."""
        self._update([_drop(f"{base}links")], 0)

    def add_notes(self, name: str, graph: Graph) -> int:
        """Takes over the notes of another store, but for those on articles that are here. Returns the triples added."""
        from rdflib import PROV

        here = set(self.articles())
        lines = []
        for triple in graph:
            gone = triple[2] if triple[1] == PROV.wasRevisionOf else triple[0]
            if str(gone) not in here:
                lines.append(triple_line(triple))
        if lines:
            self._update([insert_data(_name(name), sorted(lines))], len(lines))
        return len(lines)

    def close(self) -> None:
        """Writes everything to its place and gives the folder free."""
        if self._store is not None:
            self._store.flush()
        super().close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _plan(self, addition: Addition, batch: _Batch, *, at: dt.datetime) -> None:
        graph = addition.validated.graph
        article = str(article_name(graph))
        replaced = self._replaced(addition, article)
        refused = None if addition.restore else self._refusal(addition, article, replaced)
        if refused is not None:
            batch.results.append(refused)
            return
        present = self.has(article)
        before = self.graph(article) if present else None
        if before is not None and not replaced and set(before) == set(graph):
            batch.results.append(Added(article=article, entry=Entry.UNCHANGED, triples=len(graph)))
            return
        gone = when_gone(self.opened, article)
        void = self._void(replaced, article if present else None, graph, at=at)
        batch.updates += [update for one in void for update in one.updates]
        batch.updates += [forget_notes(article)] if gone else []
        batch.updates += [_drop(article)] if present else []
        for old in replaced:
            notes = list(note_lines(old, at=at, reason="", successor=article))
            batch.updates += [_drop(old), insert_data(_name(notes_name(old)), notes)]
        batch.updates.append(insert_data(article_name(graph), lines_of(graph)))
        batch.triples += len(graph)
        old_graph = self.graph(replaced[0]) if replaced else before
        entry = Entry.CORRECTED if replaced else Entry.UPDATED if present else Entry.ADDED
        batch.results.append(
            Added(
                article=article,
                entry=entry,
                triples=len(graph),
                replaced=replaced,
                difference=None if old_graph is None else compare(old_graph, graph),
                links=len({decision for one in void for decision in one.decisions}),
            )
        )

    def _void(self, replaced: tuple[str, ...], present: str | None, graph: Graph, *, at: dt.datetime) -> list[Voided]:
        """The links that rest on what `graph` takes the place of."""
        void = [void_links(self.opened, old, after=graph, at=at, why="was replaced") for old in replaced]
        if present is not None:
            why = "is read differently now"
            void.append(void_links(self.opened, present, after=graph, at=at, why=why, stays=True))
        return void

    def _replaced(self, addition: Addition, article: str) -> tuple[str, ...]:
        """The articles whose place the graph takes: the one that was named, and those of the same url."""
        named = set() if addition.replaces is None else {self.get_article(addition.replaces)}
        url = _url_of(addition.validated)
        return tuple(sorted((named | set(self.articles_at(url) if url else ())) - {article}))

    def _refusal(self, addition: Addition, article: str, replaced: tuple[str, ...]) -> Added | None:
        """Why a graph is left alone: it went before, or the store holds a report of a later day from its address."""
        gone = when_gone(self.opened, article)
        if gone is not None and not self.has(article):
            moment, successor = gone
            if successor:
                remark = f"{successor} replaced it at {moment}; kg add --restore takes it in"
                return Added(article=article, entry=Entry.OUTDATED, remark=remark)
            remark = f"it was withdrawn at {moment}; kg add --restore takes it in again"
            return Added(article=article, entry=Entry.WITHDRAWN, remark=remark)
        if addition.replaces is not None:
            return None
        day = _day_of(addition.validated)
        for old in replaced:
            later = self.published(old)[:10]
            if day and later and day < later:
                remark = f"{old}, of the same address, is of a later day ({later}); kg add --restore takes it in"
                return Added(article=article, entry=Entry.OUTDATED, remark=remark)
        return None

    def _commit(self, batch: _Batch) -> list[Added]:
        if batch.updates:
            self._update(batch.updates, batch.triples)
        return batch.results

    def _update(self, updates: list[str], triples: int) -> None:
        try:
            self.opened.update(" ;\n".join(updates))
            self._unflushed += triples
            if self._unflushed >= FLUSHED:
                self.opened.flush()
                self._unflushed = 0
        except OSError as error:
            raise StoreError(
                f"{self.folder}: nothing was stored ({error}). Look at the disk's free space, then add again."
            ) from error


def _drop(article: str) -> str:
    return f"DROP SILENT GRAPH {iri(article)}"


def _name(name: str) -> URIRef:
    from rdflib import URIRef

    return URIRef(name)


def _url_of(validated: ValidatedGraph) -> str:
    from kg.vocab.namespaces import SCHEMA

    return str(validated.graph.value(article_name(validated.graph), SCHEMA.url) or "")


def _day_of(validated: ValidatedGraph) -> str:
    """The day of publication as 2024-01-31, "" where it is not known."""
    from kg.vocab.namespaces import SCHEMA

    return str(validated.graph.value(article_name(validated.graph), SCHEMA.datePublished) or "")[:10]
