"""Changes to the store: only where it is served to be written, and only for who shows the token."""

from __future__ import annotations

import hmac
import re
from typing import TYPE_CHECKING

from starlette.responses import Response

from kg.errors import StoreError
from kg.serve.explorer import Explorer, explorer_of
from kg.serve.protocol.request import Operation, RequestError

if TYPE_CHECKING:
    from starlette.requests import Request

_BEARER = re.compile(r"Bearer +(\S+)", re.IGNORECASE)


def check_may_write(request: Request) -> Explorer:
    """Raises RequestError: 403 where nothing may be written, 401 for who does not show the token."""
    explorer = explorer_of(request)
    if explorer.options.token is None or not explorer.graphs.writable:
        raise RequestError(403, "The graphs are served to be read. Start kg serve with --writable to change them.")
    shown = _BEARER.fullmatch(request.headers.get("authorization", "").strip())
    if shown is None or not hmac.compare_digest(shown[1].encode(), explorer.options.token.encode()):
        raise RequestError(401, "Show the token: Authorization: Bearer …")
    return explorer


def apply_update(request: Request, operation: Operation) -> Response:
    """SPARQL 1.1 Update. Raises RequestError for LOAD, SERVICE, graphs named beside it, and what is no update."""
    explorer = check_may_write(request)
    if operation.default is not None or operation.named is not None:
        raise RequestError(400, "Name the graphs in the update itself: using-graph-uri is not known here.")
    check_update(operation.text, services=frozenset(explorer.options.services))
    try:
        explorer.graphs.update(operation.text)
    except SyntaxError as error:
        raise RequestError(400, f"update: {error}. Correct the update.") from error
    except StoreError as error:
        raise RequestError(500, str(error)) from error
    return Response(status_code=204)


def check_update(text: str, *, services: frozenset[str] = frozenset()) -> None:
    """Refuses, in the parsed update and in its words, what would fetch something. Raises RequestError."""
    from kg.errors import QueryError
    from kg.query.guard import Allowed, check_changes

    try:
        check_changes(text, allowed=Allowed(services=services))
    except QueryError as error:
        raise RequestError(400, str(error)) from error
