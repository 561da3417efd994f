"""Who said what, with what it asserts and the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from kg.serve.graphs import KG
from kg.serve.reading import RDF, SCHEMA, Reader, Ref
from kg.serve.views.evidence import Evidence, read_evidence

# Headings of the columns in which statements stand side by side, and the classes that belong under them.
COLUMNS = (
    ("Accusations", ("Accusation",)),
    ("Claims of responsibility", ("ClaimOfResponsibility",)),
    ("Denials", ("Denial",)),
    ("Other statements", ()),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a statement asserts: `denied` where the speaker says that it is not so."""

    iri: str
    subject: Ref
    property: str
    object: Ref
    denied: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    iri: str
    path: str
    kinds: tuple[str, ...]
    speakers: tuple[Ref, ...]
    behalf: tuple[Ref, ...]
    about: tuple[Ref, ...]
    text: str
    quotes: tuple[str, ...]
    channel: str
    date: str
    claims: tuple[Claim, ...]
    evidence: Evidence
    report: Ref | None
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    heading: str
    statements: tuple[Statement, ...]


def read_statement(reader: Reader, iri: str) -> Statement:
    """Everything about one statement."""
    evidence = read_evidence(reader, iri)
    article = evidence.passages[0].article if evidence.passages else ""
    return Statement(
        iri=iri,
        path=reader.path(iri),
        kinds=tuple(reader.narrow_types(iri)),
        speakers=reader.refs(reader.iris(iri, f"{KG}speaker")),
        behalf=reader.refs(reader.iris(iri, f"{KG}onBehalfOf")),
        about=reader.refs(reader.iris(iri, f"{KG}about")),
        text=reader.text(iri, f"{KG}text"),
        quotes=tuple(reader.texts(iri, f"{KG}quote")),
        channel=reader.text(iri, f"{KG}channel"),
        date=reader.text(iri, f"{KG}date"),
        claims=tuple(_read_claim(reader, claim) for claim in reader.iris(iri, f"{KG}asserts")),
        evidence=evidence,
        report=reader.ref(article) if article else None,
        published=reader.text(article, f"{SCHEMA}datePublished") if article else "",
    )


def in_columns(statements: list[Statement]) -> tuple[Column, ...]:
    """Each statement in every column that one of its kinds belongs to, else in the last; ordered by speaker."""
    special = {kind for _, kinds in COLUMNS for kind in kinds}
    columns = []
    for heading, kinds in COLUMNS:
        found = [
            statement
            for statement in statements
            if (set(kinds) & set(statement.kinds) if kinds else not special & set(statement.kinds))
        ]
        columns.append(Column(heading=heading, statements=tuple(sorted(found, key=_order))))
    return tuple(columns)


def _order(statement: Statement) -> tuple[str, str, int, str]:
    speaker = statement.speakers[0].label.casefold() if statement.speakers else ""
    start = statement.evidence.passages[0].start if statement.evidence.passages else 0
    return speaker, statement.published, start, statement.iri


def _read_claim(reader: Reader, iri: str) -> Claim:
    return Claim(
        iri=iri,
        subject=_first_ref(reader, iri, f"{RDF}subject"),
        property=reader.text(iri, f"{RDF}predicate").removeprefix(KG),
        object=_first_ref(reader, iri, f"{RDF}object"),
        denied=f"{KG}denies" in reader.iris(iri, f"{KG}stance"),
    )


def _first_ref(reader: Reader, iri: str, predicate: str) -> Ref:
    found = reader.iris(iri, predicate)
    return reader.ref(found[0]) if found else Ref(iri="", label=reader.text(iri, predicate), path="")
