"""What a page shows, as a table or as triples."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from starlette.responses import Response

from kg.serve.graphs import KG
from kg.serve.reading import Reader
from kg.serve.searching import Found
from kg.serve.views.agent import AgentView
from kg.serve.views.attack import AttackView
from kg.serve.views.evidence import Evidence, Fact
from kg.serve.views.node import NodeView
from kg.serve.views.report import ReportView, range_words

if TYPE_CHECKING:
    import pyoxigraph as ox

DESCRIBED = 20_000  # triples
Row = tuple[str | int, ...]
_FACT_HEAD = ("subject", "property", "value", "value_iri", "words", "article", "start", "end", "rules")
# A cell that begins with one of these is a formula to spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_response(rows: Iterable[Row], *, name: str) -> Response:
    """A table to be kept, as UTF-8. Text that a spreadsheet would run as a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([_harmless(cell) if isinstance(cell, str) else cell for cell in row])
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"', "Vary": "Accept"}
    return Response(out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def hit_rows(found: Found) -> Iterator[Row]:
    """The hits of a search."""
    yield ("kind", "label", "day", "contested", "iri")
    for hit in found.hits:
        yield (hit.kind, hit.label, hit.day, "yes" if hit.contested else "", hit.iri)


def fact_rows(view: AttackView | ReportView | AgentView | NodeView) -> Iterator[Row]:
    """One row for each fact and passage that it rests on."""
    yield _FACT_HEAD
    if isinstance(view, AttackView):
        yield from _attack_rows(view)
    elif isinstance(view, ReportView):
        for fact in view.facts:
            value, iri = (fact.value.label, fact.value.iri) if fact.value else ("", "")
            yield from _with_evidence((fact.subject.label, fact.name, fact.text or value, iri), fact.evidence)
    elif isinstance(view, AgentView):
        yield from _agent_rows(view)
    else:
        for line in view.outgoing:
            yield (view.ref.label, line.property, line.other.label if line.other else line.text, line.iri, *[""] * 5)


def describe(reader: Reader, iri: str) -> tuple[set[ox.Triple], str]:
    """The triples of a node and of what belongs to it alone: its records, counts, claims and passages.

    Of a node that very many reports name, as many as DESCRIBED and a remark that there are more.
    """
    found: set[ox.Triple] = set()
    owners = "SELECT DISTINCT ?s { ?s rdf:subject|kg:about ?node } ORDER BY ?s"
    waiting = deque([iri, *reader.column(f"{owners} LIMIT {DESCRIBED}", node=iri)])
    seen = set(waiting)
    while waiting:
        if len(found) >= DESCRIBED:
            return found, f"truncated: {len(found)} triples; ask /sparql for the others"
        for triple in _triples(reader, waiting.popleft()):
            found.add(triple)
            name = triple.predicate.value.removeprefix(KG)
            if name in ("casualties", "mention", "asserts") and (value := _iri(triple)) and value not in seen:
                seen.add(value)
                waiting.append(value)
    return found, ""


def _triples(reader: Reader, node: str) -> Iterator[ox.Triple]:
    """Each once, at most DESCRIBED."""
    import pyoxigraph as ox

    subject = ox.NamedNode(node)
    for predicate, value in reader.select(f"SELECT DISTINCT ?p ?o {{ ?node ?p ?o }} LIMIT {DESCRIBED}", node=node):
        if isinstance(predicate, ox.NamedNode) and value is not None:
            yield ox.Triple(subject, predicate, value)


def _iri(triple: ox.Triple) -> str:
    import pyoxigraph as ox

    return triple.object.value if isinstance(triple.object, ox.NamedNode) else ""


def _attack_rows(view: AttackView) -> Iterator[Row]:
    label = view.ref.label
    for name, value in (("earliest date", view.earliest), ("latest date", view.latest)):
        if value:
            yield from _with_evidence((label, name, value, ""), view.mentions)
    for slot in view.slots:
        for fact in slot.facts:
            yield from _fact(label, fact)
    for toll in view.tolls:
        by = ", ".join(source.label for source in toll.sources) or "the report itself"
        words = "; ".join(
            f"{what} {text}"
            for what, text in (("killed", range_words(*toll.killed)), ("injured", range_words(*toll.injured)))
            if text
        )
        yield from _with_evidence((label, f"toll by {by}", words, toll.iri), toll.evidence)
    for column in view.columns:
        for statement in column.statements:
            speakers = ", ".join(speaker.label for speaker in statement.speakers)
            text = statement.text or " ".join(statement.quotes)
            yield from _with_evidence((speakers, ", ".join(statement.kinds), text, statement.iri), statement.evidence)


def _agent_rows(view: AgentView) -> Iterator[Row]:
    for fact in (*view.positions, *view.relations):
        yield from _fact(view.ref.label, fact)
    for part in view.parts:
        for line in part.attacks:
            yield (line.ref.label, part.role, view.ref.label, line.ref.iri, *[""] * 5)
    for statement in view.statements:
        text = statement.text or " ".join(statement.quotes)
        yield from _with_evidence((view.ref.label, ", ".join(statement.kinds), text, statement.iri), statement.evidence)


def _fact(subject: str, fact: Fact) -> Iterator[Row]:
    value, iri = (fact.value.label, fact.value.iri) if fact.value else (fact.text, "")
    yield from _with_evidence((subject, fact.name, value, iri), fact.evidence)


def _with_evidence(start: tuple[str, str, str, str], evidence: Evidence) -> Iterator[Row]:
    rules = " ".join(evidence.rules)
    if not evidence.passages:
        yield (*start, "", "", "", "", rules)
    for passage in evidence.passages:
        yield (*start, passage.words, passage.article, passage.start, passage.end, rules)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
