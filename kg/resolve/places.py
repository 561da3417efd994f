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
from kg.vocab.countries import Country, find_country, find_country_by_code, find_country_by_key, find_territory
from kg.vocab.gazetteer import Place, find_places
from kg.vocab.iri import slug

__all__ = ["PlaceContext", "country_entity", "place_context", "resolve_place"]

_ARTICLE = re.compile(r"^(?:the|The|THE|a|A|an|An|its|his|her|their)\s+")
_POSSESSIVE = re.compile(r"['’]s?$")
_TYPE_WORD = re.compile(
    r"\s+(?:[Pp]rovince|[Ss]tate|[Rr]egion|[Gg]overnorate|[Oo]blast|[Cc]ounty|[Dd]istrict|[Cc]ity|[Tt]own|[Vv]illage)$"
)
_DOMINANT = 5  # times the people of the next namesake
_WELL_KNOWN = 300_000
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
        local = f"place/{context.annotated.article.key}-{slug(written)}"
        return Entity(key=local, kind="Place", label=written, mentions=evidence, reason=reason)
    return _place_entity(place, written, evidence, reason)


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
    candidates = tuple(p for p in candidates if p.geonames is not None)
    if stripped != name and kind is None:
        kind = "city" if name.endswith(("ity", "own", "illage")) else "admin1"
    if container is not None:
        inside = [p for p in candidates if _lies_in(p, container)]
        best = _best(inside, kind)
        if best is not None:
            return best, "the report says where it lies"
        return None, "the gazetteer knows none where the report says it lies"
    return _by_countries(context, candidates, kind)


def _by_countries(context: PlaceContext, candidates: Sequence[Place], kind: str | None) -> tuple[Place | None, str]:
    """The clear winner in the countries that the report names, else the clear winner of the world."""
    at_home = [p for p in candidates if set(p.countries) & set(context.mentioned)]
    best = _best(at_home, kind)
    biggest = max(candidates, key=lambda p: p.population)
    if best is not None and not (
        biggest.population >= _WELL_KNOWN and biggest.population > 20 * max(best.population, 1)
    ):
        rivals = [p for p in at_home if p.countries != best.countries and p.kind == best.kind]
        if all(best.population >= _DOMINANT * p.population and best.population for p in rivals):
            return best, "the only one of weight in the countries that the report names"
        return None, "several in the countries that the report names"
    if biggest.population >= _WELL_KNOWN and kind in (None, "city"):
        others = [p.population for p in candidates if p is not biggest and p.kind == "city"]
        if all(biggest.population >= 2 * _DOMINANT * other for other in others):
            return biggest, "a large city without namesake of weight"
    return None, "several places have this name"


def _lies_in(place: Place, container: Container) -> bool:
    if container.admin1 and place.kind != "admin1":
        return place.admin1 in container.admin1
    return bool(set(place.countries) & container.countries)


def _best(places: Sequence[Place], kind: str | None) -> Place | None:
    """The likeliest of a country's namesakes: of the stated kind, else a town of size, a province, any town."""
    if kind is not None:
        places = [p for p in places if p.kind == kind] or (list(places) if kind != "city" else [])
    if not places:
        return None
    biggest = max(places, key=lambda p: p.population)
    province = next((p for p in places if p.kind == "admin1" and p.countries == biggest.countries), None)
    if province is not None and biggest.population < _ADMIN_OVER_TOWN:
        return province
    same = [p for p in places if p is not biggest and p.kind == biggest.kind and p.countries == biggest.countries]
    if any(_DOMINANT * p.population > biggest.population for p in same):
        return None
    return biggest


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
