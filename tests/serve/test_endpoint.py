"""The SPARQL 1.1 Protocol as its text has it: ways to ask, forms of answers, refusals, limits."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.query import Result
from starlette.testclient import TestClient

from kg.serve.app import create_app
from kg.serve.explorer import Explorer
from kg.serve.graphs import Graphs
from kg.serve.options import ServeOptions
from kg.serve.protocol.negotiate import choose
from kg.serve.protocol.rows import XML_NAMESPACE
from tests.serve.served import ARTICLE, ATTACK, FRONT, HOSTILE, LINKS

LABELS = "SELECT DISTINCT ?label { ?front a kg:ArmedGroup ; rdfs:label ?label } ORDER BY ?label"
NAMES = ["Night Brigade", "Red Dawn Front"]
JSON = "application/sparql-results+json"


def labels(response_json: dict[str, dict[str, list[dict[str, dict[str, str]]]]]) -> list[str]:
    return [row["label"]["value"] for row in response_json["results"]["bindings"]]


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_a_query_may_come_in_three_ways(client: TestClient, way: str) -> None:
    accept = {"Accept": JSON}
    if way == "get":
        response = client.get("/sparql", params={"query": LABELS}, headers=accept)
    elif way == "form":
        response = client.post("/sparql", data={"query": LABELS}, headers=accept)
    else:
        headers = accept | {"Content-Type": "application/sparql-query"}
        response = client.post("/sparql", content=LABELS.encode(), headers=headers)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == JSON
    assert "Accept" in response.headers["vary"]
    assert "x-truncated" not in response.headers
    assert labels(response.json()) == NAMES


@pytest.mark.parametrize(
    ("accept", "type_", "format"),
    [
        ("", JSON, "json"),
        ("*/*", JSON, "json"),
        ("application/json", JSON, "json"),
        ("application/sparql-results+xml", "application/sparql-results+xml", "xml"),
        ("text/html, application/xml;q=0.9, */*;q=0.1", "application/sparql-results+xml", "xml"),
        ("text/csv", "text/csv; charset=utf-8", "csv"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", "tsv"),
    ],
)
def test_rows_come_in_the_form_that_is_asked_for(client: TestClient, accept: str, type_: str, format: str) -> None:
    response = client.get("/sparql", params={"query": LABELS}, headers={"Accept": accept})
    assert response.headers["content-type"] == type_
    if format == "csv":
        assert response.text == "label\r\n" + "".join(f"{name}\r\n" for name in NAMES)
    elif format == "tsv":
        assert response.text == "?label\n" + "".join(f'"{name}"\n' for name in NAMES)
    else:
        result = Result.parse(io.BytesIO(response.content), format=format)
        assert [str(row[0]) for row in result] == NAMES  # type: ignore[index]  # rows of SELECT


def test_rows_say_the_same_as_those_of_the_store_itself(client: TestClient, explorer: Explorer) -> None:
    """Every literal, IRI and hole; of XML the words alone, since readers trim or rewrite its literals."""
    query = "SELECT ?s ?o ?none { GRAPH ?g { ?s ?p ?o } } ORDER BY ?s ?p ?o LIMIT 2000"
    there = [list(row) for row in explorer.graphs.store.query(query)]  # type: ignore[union-attr]  # of SELECT
    assert len(there) > 500
    for form, format in (
        ("json", ox.QueryResultsFormat.JSON),
        ("tsv", ox.QueryResultsFormat.TSV),
    ):
        response = client.get("/sparql", params={"query": query, "format": form})
        parsed = ox.parse_query_results(response.content, format=format)
        assert [list(row) for row in parsed] == there, form  # type: ignore[union-attr]
    response = client.get("/sparql", params={"query": query, "format": "xml"})
    names = {"s": 0, "o": 1, "none": 2}
    read = []
    for result in ElementTree.fromstring(response.content).iter(f"{{{XML_NAMESPACE}}}result"):  # noqa: S314 - our own
        row: list[str | None] = [None] * len(names)
        for binding in result:
            row[names[binding.attrib["name"]]] = binding[0].text or ""
        read.append(row)
    assert read == [[None if term is None else term.value for term in row] for row in there]


@pytest.mark.parametrize(
    ("accept", "type_", "format"),
    [
        ("", "text/turtle; charset=utf-8", "ttl"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/ld+json", "application/ld+json", "jsonld"),
        ("application/rdf+xml", "application/rdf+xml", "rdf"),
    ],
)
@pytest.mark.parametrize(
    "query", [f"DESCRIBE <{FRONT}>", f"CONSTRUCT {{ <{FRONT}> ?p ?o }} WHERE {{ <{FRONT}> ?p ?o }}"]
)
def test_graphs_come_in_the_form_that_is_asked_for(
    client: TestClient, query: str, accept: str, type_: str, format: str
) -> None:
    response = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert response.headers["content-type"] == type_
    read = ox.RdfFormat.JSON_LD if format == "jsonld" else ox.RdfFormat.from_extension(format)
    assert ox.Literal("Red Dawn Front") in {quad.object for quad in ox.parse(response.content, format=read)}


@pytest.mark.parametrize(
    ("accept", "expected"), [("", '"boolean":true'), ("text/csv", "true"), ("application/xml", "<boolean>true")]
)
def test_a_yes_comes_in_every_form(client: TestClient, accept: str, expected: str) -> None:
    response = client.get("/sparql", params={"query": f"ASK {{ <{ATTACK}> ?p ?o }}"}, headers={"Accept": accept})
    assert expected in response.text


def test_a_form_that_nobody_writes_is_not_acceptable(client: TestClient) -> None:
    for query in (LABELS, f"DESCRIBE <{FRONT}>"):
        response = client.get("/sparql", params={"query": query}, headers={"Accept": "image/png"})
        assert response.status_code == 406


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT ?x { ?s ?p ?o } }",
        "SELECT * { OPTIONAL { { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } } }",
        "SELECT * FROM <http://127.0.0.1:9/data.ttl> { ?s ?p ?o }",
        "SELECT * FROM NAMED <https://example.org/x> { GRAPH ?g { ?s ?p ?o } }",
        "LOAD <http://127.0.0.1:9/data.ttl>",
        "DELETE WHERE { ?s ?p ?o }",
        "SELECT ?x WHERE",
        "",
        "SELECT * { ?s ?p ?o } LIMIT -1",
    ],
)
def test_what_reaches_out_or_is_no_query_is_refused(client: TestClient, query: str) -> None:
    response = client.post("/sparql", data={"query": query})
    assert response.status_code == 400
    assert response.headers["content-type"].startswith("text/plain")
    assert response.text.strip()


def test_a_graph_of_the_store_may_be_named(client: TestClient) -> None:
    count = "SELECT (COUNT(*) AS ?label) {from} {{ ?s a kg:Attack }}"
    everywhere = client.get("/sparql", params={"query": count.format(**{"from": ""})}).json()
    by_from = client.get("/sparql", params={"query": count.format(**{"from": f"FROM <{ARTICLE}>"})}).json()
    by_protocol = client.get(
        "/sparql", params={"query": count.format(**{"from": ""}), "default-graph-uri": ARTICLE}
    ).json()
    two = client.get(
        "/sparql", params={"query": count.format(**{"from": ""}), "default-graph-uri": [ARTICLE, HOSTILE]}
    ).json()
    assert [labels(found) for found in (everywhere, by_from, by_protocol, two)] == [["7"], ["3"], ["3"], ["4"]]


def test_a_named_graph_of_the_protocol_is_all_that_is_seen(client: TestClient) -> None:
    query = "SELECT DISTINCT ?label { GRAPH ?label { ?s ?p ?o } }"
    response = client.get("/sparql", params={"query": query, "named-graph-uri": LINKS})
    assert labels(response.json()) == [LINKS]


def test_a_graph_that_is_not_there_is_not_fetched(client: TestClient) -> None:
    response = client.get("/sparql", params={"query": LABELS, "default-graph-uri": "https://example.org/x"})
    assert response.status_code == 400
    assert "none is fetched" in response.text


def test_requests_beside_the_protocol(client: TestClient) -> None:
    assert client.post("/sparql", content=b"x", headers={"Content-Type": "text/plain"}).status_code == 415
    assert client.get("/sparql", params={"query": [LABELS, LABELS]}).status_code == 400
    assert client.get("/sparql", params={"update": "CLEAR ALL"}).status_code == 400
    assert (
        client.post("/sparql", content=b"\xff", headers={"Content-Type": "application/sparql-query"}).status_code == 400
    )
    assert client.put("/sparql", content=b"x").status_code == 405
    long = {"query": "ASK {} #" + "x" * (1 << 20)}
    assert client.post("/sparql", data=long).status_code == 413


def test_an_update_is_refused_where_nothing_may_be_written(client: TestClient) -> None:
    response = client.post("/sparql", data={"update": "CLEAR ALL"})
    assert response.status_code == 403
    headers = {"Content-Type": "application/sparql-update", "Authorization": "Bearer guessed"}
    assert client.post("/sparql", content=b"CLEAR ALL", headers=headers).status_code == 403


def test_without_a_query_the_service_describes_itself(client: TestClient) -> None:
    response = client.get("/sparql", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=response.content, format="turtle")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    found = {str(value).rpartition("#")[2] for value in graph.objects()}
    assert {"Service", "SPARQL11Query", "UnionDefaultGraph"} <= found
    assert f"{sd}SPARQL11Update" not in {str(value) for value in graph.objects()}
    (endpoint,) = {str(value) for name, value in graph.predicate_objects() if str(name) == f"{sd}endpoint"}
    assert endpoint == "http://testserver/sparql"


def test_a_browser_is_led_to_the_editor(client: TestClient) -> None:
    response = client.get("/sparql", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (response.status_code, response.headers["location"]) == (303, "/query")


def test_other_sites_are_told_nothing(client: TestClient) -> None:
    response = client.get("/sparql", params={"query": LABELS}, headers={"Origin": "https://elsewhere.example"})
    assert "access-control-allow-origin" not in response.headers


@pytest.fixture(scope="module")
def hurried(store: Path) -> Iterator[TestClient]:
    """Little time."""
    explorer = Explorer.over(Graphs(store, union=True), ServeOptions(hosts=("testserver",), seconds=1.5, processes=1))
    yield TestClient(create_app(explorer))
    explorer.close()


@pytest.fixture(scope="module")
def limited(store: Path) -> Iterator[TestClient]:
    """Five rows, and one site that may read."""
    options = ServeOptions(hosts=("testserver",), rows=5, processes=1, origins=("https://friend.example",))
    explorer = Explorer.over(Graphs(store, union=True), options)
    yield TestClient(create_app(explorer), follow_redirects=False)
    explorer.close()


def test_an_answer_that_is_cut_off_says_so_in_header_and_body(limited: TestClient) -> None:
    query = "SELECT ?s { ?s ?p ?o }"
    response = limited.get("/sparql", params={"query": query})
    assert response.headers["x-truncated"].startswith("truncated: the first 5 rows")
    assert len(response.json()["results"]["bindings"]) == 5
    assert response.json()["truncated"].startswith("truncated")
    xml = limited.get("/sparql", params={"query": query, "format": "xml"})
    assert "<!-- truncated" in xml.text
    assert len(list(ox.parse_query_results(xml.content, format=ox.QueryResultsFormat.XML))) == 5  # type: ignore[arg-type]
    turtle = limited.get("/sparql", params={"query": "CONSTRUCT WHERE { ?s ?p ?o }", "format": "nt"})
    assert turtle.headers["x-truncated"]
    assert turtle.text.splitlines()[-1].startswith("# truncated")
    assert len(turtle.text.splitlines()) == 6
    csv = limited.get("/sparql", params={"query": query, "format": "csv"})
    assert csv.headers["x-truncated"]
    assert len(csv.text.splitlines()) == 6


def test_an_answer_as_long_as_the_limit_is_whole(limited: TestClient) -> None:
    response = limited.get("/sparql", params={"query": "SELECT ?s { ?s ?p ?o } LIMIT 5"})
    assert "x-truncated" not in response.headers


HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_a_query_that_takes_too_long_is_ended_and_the_next_is_answered(hurried: TestClient) -> None:
    response = hurried.get("/sparql", params={"query": HEAVY})
    assert response.status_code == 503
    assert "truncated: nothing was found within 1.5 seconds" in response.text
    assert hurried.get("/sparql", params={"query": "ASK {}"}).json() == {"head": {}, "boolean": True}


def test_a_site_that_is_named_may_read_and_no_other(limited: TestClient) -> None:
    for origin, allowed in (("https://friend.example", "https://friend.example"), ("https://elsewhere.example", None)):
        response = limited.get("/sparql", params={"query": "ASK {}"}, headers={"Origin": origin})
        assert response.headers.get("access-control-allow-origin") == allowed


@pytest.mark.parametrize(
    ("accept", "offered", "chosen"),
    [
        ("", ["json", "xml"], "json"),
        ("text/*", ["json", "csv"], "csv"),
        ("*/*;q=0.1, text/csv;q=0", ["csv", "json"], "json"),
        ("application/sparql-results+json;q=0.3, application/sparql-results+xml;q=0.7", ["json", "xml"], "xml"),
        ("text/html, */*;q=0.8", ["html", "turtle"], "html"),
        ("text/turtle;q=oops, application/n-triples;q=0.1", ["turtle", "nt"], "nt"),
        ("image/png", ["json"], None),
        (",,;", ["json"], "json"),
    ],
)
def test_the_best_form_is_chosen(accept: str, offered: list[str], chosen: str | None) -> None:
    assert choose(accept, offered) == chosen


def test_strange_terms_survive_every_form() -> None:
    """Line breaks, quotes, controls and languages, written and read again."""
    from kg.serve.protocol.rows import make_form

    terms: list[ox.NamedNode | ox.BlankNode | ox.Literal | None] = [
        ox.Literal('a\t"b"\r\n\\c <d> & ]]>'),
        ox.Literal("שלום", language="he"),
        ox.Literal("1.50", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
        ox.NamedNode("https://example.org/é?a=1&b=2"),
        None,
        ox.BlankNode("b1"),
    ]
    names = [f"v{number}" for number in range(len(terms))]
    for name, format in (
        ("json", ox.QueryResultsFormat.JSON),
        ("xml", ox.QueryResultsFormat.XML),
        ("tsv", ox.QueryResultsFormat.TSV),
    ):
        form = make_form(name)
        text = (
            form.head(names, truncated="cut -- off")
            + form.row(terms, first=True)
            + form.row(terms, first=False)
            + form.foot()
        )
        found = [list(row) for row in ox.parse_query_results(text, format=format)]  # type: ignore[union-attr]
        assert len(found) == 2
        for row in found:
            start = 1 if name == "xml" else 0  # Oxigraph's reader of XML trims literals
            assert row[start:5] == terms[start:5], name
    assert json.loads(make_form("json").truth(False)) == {"head": {}, "boolean": False}
