"""What the pages show, and that hostile words stay words."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from kg.serve.security import EDITOR_POLICY, POLICY
from tests.assemble.example import KEY, TEXT
from tests.serve.served import ARTICLE, ATTACK, BASE, FRONT, HOSTILE, HOSTILE_TEXT, SCRIPT, later_key

PAGES = (
    "/",
    "/search",
    f"/id/attack/{KEY}-1",
    f"/id/article/{KEY}",
    f"/id/article/{later_key()}",
    "/id/organisation/red-dawn-front",
    "/id/person/ana-toral",
    "/id/place/vessra-4242",
    f"/id/statement/{KEY}-2",
    f"/graph?iri={ATTACK}",
    "/query",
    "/query?question=contested-attacks",
    "/id/article/0000000000000bad",
    "/id/attack/bad-1",
    "/id/source/bad",
    f"/graph?iri={BASE}attack/bad-1",
    "/search?q=script",
)


class Outline(HTMLParser):
    """The elements of a page, and what is wrong: scripts and styles that stand in it, handlers, foreign addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.wrong: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.elements.append((tag, found))
        if tag in ("style", "iframe", "object", "embed", "img"):
            self.wrong.append(f"<{tag}>")
        if tag == "script" and not (found.get("src") or "").startswith("/static/"):
            self.wrong.append("a script that stands in the page")
        for name, value in found.items():
            if name.startswith("on") or name == "style":
                self.wrong.append(f"{name} on <{tag}>")
            if name in ("src", "href", "action") and not re.match(
                r"/|#|\?|https?://news\.example/|https?://sws\.", value or ""
            ):
                self.wrong.append(f"{name}={value}")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def outline(html: str) -> Outline:
    parsed = Outline()
    parsed.feed(html)
    return parsed


def get(client: TestClient, path: str) -> str:
    response = client.get(path, headers={"Accept": "text/html"})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return response.text


@pytest.mark.parametrize("path", PAGES)
def test_every_page_holds_nothing_that_runs_and_keeps_to_itself(client: TestClient, path: str) -> None:
    response = client.get(path, headers={"Accept": "text/html"})
    assert response.status_code == 200
    assert response.headers["content-security-policy"] == (EDITOR_POLICY if path.startswith("/query") else POLICY)
    assert response.headers["x-content-type-options"] == "nosniff"
    parsed = outline(response.text)
    assert parsed.wrong == []
    tags = [tag for tag, _ in parsed.elements]
    assert tags.count("h1") == 1
    assert {"main", "header", "nav", "footer"} <= set(tags)
    assert parsed.elements[0] == ("html", {"lang": "en"})


@pytest.mark.parametrize("path", PAGES)
def test_every_field_has_a_name(client: TestClient, path: str) -> None:
    parsed = outline(get(client, path))
    labelled = {found.get("for") for tag, found in parsed.elements if tag == "label"}
    fields = [found for tag, found in parsed.elements if tag in ("input", "textarea") and found.get("type") != "hidden"]
    assert [found for found in fields if found.get("id") not in labelled] == []


def test_scripts_are_not_let_through_by_any_policy() -> None:
    for policy in (POLICY, EDITOR_POLICY):
        rules = dict(part.strip().split(" ", 1) for part in policy.split(";"))
        assert rules["script-src"] == "'self'"
        assert rules["default-src"] == "'none'"
        assert rules["connect-src"] == "'self'"


@pytest.mark.parametrize(
    "path", ["/id/article/0000000000000bad", "/id/attack/bad-1", "/id/source/bad", "/search?q=onload"]
)
def test_hostile_words_are_shown_as_they_are(client: TestClient, path: str) -> None:
    html = get(client, path)
    assert SCRIPT not in html
    assert "49" not in re.sub(r"&#\d+;", "", html)  # 7 * 7: what is in braces is not worked out
    assert HOSTILE_TEXT in "".join(outline(html).text)


def test_an_address_that_is_a_script_is_no_link(client: TestClient) -> None:
    html = get(client, "/id/article/0000000000000bad")
    assert "javascript:alert(3)" in html
    assert 'href="javascript' not in html


