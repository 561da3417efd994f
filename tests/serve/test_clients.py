"""Programs that others wrote ask the endpoint over a socket, and `kg load` fills it."""

from __future__ import annotations

import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
from rdflib import RDFS, Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper

from kg.serve.graphs import Graphs
from kg.serve.options import ServeOptions
from kg.store import SparqlHttpStore, article_name
from kg.store.http_client import TokenAuth
from kg.store.lines import lines_of
from tests.serve.listening import serving
from tests.serve.served import FRONT, first, later

LABEL = f"SELECT ?label {{ <{FRONT}> <http://www.w3.org/2000/01/rdf-schema#label> ?label }} LIMIT 1"
WEB = httpx.Client(timeout=120, trust_env=False)  # patient: other tests may have the machine
TOKEN = "correct-horse"  # noqa: S105 - of the servers below


@pytest.fixture(scope="module")
def address(store: Path) -> Iterator[str]:
    with serving(Graphs(store, union=True), ServeOptions(processes=1)) as found:
        yield found


@pytest.mark.parametrize("method", ["GET", POST])
@pytest.mark.parametrize("direct", [False, True])
def test_sparqlwrapper_asks(address: str, method: str, direct: bool) -> None:
    client = SPARQLWrapper(f"{address}/sparql")
    client.setMethod(method)
    if direct:
        client.setRequestMethod(POSTDIRECTLY)
        client.setMethod(POST)
    client.setQuery(LABEL)
    client.setReturnFormat(JSON)
    found: Any = client.queryAndConvert()
    assert found["results"]["bindings"][0]["label"]["value"] == "Red Dawn Front"


def test_sparqlwrapper_takes_other_forms(address: str) -> None:
    client = SPARQLWrapper(f"{address}/sparql")
    client.setQuery(LABEL)
    client.setReturnFormat(XML)
    document: Any = client.queryAndConvert()
    assert "Red Dawn Front" in document.toxml()
    client.setReturnFormat(CSV)
    assert client.queryAndConvert() == b"label\r\nRed Dawn Front\r\n"
    client.setQuery(f"DESCRIBE <{FRONT}>")
    client.setReturnFormat(TURTLE)
    assert "Red Dawn Front" in str(client.queryAndConvert())


