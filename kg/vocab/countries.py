"""The states of the world: their names, nationality words and seats of government.

Read from `countries.tsv` (ISO 3166 and GeoNames), `country_names.tsv` and `demonyms.tsv`. A
country's key is "country/" and the slug of its usual English name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.resources import read_tsv
from kg.vocab.iri import slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A state or, where `sovereign` is false, a dependent territory. `code`: ISO 3166-1 alpha-2.
    `aliases`: other names that reports use, the official one among them."""

    code: str
    name: str
    aliases: tuple[str, ...]
    sovereign: bool
    geonames: int

    @property
    def key(self) -> str:
        """ "country/iraq"; a territory is a place: "place/guam-4043988"."""
        return f"country/{slug(self.name)}" if self.sovereign else f"place/{slug(self.name)}-{self.geonames}"


@lru_cache(maxsize=16384)
def find_country(words: str) -> str | None:
    """The key of the state that the words name: "the U.S." → "country/united-states". Capitals count: not "us"."""
    country = _by_name().get(_plain(words))
    return None if country is None or not country.sovereign else country.key


@lru_cache(maxsize=16384)
def may_begin_country(words: str) -> bool:
    """Whether a state's or territory's name, adjective or people may begin with these words, of which the first is no
    article: a quick look before asking for each stretch of words. The apostrophe of a possessive may end them."""
    text = " ".join(words.replace("’", "'").split())
    return any(text.removesuffix(ending) in _beginnings() for ending in ("", "'", "'s"))


def find_territory(words: str) -> Country | None:
    """The dependent territory that the words name: "Guam"."""
    country = _by_name().get(_plain(words))
    return None if country is None or country.sovereign else country


@lru_cache(maxsize=16384)
def find_demonym(words: str) -> str | None:
    """The key of the state whose adjective or people the words are: "Iraqi", "Iraqis", "Frenchmen"."""
    code = _demonyms().get(_plain(words))
    country = None if code is None else _by_code()[code]
    return country.key if country is not None and country.sovereign else None


def names_country(words: str) -> bool:
    """Whether the words are a country's name or a word for its people: "France", "French"."""
    return find_country(words) is not None or find_demonym(words) is not None


def find_capital_country(words: str) -> str | None:
    """The key of the state that speaks through its capital: "Tehran", "the Kremlin"."""
    code = _capitals().get(_plain(words))
    return None if code is None else _by_code()[code].key


def find_capital(words: str) -> tuple[str, Country] | None:
    """The seat of government that the words describe and its state: "the Libyan capital", "Libya's capital"."""
    plain = _plain(words)
    for ending in (" capital city", " capital"):
        if plain.endswith(ending):
            owner = plain.removesuffix(ending)
            country = find_country_by_key(find_demonym(owner) or find_country(owner) or "")
            return None if country is None else _seats().get(country.code)
    return None


def find_country_by_key(key: str) -> Country | None:
    return _by_key().get(key)


def find_country_by_code(code: str) -> Country | None:
    """By ISO 3166-1 alpha-2 code."""
    return _by_code().get(code)


def _plain(words: str) -> str:
    text = " ".join(words.replace("’", "'").split())
    text = text.removesuffix("'s")
    for article in ("the ", "The ", "THE "):
        text = text.removeprefix(article)
    return text


@cache
def _by_code() -> Mapping[str, Country]:
    others: dict[str, list[str]] = {}
    for row in read_tsv("country_names.tsv"):
        if row["kind"] == "name":
            others.setdefault(row["country"], []).append(row["name"])
    return {
        row["country"]: Country(
            code=row["country"],
            name=row["name"],
            aliases=tuple(dict.fromkeys(filter(None, [*others.get(row["country"], []), row["official"]]))),
            sovereign=row["status"] == "state",
            geonames=int(row["geonames"]),
        )
        for row in read_tsv("countries.tsv")
    }


@cache
def _by_key() -> Mapping[str, Country]:
    return {country.key: country for country in _by_code().values()}


@cache
def _by_name() -> Mapping[str, Country]:
    names: dict[str, Country] = {}
    for country in _by_code().values():
        for name in (country.name, *country.aliases):
            names.setdefault(_plain(name), country)
            if len(name) > 4:
                names.setdefault(_plain(name).upper(), country)
    return names


@cache
def _demonyms() -> Mapping[str, str]:
    forms: dict[str, str] = {}
    for row in read_tsv("demonyms.tsv"):
        for form in filter(None, (row["word"], row["plural"])):
            forms.setdefault(form, row["country"])
    return forms


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(name[:length] for name in (*_by_name(), *_demonyms()) for length in range(1, len(name) + 1))


@cache
def _seats() -> Mapping[str, tuple[str, Country]]:
    rows = [row for row in read_tsv("countries.tsv") if row["status"] == "state" and row["capital"]]
    return {row["country"]: (row["capital"], _by_code()[row["country"]]) for row in rows}


@cache
def _capitals() -> Mapping[str, str]:
    seats = {_plain(row["name"]): row["country"] for row in read_tsv("country_names.tsv") if row["kind"] == "capital"}
    for row in read_tsv("countries.tsv"):
        if row["status"] == "state" and row["capital"]:
            seats.setdefault(_plain(row["capital"]), row["country"])
    return seats
