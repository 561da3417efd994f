"""Review on the pages: who may decide, what is stored, and what is refused."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from kg.cli import app as command
from kg.review import Verdict, read_decisions, read_facts
from kg.serve.app import create_app
from kg.serve.explorer import Explorer
from kg.serve.graphs import Graphs
from kg.serve.options import ServeOptions
from kg.serve.sessions import COOKIE, Sessions
from tests.assemble.example import KEY
from tests.serve.served import ARTICLE, SCRIPT, fill

TOKEN = "a-long-word-for-the-tests"  # noqa: S105 - of no use elsewhere
NOON = dt.datetime(2031, 1, 2, 12, 0, tzinfo=dt.UTC)
PAGE = f"/id/article/{KEY}"


@pytest.fixture
def explorer(tmp_path: Path) -> Iterator[Explorer]:
    fill(tmp_path / "store")
    options = ServeOptions(hosts=("testserver",), processes=1, token=TOKEN, clock=lambda: NOON)
    made = Explorer.over(Graphs(tmp_path / "store", union=True, writable=True), options)
    yield made
    made.close()


@pytest.fixture
def client(explorer: Explorer) -> TestClient:
    return TestClient(create_app(explorer), follow_redirects=False)


def sign_in(client: TestClient, name: str = "Ada Reed") -> str:
    """Returns the address of a fact's form."""
    links = re.findall(r'href="(/review\?[^"]+)"', client.get(PAGE, headers={"Accept": "text/html"}).text)
    assert links
    path = html.unescape(links[0])
    answer = client.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?next=%2Freview")
    signed = client.post("/sign-in", data={"name": name, "token": TOKEN, "next": path})
    assert signed.status_code == 303
    assert signed.headers["location"] == path
    cookie = signed.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    return path


def form_of(client: TestClient, path: str) -> dict[str, str]:
    text = client.get(path).text
    found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text))
    assert {"article", "fact", "form"} <= set(found)
    return {name: html.unescape(value) for name, value in found.items()}


def test_a_decision_is_taken_on_the_page_and_shown_there(client: TestClient, explorer: Explorer) -> None:
    path = sign_in(client, f"Ada {SCRIPT}")
    form = form_of(client, path) | {"verdict": "corrected", "correction": SCRIPT, "reason": "look at line 1"}
    answer = client.post("/review", data=form)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"{PAGE}#fact-")
    (decision,) = read_decisions(explorer.reader, ARTICLE)
    assert (decision.verdict, decision.correction, decision.at) == (Verdict.CORRECTED, SCRIPT, NOON)
    assert decision.fact.fingerprint == form["fact"]
    page = client.get(PAGE, headers={"Accept": "text/html"}).text
    assert html.escape(f"Ada {SCRIPT}") in page
    assert SCRIPT not in page
    again = client.get(path).text
    assert "Decided so far" in again
    assert "look at line 1" in again


def test_decisions_do_not_stand_among_the_facts(client: TestClient, explorer: Explorer) -> None:
    before = read_facts(explorer.reader, ARTICLE)
    path = sign_in(client)
    client.post("/review", data=form_of(client, path) | {"verdict": "confirmed"})
    assert read_facts(explorer.reader, ARTICLE) == before


@pytest.mark.parametrize("change", [{"form": ""}, {"form": "0" * 64}, {"form": None}])
def test_a_form_of_another_site_is_refused(
    client: TestClient, explorer: Explorer, change: dict[str, str | None]
) -> None:
    path = sign_in(client)
    form = {**form_of(client, path), "verdict": "confirmed", **change}
    answer = client.post("/review", data={name: value for name, value in form.items() if value is not None})
    assert answer.status_code == 403
    assert read_decisions(explorer.reader, ARTICLE) == ()


