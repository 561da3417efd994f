"""`/store`: whole graphs by the SPARQL 1.1 Graph Store HTTP Protocol, with the graph named in the address.

Reading is free. Writing needs the token, and a graph about an article has to conform to the shapes,
as everywhere: what does not is answered with 422 and the report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response

from kg.errors import KgError, StoreError
from kg.serve.explorer import Explorer, explorer_of
from kg.serve.protocol.endpoint import TRUNCATED, has_graph
from kg.serve.protocol.negotiate import choose, content_type
from kg.serve.protocol.request import LONGEST_UPDATE, RequestError, read_body
from kg.serve.protocol.triples import write_triples
from kg.serve.protocol.updating import check_may_write

if TYPE_CHECKING:
    from starlette.requests import Request

_FORMS = ("turtle", "nt", "jsonld", "rdfxml")
_MOST = 1_000_000  # triples of a graph that is given out whole


async def graph_store(request: Request) -> Response:
    """GET and HEAD; PUT, POST and DELETE for writers."""
    try:
        if request.method in ("GET", "HEAD"):
            return await run_in_threadpool(_get, request)
        explorer = check_may_write(request)
        name = _name(request)
        if request.method == "DELETE":
            return await run_in_threadpool(_delete, explorer, name)
        content = await read_body(request, LONGEST_UPDATE)
        media_type = request.headers.get("content-type", "text/turtle").partition(";")[0].strip()
        return await run_in_threadpool(_put, explorer, name, content, media_type, replace=request.method == "PUT")
    except RequestError as error:
        headers = {"Allow": "GET, HEAD"} if error.status == 405 else {}
        return PlainTextResponse(f"{error}\n", status_code=error.status, headers=headers)


def _get(request: Request) -> Response:
    explorer = explorer_of(request)
    form = choose(request.headers.get("accept", ""), _FORMS)
    if form is None:
        known = ", ".join(content_type(name).partition(";")[0] for name in _FORMS)
        raise RequestError(406, f"A graph is given as {known}.")
    if "default" in request.query_params and "graph" not in request.query_params:
        quads = explorer.graphs.store.quads_for_pattern(None, None, None, ox.DefaultGraph())
        if explorer.graphs.union:
            quads = explorer.graphs.store.quads_for_pattern(None, None, None, None)
    else:
        name = _name(request)
        if not has_graph(explorer, name):
            raise RequestError(404, f"There is no graph <{name}> here.")
        quads = explorer.graphs.store.quads_for_pattern(None, None, None, ox.NamedNode(name))
    truncated = ""
    triples: list[ox.Triple] = []
    for quad in quads:
        if len(triples) == _MOST:
            truncated = f"truncated: the first {_MOST} triples"
            break
        triples.append(quad.triple)
    headers = {"Vary": "Accept"} | ({TRUNCATED: truncated} if truncated else {})
    return Response(write_triples(triples, form, remark=truncated), media_type=content_type(form), headers=headers)


def _name(request: Request) -> str:
    names = request.query_params.getlist("graph")
    if len(names) != 1:
        raise RequestError(400, "Name one graph: ?graph=IRI. The default graph is what all of them hold: ?default.")
    try:
        return ox.NamedNode(names[0]).value
    except ValueError as error:
        raise RequestError(400, f"{names[0]!r} is no IRI ({error}).") from error


def _delete(explorer: Explorer, name: str) -> Response:
    if not has_graph(explorer, name):
        raise RequestError(404, f"There is no graph <{name}> here.")
    _change(explorer, f"DROP SILENT GRAPH {ox.NamedNode(name)}")
    return Response(status_code=204)


def _put(explorer: Explorer, name: str, content: bytes, media_type: str, *, replace: bool) -> Response:
    triples = _read(content, media_type)
    existed = has_graph(explorer, name)
    if existed and not replace:
        held = explorer.graphs.store.quads_for_pattern(None, None, None, ox.NamedNode(name))
        triples |= {quad.triple for quad in held}
    _check_conforms(triples, name)
    lines = "\n".join(sorted(f"{triple} ." for triple in triples))
    graph = ox.NamedNode(name)
    _change(explorer, f"DROP SILENT GRAPH {graph} ;\nINSERT DATA {{ GRAPH {graph} {{\n{lines}\n}} }}")
    return Response(status_code=204 if existed else 201)


def _read(content: bytes, media_type: str) -> set[ox.Triple]:
    format = ox.RdfFormat.from_media_type(media_type)
    if format is None or (format.supports_datasets and format != ox.RdfFormat.JSON_LD):
        raise RequestError(415, f"{media_type} is no form of one graph. Send text/turtle or application/n-triples.")
    try:
        return {quad.triple for quad in ox.parse(content, format=format)}
    except SyntaxError as error:
        raise RequestError(400, f"The graph cannot be read: {error}.") from error


def _check_conforms(triples: set[ox.Triple], name: str) -> None:
    """What is no graph about articles (links, notes, reviews) has no shapes to conform to."""
    from kg.query.run import graph_answer
    from kg.store import article_name
    from kg.validate import ValidatedGraph, gate_graph

    types = {
        triple.object.value
        for triple in triples
        if triple.predicate.value.endswith("#type") and isinstance(triple.object, ox.NamedNode)
    }
    if not any(type_.endswith("ontology#Article") for type_ in types):
        return
    graph = graph_answer(triples).graph
    assert graph is not None  # noqa: S101 - it was made of triples
    try:
        gated = gate_graph(graph)
        if isinstance(gated, ValidatedGraph):
            if str(article_name(graph)) != name:
                raise RequestError(422, f"The graph is about {article_name(graph)} and is to be named so, not {name}.")
            return
    except KgError as error:
        raise RequestError(422, str(error)) from error
    raise RequestError(422, f"The graph does not conform and was not stored.\n{gated.to_text()}")


def _change(explorer: Explorer, update: str) -> None:
    try:
        explorer.graphs.update(update)
    except StoreError as error:
        raise RequestError(500, str(error)) from error