def test_rdflib_reads_it_as_a_store(address: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of rdflib about itself
        graph = Graph(SPARQLStore(f"{address}/sparql"))
        labels = {str(value) for value in graph.objects(URIRef(FRONT), RDFS.label)}
        rows = list(graph.query(LABEL))
    assert labels == {"Red Dawn Front"}
    assert [str(row[0]) for row in rows] == ["Red Dawn Front"]  # type: ignore[index]  # rows of SELECT


FEDERATED = "SELECT ?label {{ VALUES ?front {{ <{front}> }} SERVICE <{address}/sparql> {{ ?front <{label}> ?label }} }}"


def test_rdflib_asks_it_from_another_query(address: str) -> None:
    query = FEDERATED.format(front=FRONT, address=address, label=RDFS.label)
    assert {str(row[0]) for row in Graph().query(query)} == {"Red Dawn Front"}  # type: ignore[index]


def test_oxigraph_asks_it_from_another_query(address: str) -> None:
    query = FEDERATED.format(front=FRONT, address=address, label=RDFS.label)
    rows = list(ox.Store().query(query))  # type: ignore[arg-type]  # of SELECT
    assert {row["label"].value for row in rows} == {"Red Dawn Front"}


def test_one_server_asks_another_that_it_was_told_of(address: str, store: Path) -> None:
    query = FEDERATED.format(front=FRONT, address=address, label=RDFS.label)
    options = ServeOptions(processes=1, services=(f"{address}/sparql",))
    with serving(Graphs(store, union=True), options) as other:
        answered = WEB.get(f"{other}/sparql", params={"query": query})
        refused = WEB.get(f"{other}/sparql", params={"query": query.replace("/sparql>", "/sparql?>")})
    assert "Red Dawn Front" in answered.text
    assert refused.status_code == 400


def test_graphs_are_read_by_their_names(address: str) -> None:
    name = str(article_name(first().graph))
    response = WEB.get(f"{address}/store", params={"graph": name}, headers={"Accept": "application/n-triples"})
    assert sorted(response.text.splitlines()) == lines_of(first().graph)
    head = WEB.head(f"{address}/store", params={"graph": name})
    assert (head.status_code, head.content) == (200, b"")
    assert WEB.get(f"{address}/store", params={"graph": "https://example.org/x"}).status_code == 404
    assert WEB.get(f"{address}/store").status_code == 400
    assert WEB.get(f"{address}/store?default", headers={"Accept": "application/n-triples"}).text.count("\n") > 300


@pytest.mark.parametrize("verb", ["PUT", "POST", "DELETE"])
def test_nothing_is_written_where_it_is_not_allowed(address: str, verb: str) -> None:
    name = str(article_name(first().graph))
    response = WEB.request(verb, f"{address}/store", params={"graph": name}, headers={"Authorization": "Bearer x"})
    assert response.status_code == 403
    assert WEB.get(f"{address}/store", params={"graph": name}).status_code == 200


@pytest.fixture
def writable(tmp_path: Path) -> Iterator[str]:
    graphs = Graphs.from_paths([tmp_path / "new"], writable=True)
    with serving(graphs, ServeOptions(processes=1, token=TOKEN)) as found:
        yield found


@pytest.mark.parametrize("method", ["gsp", "update"])
def test_our_own_loader_fills_it(writable: str, method: str) -> None:
    endpoint = f"{writable}/{'store' if method == 'gsp' else 'sparql'}"
    client = SparqlHttpStore(
        endpoint,
        method="gsp" if method == "gsp" else "update",
        query_endpoint=f"{writable}/sparql",
        auth=TokenAuth(TOKEN),
    )
    assert client.replace(first()) == len(first().graph)
    assert client.replace(first()) == len(first().graph)
    assert client.load(later()) == len(later().graph)
    assert client.count() == len(first().graph) + len(later().graph)
    client.drop(article_name(first().graph))
    assert client.count(article_name(first().graph)) == 0
    client.close()
    found = WEB.get(f"{writable}/search", params={"q": "Vessra"})
    assert found.status_code == 200


def test_who_does_not_show_the_token_changes_nothing(writable: str) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}):
        response = WEB.post(f"{writable}/sparql", data={"update": "CLEAR ALL"}, headers=headers)
        assert response.status_code == 401
        response = WEB.put(f"{writable}/store", params={"graph": "urn:x"}, content=b"", headers=headers)
        assert response.status_code == 401


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <http://127.0.0.1:9/x.ttl>",
        "LOAD SILENT <http://127.0.0.1:9/x.ttl> INTO GRAPH <urn:x>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "INSERT NONSENSE",
    ],
)
def test_an_update_that_reaches_out_is_refused(writable: str, update: str) -> None:
    response = WEB.post(f"{writable}/sparql", data={"update": update}, headers={"Authorization": f"Bearer {TOKEN}"})
    assert response.status_code == 400
    assert WEB.get(f"{writable}/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is False


def test_an_article_that_does_not_conform_is_not_stored(writable: str) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "text/turtle"}
    lame = b"<urn:article:1> a <https://w3id.org/newskg/ontology#Article> ."
    response = WEB.put(f"{writable}/store", params={"graph": "urn:article:1"}, content=lame, headers=headers)
    assert response.status_code == 422
    assert "does not conform" in response.text
    broken = WEB.put(f"{writable}/store", params={"graph": "urn:x"}, content=b"<urn:x> nonsense", headers=headers)
    assert broken.status_code == 400
    other = WEB.put(
        f"{writable}/store", params={"graph": "urn:x"}, content=b"x", headers=headers | {"Content-Type": "image/png"}
    )
    assert other.status_code == 415
    assert WEB.get(f"{writable}/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is False


def test_the_command_says_where_it_listens_and_ends_on_interrupt(store: Path) -> None:
    command = [sys.executable, "-m", "kg", "serve", str(store), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = [process.stderr.readline(), process.stderr.readline()]
        address = said[1].removeprefix("Open ").strip()
        try:
            assert WEB.get(f"{address}sparql", params={"query": LABEL}).status_code == 200
        finally:
            process.send_signal(2)
            rest = process.stderr.read()
            code = process.wait(timeout=120)
    assert "quads" in said[0]
    assert code in (0, 130)
    assert "Traceback" not in rest


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--writable"], "token"),
        (["--token-env", "NO_SUCH_VARIABLE"], "token"),
        (["--writable", "--token-env", "NO_SUCH_VARIABLE"], "holds no secret"),
    ],
)
def test_writing_needs_a_token(store: Path, arguments: list[str], problem: str) -> None:
    command = [sys.executable, "-m", "kg", "serve", str(store), "--port", "0", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 2
    assert problem in done.stderr