def test_the_attack_page_keeps_accusation_and_fact_apart(client: TestClient) -> None:
    html = get(client, f"/id/attack/{KEY}-1")
    facts = html[html.index('id="facts"') : html.index('id="said"')]
    assert "somebody says so; not a fact" in facts
    assert "the report itself says so" not in facts
    said = html[html.index('id="said"') : html.index('id="tolls"')]
    columns = re.findall(r'<h3>(.*?) <span class="dim">(\d+)</span></h3>', said)
    assert columns == [
        ("Accusations", "2"),
        ("Claims of responsibility", "2"),
        ("Denials", "4"),
        ("Other statements", "4"),
    ]
    assert "contested" in html
    strike = get(client, f"/id/attack/{KEY}-2")
    assert "the report itself says so" in strike


def test_the_attack_page_tells_tolls_and_reports_of_linked_attacks_in_their_order(client: TestClient) -> None:
    html = get(client, f"/id/attack/{KEY}-1")
    tolls = html[html.index('id="tolls"') : html.index('id="reports"')]
    assert "12 or more" in tolls
    assert "hospital official" in tolls
    assert "<svg" in tolls
    reports = html[html.index('id="reports"') :]
    assert "8.5 points" in reports
    assert "the same day: 2.0" in reports
    assert reports.count("<li>") == 2


def test_the_map_shows_the_place_from_an_outline_of_our_own(client: TestClient) -> None:
    html = get(client, f"/id/attack/{KEY}-1")
    assert '<circle cx="-44" cy="-33.34"' in html
    assert 'href="/static/world.svg#land"' in html
    assert client.get("/static/world.svg").status_code == 200


def test_the_text_of_a_report_stands_whole_with_its_passages_marked(client: TestClient) -> None:
    html = get(client, f"/id/article/{KEY}")
    words = html[html.index('<div id="words"') : html.index('<section aria-labelledby="read"')]
    assert "".join(outline(words).text).strip() == TEXT.strip()
    assert TEXT[43:51] == "car bomb"
    assert 'id="char=43,51"' in words


def test_each_fact_leads_to_its_words_and_says_its_rule(client: TestClient) -> None:
    html = get(client, f"/id/article/{KEY}")
    anchors = set(re.findall(r'id="(char=\d+,\d+)"', html))
    facts = re.findall(r'<a class="fact" href="#(char=\d+,\d+)" data-fact="(\d+)">', html)
    assert len(facts) > 30
    assert {anchor for anchor, _ in facts} <= anchors
    numbers = {int(number) for _, number in facts}
    pointed = {int(number) for group in re.findall(r'data-facts="([\d ]+)"', html) for number in group.split()}
    assert pointed == numbers
    assert "subject-of-trigger" in html


def test_without_its_text_a_report_shows_its_passages(client: TestClient) -> None:
    html = get(client, f"/id/article/{later_key()}")
    assert "kg build --with-text" in html
    assert "The Night Brigade" in html


def test_a_group_shows_what_it_is_said_to_have_done_and_what_it_said(client: TestClient) -> None:
    html = get(client, "/id/organisation/red-dawn-front")
    assert "Accused of" in html
    assert "Carried out" not in html
    assert "backed by" in html
    assert "Said" in html
    assert "The Front" in html


