"""Listens at an address and serves."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import closing

import uvicorn

from kg.errors import InputError
from kg.serve.app import create_app
from kg.serve.explorer import Explorer
from kg.serve.graphs import Graphs
from kg.serve.options import ServeOptions


def run(graphs: Graphs, options: ServeOptions, *, host: str, port: int, ready: Callable[[str], None]) -> None:
    """See `kg.serve.run_server`."""
    with closing(listen(host, port)) as listening:
        server = make_server(graphs, options)
        shown = f"[{host}]" if ":" in host else host
        ready(f"http://{shown}:{listening.getsockname()[1]}/")
        server.run(sockets=[listening])


def make_server(graphs: Graphs, options: ServeOptions) -> uvicorn.Server:
    """A server that is yet to be run; requests are not logged, since they tell what somebody looks for."""
    app = create_app(Explorer.over(graphs, options))
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="on")
    return uvicorn.Server(config)


def listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections; port 0 takes a port that is free. Raises InputError where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # named, so that answers go out at once
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # from now on who asks waits, and is not sent away
    except OSError as error:
        listening.close()
        raise InputError(
            place=f"{host} port {port}",
            problem=f"cannot be listened at ({error.strerror or error})",
            remedy="Name another with --port; 0 takes one that is free.",
        ) from error
    return listening
