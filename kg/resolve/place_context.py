"""What a report itself says about where its places lie: countries it names, "X, Y", "X province"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.model.annotation import AnnotatedArticle, NameKind, NameMention
from kg.model.span import Span
from kg.resources import read_tsv
from kg.vocab.countries import find_country, find_country_by_key, find_demonym
from kg.vocab.gazetteer import find_major_place, find_places, find_region

_SEPARATED = re.compile(r"\s*,\s*(?:in\s+)?(?:the\s+)?|\s+in\s+(?:the\s+)?(?:\w+ern\s+|central\s+)?")
_POSSESSED = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,4}")


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """`mentioned`: how often the report names each country, by name or nationality word (ISO 3166-1 code);
    `implied`: by a city or province without namesake of weight."""

    annotated: AnnotatedArticle
    mentioned: Mapping[str, int]
    implied: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Container:
    """What a place is said to lie in: ISO codes of countries, GeoNames codes of provinces."""

    countries: frozenset[str]
    admin1: frozenset[str] = frozenset()


def place_context(annotated: AnnotatedArticle) -> PlaceContext:
    """Read the report once, before its places are resolved."""
    counts: Counter[str] = Counter()
    implied: Counter[str] = Counter()
    for name in annotated.names:
        known = name.known if (name.known or "").startswith("country/") else None
        key = known or _country_in(name)
        country = None if key is None else find_country_by_key(key)
        if country is not None:
            counts[country.code] += 1
        elif name.kind is NameKind.PLACE:
            major = find_major_place(name.text)
            if major is not None and len(major.countries) == 1:
                implied[major.countries[0]] += 1
    return PlaceContext(annotated, dict(counts), dict(implied))


def _country_in(name: NameMention) -> str | None:
    """The country that a name is, or that the name of a body holds: "army of Lebanon", "Kenyan Red Cross"."""
    if name.kind is not NameKind.ORGANISATION:
        return find_country(name.text) or find_demonym(name.text)
    words = name.text.split()
    runs = (" ".join(words[a:b]) for a in range(len(words)) for b in range(min(a + 4, len(words)), a, -1))
    return next((key for run in runs if (key := find_country(run) or find_demonym(run)) is not None), None)


def said_kind(context: PlaceContext, span: Span) -> str | None:
    """The kind of place that the words around the span state ("the town of X", "X province"): city, admin1, admin2."""
    text = context.annotated.article.text
    before, after = text[max(0, span.start - 24) : span.start], text[span.end : span.end + 20]
    for position, stretch in (("after", after), ("before", before)):
        pattern, kinds = _types(position)
        match = pattern.search(stretch)
        if match is not None:
            return kinds[match[1].lower()]
    return None


@cache
def _types(position: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    kinds = {row["word"]: row["kind"] for row in read_tsv("place_types.tsv") if row["position"] == position}
    words = "|".join(re.escape(word) for word in sorted(kinds, key=len, reverse=True))
    shape = rf"^\s+({words})s?\b" if position == "after" else rf"\b({words}),?\s+$"
    return re.compile(shape, re.IGNORECASE), kinds


def said_container(context: PlaceContext, span: Span) -> Container | None:
    """The country or province that the words next to the span state: "X, Nigeria", "X in Borno", "Iraq's X"."""
    annotated = context.annotated
    for name in annotated.names:
        if name.kind not in {NameKind.COUNTRY, NameKind.PLACE} or name.span.overlaps(span):
            continue
        if span.end < name.start <= span.end + 40:
            between = annotated.article.text[span.end : name.start]
            if _SEPARATED.fullmatch(between) or _in_next_phrase(between):
                container = container_of(name.text)
                if container is not None:
                    return container
        if name.end < span.start <= name.end + 60:
            between = annotated.article.text[name.end : span.start]
            if name.kind is NameKind.COUNTRY and _POSSESSED.fullmatch(between):
                return container_of(name.text)
    return None


_PHRASE = re.compile(
    r"\s+(?:city|town|village|province|district|region|state),?\s*(?:in\s+)?(?:the\s+)?(?:\w+ern\s+|central\s+)?"
)
_OF_COUNTRY = re.compile(
    r",?\s+(?:the\s+)?(?:capital|city|town|province|state|region)(?:\s+city)?\s+(?:of|in)\s+(?:the\s+)?"
)


def _in_next_phrase(between: str) -> bool:
    """ "X province, Y", "X, the capital of Y"."""
    return bool(_PHRASE.fullmatch(between) or _OF_COUNTRY.fullmatch(between))


def container_of(words: str) -> Container | None:
    """The country or province that the words name; None where they name neither."""
    key = find_country(words)
    country = None if key is None else find_country_by_key(key)
    plain = words.removeprefix("the ")
    provinces = [p for p in find_places(plain) if p.kind == "admin1"]
    region = find_region(plain)
    codes = {code for place in (*provinces, *((region,) if region else ())) for code in place.countries}
    if country is not None:
        codes.add(country.code)
    if not codes:
        return None
    # "Georgia" may be the country or the province: either confirms.
    admin1 = frozenset(p.admin1 for p in provinces) if country is None and region is None else frozenset()
    return Container(frozenset(codes), admin1)