def test_a_record_leads_to_the_page_that_shows_it(client: TestClient) -> None:
    response = client.get(f"/id/casualties/{KEY}-1-a", headers={"Accept": "text/html"})
    assert (response.status_code, response.headers["location"]) == (303, f"/id/attack/{KEY}-1")
    response = client.get("/node", params={"iri": FRONT})
    assert (response.status_code, response.headers["location"]) == (303, "/id/organisation/red-dawn-front")


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
@pytest.mark.parametrize(
    "path", [f"/id/attack/{KEY}-1", f"/id/article/{KEY}", "/id/person/ana-toral", f"/id/claim/{KEY}-2-a"]
)
def test_each_address_is_data_for_those_who_ask_for_data(
    client: TestClient, path: str, accept: str, format: ox.RdfFormat
) -> None:
    response = client.get(path, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith(accept)
    assert "Accept" in response.headers["vary"]
    subjects = {str(quad.subject) for quad in ox.parse(response.content, format=format)}
    assert f"<{BASE}{path.removeprefix('/id/')}>" in subjects


def test_the_data_of_an_attack_hold_its_evidence_claims_and_counts(client: TestClient) -> None:
    response = client.get(f"/id/attack/{KEY}-1", params={"format": "nt"})
    subjects = {
        quad.subject.value
        for quad in ox.parse(response.text, format=ox.RdfFormat.N_TRIPLES)
        if isinstance(quad.subject, ox.NamedNode)
    }
    for name in (f"assertion/{KEY}-1-1", f"claim/{KEY}-2-a", f"casualties/{KEY}-1-a", f"statement/{KEY}-2"):
        assert BASE + name in subjects
    assert any(subject.startswith(f"{ARTICLE}#char=") for subject in subjects)


def test_the_same_data_come_as_the_same_bytes(client: TestClient) -> None:
    once, again = (client.get(f"/id/attack/{KEY}-1", params={"format": "turtle"}).content for _ in range(2))
    assert once == again


def test_what_nobody_speaks_of_is_not_there(client: TestClient) -> None:
    assert client.get("/id/attack/nothing").status_code == 404
    assert client.get("/id/attack/nothing", headers={"Accept": "text/turtle"}).status_code == 404
    assert client.get("/node", params={"iri": "no iri"}).status_code == 404
    assert client.get("/nowhere").status_code == 404
    assert client.get(f"/id/attack/{KEY}-1", headers={"Accept": "image/png"}).status_code == 406


def rows(response_text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response_text)))


def test_a_table_of_an_attack_leads_each_fact_to_its_words(client: TestClient) -> None:
    response = client.get(f"/id/attack/{KEY}-1", params={"format": "csv"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    found = rows(response.text)
    accused = [row for row in found if row["property"] == "Accused"]
    assert {row["value"] for row in accused} == {"Red Dawn Front"}
    assert all(TEXT[int(row["start"]) : int(row["end"])] == row["words"] for row in accused)
    assert {row["rules"] for row in accused} == {"test-rule"}


def test_cells_that_a_spreadsheet_would_run_are_defused() -> None:
    from kg.serve.pages.exports import csv_response

    body = bytes(csv_response([("=1+1", "-2", "plain", 3)], name="x").body).decode()
    assert body == "'=1+1,'-2,plain,3\r\n"


def test_neighbours_lead_on_from_a_node(client: TestClient) -> None:
    found = client.get("/api/neighbours", params={"iri": ATTACK}).json()
    names = {node["iri"]: node for node in found["nodes"]}
    assert names[FRONT]["label"] == "Red Dawn Front"
    assert names[FRONT]["path"] == "/id/organisation/red-dawn-front"
    assert {"source": ATTACK, "target": FRONT, "property": "allegedPerpetrator"} in found["edges"]
    assert all(edge["source"] in names and edge["target"] in names for edge in found["edges"])
    assert f"{ARTICLE}#char=43,51" not in names
    assert client.get("/api/neighbours", params={"iri": f"{BASE}x"}).status_code == 404


def test_the_query_page_answers_without_script(client: TestClient) -> None:
    query = "SELECT ?label { <" + FRONT + "> rdfs:label ?label }"
    response = client.post("/query", data={"query": query})
    assert response.status_code == 200
    assert "Red Dawn Front" in response.text
    refused = client.post("/query", data={"query": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"})
    assert refused.status_code == 400
    assert "SERVICE" in refused.text


def test_a_question_comes_with_its_values_put_in(client: TestClient) -> None:
    html = get(client, "/query?question=said-by&speaker=Toral")
    text = "".join(outline(html).text)
    assert "VALUES ?" in text
    assert '"Toral"' in text


def test_another_name_for_the_server_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
    assert client.get("/sparql", headers={"Host": "evil.example:80"}).status_code == 400


def test_the_hostile_article_is_data_too(client: TestClient) -> None:
    response = client.get(HOSTILE.replace(BASE, "/id/"), headers={"Accept": "text/turtle"})
    literals = {
        quad.object.value
        for quad in ox.parse(response.content, format=ox.RdfFormat.TURTLE)
        if isinstance(quad.object, ox.Literal)
    }
    assert HOSTILE_TEXT in literals
