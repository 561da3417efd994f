"""Decisions as triples, in the graph `<base>reviews`, which a rebuild of the articles does not touch."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.review.decision import Decision, FactKey, Verdict
from kg.serve.graphs import KG
from kg.serve.reading import PROV, RDF, RDFS, SCHEMA, Reader

if TYPE_CHECKING:
    import pyoxigraph as ox

SOURCE = "http://purl.org/dc/terms/source"
_CLASS = f"{KG}ReviewDecision"
_SPAN = re.compile(r"#char=(\d{1,9}),(\d{1,9})$")
_DATE_TIME = "http://www.w3.org/2001/XMLSchema#dateTime"


def reviews_name(base: str) -> str:
    """The graph that holds the decisions about facts under a base."""
    return f"{base}reviews"


def to_update(decision: Decision, *, base: str) -> str:
    """A SPARQL update that records the decision; nothing is taken away."""
    import pyoxigraph as ox

    lines = "\n".join(f"{triple} ." for triple in to_triples(decision, base=base))
    return f"INSERT DATA {{ GRAPH {ox.NamedNode(reviews_name(base))} {{\n{lines}\n}} }}"


def to_triples(decision: Decision, *, base: str) -> list[ox.Triple]:
    """The decision, and that the graph is one of notes and no article's."""
    import pyoxigraph as ox

    node, name, fact = ox.NamedNode(decision.iri(base)), ox.NamedNode(reviews_name(base)), decision.fact
    pairs: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        (f"{RDF}type", ox.NamedNode(_CLASS)),
        (f"{KG}decides", ox.NamedNode(f"{KG}{decision.verdict}")),
        (f"{KG}reviewedProperty", ox.Literal(fact.predicate)),
        (f"{KG}reviewedValue", ox.Literal(fact.value)),
        (f"{SCHEMA}author", ox.Literal(decision.reviewer)),
        (f"{PROV}generatedAtTime", ox.Literal(decision.moment, datatype=ox.NamedNode(_DATE_TIME))),
        (SOURCE, ox.NamedNode(fact.article)),
        *((f"{PROV}wasDerivedFrom", ox.NamedNode(f"{fact.article}#char={start},{end}")) for start, end in fact.spans),
    ]
    if decision.reason:
        pairs.append((f"{RDFS}comment", ox.Literal(decision.reason)))
    if decision.correction:
        pairs.append((f"{KG}correction", ox.Literal(decision.correction)))
    bundle = ox.Triple(name, ox.NamedNode(f"{RDF}type"), ox.NamedNode(f"{PROV}Bundle"))
    return [bundle, *(ox.Triple(node, ox.NamedNode(predicate), value) for predicate, value in pairs)]


def read_decisions(reader: Reader, article: str) -> tuple[Decision, ...]:
    """All about the facts of an article, the earliest first. Raises InputError for a decision that is not whole."""
    nodes = [node for node in reader.subjects(SOURCE, article) if "ReviewDecision" in reader.types(node)]
    found = [_read_decision(reader, node, article) for node in nodes]
    return tuple(sorted(found, key=lambda one: (one.at, one.fact, one.verdict, one.reviewer)))


def reviewed_articles(reader: Reader) -> tuple[str, ...]:
    """The articles that anybody decided about, sorted; they may be gone by now."""
    nodes = reader.iter_subjects(f"{RDF}type", _CLASS)
    return tuple(sorted({article for node in nodes for article in reader.iris(node, SOURCE)}))


def _read_decision(reader: Reader, node: str, article: str) -> Decision:
    spans = [_SPAN.search(iri) for iri in reader.iris(node, f"{PROV}wasDerivedFrom")]
    try:
        return Decision(
            fact=FactKey(
                article=article,
                predicate=_one(reader, node, f"{KG}reviewedProperty"),
                value=_one(reader, node, f"{KG}reviewedValue"),
                spans=tuple(sorted((int(span[1]), int(span[2])) for span in spans if span)),
            ),
            verdict=Verdict(_one(reader, node, f"{KG}decides").removeprefix(KG)),
            reviewer=_one(reader, node, f"{SCHEMA}author"),
            at=dt.datetime.fromisoformat(_one(reader, node, f"{PROV}generatedAtTime")),
            reason=reader.text(node, f"{RDFS}comment"),
            correction=reader.text(node, f"{KG}correction"),
        )
    except ValueError as error:
        raise InputError(
            place=node, problem=f"is no whole decision ({error})", remedy="Correct or delete it in the store."
        ) from error


def _one(reader: Reader, node: str, predicate: str) -> str:
    found = reader.texts(node, predicate)
    if len(found) != 1:
        raise ValueError(f"{len(found)} values of {predicate}")
    return found[0]


def to_record(decision: Decision) -> dict[str, object]:
    """The decision for JSON, its parts in words."""
    fact = decision.fact
    return {
        "article": fact.article,
        "property": fact.predicate,
        "value": fact.value,
        "spans": [list(span) for span in fact.spans],
        "verdict": str(decision.verdict),
        "correction": decision.correction,
        "reviewer": decision.reviewer,
        "at": decision.moment,
        "reason": decision.reason,
    }
