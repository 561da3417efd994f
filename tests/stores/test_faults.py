"""Servers that are busy, refuse, hang up, or lose what they were given."""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Callable, Iterator
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from kg.errors import InputError, QueryError, StoreError
from kg.store import SparqlHttpStore, article_name
from kg.store.credentials import auth_from
from kg.store.http_client import PasswordAuth, TokenAuth
from kg.store.lines import lines_of
from tests.stores.contract import example
from tests.stores.servers import Reply, Seen, fake_server

LINES = [line.encode() for line in lines_of(example().graph)]
WHOLE = Reply(headers={"Content-Type": "application/n-triples"}, body=b"\n".join(LINES))
NO_CONTENT = Reply(status=204)


class Pauses(list[float]):
    """Instead of sleeping: writes down for how long."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


class MakeStore(Protocol):
    def __call__(self, address: str, pauses: Pauses | None = None, **options: Any) -> SparqlHttpStore: ...


@pytest.fixture
def make_store() -> Iterator[MakeStore]:
    """Makes stores that are closed at the end of the test."""
    with contextlib.ExitStack() as stack:

        def make(address: str, pauses: Pauses | None = None, **options: Any) -> SparqlHttpStore:
            pause = Pauses() if pauses is None else pauses
            store = SparqlHttpStore(f"{address}/store", pause=pause, **options)
            stack.callback(store.close)
            return store

        yield make


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_server_is_asked_again(make_store: MakeStore, status: int) -> None:
    def behave(request: Seen, before: int) -> Reply:
        if before < 2:
            return Reply(status=status)
        return NO_CONTENT if request.method == "PUT" else WHOLE

    pauses = Pauses()
    with fake_server(behave) as server:
        assert make_store(server.address, pauses).replace(example()) == len(LINES)
    assert [seen.method for seen in server.seen] == ["PUT", "PUT", "PUT", "GET"]
    assert server.seen[0].body == server.seen[2].body == b"".join(line + b"\n" for line in LINES)
    assert pauses == [0.5, 1.0]


def test_the_graph_is_named_after_the_article(make_store: MakeStore) -> None:
    with fake_server(lambda request, _: NO_CONTENT if request.method == "PUT" else WHOLE) as server:
        make_store(server.address).replace(example())
    for seen in server.seen:
        assert parse_qs(urlsplit(seen.path).query) == {"graph": [str(article_name(example().graph))]}
    assert server.seen[0].headers["content-type"] == "text/turtle; charset=utf-8"


def test_a_server_that_hangs_up_is_asked_again(make_store: MakeStore) -> None:
    def behave(request: Seen, before: int) -> Reply:
        if before == 0:
            return Reply(hang_up=True)
        return NO_CONTENT if request.method == "PUT" else WHOLE

    with fake_server(behave) as server:
        assert make_store(server.address).replace(example()) == len(LINES)


def test_the_server_says_how_long_to_wait(make_store: MakeStore) -> None:
    waits = ["7", "Wed, 21 Oct 2031 07:28:00 GMT", "9999"]

    def behave(request: Seen, before: int) -> Reply:
        if before < len(waits):
            return Reply(status=503, headers={"Retry-After": waits[before]})
        return NO_CONTENT if request.method == "PUT" else WHOLE

    pauses = Pauses()
    with fake_server(behave) as server:
        make_store(server.address, pauses).replace(example())
    assert pauses == [7.0, 1.0, 30.0]


def test_a_server_that_stays_busy_is_given_up(make_store: MakeStore) -> None:
    pauses = Pauses()
    with (
        fake_server(lambda *_: Reply(status=503, body=b"too many\nrequests")) as server,
        pytest.raises(StoreError, match=r"503 Service Unavailable: too many requests \(tried 3 times\)"),
    ):
        make_store(server.address, pauses, attempts=3).replace(example())
    assert len(server.seen) == 3
    assert pauses == [0.5, 1.0]


def test_a_server_that_is_not_there(make_store: MakeStore) -> None:
    with pytest.raises(StoreError, match=r"PUT http://127\.0\.0\.1:9/store: no answer .*tried 2 times"):
        make_store("http://127.0.0.1:9", attempts=2).replace(example())


def test_a_server_that_does_not_answer_in_time(make_store: MakeStore) -> None:
    release = threading.Event()

    def behave(*_: object) -> Reply:
        release.wait(10)
        return NO_CONTENT

    with fake_server(behave) as server:
        try:
            with pytest.raises(StoreError, match="no answer"):
                make_store(server.address, timeout=0.2, attempts=1).replace(example())
        finally:
            release.set()


@pytest.mark.parametrize(
    ("status", "hint"),
    [
        (400, "400 Bad Request: no such thing"),
        (401, "--user with --password-env"),
        (403, "may not write"),
        (404, "address"),
    ],
)
def test_a_refusal_is_not_tried_again(make_store: MakeStore, status: int, hint: str) -> None:
    with (
        fake_server(lambda *_: Reply(status=status, body=b"no such thing")) as server,
        pytest.raises(StoreError, match=hint),
    ):
        make_store(server.address).replace(example())
    assert len(server.seen) == 1


def test_a_redirect_is_shown_and_not_followed(make_store: MakeStore) -> None:
    reply = Reply(status=301, headers={"Location": "http://elsewhere.example/store"})
    with (
        fake_server(lambda *_: reply) as server,
        pytest.raises(StoreError, match=r"moved to http://elsewhere\.example/store"),
    ):
        make_store(server.address, auth=TokenAuth("secret")).replace(example())
    assert len(server.seen) == 1


@pytest.mark.parametrize("kept", [0, len(LINES) - 1, len(LINES) + 1])
def test_triples_that_were_lost_or_added_are_noticed(make_store: MakeStore, kept: int) -> None:
    held = [*LINES, b"<urn:x:more> <urn:x:than> <urn:x:sent> ."][:kept]
    with (
        fake_server(
            lambda request, _: NO_CONTENT if request.method == "PUT" else Reply(body=b"\n".join(held))
        ) as server,
        pytest.raises(StoreError, match=rf"{len(LINES)} triples were sent to the graph <.*>, but it holds {kept}\."),
    ):
        make_store(server.address).replace(example())


def test_a_graph_that_is_not_there_afterwards_is_noticed(make_store: MakeStore) -> None:
    with (
        fake_server(lambda request, _: Reply(status=204 if request.method == "PUT" else 404)) as server,
        pytest.raises(StoreError, match="but it holds 0"),
    ):
        make_store(server.address).replace(example())


@pytest.mark.parametrize(
    ("body", "message"),
    [(b"<html>hello</html>", "cannot be read"), (b'{"head":{"vars":["n"]},"results":{"bindings":[]}}', "no number")],
)
def test_a_count_that_is_no_number_is_noticed(make_store: MakeStore, body: bytes, message: str) -> None:
    with (
        fake_server(lambda request, _: NO_CONTENT if request.method == "PUT" else Reply(body=body)) as server,
        pytest.raises(StoreError, match=message),
    ):
        make_store(server.address, query_endpoint=f"{server.address}/query").replace(example())


def test_updates_come_in_chunks_and_the_first_one_drops_the_old_graph(
    make_store: MakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.store.sparql_http.CHUNK", 200)
    count = (
        f'{{"head":{{"vars":["n"]}},"results":{{"bindings":[{{"n":{{"type":"literal","value":"{len(LINES)}"}}}}]}}}}'
    )

    def behave(request: Seen, _: int) -> Reply:
        return NO_CONTENT if request.path == "/store" else Reply(body=count.encode())

    with fake_server(behave) as server:
        store = make_store(server.address, method="update", query_endpoint=f"{server.address}/query")
        assert store.replace(example()) == len(LINES)
    updates = [seen.body for seen in server.seen if seen.path == "/store"]
    assert len(updates) == -(-len(LINES) // 200)
    assert [update.startswith(b"DROP SILENT GRAPH <") for update in updates] == [True] + [False] * (len(updates) - 1)
    sent = [line for update in updates for line in update.split(b"\n") if line.endswith(b" .")]
    assert sent == LINES
    assert server.seen[0].headers["content-type"].startswith("application/sparql-update")


def test_updating_needs_a_way_to_count() -> None:
    with pytest.raises(StoreError, match="--query-endpoint"):
        SparqlHttpStore("http://127.0.0.1:9/update", method="update")


def test_asking_needs_a_query_endpoint(make_store: MakeStore) -> None:
    store = make_store("http://127.0.0.1:9")
    with pytest.raises(QueryError, match="--query-endpoint"):
        store.query("ASK {}")
    with pytest.raises(StoreError, match="--query-endpoint"):
        store.count()


# ---- authentication


def _guarded(challenge: str, expected: str) -> Callable[[Seen, int], Reply]:
    def behave(request: Seen, _: int) -> Reply:
        if not re.match(expected, request.headers.get("authorization", "")):
            return Reply(status=401, headers={"WWW-Authenticate": challenge})
        return NO_CONTENT if request.method == "PUT" else WHOLE

    return behave


@pytest.mark.parametrize(
    ("challenge", "expected"),
    [
        ('Basic realm="graphs"', r"Basic ZWRpdG9yOnPDtmNyZXQ="),
        (
            'Digest realm="graphs", qop="auth", nonce="abc", opaque="def", algorithm=MD5',
            r'Digest username="editor", realm="graphs", nonce="abc", uri="/store\?graph=.*", response="[0-9a-f]{32}"',
        ),
    ],
)
def test_name_and_password_go_out_when_asked_for_and_not_before(
    make_store: MakeStore, challenge: str, expected: str
) -> None:
    with fake_server(_guarded(challenge, expected)) as server:
        store = make_store(server.address, auth=PasswordAuth("editor", "söcret"))
        assert store.replace(example()) == len(LINES)
    assert "authorization" not in server.seen[0].headers
    assert server.seen[1].body == server.seen[0].body


def test_a_wrong_password_is_said_once_and_never_shown(make_store: MakeStore) -> None:
    with (
        fake_server(lambda *_: Reply(status=401, headers={"WWW-Authenticate": 'Basic realm="x"'})) as server,
        pytest.raises(StoreError, match="401 Unauthorized") as caught,
    ):
        make_store(server.address, auth=PasswordAuth("editor", "hunter2")).replace(example())
    assert len(server.seen) == 2
    assert "hunter2" not in str(caught.value)


def test_a_token_goes_with_every_request(make_store: MakeStore) -> None:
    with fake_server(_guarded("Bearer", r"Bearer t0ken$")) as server:
        assert make_store(server.address, auth=TokenAuth("t0ken")).replace(example()) == len(LINES)
    assert len(server.seen) == 2


@pytest.mark.parametrize("address", ["store", "ftp://x/y", "http://", "file:///etc/hostname", "http://x:port/", ""])
def test_addresses_that_are_none_are_refused(address: str) -> None:
    with pytest.raises(InputError, match="--endpoint"):
        SparqlHttpStore(address)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(InputError, match="would end up in logs") as caught:
        SparqlHttpStore("http://me:hunter2@127.0.0.1/store")
    assert "hunter2" not in str(caught.value)


def test_credentials_come_from_named_variables() -> None:
    environ = {"PW": "secret", "TOKEN": "t0ken"}
    assert auth_from(environ, user=None, password_env=None, token_env=None) is None
    assert isinstance(auth_from(environ, user="me", password_env="PW", token_env=None), PasswordAuth)  # noqa: S106 (a name)
    token = auth_from(environ, user=None, password_env=None, token_env="TOKEN")  # noqa: S106 (a name)
    assert token is not None
    request = next(token.auth_flow(httpx.Request("GET", "http://127.0.0.1/")))
    assert request.headers["authorization"] == "Bearer t0ken"


@pytest.mark.parametrize(
    ("user", "password_env", "token_env", "message"),
    [
        ("me", None, None, "a name and a password"),
        (None, "PW", None, "a name and a password"),
        ("me", "PW", "TOKEN", "at once"),
        ("me", "NOT_SET", None, "NOT_SET: the environment variable is not set"),
        (None, None, "NOT_SET", "NOT_SET: the environment variable is not set"),
    ],
)
def test_half_given_credentials_are_refused(
    user: str | None, password_env: str | None, token_env: str | None, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        auth_from({"PW": "secret", "TOKEN": "x"}, user=user, password_env=password_env, token_env=token_env)
