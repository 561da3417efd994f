"""A store behind a server: SPARQL 1.1 Graph Store Protocol, or SPARQL 1.1 Update where a server has only that."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlencode

from kg.errors import QueryError, StoreError
from kg.model.answer import Answer
from kg.store.base import article_name, insert_data
from kg.store.lines import iri, lines_of

if TYPE_CHECKING:
    import httpx
    from rdflib import URIRef

    from kg.validate import ValidatedGraph

Method = Literal["gsp", "update"]
CHUNK = 1000  # triples in one update: some servers refuse more than a few thousand
_TRIPLES = {"Content-Type": "text/turtle; charset=utf-8"}  # N-Triples are Turtle, and every server knows Turtle
_UPDATE = {"Content-Type": "application/sparql-update; charset=utf-8"}
_QUERY = {
    "Content-Type": "application/x-www-form-urlencoded",
    "Accept": "application/sparql-results+json, application/n-triples;q=0.9",
}
_MISSING = frozenset({404})


class SparqlHttpStore:
    """Loads graphs into a server and counts afterwards whether all arrived.

    `endpoint`: of the Graph Store Protocol for the method "gsp", of SPARQL Update for "update".
    `query_endpoint`: of SPARQL queries; without one, counting fetches the graph by the Graph Store
    Protocol. `auth`: PasswordAuth, TokenAuth or another of httpx. `timeout`: seconds for a request.
    By "gsp" each graph is one request, whole or absent; by "update" it is several, and a failure
    between them leaves a part, which loading again puts right.
    """

    def __init__(
        self,
        endpoint: str,
        *,
        method: Method = "gsp",
        query_endpoint: str | None = None,
        auth: httpx.Auth | None = None,
        timeout: float = 60.0,
        attempts: int = 5,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        from kg.store.http_client import RetryingClient, check_url

        self._endpoint = check_url(endpoint, option="--endpoint")
        self._query_endpoint = query_endpoint and check_url(query_endpoint, option="--query-endpoint")
        self._method = method
        if method == "update" and not query_endpoint:
            raise StoreError("Loading by update needs --query-endpoint, to count whether all triples arrived.")
        self._client = RetryingClient(auth=auth, timeout=timeout, attempts=attempts, pause=pause)

    def load(self, validated: ValidatedGraph) -> int:
        name, lines = article_name(validated.graph), lines_of(validated.graph)
        if self._method == "gsp":
            self._send_graph("POST", name, lines)
        else:
            for chunk in _chunks(lines):
                self._send_update(insert_data(name, chunk))
        return self._check(name, at_least=len(lines))

    def replace(self, validated: ValidatedGraph) -> int:
        return self.put(article_name(validated.graph), lines_of(validated.graph))

    def put(self, name: URIRef, lines: list[str]) -> int:
        if self._method == "gsp":
            self._send_graph("PUT", name, lines)
        else:
            before = f"DROP SILENT GRAPH {iri(name)} ;\n"
            for chunk in _chunks(lines):
                self._send_update(before + insert_data(name, chunk))
                before = ""
        return self._check(name, at_least=len(lines), at_most=len(lines))

    def drop(self, name: URIRef) -> None:
        if self._method == "gsp":
            self._client.send("DELETE", self._endpoint, params={"graph": str(name)}, allowed=_MISSING)
        else:
            self._send_update(f"DROP SILENT GRAPH {iri(name)}")

    def count(self, graph: URIRef | None = None) -> int:
        if self._query_endpoint is None:
            return self._count_lines(graph)
        pattern = "GRAPH ?g { ?s ?p ?o }" if graph is None else f"GRAPH {iri(graph)} {{ ?s ?p ?o }}"
        answer = self.query(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
        if len(answer.rows) != 1 or not str(answer.rows[0][0]).isdecimal():
            raise StoreError(f"{self._query_endpoint}: the answer to a count is no number. Check --query-endpoint.")
        return int(str(answer.rows[0][0]))

    def query(self, sparql: str) -> Answer:
        from kg.query.guard import check_query

        if self._query_endpoint is None:
            raise QueryError("The store has no query endpoint. Give --query-endpoint.")
        check_query(sparql)
        content = urlencode({"query": sparql}).encode("ascii")
        response = self._client.send("POST", self._query_endpoint, content=content, headers=_QUERY)
        return _read_answer(response)

    def close(self) -> None:
        self._client.close()

    def _send_graph(self, verb: str, name: URIRef, lines: list[str]) -> None:
        content = "".join(f"{line}\n" for line in lines).encode("utf-8")
        self._client.send(verb, self._endpoint, params={"graph": str(name)}, content=content, headers=_TRIPLES)

    def _send_update(self, update: str) -> None:
        self._client.send("POST", self._endpoint, content=update.encode("utf-8"), headers=_UPDATE)

    def _count_lines(self, graph: URIRef | None) -> int:
        if graph is None:
            raise StoreError("Counting all graphs needs a query endpoint. Give --query-endpoint.")
        headers = {"Accept": "application/n-triples"}
        response = self._client.send(
            "GET", self._endpoint, params={"graph": str(graph)}, headers=headers, allowed=_MISSING
        )
        if response.status_code in _MISSING:
            return 0
        lines = response.content.split(b"\n")
        return sum(1 for line in lines if line.strip() and not line.lstrip().startswith(b"#"))

    def _check(self, name: URIRef, *, at_least: int, at_most: int | None = None) -> int:
        found = self.count(name)
        if found < at_least or (at_most is not None and found > at_most):
            raise StoreError(
                f"{self._endpoint}: {at_least} triples were sent to the graph <{name}>, but it holds {found}. "
                "Look at the server's log, then load the graph again."
            )
        return found


def _chunks(lines: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(lines), CHUNK):
        yield lines[start : start + CHUNK]


def _read_answer(response: httpx.Response) -> Answer:
    import pyoxigraph as ox

    from kg.query.run import answer_of, graph_answer

    kind = response.headers.get("content-type", "").split(";")[0].strip()
    try:
        if kind in ("application/n-triples", "text/turtle"):
            quads = ox.parse(input=response.content, format=ox.RdfFormat.from_media_type(kind))
            return graph_answer(quad.triple for quad in quads)
        return answer_of(ox.parse_query_results(input=response.content, format=ox.QueryResultsFormat.JSON))
    except SyntaxError as error:
        raise StoreError(f"{response.url.host}: the answer to a query cannot be read ({error}).") from error
