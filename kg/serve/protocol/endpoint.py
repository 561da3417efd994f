"""`/sparql`: queries by GET and POST, updates where they are allowed, and what the service can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from kg.errors import QueryError
from kg.query.guard import Allowed, check_query
from kg.serve.explorer import Explorer, explorer_of
from kg.serve.protocol.description import describe_service
from kg.serve.protocol.negotiate import GRAPHS, RESULTS, choose, content_type
from kg.serve.protocol.pool import Answered, BusyError, LateError, WorkerError
from kg.serve.protocol.request import Operation, RequestError, read_operation
from kg.serve.protocol.rows import make_form
from kg.serve.protocol.triples import triples_as
from kg.serve.protocol.updating import apply_update
from kg.serve.protocol.worker import Task

if TYPE_CHECKING:
    from starlette.requests import Request

TRUNCATED = "X-Truncated"
_ROW_FORMS = ("json", "xml", "csv", "tsv")
_GRAPH_FORMS = ("turtle", "nt", "jsonld", "rdfxml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer, written out. `truncated` says why it is not whole, "" if it is."""

    content: str | bytes
    form: str
    truncated: str = ""


async def sparql(request: Request) -> Response:
    """The SPARQL 1.1 Protocol; a browser that asks for nothing is led to the page with the editor."""
    try:
        operation = await read_operation(request)
        if operation.kind == "update":
            return await run_in_threadpool(apply_update, request, operation)
        if not operation.kind:
            return _description(request)
        reply = await run_in_threadpool(answer, explorer_of(request), operation, request.headers.get("accept", ""))
    except RequestError as error:
        return PlainTextResponse(f"{error}\n", status_code=error.status, headers={"Vary": "Accept"})
    headers = {"Vary": "Accept"} | ({TRUNCATED: reply.truncated} if reply.truncated else {})
    return Response(reply.content, media_type=content_type(reply.form), headers=headers)


def answer(explorer: Explorer, operation: Operation, accept: str) -> Reply:
    """Checks, runs and writes out a query. Raises RequestError with the status that fits."""
    try:
        checked = check_query(operation.text, allowed=allowed_by(explorer))
    except QueryError as error:
        raise RequestError(400, str(error)) from error
    _check_graphs(explorer, (*(operation.default or ()), *(operation.named or ())))
    kind = checked.kind
    offered = _ROW_FORMS if kind in ("SELECT", "ASK") else _GRAPH_FORMS
    form = operation.format if operation.format in offered else choose(accept, offered)
    if form is None:
        known = ", ".join(content_type(name).partition(";")[0] for name in offered)
        raise RequestError(406, f"A {kind} query is answered as {known}.")
    return write_reply(explorer, run(explorer, operation, form, chooses=checked.names_graphs), form)


def run(explorer: Explorer, operation: Operation, form: str, *, chooses: bool) -> Answered:
    """The answer out of a query process. Raises RequestError where there is none."""
    task = Task(
        sparql=operation.text,
        form=form,
        most=explorer.options.rows,
        generation=explorer.graphs.generation,
        chooses=chooses,
        default=None if operation.default is None and operation.named is None else operation.default or (),
        named=None if operation.default is None and operation.named is None else operation.named or (),
    )
    try:
        return explorer.pool.run(task)
    except WorkerError as error:
        raise RequestError(400, f"query: {error}") from error
    except LateError as error:
        message = f"truncated: nothing was found within {explorer.options.seconds:g} seconds. Ask for less at a time."
        raise RequestError(503, message) from error
    except BusyError as error:
        raise RequestError(503, "Too many queries at once. Try again in a while.") from error


def write_reply(explorer: Explorer, answered: Answered, form: str) -> Reply:
    """Puts the pieces together; says "truncated" in the body where the form has a place for it."""
    truncated = ""
    if answered.reason == "rows":
        truncated = f"truncated: the first {answered.number} rows; no more are given in one answer"
    elif answered.reason == "time":
        truncated = f"truncated: the {answered.number} rows found within {explorer.options.seconds:g} seconds"
    if form in GRAPHS:
        return Reply(
            content=triples_as("".join(answered.pieces), form, remark=truncated), form=form, truncated=truncated
        )
    if answered.truth is not None:
        return Reply(content=answered.truth, form=form)
    written = make_form(form)
    head = written.head(answered.variables, truncated=truncated)
    content = head + "".join(answered.pieces) + written.foot()
    return Reply(content=content, form=form, truncated=truncated)


def allowed_by(explorer: Explorer) -> Allowed:
    """FROM may name graphs of the store; SERVICE what the options allow."""
    return Allowed(services=frozenset(explorer.options.services), has_graph=lambda name: has_graph(explorer, name))


def has_graph(explorer: Explorer, name: str) -> bool:
    """Whether the store has a graph of this name; False for what is no IRI."""
    import pyoxigraph as ox

    try:
        return explorer.graphs.store.contains_named_graph(ox.NamedNode(name))
    except ValueError:
        return False


def _check_graphs(explorer: Explorer, names: tuple[str, ...]) -> None:
    for name in names:
        if not has_graph(explorer, name):
            raise RequestError(400, f"There is no graph <{name}> here, and none is fetched.")


def _description(request: Request) -> Response:
    """What the service can do, or for a browser the page with the editor."""
    form = choose(request.headers.get("accept", ""), ("turtle", "nt", "jsonld", "rdfxml", "html"))
    if form is None:
        known = ", ".join(content_type(name).partition(";")[0] for name in (*_GRAPH_FORMS, "html"))
        return PlainTextResponse(f"The service is described as {known}.\n", status_code=406)
    if form == "html":
        return RedirectResponse("/query", status_code=303)
    explorer = explorer_of(request)
    lines = describe_service(str(request.url.replace(query="")), explorer, forms=(*RESULTS, *_GRAPH_FORMS))
    return Response(triples_as(lines, form), media_type=content_type(form), headers={"Vary": "Accept"})
