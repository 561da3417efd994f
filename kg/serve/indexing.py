"""The index behind the search, made in the background when the serving begins and again after changes.

SQLite in memory with its full-text search. Attacks come first, then reports, then who and what is
named, so that a search over a large store finds something soon; until all is in, it says so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from threading import Event, Lock, Thread

from kg.serve.graphs import KG
from kg.serve.reading import RDF, SCHEMA, SKOS, Reader
from kg.serve.wording import SLOTS

_BATCH = 500  # items between two looks at whether to stop
_TABLES = """
CREATE TABLE items (
  id INTEGER PRIMARY KEY, kind TEXT, iri TEXT, label TEXT, day TEXT, contested INTEGER, speaks INTEGER
);
CREATE TABLE types (id INTEGER, kind TEXT, type TEXT);
CREATE TABLE countries (id INTEGER, kind TEXT, iri TEXT, label TEXT);
CREATE VIRTUAL TABLE words USING fts5 (text, content='', tokenize='unicode61 remove_diacritics 2');
CREATE INDEX items_by_kind ON items (kind, day DESC, label, id);
CREATE INDEX types_by_id ON types (id);
CREATE INDEX types_by_type ON types (type, id);
CREATE INDEX countries_by_id ON countries (id);
CREATE INDEX countries_by_iri ON countries (iri, id);
"""
# Class, kind of item.
_THINGS = (
    ("Person", "person"),
    ("Organisation", "organisation"),
    ("Country", "place"),
    ("Place", "place"),
    ("UnnamedParty", "party"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What the search knows of a node. `words`: all that it is to be found by."""

    iri: str
    kind: str
    label: str
    words: str
    day: str = ""
    contested: bool = False
    speaks: bool = False
    types: tuple[str, ...] = ()
    countries: tuple[tuple[str, str], ...] = ()


class Index:
    """A filled or growing index. `asking` and `adding` may happen in different threads."""

    def __init__(self, generation: int) -> None:
        self.generation = generation
        self.complete = False
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._connection.executescript(_TABLES)
        self._lock = Lock()
        self._cache: dict[tuple[str, tuple[str | int, ...]], list[tuple[str | int, ...]]] = {}

    def add(self, items: list[Item]) -> None:
        with self._lock, self._connection:
            for item in items:
                self._add(item)

    def ask(self, sql: str, values: Iterable[str | int] = ()) -> list[tuple[str | int, ...]]:
        """All rows. Answers of a complete index are kept: the same page is often looked at again."""
        key = (sql, tuple(values))
        with self._lock:
            if key not in self._cache:
                rows = self._connection.execute(sql, key[1]).fetchall()
                if not self.complete:
                    return rows
                if len(self._cache) > 500:
                    self._cache.clear()
                self._cache[key] = rows
            return self._cache[key]

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _add(self, item: Item) -> None:
        values = (item.kind, item.iri, item.label, item.day, int(item.contested), int(item.speaks))
        cursor = self._connection.execute("INSERT INTO items VALUES (NULL, ?, ?, ?, ?, ?, ?)", values)
        number = cursor.lastrowid
        self._connection.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (number, item.words))
        self._connection.executemany(
            "INSERT INTO types VALUES (?, ?, ?)", [(number, item.kind, type_) for type_ in item.types]
        )
        self._connection.executemany(
            "INSERT INTO countries VALUES (?, ?, ?, ?)", [(number, item.kind, *country) for country in item.countries]
        )


