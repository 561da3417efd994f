"""A real triple store, and a server that fails on purpose; both on the loopback, both stopped at the end."""

from __future__ import annotations

import contextlib
import http.server
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx

PROGRAM = Path(sys.executable).parent / "oxigraph"
PATIENCE = 30.0  # seconds until a server that does not answer is given up


@contextlib.contextmanager
def oxigraph_server(folder: Path) -> Iterator[str]:
    """Runs `oxigraph serve` on a free port and yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    log = folder / "server.log"
    with log.open("wb") as out:
        command = [str(PROGRAM), "serve", "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}"]
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        try:
            _wait_for(address, process, log)
            yield address
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        with contextlib.suppress(httpx.TransportError):
            httpx.get(f"{address}/query", params={"query": "ASK {}"}, trust_env=False, timeout=2)
            return
        time.sleep(0.05)
    raise RuntimeError(f"oxigraph serve did not answer: {log.read_text(errors='replace')}")


@dataclass
class Seen:
    """One request as the server saw it."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(kw_only=True)
class Reply:
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    hang_up: bool = False


@dataclass
class FakeServer:
    """Answers each request with what `behave` says, and remembers the requests."""

    address: str
    seen: list[Seen]


@contextlib.contextmanager
def fake_server(behave: Callable[[Seen, int], Reply]) -> Iterator[FakeServer]:
    """`behave` gets the request and how many came before it."""
    seen: list[Seen] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            request = Seen(
                self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, self.rfile.read(length)
            )
            reply = behave(request, len(seen))
            seen.append(request)
            self.close_connection = True
            if reply.hang_up:
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(reply.body)

        do_GET = do_PUT = do_POST = do_DELETE = _answer  # noqa: N815 (the names are the server's)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test's output clean."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield FakeServer(f"http://127.0.0.1:{server.server_port}", seen)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
