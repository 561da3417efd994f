"""The first page, and the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.serve.explorer import explorer_of
from kg.serve.pages.exports import csv_response, hit_rows
from kg.serve.pages.rendering import page
from kg.serve.searching import SCOPES, Search, count_scopes, find, make_search

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_EXPORTED = 10_000


def home(request: Request) -> Response:
    """How much there is, and the latest attacks."""
    explorer = explorer_of(request)
    index = explorer.indexer.current()
    latest = find(index, Search(), base=explorer.graphs.base, size=10)
    return page(request, "home.html", counts=count_scopes(index), latest=latest, scopes=SCOPES, search=Search())


def search(request: Request) -> Response:
    """What was found, with facets; `format=csv` gives all of it."""
    explorer = explorer_of(request)
    asked = make_search(request.query_params)
    index = explorer.indexer.current()
    if request.query_params.get("format") == "csv":
        return csv_response(hit_rows(find(index, asked, base=explorer.graphs.base, size=_EXPORTED)), name="search")
    found = find(index, asked, base=explorer.graphs.base)
    return page(request, "search.html", found=found, search=asked, scopes=SCOPES)
