"""The explorer: one local address where the graphs can be searched, read beside their words, and queried.

Sits on top of the stages. The libraries of the web are imported nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.serve.graphs import Graphs
from kg.serve.options import ServeOptions

__all__ = ["Graphs", "ServeOptions", "run_server"]


def run_server(
    graphs: Graphs, options: ServeOptions, *, host: str, port: int, ready: Callable[[str], None] = lambda _: None
) -> None:
    """Serves until it is interrupted, then closes the graphs. `ready` is told the address.

    Port 0 takes one that is free. Raises InputError where the address cannot be had.
    """
    from kg.serve.running import run

    run(graphs, options, host=host, port=port, ready=ready)
