"""How two places stand to each other: far apart, or one perhaps inside the other."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from math import asin, cos, radians, sin, sqrt

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import Reference
from kg.model.resolved import Entity
from kg.resources import read_tsv
from kg.vocab.gazetteer import Place, find_places, find_region

_EARTH = 6371.0  # kilometres
_SUBURB = 30.0  # kilometres: a district of a city may be a town of its own in the gazetteer
_COUNTY = 150.0  # kilometres from a district's centre to a town in it, at most
_SPOTS = frozenset(
    {"street", "avenue", "road", "boulevard", "square", "terminus", "mall", "neighbourhood", "neighborhood", "district",
     "quarter", "area", "village", "highway", "promenade", "sea", "river", "lake", "island", "mountain", "mountains",
     "valley", "border", "suburb", "compound", "house", "sector"}
)  # fmt: skip
_WITHIN = re.compile(
    r"\b(?:district|suburb|neighbou?rhood|area|quarter|street|sector|part|outskirts|borough)s?\s+(?:of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?:\b(?:near|outside|close to|not far from|bordering)"
    r"|(?:\d\S*|\bkilomet\w+|\bmiles?|\bkm|\bhours?|\bjust|\bsouth\w*|\bnorth\w*|\beast\w*|\bwest\w*)\s+(?:of|from)"
    r"|\b(?:border|frontier|road|highway) (?:with|to))"
    r"(?:\s+(?:the|capital|city|town|village|of|provincial|port)){0,4}\s*$",
    re.IGNORECASE,
)


def is_beside(annotated: AnnotatedArticle, reference: Reference) -> bool:
    """Whether the words name the place only to say what it is near: "40 km south of X", "near X"."""
    before = annotated.article.text[max(0, reference.span.start - 48) : reference.span.start]
    return _BESIDE.search(before) is not None


def is_part(annotated: AnnotatedArticle, reference: Reference) -> bool:
    """Whether the words show a part of a town or country: "the district of X"."""
    return _WITHIN.search(annotated.article.text[max(0, reference.span.start - 32) : reference.span.start]) is not None


def may_be_one(first: Entity, second: Entity) -> bool:
    """Whether an act at the one may be an act at the other: the same town, a town and its province, a town and a
    spot that may lie in it."""
    if first.key == second.key or "Country" in (first.kind, second.kind):
        return True
    if _words(first) <= _words(second) or _words(second) <= _words(first):
        return True  # "Springfield" and "Springfield Arena"
    if first.country and second.country and first.country != second.country:
        return False
    one, other = _row(first), _row(second)
    if one is None or other is None:
        spots = [e for e, row in ((first, one), (second, other)) if row is None]
        return any(_is_spot(e) for e in spots)
    if "admin1" in (one.kind, other.kind):
        return one.kind != other.kind and one.admin1 == other.admin1
    away = _kilometres(one, other)
    if away is None:
        return True
    if "admin2" in (one.kind, other.kind):
        return one.kind != other.kind and one.admin1 == other.admin1 and away <= _COUNTY
    return away <= _SUBURB


def _words(entity: Entity) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", entity.label.lower()))


def _is_spot(entity: Entity) -> bool:
    """A building, a street or another spot that lies in some town."""
    last = entity.label.lower().split()[-1]
    region = find_region(entity.label)
    return last in _SPOTS or last in _facilities() or (region is not None and region.kind == "water")


@cache
def _facilities() -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("facility_nouns.tsv"))


@lru_cache(maxsize=512)
def _row_of(key: str, names: tuple[str, ...]) -> Place | None:
    return next((p for name in names for p in find_places(name) if p.key == key), None)


def _row(entity: Entity) -> Place | None:
    """The gazetteer's row of a place that has coordinates; None for a spot that only the report knows."""
    if entity.geonames is None:
        return None
    return _row_of(entity.key, (entity.label, *entity.aliases))


def _kilometres(one: Place, other: Place) -> float | None:
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    lat1, lon1, lat2, lon2 = (
        radians(float(x or 0)) for x in (one.latitude, one.longitude, other.latitude, other.longitude)
    )
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(half))
