"""Which place a reference means: a country, a row of the gazetteer, or a spot that only the report knows.

Only a sure reading gets coordinates and a GeoNames identifier: one that the report's own words
confirm ("X, Nigeria", a report about Nigeria), or one without serious namesake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.model.fact import Reference
from kg.model.resolved import Entity, Evidence
from kg.model.span import Span
from kg.resolve.place_context import Container, PlaceContext, container_of, place_context, said_container, said_kind
from kg.vocab.countries import (
    Country,
    find_capital,
    find_country,
    find_country_by_code,
    find_country_by_key,
    find_territory,
)
from kg.vocab.gazetteer import Place, find_places
from kg.vocab.iri import slug

__all__ = ["PlaceContext", "country_entity", "place_context", "resolve_place"]

_ARTICLE = re.compile(r"^(?:the|The|THE|a|A|an|An|its|his|her|their)\s+")
_POSSESSIVE = re.compile(r"['’]s?$")
_TYPE_WORD = re.compile(
    r"\s+(?:[Pp]rovince|[Ss]tate|[Rr]egion|[Gg]overnorate|[Oo]blast|[Cc]ounty|[Dd]istrict|[Cc]ity|[Tt]own|[Vv]illage)$"
)
_GENERIC = re.compile(
    r"(?:(?:north|south|east|west|northern|southern|eastern|western|central|upper|lower|capital|inner|outer|middle)[\s-]*)+",
    re.IGNORECASE,
)
_DOMINANT = 5  # times the people of the next namesake
_OBSCURE = 20  # a namesake with so many times fewer people is not meant without a reason
_WELL_KNOWN = 300_000
_IMPLIED_FLOOR = 15_000  # people of a town that needs no more than another place in its country to be meant
_ADMIN_OVER_TOWN = 50_000  # a smaller town than this stands behind the province that has its name


def country_entity(key: str, mentions: Iterable[Evidence] = ()) -> Entity:
    """The state of this key with its names; KeyError for a key that no state has."""
    country = find_country_by_key(key)
    if country is None or not country.sovereign:
        raise KeyError(key)
    return Entity(
        key=key,
        kind="Country",
        label=country.name,
        aliases=country.aliases,
        mentions=tuple(mentions),
        geonames=country.geonames,
        reason=f"{country.name} in the list of states",
    )


def resolve_place(context: PlaceContext, reference: Reference) -> Entity:
    """The country or place that the reference means, with the reference's words as its mention."""
    written = _label(context, reference)
    evidence = (Evidence(span=reference.span, rule="place"),)
    seat = _seat(written, evidence)
    if seat is not None:
        return seat
    key = find_country(written)
    if key is not None and not _is_province(context, reference.span, written):
        country = country_entity(key, evidence)
        label = written if written in (country.label, *country.aliases) else country.label
        return _relabelled(country, label)
    territory = find_territory(written)
    if territory is not None:
        return _territory_entity(territory, written, evidence)
    place, reason = _choose(context, reference.span, written)
    if place is None:
        return _local_entity(context, reference.span, written, reason)
    return _place_entity(place, written, evidence, reason)


def _seat(written: str, evidence: tuple[Evidence, ...]) -> Entity | None:
    """The city that "the Libyan capital" is."""
    found = find_capital(written)
    if found is None:
        return None
    name, country = found
    towns = [p for p in find_places(name) if p.kind == "city" and p.countries == (country.code,)]
    best = max(towns, key=lambda p: p.population, default=None)
    return None if best is None else _place_entity(best, name, evidence, f"the capital of {country.name}")


def _local_entity(context: PlaceContext, span: Span, written: str, reason: str) -> Entity:
    """A place that only this report knows, with its country where the words beside it say so."""
    container = said_container(context, span)
    codes = sorted(container.countries) if container is not None else []
    country = find_country_by_code(codes[0]) if len(codes) == 1 else None
    return Entity(
        key=f"place/{context.annotated.article.key}-{slug(written)}",
        kind="Place",
        label=written,
        mentions=(Evidence(span=span, rule="place"),),
        country=country.key if country is not None and country.sovereign else None,
        reason=reason,
    )


def _label(context: PlaceContext, reference: Reference) -> str:
    words = " ".join(reference.span.slice(context.annotated.article.text).split())
    return _POSSESSIVE.sub("", _ARTICLE.sub("", words)) or words


def _relabelled(country: Entity, label: str) -> Entity:
    aliases = tuple(name for name in dict.fromkeys((country.label, *country.aliases)) if name != label)
    return Entity(
        key=country.key,
        kind=country.kind,
        label=label,
        aliases=aliases,
        mentions=country.mentions,
        geonames=country.geonames,
        reason=country.reason,
    )


def _is_province(context: PlaceContext, span: Span, written: str) -> bool:
    """Whether a country's name stands for its namesake elsewhere: "Atlanta, Georgia", "the state of Georgia"."""
    key = find_country(written)
    country = None if key is None else find_country_by_key(key)
    if country is None:
        return False
    homes = {p.countries[0] for p in find_places(written) if p.kind == "admin1"} - {country.code}
    stated = said_kind(context, span) == "admin1" and homes & set(context.mentioned)
    return bool(stated or _homes_beside(context, span) & homes)


def _homes_beside(context: PlaceContext, span: Span) -> set[str]:
    """Countries of a city that stands right before the span: "Atlanta, " speaks for the United States."""
    for name in context.annotated.names:
        if (
            name.end <= span.start <= name.end + 3
            and context.annotated.article.text[name.end : span.start].strip() == ","
        ):
            return {p.countries[0] for p in find_places(name.text) if p.population >= _ADMIN_OVER_TOWN}
    return set()


