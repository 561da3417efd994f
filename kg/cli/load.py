"""`kg load`: graphs to a triple store."""

from __future__ import annotations

import json
import os
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import FINDINGS, GOOD, moment_from, say

Method = StrEnum("Method", ["gsp", "update"])


def load(
    graphs: Annotated[list[Path], typer.Argument(help="Graph files, or folders of them.")],
    endpoint: Annotated[str | None, typer.Option(help="The server's Graph Store Protocol address.")] = None,
    method: Annotated[Method, typer.Option(help="gsp: one PUT per article. update: SPARQL Update.")] = Method.gsp,
    update_endpoint: Annotated[str | None, typer.Option(help="For --method update; else --endpoint.")] = None,
    query_endpoint: Annotated[str | None, typer.Option(help="To count what arrived; gsp can do without.")] = None,
    store_folder: Annotated[Path | None, typer.Option("--store", help="An Oxigraph store on this machine.")] = None,
    user: Annotated[str | None, typer.Option(help="Account; Digest or Basic, as the server asks.")] = None,
    password_env: Annotated[str | None, typer.Option(help="Environment variable with the password.")] = None,
    token_env: Annotated[str | None, typer.Option(help="Environment variable with a bearer token.")] = None,
    timeout: Annotated[float, typer.Option(help="Seconds for one request.", min=0.1)] = 60.0,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per graph on stdout.")] = False,
) -> None:
    """Load graphs into a triple store: one named graph per article, in the place of what was there.

    Graphs are validated first; what does not conform is not loaded (exit code 1). The triples are
    counted in the store afterwards. A busy server is asked again. A store on this machine treats
    corrections and what was withdrawn as kg add does.

    Examples:

      kg load graphs/ --endpoint http://localhost:7878/store

      kg load a.ttl --method update --endpoint http://host/update --query-endpoint http://host/query

      kg load graphs/ --endpoint https://host/graphs --user editor --password-env STORE_PASSWORD
    """
    from kg.store import Archive, Store, load_archive, load_files, open_store
    from kg.store.credentials import auth_from

    auth = auth_from(os.environ, user=user, password_env=password_env, token_env=token_env)
    address = update_endpoint if update_endpoint and method is Method.update else endpoint
    store: Archive | Store
    if store_folder is not None and address is None:
        store = Archive(store_folder)
        loading = load_archive(graphs, store, at=moment_from(None))
    else:
        update = method is Method.update
        store = open_store(address, query_endpoint, folder=store_folder, auth=auth, timeout=timeout, update=update)
        loading = load_files(graphs, store)
    code = GOOD
    with closing(store):
        for loaded in loading:
            typer.echo(json.dumps(loaded.to_dict()) if as_json else loaded.to_text())
            if loaded.report:
                say(loaded.report.to_text())
                code = FINDINGS
    raise typer.Exit(code)
