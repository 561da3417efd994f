"""A server at a port of this machine, in a thread, for clients that bring their own sockets."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from kg.serve.graphs import Graphs
from kg.serve.options import ServeOptions
from kg.serve.running import listen, make_server


@contextmanager
def serving(graphs: Graphs, options: ServeOptions) -> Iterator[str]:
    """The address, for as long as the server runs."""
    listening = listen("127.0.0.1", 0)
    server = make_server(graphs, options)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        for _ in range(1200):
            if server.started:
                break
            time.sleep(0.05)
        assert server.started
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=60)
        listening.close()
    assert not thread.is_alive()