def _choose(context: PlaceContext, span: Span, written: str) -> tuple[Place | None, str]:
    """The gazetteer's row for the words and why, or None and why not."""
    kind, container = said_kind(context, span), said_container(context, span)
    name, _, tail = written.partition(", ")
    if tail and container is None:
        container = container_of(tail.rpartition(", ")[2])
    stripped = _TYPE_WORD.sub("", name)
    candidates = find_places(name) or find_places(stripped)
    if not candidates:
        return None, "named in no gazetteer"
    if candidates[0].geonames is None and kind != "city":
        return candidates[0], "in the list of regions"
    towns = _without_aliases([p for p in candidates if p.geonames is not None], stripped)
    if not towns:
        return candidates[0], "in the list of regions"
    if stripped != name and kind is None:
        kind = "city" if name.endswith(("ity", "own", "illage")) else "admin1"
    if container is not None:
        inside = [p for p in towns if _lies_in(p, container)]
        best = _best(inside, kind)
        if best is not None:
            return best, "the report says where it lies"
        return None, "the gazetteer knows none where the report says it lies"
    doubt = _doubt(context, towns, {slug(name), slug(stripped)})
    return (None, doubt) if doubt else _by_countries(context, towns, kind)


def _doubt(context: PlaceContext, places: Sequence[Place], keys: set[str]) -> str | None:
    """Why a name needs more than a place of that name: it is none in particular, or only an alias."""
    if any(_GENERIC.fullmatch(key) for key in keys):
        return "a name that any country may use"
    named = {code for p in places for code in p.countries} & set(context.mentioned)
    if not named and not any(slug(p.name) in keys for p in places):
        return "another name of a place in a country that the report does not name"
    return None


def _without_aliases(places: Sequence[Place], name: str) -> list[Place]:
    """The places of that very name and, of those that only have it as an alias, the far bigger ones."""
    exact = max((p.population for p in places if slug(p.name) == slug(name)), default=None)
    if exact is None:
        return list(places)
    return [p for p in places if slug(p.name) == slug(name) or p.population > _OBSCURE * max(exact, 1)]


def _by_countries(context: PlaceContext, candidates: Sequence[Place], kind: str | None) -> tuple[Place | None, str]:
    """The clear winner in the countries that the report names, in those that its places imply, or of the world."""
    biggest = max(candidates, key=lambda p: p.population)
    for countries, reason, floor in ((context.mentioned, "names", 0), (context.implied, "implies", _IMPLIED_FLOOR)):
        at_home = [p for p in candidates if set(p.countries) & set(countries) and p.population >= floor]
        best = _best(at_home, kind)
        if best is None or biggest.population > max(_WELL_KNOWN, _OBSCURE * best.population):
            continue
        rivals = [p for p in at_home if p.countries != best.countries and p.kind == best.kind]
        if all(best.population >= _DOMINANT * p.population and best.population for p in rivals):
            return best, f"the only one of weight in the countries that the report {reason}"
        return None, f"several in the countries that the report {reason}"
    if biggest.population >= _WELL_KNOWN and kind in (None, biggest.kind):
        others = [p.population for p in candidates if p.countries != biggest.countries]
        if all(biggest.population >= 2 * _DOMINANT * other for other in others):
            best = _best([p for p in candidates if p.countries == biggest.countries], kind)
            return best, "large and without namesake of weight"
    return None, "several places have this name"


def _lies_in(place: Place, container: Container) -> bool:
    if container.admin1 and place.kind != "admin1":
        return place.admin1 in container.admin1
    return bool(set(place.countries) & container.countries)


def _best(places: Sequence[Place], kind: str | None) -> Place | None:
    """The likeliest of namesakes: of the stated kind, else a town of size, a province, any town, a district."""
    if kind is not None:
        places = [p for p in places if p.kind == kind] or (list(places) if kind != "city" else [])
    cities = [p for p in places if p.kind == "city"]
    provinces = [p for p in places if p.kind == "admin1"]
    if cities and not (provinces and cities[0].population < _ADMIN_OVER_TOWN):
        return _heaviest(cities)
    return _heaviest(provinces or list(places))


def _heaviest(places: Sequence[Place]) -> Place | None:
    """The most populous, if no namesake in its country comes near."""
    if not places:
        return None
    biggest = max(places, key=lambda p: p.population)
    near = [p for p in places if p is not biggest and p.countries == biggest.countries]
    return None if any(_DOMINANT * p.population >= biggest.population for p in near) else biggest


def _place_entity(place: Place, written: str, evidence: tuple[Evidence, ...], reason: str) -> Entity:
    aliases = [place.name] if slug(place.name) != slug(written) else []
    stripped = _TYPE_WORD.sub("", written)
    if stripped != written:
        aliases.insert(0, stripped)
    country = find_country_by_code(place.countries[0]) if len(place.countries) == 1 else None
    return Entity(
        key=place.key,
        kind="Place",
        label=written,
        aliases=tuple(dict.fromkeys(aliases)),
        mentions=evidence,
        country=country.key if country is not None and country.sovereign else None,
        latitude=place.latitude,
        longitude=place.longitude,
        geonames=place.geonames,
        reason=f"{place.name} ({place.kind}): {reason}",
    )


def _territory_entity(territory: Country, written: str, evidence: tuple[Evidence, ...]) -> Entity:
    return Entity(
        key=territory.key,
        kind="Place",
        label=written,
        aliases=tuple(name for name in (territory.name, *territory.aliases) if name != written),
        mentions=evidence,
        geonames=territory.geonames,
        reason=f"{territory.name} in the list of territories",
    )