class Indexer:
    """Keeps an index of what `reader` reads; `start` begins, `current` gives what there is."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._index = Index(reader.graphs.generation)
        self._thread: Thread | None = None
        self._stop = Event()
        self._lock = Lock()

    def start(self) -> None:
        """Begins to fill the index in a thread of its own."""
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._fill, args=(self._index,), name="kg-index", daemon=True)
                self._thread.start()

    def current(self) -> Index:
        """The index as it is. One of an earlier state of the store serves on while a new one is being made."""
        if self._index.complete and self._index.generation != self._reader.graphs.generation:
            with self._lock:
                if self._thread is None or not self._thread.is_alive():
                    fresh = Index(self._reader.graphs.generation)
                    self._thread = Thread(target=self._replace, args=(fresh,), name="kg-index", daemon=True)
                    self._thread.start()
        return self._index

    def wait(self) -> None:
        """Until what is being made is made."""
        if self._thread is not None:
            self._thread.join()

    def close(self) -> None:
        """Stops filling."""
        self._stop.set()
        self.wait()
        self._index.close()

    def _replace(self, fresh: Index) -> None:
        self._fill(fresh)
        if fresh.complete:
            self._index = fresh  # whoever still holds the old one may go on with it

    def _fill(self, index: Index) -> None:
        items = iter_items(self._reader)
        while batch := list(islice(items, _BATCH)):
            if self._stop.is_set():
                return
            index.add(batch)
        index.complete = True


def iter_items(reader: Reader) -> Iterator[Item]:
    """Attacks, reports, then people, organisations, places and those without a name; each once."""
    for attack in _nodes(reader, "Attack"):
        yield _attack_item(reader, attack)
    for article in _nodes(reader, "Article"):
        label = reader.label(article)
        day = reader.text(article, f"{SCHEMA}datePublished")[:10]
        publisher = " ".join(reader.label(one) for one in reader.iris(article, f"{SCHEMA}publisher"))
        yield Item(iri=article, kind="report", label=label, words=f"{label} {publisher}", day=day)
    seen: set[str] = set()
    for name, kind in _THINGS:
        for node in _nodes(reader, name):
            if kind == "place":
                if node in seen:
                    continue  # a country is a place too
                seen.add(node)
            yield _thing_item(reader, node, kind)


def _nodes(reader: Reader, name: str) -> Iterator[str]:
    """The nodes of a class, each once; those that many graphs describe come many times in a row or apart."""
    seen: set[str] = set()
    for node in reader.iter_subjects(f"{RDF}type", f"{KG}{name}"):
        if node not in seen:
            seen.add(node)
            yield node


def _attack_item(reader: Reader, iri: str) -> Item:
    label = reader.label(iri)
    parties = [node for name, _, _ in SLOTS for node in reader.iris(iri, f"{KG}{name}")]
    articles = reader.iris(iri, f"{KG}reportedIn")
    countries: dict[str, str] = {}
    for place in reader.iris(iri, f"{KG}place"):
        for country in reader.iris(place, f"{KG}country") or ([place] if "Country" in reader.types(place) else []):
            countries[country] = reader.label(country)
    names = [reader.label(node) for node in (*parties, *articles)]
    return Item(
        iri=iri,
        kind="attack",
        label=label,
        words=" ".join([label, *names, *countries.values()]),
        day=reader.text(iri, f"{KG}earliestDate"),
        contested=_is_contested(reader, iri),
        types=tuple(reader.narrow_types(iri)),
        countries=tuple(sorted(countries.items())),
    )


def _is_contested(reader: Reader, attack: str) -> bool:
    """Whether anybody denies who did it, or speakers name several parties (as `views.attack.is_contested`)."""
    parties: set[str] = set()
    for claim in reader.subjects(f"{RDF}subject", attack):
        if f"{KG}perpetrator" not in reader.iris(claim, f"{RDF}predicate"):
            continue
        stances = reader.iris(claim, f"{KG}stance")  # assertions of the report itself have none
        if f"{KG}denies" in stances:
            return True
        if stances:
            parties |= set(reader.iris(claim, f"{RDF}object"))
    return len(parties) > 1


def _thing_item(reader: Reader, iri: str, kind: str) -> Item:
    label = reader.label(iri)
    others = reader.texts(iri, f"{SKOS}altLabel")
    countries = {country: reader.label(country) for country in reader.iris(iri, f"{KG}country")}
    speaks = next(reader.iter_subjects(f"{KG}speaker", iri), None) is not None
    return Item(
        iri=iri,
        kind=kind,
        label=label,
        words=" ".join([label, *others]),
        speaks=speaks,
        types=tuple(reader.narrow_types(iri)),
        countries=tuple(sorted(countries.items())),
    )
