"""The gazetteer: cities, provinces, districts and regions of the world by name.

`places.tsv` and `place_aliases.tsv` (GeoNames) are sorted by key and searched where they lie, so
that looking a name up costs neither start-up time nor memory; `regions.tsv` is small and read whole.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.resources import data_file, read_tsv
from kg.vocab.iri import slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A row of the gazetteer. `kind`: city, admin1 (province, state), admin2 (district, county), or a
    kind of `regions.tsv` (region, continent, water). `countries`: ISO 3166-1 codes. `admin1`: GeoNames
    code of the province ("IQ.07"). `latitude`, `longitude`: decimal degrees as text, or None.
    `population`: of a province that of its listed towns, 0 where unknown."""

    name: str
    kind: str
    countries: tuple[str, ...]
    geonames: int | None = None
    admin1: str = ""
    latitude: str | None = None
    longitude: str | None = None
    population: int = 0

    @property
    def key(self) -> str:
        """ "place/baghdad-98182", "place/darfur"."""
        return f"place/{slug(self.name)}" + (f"-{self.geonames}" if self.geonames else "")


@lru_cache(maxsize=4096)
def find_places(name: str) -> tuple[Place, ...]:
    """All places of that name or alias, regions first and then by population, the most populous first."""
    key = slug(name)
    found = {place.key: place for place in _rows("places.tsv", key)}
    for cells in _lines("place_aliases.tsv", key):
        for place in _rows("places.tsv", cells[1]):
            if place.geonames == int(cells[2]):
                found.setdefault(place.key, place)
    ranked = sorted(found.values(), key=lambda p: (-p.population, p.kind, p.geonames or 0))
    region = find_region(name)
    return tuple(ranked) if region is None else (region, *ranked)


def find_region(name: str) -> Place | None:
    """The region, continent or sea of that name: "the Sinai", "Darfur"."""
    return _regions().get(slug(name.removeprefix("the ").removeprefix("The ")))


def find_major_place(name: str) -> Place | None:
    """The place that is meant wherever the name stands alone: a region, a city of a hundred thousand with
    ten times the people of any namesake, or a province of a million of which the same holds."""
    found = find_places(name)
    if not found or found[0].geonames is None:
        return found[0] if found else None
    found = tuple(place for place in found if slug(place.name) == slug(name))
    cities = [place for place in found if place.kind == "city"]
    provinces = [place for place in found if place.kind == "admin1"]
    if cities and cities[0].population >= 100_000:
        rivals = [*cities[1:], *(p for p in provinces if p.countries != cities[0].countries)]
        return cities[0] if _outweighs(cities[0], rivals) else None
    if provinces and provinces[0].population >= 1_000_000:
        return provinces[0] if _outweighs(provinces[0], [*provinces[1:], *cities]) else None
    return None


def _outweighs(place: Place, others: Sequence[Place]) -> bool:
    return all(place.population >= 10 * other.population for other in others)


def _rows(table: str, key: str) -> Iterator[Place]:
    for cells in _lines(table, key):
        _, identifier, name, kind, country, admin1, *rest = cells
        latitude, longitude, population = (*rest, "", "", "")[:3]
        yield Place(
            name=name,
            kind=kind,
            countries=(country,),
            geonames=int(identifier),
            admin1=admin1,
            latitude=latitude or None,
            longitude=longitude or None,
            population=int(population or 0),
        )


def _lines(table: str, key: str) -> Iterator[list[str]]:
    """The lines of a sorted table whose first cell is the key, by binary search over its bytes."""
    data, first = _open(table)
    wanted = key.encode() + b"\t"
    low, high = first, len(data)
    while low < high:
        start = data.rfind(b"\n", 0, (low + high) // 2) + 1
        if _key_at(data, start) < wanted[:-1]:
            low = data.find(b"\n", (low + high) // 2) + 1
        else:
            high = start
    while data[low : low + len(wanted)] == wanted:
        end = data.find(b"\n", low)
        yield data[low:end].decode().split("\t")
        low = end + 1


def _key_at(data: mmap.mmap, start: int) -> bytes:
    return data[start : data.find(b"\t", start)]


@cache
def _open(table: str) -> tuple[mmap.mmap, int]:
    """The table and where its first row starts, behind comments and header."""
    with data_file(table).open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    start = 0
    while data[start : start + 1] == b"#":
        start = data.find(b"\n", start) + 1
    return data, data.find(b"\n", start) + 1


@cache
def _regions() -> Mapping[str, Place]:
    return {
        slug(row["name"]): Place(name=row["name"], kind=row["kind"], countries=tuple(row["countries"].split()))
        for row in read_tsv("regions.tsv")
    }
