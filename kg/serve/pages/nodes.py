"""The address of every node: a page for readers, Turtle, JSON-LD and the like for programs, CSV for tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.responses import PlainTextResponse, RedirectResponse, Response

from kg.serve.explorer import Explorer, explorer_of
from kg.serve.graphs import KG
from kg.serve.pages.exports import csv_response, describe, fact_rows
from kg.serve.pages.rendering import not_found, page
from kg.serve.pages.review import standing_of
from kg.serve.pictures import chart_of, map_of
from kg.serve.protocol.endpoint import TRUNCATED
from kg.serve.protocol.negotiate import choose, content_type
from kg.serve.protocol.triples import write_triples
from kg.serve.reading import Reader
from kg.serve.views.agent import PAGE, AgentView, read_agent
from kg.serve.views.attack import AttackView, read_attack
from kg.serve.views.node import NodeView, read_node
from kg.serve.views.report import GROUPS, ReportFact, ReportView, read_report
from kg.serve.views.statements import read_statement

if TYPE_CHECKING:
    from starlette.requests import Request

SHOWN_FACTS = 1000
FORMS = ("html", "turtle", "jsonld", "nt", "rdfxml", "csv")
# What is shown on the page of the node that it belongs to, and the property that leads there.
_BELONGS = (
    ("CasualtyReport", f"{KG}casualties", True),
    ("Claim", f"{KG}asserts", True),
    ("Assertion", "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject", False),
    ("Position", f"{KG}holder", False),
)


def node_under_base(request: Request) -> Response:
    """/id/…: the IRI is the base of the data and the rest of the path."""
    explorer = explorer_of(request)
    return _dereference(request, explorer, explorer.graphs.base + request.path_params["name"])


def node_by_iri(request: Request) -> Response:
    """/node?iri=…: any other."""
    explorer = explorer_of(request)
    iri = request.query_params.get("iri", "")
    path = explorer.reader.path(iri)
    if not path.startswith("/node?"):
        return RedirectResponse(path, status_code=303)
    return _dereference(request, explorer, iri)


def _dereference(request: Request, explorer: Explorer, iri: str) -> Response:
    asked = request.query_params.get("format", "")
    form = asked if asked in FORMS else choose(request.headers.get("accept", ""), FORMS)
    if form is None:
        known = ", ".join(content_type(name).partition(";")[0] for name in FORMS)
        return PlainTextResponse(f"A node is given as {known}.\n", status_code=406)
    if not explorer.reader.exists(iri):
        if form == "html":
            return not_found(request, f"The graphs say nothing of {iri}.")
        return PlainTextResponse(f"The graphs say nothing of <{iri}>.\n", status_code=404)
    if form == "html":
        return show(request, explorer.reader, iri)
    if form == "csv":
        return csv_response(fact_rows(read_view(explorer.reader, iri)), name=_file_name(iri))
    headers = {"Vary": "Accept", "Link": f'<{quote(iri, safe="/:#?&=%,")}>; rel="describes"'}
    triples, remark = describe(explorer.reader, iri)
    headers |= {TRUNCATED: remark} if remark else {}
    return Response(write_triples(triples, form, remark=remark), media_type=content_type(form), headers=headers)


def read_view(reader: Reader, iri: str, *, page: int = 1) -> AttackView | ReportView | AgentView | NodeView:
    """What the page of the node tells."""
    kind = reader.kind(iri)
    if kind == "attack":
        return read_attack(reader, iri)
    if kind == "report":
        return read_report(reader, iri)
    if kind in ("node", "statement"):
        return read_node(reader, iri)
    return read_agent(reader, iri, page=page)


def show(request: Request, reader: Reader, iri: str) -> Response:
    """The page that fits the kind of node."""
    types = reader.types(iri)
    for name, predicate, incoming in _BELONGS:
        if name not in types:
            continue
        owners = reader.subjects(predicate, iri) if incoming else reader.iris(iri, predicate)
        if owners:
            return RedirectResponse(reader.path(owners[0]), status_code=303)
    number = request.query_params.get("page", "")
    view = read_view(reader, iri, page=int(number) if number.isascii() and number.isdecimal() and int(number) else 1)
    local = reader.path(iri)
    if isinstance(view, AttackView):
        map, chart = map_of(view.spots, view.ref.label), chart_of(view.tolls)
        return page(request, "attack.html", view=view, map=map, chart=chart, iri=iri, local=local)
    if isinstance(view, ReportView):
        standing = standing_of(reader, iri, view)
        return page(request, "report.html", view=view, standing=standing, iri=iri, local=local, **_listing(view))
    if isinstance(view, AgentView):
        most = max([view.statements_total, *(part.total for part in view.parts)])
        map = map_of(view.spots, view.ref.label)
        return page(request, "agent.html", view=view, more=most > view.page * PAGE, map=map, iri=iri, local=local)
    if "Statement" in types:
        return page(request, "statement.html", statement=read_statement(reader, iri), iri=iri, local=local)
    return page(request, "node.html", view=view, iri=iri, local=local)


def _listing(view: ReportView) -> dict[str, Any]:
    """The facts of a report by heading, as many as a page bears, and the numbers of those that rest on each passage."""
    shown = view.facts[:SHOWN_FACTS]
    groups: dict[str, list[ReportFact]] = {}
    by_passage: dict[str, list[int]] = {}
    for fact in shown:
        groups.setdefault(fact.group, []).append(fact)
    for fact in view.facts:
        for passage in fact.evidence.passages:
            by_passage.setdefault(passage.iri, []).append(fact.number)
    ordered = [(name, groups[name]) for name in GROUPS if name in groups]
    return {"groups": ordered, "by_passage": by_passage, "total": len(view.facts), "shown": len(shown)}


def _file_name(iri: str) -> str:
    name = iri.rstrip("/").rpartition("/")[2]
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in name) or "node"
