"""What a query may not do, and that nothing leaves the process even if it tries."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pytest

from kg.errors import QueryError
from kg.query import GraphData, run_query
from kg.query.guard import check_query


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server on the loopback that writes down every request."""
    seen: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_error(500)

        do_POST = do_GET  # noqa: N815 (the name is the server's)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test's output clean."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/x", seen
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("query", "word", "place"),
    [
        ("SELECT * { SERVICE <URL> { ?s ?p ?o } }", "SERVICE", "line 1, column 12"),
        ("SELECT * {\n  service silent <URL> { ?s ?p ?o } }", "SERVICE", "line 2, column 3"),
        ("SELECT * { { SELECT * { SERVICE ?x { ?s ?p ?o } } } }", "SERVICE", "line 1, column 25"),
        ("ASK { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }", "SERVICE", "line 1, column 23"),
        ("ASK { # a comment <\nSERVICE <URL> { ?s ?p ?o } }", "SERVICE", "line 2, column 1"),
        ("ASK { ?s ?p 'it''s' . SERVICE<URL>{ ?s ?p ?o } }", "SERVICE", "column 23"),
        ("SELECT * FROM <URL> { ?s ?p ?o }", "FROM", "line 1, column 10"),
        ("SELECT *\nFROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }", "FROM", "line 2, column 1"),
        ("CONSTRUCT FROM <URL> WHERE { ?s ?p ?o }", "FROM", "column 11"),
        ("DESCRIBE <urn:x> FROM <file:///etc/hostname>", "FROM", "column 18"),
        ("LOAD <URL>", "LOAD", "line 1, column 1"),
        ("LOAD SILENT <URL> INTO GRAPH <urn:g>", "LOAD", "line 1, column 1"),
        ("DROP ALL ;\nLOAD <URL>", "LOAD", "line 2, column 1"),
    ],
)
def test_what_reaches_out_is_refused_with_its_place(
    listener: tuple[str, list[str]], query: str, word: str, place: str
) -> None:
    address, seen = listener
    with pytest.raises(QueryError, match=rf"query, .*{place}: {word} is refused"):
        run_query(GraphData(), query.replace("URL", address))
    assert seen == []


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "PREFIX x: <urn:x> CLEAR GRAPH x:y",
        "DELETE { ?s ?p ?o } INSERT { ?o ?p ?s } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(query: str) -> None:
    with pytest.raises(QueryError, match="line 1, column 1: this is an update"):
        check_query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service ?from { ?service ?load ?from }",
        'SELECT * { ?s ?p "SERVICE <http://x> { }" }',
        "SELECT * { ?s ?p 'FROM <x>' } # FROM <http://x> SERVICE",
        'SELECT * { ?s ?p """one "two" SERVICE""" }',
        "PREFIX service: <urn:x:> SELECT * { ?s service:SERVICE service:from }",
        "SELECT * { <http://SERVICE/FROM#LOAD> <urn:x?FROM=1> ?o }",
        "SELECT * { _:service ?p ?o . ?s ?p 'x'@from }",
        "SELECT * { ?s ?p ?o FILTER (?o < 5 && ?o > 3) }",
        "ASK { ?s kg:label ?o }",
    ],
)
def test_the_words_elsewhere_are_no_reason_to_refuse(query: str) -> None:
    check_query(query)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * {\n ?s ?p }", "query, line 2, column 9: expected"),
        ("", "query, line 1, column 1"),
        ("SELEKT * { ?s ?p ?o }", "query, line 1, column 1"),
        ("SELECT * { ?s nosuch:thing ?o }", "Prefix|prefix"),
        ("SELECT * { ?s ?p 'open }", "query, line 1"),
        ("SELECT (COUNT(*) AS ?n) ?s { ?s ?p ?o }", "query"),
    ],
)
def test_what_is_no_query_is_refused_with_its_place(query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        run_query(GraphData(), query)
