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
from kg.serve.reading import Reader, narrowest
from kg.serve.wording import SLOTS
from kg.vocab.namespaces import AGENT_CLASSES, ATTACK_CLASSES

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
_CLASSES = sorted({*ATTACK_CLASSES, *AGENT_CLASSES, "Place", "Article"})
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
        outdated = self._index.complete and self._index.generation != self._reader.graphs.generation
        with self._lock:
            idle = self._thread is not None and not self._thread.is_alive()
            if idle and (outdated or not self._index.complete) and not self._stop.is_set():
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
        """Leaves the index incomplete where a writer takes the files away under it: the next look begins anew."""
        items = iter_items(self._reader)
        try:
            while batch := list(islice(items, _BATCH)):
                if self._stop.is_set():
                    return
                index.add(batch)
        except (OSError, RuntimeError):
            self._reader.graphs.refresh()
            return
        index.complete = True


def iter_items(reader: Reader) -> Iterator[Item]:
    """Attacks, reports, then people, organisations, places and those without a name that speak; each once.

    Scans one property after the other: where very many graphs describe the same nodes, looking nodes up one by one,
    or joining patterns, would take many times as long.
    """
    names = _Names(reader)
    yield from _attack_items(reader, names)
    for iri in sorted(names.of("Article")):
        day = names.days.get(iri, "")[:10]
        label = names.label(iri)
        words = [label, *(names.label(publisher) for publisher in names.publishers.get(iri, []))]
        yield Item(iri=iri, kind="report", label=label, words=" ".join(words), day=day)
    speakers = set(reader.column("SELECT DISTINCT ?o { ?s kg:speaker ?o }"))
    done: set[str] = set()
    for name, kind in _THINGS:
        for iri in sorted(names.of(name) - done):
            done.add(iri)  # a country is a place too
            if kind != "party" or iri in speakers:
                yield _thing_item(iri, kind, names, speaks=iri in speakers)


class _Names:
    """Labels, classes and countries of everything; each property read in one scan."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._labels = {node: labels[0] for node, labels in _pairs(reader, "rdfs:label").items()}
        self._labels |= {node: labels[0] for node, labels in _pairs(reader, "schema:headline").items()}
        self._classes: dict[str, tuple[str, ...]] = {}
        self._members: dict[str, set[str]] = {}
        for name in _CLASSES:
            self._members[name] = set(reader.column(f"SELECT DISTINCT ?s {{ ?s a kg:{name} }}"))
            for node in self._members[name]:
                self._classes[node] = (*self._classes.get(node, ()), name)
        self.aliases = _pairs(reader, "skos:altLabel")
        self.countries = _pairs(reader, "kg:country")
        self.publishers = _pairs(reader, "schema:publisher")
        self.days = {node: days[0] for node, days in _pairs(reader, "schema:datePublished").items()}

    def label(self, iri: str) -> str:
        return self._labels.get(iri) or self._reader.label(iri)

    def of(self, name: str) -> set[str]:
        """The nodes of a class."""
        return self._members[name]

    def types(self, iri: str) -> tuple[str, ...]:
        """The classes of a node that are not superclasses of another of them."""
        return tuple(narrowest(self._classes.get(iri, ())))

    def countries_of(self, iri: str) -> list[str]:
        return [iri] if iri in self._members["Country"] else self.countries.get(iri, [])


def _pairs(reader: Reader, property: str) -> dict[str, list[str]]:
    """From each node to its values of a property, sorted."""
    found: dict[str, list[str]] = {}
    for subject, value in reader.select(f"SELECT DISTINCT ?s ?o {{ ?s {property} ?o }}"):
        if subject is not None and value is not None:
            found.setdefault(subject.value, []).append(value.value)
    return {subject: sorted(values) for subject, values in found.items()}


def _attack_items(reader: Reader, names: _Names) -> Iterator[Item]:
    slots = {name: _pairs(reader, f"kg:{name}") for name, _, _ in SLOTS}
    articles = _pairs(reader, "kg:reportedIn")
    days = _pairs(reader, "kg:earliestDate")
    contested = _contested(reader)
    for iri in sorted(names.of("Attack")):
        label = names.label(iri)
        parties = [node for filled in slots.values() for node in filled.get(iri, [])]
        places = slots["place"].get(iri, [])
        countries = sorted({country for place in places for country in names.countries_of(place)})
        named = [*parties, *articles.get(iri, []), *countries]
        yield Item(
            iri=iri,
            kind="attack",
            label=label,
            words=" ".join([label, *map(names.label, named)]),
            day=(days.get(iri) or [""])[0],
            contested=iri in contested,
            types=names.types(iri),
            countries=tuple((country, names.label(country)) for country in countries),
        )


def _contested(reader: Reader) -> set[str]:
    """The attacks of which somebody denies who did it, or speakers name several (as `views.attack.is_contested`)."""
    claim = "?claim kg:stance ?stance ; rdf:predicate kg:perpetrator ; rdf:subject ?s ; rdf:object ?o"
    parties: dict[str, set[str]] = {}
    denied = set()
    for attack, party, stance in reader.select(f"SELECT DISTINCT ?s ?o ?stance {{ {claim} }}"):
        if attack is not None and party is not None and stance is not None:
            parties.setdefault(attack.value, set()).add(party.value)
            if stance.value == f"{KG}denies":
                denied.add(attack.value)
    return {*denied, *(attack for attack, named in parties.items() if len(named) > 1)}


def _thing_item(iri: str, kind: str, names: _Names, *, speaks: bool) -> Item:
    label = names.label(iri)
    return Item(
        iri=iri,
        kind=kind,
        label=label,
        words=" ".join([label, *names.aliases.get(iri, [])]),
        speaks=speaks,
        types=names.types(iri),
        countries=tuple((country, names.label(country)) for country in names.countries.get(iri, [])),
    )
