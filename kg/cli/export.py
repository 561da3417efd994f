"""`kg export`: a store on disk to a file or a server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import say
from kg.cli.load import Method
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.exporting import Exported


def export(
    store: Annotated[Path, typer.Option(help="The store's folder.", envvar="KG_STORE")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="A file: .nq or .nq.gz.")] = None,
    endpoint: Annotated[str | None, typer.Option(help="A server's Graph Store Protocol address.")] = None,
    resume: Annotated[
        Path | None, typer.Option(help="Where a broken export remembers what arrived; else STORE.export.jsonl.")
    ] = None,
    method: Annotated[Method, typer.Option(help="gsp: one PUT per article. update: SPARQL Update.")] = Method.gsp,
    query_endpoint: Annotated[str | None, typer.Option(help="To count what arrived; gsp can do without.")] = None,
    user: Annotated[str | None, typer.Option(help="Account; Digest or Basic, as the server asks.")] = None,
    password_env: Annotated[str | None, typer.Option(help="Environment variable with the password.")] = None,
    token_env: Annotated[str | None, typer.Option(help="Environment variable with a bearer token.")] = None,
    timeout: Annotated[float, typer.Option(help="Seconds for one request.", min=0.1)] = 60.0,
) -> None:
    """Export a whole store, notes included: to a file of N-Quads, or graph by graph to a server.

    The file is the same for the same store, byte for byte. An export to a server that broke off goes
    on where it stopped when it is asked for again; what is gone from the store is taken away there,
    and all triples are counted at the end.

    Examples:

      kg export --store corpus/ -o corpus.nq.gz

      kg export --store corpus/ --endpoint http://localhost:7878/store
    """
    from kg.exporting import Journal, export_file, export_store
    from kg.store import ArchiveReader, open_store
    from kg.store.credentials import auth_from

    if (output is None) == (endpoint is None):
        raise InputError(place="-o and --endpoint", problem="exactly one is needed", remedy="Name a file or a server.")
    with closing(ArchiveReader(store)) as archive:
        if output is not None:
            _tell(export_file(archive, output), to=str(output))
            return
        auth = auth_from(os.environ, user=user, password_env=password_env, token_env=token_env)
        update = method is Method.update
        server = open_store(endpoint, query_endpoint, folder=None, auth=auth, timeout=timeout, update=update)
        path = resume or store.resolve().with_name(f"{store.resolve().name}.export.jsonl")
        with closing(server), Journal(path, address=str(endpoint)) as journal:
            _tell(export_store(archive, server, journal=journal), to=str(endpoint))


def _tell(exported: Iterator[Exported], *, to: str) -> None:
    results = list(exported)
    sent = [result for result in results if not result.dropped]
    parts = [f"{len(sent)} graphs", f"{sum(result.triples for result in sent)} triples"]
    parts += [f"{n} of them sent by an earlier run" for n in [sum(result.earlier for result in sent)] if n]
    parts += [f"{n} graphs taken away" for n in [len(results) - len(sent)] if n]
    say(f"{to}: {', '.join(parts)}")
