"""A request of the SPARQL 1.1 Protocol: the query or update, and the graphs that it names.

https://www.w3.org/TR/sparql11-protocol/, sections 2.1 and 2.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from starlette.requests import Request

LONGEST = 1 << 18  # bytes of a query, which is read before its time begins; updates and graphs may be larger
LONGEST_UPDATE = 64 << 20
_FORM = "application/x-www-form-urlencoded"
_DIRECT = {"application/sparql-query": "query", "application/sparql-update": "update"}


class RequestError(Exception):
    """A request that the protocol does not allow; `status` is that of the answer."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """`kind`: "query", "update", or "" where neither is asked for. `default` and `named`: None where none are given."""

    kind: str
    text: str = ""
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    format: str = ""


async def read_operation(request: Request) -> Operation:
    """Raises RequestError for what the protocol does not allow."""
    pairs = list(request.query_params.multi_items())
    if request.method in ("GET", "HEAD"):
        return _operation(pairs, changes=False)
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await read_body(request, LONGEST_UPDATE if media_type == "application/sparql-update" else LONGEST)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(400, f"The request is not UTF-8 ({error}).") from error
    if media_type == _FORM:
        return _operation([*pairs, *parse_qsl(text, keep_blank_values=True)], changes=True)
    if media_type in _DIRECT:
        return _operation([*pairs, (_DIRECT[media_type], text)], changes=True)
    raise RequestError(415, f"Send {_FORM}, {' or '.join(_DIRECT)}.")


async def read_body(request: Request, most: int) -> bytes:
    """The body, or RequestError where it is longer than `most` bytes."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise RequestError(413, f"The request is longer than {most} bytes.")
        parts.append(part)
    return b"".join(parts)


def _operation(pairs: list[tuple[str, str]], *, changes: bool) -> Operation:
    asked = [(name, value) for name, value in pairs if name in ("query", "update")]
    if len(asked) > 1:
        raise RequestError(400, "Send one query or one update at a time.")
    kind, text = asked[0] if asked else ("", "")
    if kind == "update" and not changes:
        raise RequestError(400, "An update is sent by POST.")
    using = "using-" if kind == "update" else ""
    return Operation(
        kind=kind,
        text=text,
        default=_values(pairs, f"{using}graph-uri" if using else "default-graph-uri"),
        named=_values(pairs, f"{using}named-graph-uri" if using else "named-graph-uri"),
        format=next((value for name, value in pairs if name == "format"), ""),
    )


def _values(pairs: list[tuple[str, str]], name: str) -> tuple[str, ...] | None:
    found = tuple(value for key, value in pairs if key == name)
    return found or None
