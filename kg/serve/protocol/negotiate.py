"""Which form of an answer a client wants, by its Accept header (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

RESULTS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
}
GRAPHS = {
    "turtle": "text/turtle; charset=utf-8",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
    "nq": "application/n-quads",
    "trig": "application/trig",
}
HTML = {"html": "text/html; charset=utf-8"}
# Other media types under which clients ask for the same.
_ALSO = {
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
    "application/x-turtle": "turtle",
    "text/n3": "turtle",
    "text/plain": "nt",
    "text/x-nquads": "nq",
    "application/xhtml+xml": "html",
}


@dataclass(frozen=True, slots=True)
class _Range:
    type: str
    quality: float

    def matches(self, media_type: str) -> bool:
        if self.type == "*/*":
            return True
        if self.type.endswith("/*"):
            return media_type.startswith(self.type[:-1])
        return self.type == media_type

    @property
    def exactness(self) -> int:
        return 0 if self.type == "*/*" else 1 if self.type.endswith("/*") else 2


def choose(accept: str, offered: Sequence[str]) -> str | None:
    """The name of the form, out of those `offered` (names of RESULTS, GRAPHS and HTML, the preferred first), that the
    header likes best; None where it takes none of them. No header takes the first."""
    ranges = _parse(accept)
    if not ranges:
        return offered[0]
    best: tuple[float, int] | None = None
    chosen = None
    for position, name in enumerate(offered):
        quality = max((_quality(ranges, media_type) for media_type in media_types(name)), default=0.0)
        if quality > 0 and (best is None or (quality, -position) > best):
            best, chosen = (quality, -position), name
    return chosen


def media_types(name: str) -> tuple[str, ...]:
    """The media types that stand for a form, the proper one first."""
    proper = content_type(name).partition(";")[0]
    return (proper, *(other for other, same in _ALSO.items() if same == name))


def content_type(name: str) -> str:
    return (RESULTS | GRAPHS | HTML)[name]


def _quality(ranges: list[_Range], media_type: str) -> float:
    """By the most exact range that matches."""
    matching = [one for one in ranges if one.matches(media_type)]
    return max(matching, key=lambda one: one.exactness).quality if matching else 0.0


def _parse(accept: str) -> list[_Range]:
    ranges = []
    for part in accept.split(","):
        type_, *parameters = (piece.strip() for piece in part.split(";"))
        if not type_:
            continue
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                quality = _number(value)
        ranges.append(_Range(type_.lower(), quality))
    return ranges


def _number(text: str) -> float:
    try:
        return min(1.0, max(0.0, float(text)))
    except ValueError:
        return 0.0
