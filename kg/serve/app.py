"""The application: which address is answered by what."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import resources
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.serve.explorer import explorer_of
from kg.serve.pages.graph import graph, neighbours
from kg.serve.pages.home import home, search
from kg.serve.pages.nodes import node_by_iri, node_under_base
from kg.serve.pages.query import query
from kg.serve.pages.rendering import not_found, page
from kg.serve.pages.review import review, sign_in
from kg.serve.protocol.endpoint import TRUNCATED, sparql
from kg.serve.protocol.graph_store import graph_store
from kg.serve.security import SecurityHeaders

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from kg.serve.explorer import Explorer

_WRITING = ["PUT", "POST", "DELETE"]


def create_app(explorer: Explorer) -> Starlette:
    """Serves `explorer`, and closes it when the serving ends."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        explorer.indexer.start()
        yield
        explorer.close()

    static = str(resources.files("kg.serve") / "static")
    routes = [
        Route("/", home),
        Route("/search", search),
        Route("/id/{name:path}", node_under_base),
        Route("/node", node_by_iri),
        Route("/graph", graph),
        Route("/api/neighbours", neighbours),
        Route("/query", query, methods=["GET", "POST"]),
        Route("/review", review, methods=["GET", "POST"]),
        Route("/sign-in", sign_in, methods=["GET", "POST"]),
        Route("/sparql", sparql, methods=["GET", "POST"]),
        Route("/store", graph_store, methods=["GET", *_WRITING]),
        Mount("/static", StaticFiles(directory=static)),
    ]
    app = Starlette(
        routes=routes,
        middleware=_middleware(explorer),
        exception_handlers={404: _missing, OSError: _outdated, RuntimeError: _outdated},
        lifespan=lifespan,
    )
    app.state.explorer = explorer
    return app


def _middleware(explorer: Explorer) -> list[Middleware]:
    options = explorer.options
    stack = [
        Middleware(SecurityHeaders),
        Middleware(TrustedHostMiddleware, allowed_hosts=list(options.hosts), www_redirect=False),
        Middleware(GZipMiddleware, minimum_size=1000),
    ]
    if options.origins:
        stack.append(
            Middleware(
                CORSMiddleware,
                allow_origins=list(options.origins),
                allow_methods=["GET", "POST"],
                allow_headers=["Accept", "Content-Type"],
                expose_headers=[TRUNCATED],
            )
        )
    return stack


def _outdated(request: Request, _: Exception) -> Response:
    """Another program has put files of the store together while this one read them: look at the new ones."""
    explorer_of(request).graphs.refresh()
    title, message = "The store has changed", "Another program writes to it. Load the page again."
    return page(request, "error.html", status=503, title=title, message=message)


async def _missing(request: Request, _: Exception) -> Response:
    return not_found(request, f"There is nothing at {request.url.path}.")
