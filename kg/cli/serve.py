"""`kg serve`: search, read and query graphs in a browser, and by programs."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import say
from kg.errors import InputError


def serve(
    sources: Annotated[
        list[Path], typer.Argument(metavar="STORE|GRAPHS…", help="A store, or graph files and folders.")
    ],
    host: Annotated[
        str, typer.Option(help="The address to listen at; 0.0.0.0 is all of this machine's.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen at; 0 takes one that is free.")] = 8480,
    timeout: Annotated[float, typer.Option(help="Seconds that a query may take.")] = 30.0,
    rows: Annotated[int, typer.Option(help="Rows or triples that one answer may have.")] = 10_000,
    allow_host: Annotated[
        list[str] | None, typer.Option(help="Another name under which the server may be addressed.")
    ] = None,
    allow_origin: Annotated[
        list[str] | None, typer.Option(help="A site whose pages may read the endpoint in a browser (CORS).")
    ] = None,
    allow_service: Annotated[
        list[str] | None, typer.Option(help="An endpoint that queries may name in SERVICE, by its full address.")
    ] = None,
    writable: Annotated[bool, typer.Option("--writable", help="Let who shows the token change the store.")] = False,
    token_env: Annotated[str | None, typer.Option(help="The environment variable that holds the token.")] = None,
) -> None:
    """Search, read and query graphs: pages for readers, a SPARQL endpoint for programs.

    Nothing leaves this machine, and only this machine is answered unless --host says otherwise.
    The endpoint is /sparql, whole graphs are at /store?graph=…, and each node of the data has an
    address of its own under /id/, as a page and as Turtle or JSON-LD. Ctrl+C ends it.

    Examples:

      kg serve corpus/

      kg serve graphs/ links.trig --port 8080

      KG_TOKEN=… kg serve corpus/ --writable --token-env KG_TOKEN
    """
    from kg.cli.console import moment_from, secret_from
    from kg.serve import Graphs, ServeOptions, run_server

    if writable != (token_env is not None):
        raise InputError(
            place="--writable",
            problem="who may write shows a token",
            remedy="Give --writable and --token-env together.",
        )
    options = ServeOptions(
        seconds=timeout,
        rows=rows,
        hosts=(*ServeOptions().hosts, *(allow_host or []), *([] if host in ("0.0.0.0", "::") else [host])),  # noqa: S104
        origins=tuple(allow_origin or ()),
        services=tuple(allow_service or ()),
        token=None if token_env is None else secret_from(token_env),
        clock=lambda: moment_from(None),
    )
    with closing(Graphs.from_paths(sources, writable=writable)) as graphs:
        say(f"{len(graphs.store)} quads. Reading them for the search goes on beside; Ctrl+C ends the serving.")
        run_server(graphs, options, host=host, port=port, ready=lambda address: say(f"Open {address}"))
