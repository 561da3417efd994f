"""A server on loopback that gives the answers that a test has written down."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = str | tuple[int, dict[str, str]]  # the content of an answer, or a status with headers


class AnswerServer:
    """`replies` are given one after another, the last one for ever; `asked` holds the bodies of the requests."""

    def __init__(self, replies: Sequence[Reply]) -> None:
        self.replies = list(replies)
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.url = ""

    def next_reply(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@contextmanager
def answering(*replies: Reply) -> Iterator[AnswerServer]:
    """A running server; it is shut down at the end."""
    script = AnswerServer(replies)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            script.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            script.headers.append(dict(self.headers))
            reply = script.next_reply()
            status, headers = (200, {}) if isinstance(reply, str) else reply
            body = _completion(reply) if isinstance(reply, str) else b"{}"
            self.send_response(status)
            for name, value in {
                "Content-Type": "application/json",
                "Content-Length": str(len(body)),
                **headers,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing on stderr."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    script.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _completion(content: str) -> bytes:
    message = {"role": "assistant", "content": content}
    return json.dumps(
        {
            "id": "1",
            "object": "chat.completion",
            "created": 0,
            "model": "written-by-hand",
            "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
            "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
        }
    ).encode()


def attack(trigger: str, kind: str = "Attack", **slots: list[str]) -> dict[str, Any]:
    """An attack as an answer has it, slots that are not given left empty."""
    names = ("places", "targets", "victims", "weapons", "parties", "killed", "injured")
    return {"trigger": trigger, "kind": kind, **{name: slots.get(name, []) for name in names}}


def answer(*attacks: dict[str, Any], statements: Sequence[dict[str, str]] = ()) -> str:
    return json.dumps({"attacks": list(attacks), "statements": list(statements)})
