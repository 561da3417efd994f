"""The graph view: a page that starts from one node, and what stands around a node for it to grow by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, RedirectResponse, Response

from kg.serve.explorer import explorer_of
from kg.serve.pages.rendering import not_found, page
from kg.serve.views.node import read_neighbours

if TYPE_CHECKING:
    from starlette.requests import Request

_MOST_STEPS = 50


def graph(request: Request) -> Response:
    """/graph?iri=…; the neighbours stand on the page as a list too, for those who do not see the picture."""
    explorer = explorer_of(request)
    iri = request.query_params.get("iri", "")
    if not iri:
        return RedirectResponse("/search", status_code=303)
    if not explorer.reader.exists(iri):
        return not_found(request, f"The graphs say nothing of {iri}.")
    around = read_neighbours(explorer.reader, iri)
    names = {node.iri: node for node in around.nodes}
    return page(request, "graph.html", node=explorer.reader.ref(iri), around=around, names=names)


def neighbours(request: Request) -> Response:
    """/api/neighbours?iri=…&step=1 as JSON: nodes, edges, and how many are left out."""
    explorer = explorer_of(request)
    iri, step = request.query_params.get("iri", ""), request.query_params.get("step", "1")
    if not explorer.reader.exists(iri):
        return JSONResponse({"error": f"The graphs say nothing of {iri}."}, status_code=404)
    number = int(step) if step.isascii() and step.isdecimal() else 1
    around = read_neighbours(explorer.reader, iri, step=min(_MOST_STEPS, max(1, number)))
    nodes = [{"iri": node.iri, "label": node.label, "path": node.path, "kind": node.kind} for node in around.nodes]
    edges = [{"source": edge.source, "target": edge.target, "property": edge.property} for edge in around.edges]
    return JSONResponse({"nodes": nodes, "edges": edges, "hidden": around.hidden})
