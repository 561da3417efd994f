"""A search as somebody asks it, and a page of what was found with the counts of the facets."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from kg.serve.indexing import Index
from kg.serve.reading import in_words, path_of

PAGE = 25
# What can be searched for: the name in the address, the heading, the condition on the items.
SCOPES = (
    ("attacks", "Attacks", "i.kind = 'attack'"),
    ("people", "People", "i.kind = 'person'"),
    ("organisations", "Organisations", "i.kind = 'organisation'"),
    ("places", "Places", "i.kind = 'place'"),
    ("speakers", "Speakers", "i.speaks = 1"),
    ("reports", "Reports", "i.kind = 'report'"),
)
_FACETS_SHOWN = 15
_WORD = re.compile(r"\w+")
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_LAST_PAGE = 400  # beyond it, a narrower question serves better than more pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """`scope`: a name of SCOPES. `since`, `until`: days, months or years, "" for open. `contested`: "", "yes", "no"."""

    words: str = ""
    scope: str = "attacks"
    type: str = ""
    country: str = ""
    since: str = ""
    until: str = ""
    contested: str = ""
    page: int = 1

    def address(self, **changes: str | int) -> str:
        """The path of this search with some things changed; back on its first page unless that is one of them."""
        changed = replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]  # names and types are the fields'
        pairs = {
            "q": changed.words,
            "in": changed.scope,
            "type": changed.type,
            "country": changed.country,
            "from": changed.since,
            "to": changed.until,
            "contested": changed.contested,
            "page": "" if changed.page == 1 else str(changed.page),
        }
        return "/search?" + urlencode({name: value for name, value in pairs.items() if value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    iri: str
    path: str
    label: str
    kind: str
    day: str
    contested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A value of a facet, how many hits have it, and the search with it (or without it, if it is chosen)."""

    label: str
    number: int
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    heading: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`complete`: whether the index holds everything by now."""

    search: Search
    hits: tuple[Hit, ...]
    total: int
    pages: int
    facets: tuple[Facet, ...]
    complete: bool


def make_search(given: Mapping[str, str]) -> Search:
    """Out of the parameters of an address; what makes no sense is left out."""
    scopes = [name for name, _, _ in SCOPES]
    page = given.get("page", "")
    return Search(
        words=given.get("q", "")[:200],
        scope=given.get("in", "") if given.get("in", "") in scopes else "attacks",
        type=given.get("type", "") if given.get("type", "").isalpha() else "",
        country=given.get("country", ""),
        since=given.get("from", "") if _DAY.fullmatch(given.get("from", "")) else "",
        until=given.get("to", "") if _DAY.fullmatch(given.get("to", "")) else "",
        contested=given.get("contested", "") if given.get("contested", "") in ("yes", "no") else "",
        page=min(_LAST_PAGE, int(page)) if page.isdecimal() and page.isascii() and len(page) < 9 and int(page) else 1,
    )


def find(index: Index, search: Search, *, base: str, size: int = PAGE) -> Found:
    """One page of `size` hits, the latest first (by name, where there are no dates)."""
    complete = index.complete
    where, values = _conditions(search)
    ((total,),) = index.ask(f"SELECT COUNT(*) FROM items i WHERE {where}", values)  # noqa: S608 - parts of our own
    rows = index.ask(
        f"SELECT i.iri, i.label, i.kind, i.day, i.contested FROM items i WHERE {where} "  # noqa: S608
        "ORDER BY i.day DESC, i.label, i.id LIMIT ? OFFSET ?",
        [*values, size, (search.page - 1) * size],
    )
    hits = tuple(
        Hit(
            iri=str(iri),
            path=path_of(str(iri), base),
            label=str(label),
            kind=str(kind),
            day=str(day),
            contested=bool(contested),
        )
        for iri, label, kind, day, contested in rows
    )
    pages = min(_LAST_PAGE, -(-int(total) // size))
    return Found(
        search=search, hits=hits, total=int(total), pages=pages, facets=tuple(_facets(index, search)), complete=complete
    )


def count_scopes(index: Index) -> dict[str, int]:
    """How much there is of each scope."""
    return {
        name: int(index.ask(f"SELECT COUNT(*) FROM items i WHERE {condition}")[0][0])  # noqa: S608
        for name, _, condition in SCOPES
    }


def _conditions(search: Search, *, without: str = "") -> tuple[str, list[str | int]]:
    """SQL for what the search asks, but for one facet: its counts are those of changing it."""
    parts = [next(condition for name, _, condition in SCOPES if name == search.scope)]
    values: list[str | int] = []
    words = _WORD.findall(search.words)
    if words:
        parts.append("i.id IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append(" ".join(f'"{word}"*' for word in words))
    if search.type and without != "type":
        parts.append("i.id IN (SELECT id FROM types WHERE type = ?)")
        values.append(search.type)
    if search.country and without != "country":
        parts.append("i.id IN (SELECT id FROM countries WHERE iri = ?)")
        values.append(search.country)
    if without != "year":
        if search.since:
            parts.append("i.day >= ?")
            values.append(search.since)
        if search.until:
            parts.append("i.day <> '' AND i.day <= ?")
            values.append(search.until + "~")  # sorts after every day of a month or year
    if search.contested and without != "contested":
        parts.append("i.contested = ?")
        values.append(int(search.contested == "yes"))
    return " AND ".join(parts), values


def _facets(index: Index, search: Search) -> list[Facet]:
    found = [
        _named_facet(
            index, search, field="type", heading="Kind", source="types.type", label="types.type", say=in_words
        ),
        _named_facet(
            index, search, field="country", heading="Country", source="countries.iri", label="MIN(countries.label)"
        ),
    ]
    if search.scope in ("attacks", "reports"):
        found.append(_year_facet(index, search))
    if search.scope == "attacks":
        found.append(_contested_facet(index, search))
    return [facet for facet in found if facet.choices]


def _named_facet(
    index: Index,
    search: Search,
    *,
    field: str,
    heading: str,
    source: str,
    label: str,
    say: Callable[[str], str] = str,
) -> Facet:
    """The values of a field of the search, the most frequent first. `source`: the column that holds them, as
    "table.column"; `label`: SQL for the name of a value, which `say` puts into words."""
    where, values = _conditions(search, without=field)
    table = source.partition(".")[0]
    rows = index.ask(
        f"SELECT {source}, {label}, COUNT(*) AS n FROM items i JOIN {table} ON {table}.id = i.id "  # noqa: S608
        f"WHERE {where} GROUP BY {source} ORDER BY n DESC, {source} LIMIT ?",
        [*values, _FACETS_SHOWN],
    )
    chosen = getattr(search, field)
    return Facet(
        heading=heading,
        choices=tuple(
            _choice(search, field, str(value), say(str(name)), int(number), chosen=value == chosen)
            for value, name, number in rows
        ),
    )


def _year_facet(index: Index, search: Search) -> Facet:
    where, values = _conditions(search, without="year")
    rows = index.ask(
        f"SELECT SUBSTR(i.day, 1, 4) AS year, COUNT(*) FROM items i WHERE {where} AND i.day <> '' "  # noqa: S608
        "GROUP BY year ORDER BY year DESC LIMIT ?",
        [*values, _FACETS_SHOWN],
    )
    choices = []
    for year, number in rows:
        chosen = search.since == search.until == year
        address = search.address(since="" if chosen else str(year), until="" if chosen else str(year))
        choices.append(Choice(label=str(year), number=int(number), chosen=chosen, address=address))
    return Facet(heading="Year", choices=tuple(choices))


def _contested_facet(index: Index, search: Search) -> Facet:
    where, values = _conditions(search, without="contested")
    rows = index.ask(
        f"SELECT i.contested, COUNT(*) FROM items i WHERE {where} GROUP BY i.contested ORDER BY 1 DESC",  # noqa: S608
        values,
    )
    names = {1: ("yes", "contested"), 0: ("no", "not contested")}
    return Facet(
        heading="Who did it",
        choices=tuple(
            _choice(
                search, "contested", *names[int(value)], int(number), chosen=names[int(value)][0] == search.contested
            )
            for value, number in rows
        ),
    )


def _choice(search: Search, field: str, value: str, label: str, number: int, *, chosen: bool) -> Choice:
    return Choice(label=label, number=number, chosen=chosen, address=search.address(**{field: "" if chosen else value}))