def test_what_the_browser_says_of_another_site_counts(client: TestClient, explorer: Explorer) -> None:
    form = form_of(client, sign_in(client)) | {"verdict": "confirmed"}
    answer = client.post("/review", data=form, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert read_decisions(explorer.reader, ARTICLE) == ()


def test_who_has_not_signed_in_decides_nothing(client: TestClient, explorer: Explorer) -> None:
    form = form_of(client, sign_in(client)) | {"verdict": "confirmed"}
    client.cookies.clear()
    assert client.post("/review", data=form).status_code == 401
    client.cookies.set(COOKIE, Sessions().make_cookie("Ada Reed"))  # made by another process
    assert client.post("/review", data=form).status_code == 401
    assert read_decisions(explorer.reader, ARTICLE) == ()


@pytest.mark.parametrize("given", [{"name": "", "token": TOKEN}, {"name": "Ada", "token": "wrong"}, {"name": "Ada"}])
def test_a_wrong_token_signs_nobody_in(client: TestClient, given: dict[str, str]) -> None:
    answer = client.post("/sign-in", data=given)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", ["//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example", "x"])
def test_signing_in_leads_nowhere_else(client: TestClient, path: str) -> None:
    answer = client.post("/sign-in", data={"name": "Ada", "token": TOKEN, "next": path})
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"verdict": "corrected"}, "only a correction says"),
        ({"verdict": "perhaps"}, "perhaps"),
        ({"verdict": "confirmed", "reason": "x" * 5000}, "too long"),
    ],
)
def test_what_is_missing_or_too_much_is_said(client: TestClient, change: dict[str, str], problem: str) -> None:
    answer = client.post("/review", data=form_of(client, sign_in(client)) | change)
    assert answer.status_code == 400
    assert problem in html.unescape(answer.text)


def test_a_fact_that_is_no_longer_read_is_not_decided(client: TestClient) -> None:
    form = form_of(client, sign_in(client)) | {"verdict": "confirmed", "fact": "0" * 16}
    assert client.post("/review", data=form).status_code == 404


def test_a_toll_is_corrected_in_a_form_that_can_be_counted(client: TestClient, explorer: Explorer) -> None:
    sign_in(client)
    toll = next(fact for fact in read_facts(explorer.reader, ARTICLE) if fact.key.predicate == "casualties")
    form = form_of(client, f"/review?node={toll.node}") | {"verdict": "corrected"}
    assert client.post("/review", data=form | {"correction": "a few"}).status_code == 400
    assert client.post("/review", data=form | {"correction": "killed 3 or more"}).status_code == 303


def test_a_program_shows_the_token_and_names_who_decides(client: TestClient, explorer: Explorer) -> None:
    fact = read_facts(explorer.reader, ARTICLE)[0]
    form = {"article": ARTICLE, "fact": fact.key.fingerprint, "verdict": "rejected", "reviewer": "a script"}
    assert client.post("/review", data=form, headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert client.post("/review", data=form, headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 303
    (decision,) = read_decisions(explorer.reader, ARTICLE)
    assert decision.reviewer == "a script"


@pytest.mark.parametrize("path", ["/review?article=", "/sign-in"])
def test_what_is_served_to_be_read_is_not_reviewed(store: Path, path: str) -> None:
    made = Explorer.over(Graphs(store, union=True), ServeOptions(hosts=("testserver",), processes=1))
    client = TestClient(create_app(made), follow_redirects=False)
    assert client.get(path).status_code == 403
    assert client.post(path.partition("?")[0], data={"token": ""}).status_code == 403
    assert "/review?" not in client.get(PAGE, headers={"Accept": "text/html"}).text
    made.close()


def test_what_was_reviewed_is_listed_and_exported(client: TestClient, explorer: Explorer, tmp_path: Path) -> None:
    path = sign_in(client)
    client.post("/review", data=form_of(client, path) | {"verdict": "confirmed"})
    explorer.graphs.store.flush()
    listed = CliRunner().invoke(command, ["review", "list", str(explorer.graphs.folder)])
    assert listed.exit_code == 0, listed.output
    assert '"verdict": "confirmed"' in listed.stdout
    done = CliRunner().invoke(
        command, ["review", "export", str(explorer.graphs.folder), "-o", str(tmp_path / "sheets")]
    )
    assert done.exit_code == 0, done.output
    assert sorted(file.name for file in (tmp_path / "sheets").iterdir()) == [f"{KEY}.json", f"{KEY}.txt"]
