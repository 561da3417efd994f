"""The words that a fact rests on, and the rule that read them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.serve.graphs import KG
from kg.serve.reading import NIF, Reader, Ref, path_of

_FRAGMENT = re.compile(r"(?P<article>[^#]+)#char=(?P<start>\d{1,9}),(?P<end>\d{1,9})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Characters `start` to `end` (code points, end exclusive) of an article and their `words`."""

    iri: str
    article: str
    start: int
    end: int
    words: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The passages in the order of the text, and the rules or components that read them."""

    passages: tuple[Passage, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One value of one property. `value` is a node, or `text` holds what is no node; `iri` names the record, if any."""

    property: str
    name: str
    value: Ref | None = None
    text: str = ""
    evidence: Evidence = Evidence()
    iri: str = ""


def read_passage(reader: Reader, iri: str) -> Passage | None:
    """None for an IRI that names no characters of an article."""
    found = _FRAGMENT.fullmatch(iri)
    if found is None:
        return None
    return Passage(
        iri=iri,
        article=found["article"],
        start=int(found["start"]),
        end=int(found["end"]),
        words=reader.text(iri, f"{NIF}anchorOf"),
        path=path_of(iri, reader.graphs.base),
    )


def read_evidence(reader: Reader, node: str, *, article: str | None = None) -> Evidence:
    """What `node` mentions; only in one `article`, if one is named."""
    found = (read_passage(reader, iri) for iri in reader.iris(node, f"{KG}mention"))
    passages = [passage for passage in found if passage and (article is None or passage.article == article)]
    passages.sort(key=lambda passage: (passage.article, passage.start, passage.end))
    return Evidence(passages=tuple(passages), rules=tuple(reader.texts(node, f"{KG}rule")))


def join_evidence(evidence: list[Evidence]) -> Evidence:
    """All of it, each passage and rule once."""
    passages = {passage.iri: passage for one in evidence for passage in one.passages}
    ordered = sorted(passages.values(), key=lambda passage: (passage.article, passage.start, passage.end))
    rules = sorted({rule for one in evidence for rule in one.rules})
    return Evidence(passages=tuple(ordered), rules=tuple(rules))
