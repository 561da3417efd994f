"""`kg add`: reports to a store on disk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import moment_from, settings_from
from kg.cli.storing import store_reports
from kg.read.options import InputFormat


def add(
    ctx: typer.Context,
    reports: Annotated[list[Path], typer.Argument(help="Reports or folders of reports; - is stdin.")],
    store: Annotated[Path, typer.Option(help="The store's folder; made if it is not there.", envvar="KG_STORE")],
    replaces: Annotated[str | None, typer.Option(help="The article that this report corrects: key, IRI, url.")] = None,
    restore: Annotated[bool, typer.Option("--restore", help="Take in what was withdrawn or replaced before.")] = False,
    batch: Annotated[int, typer.Option(help="Articles in one transaction.", min=1)] = 1,
    source: Annotated[InputFormat | None, typer.Option("--from", help="Of the reports; else by the ending.")] = None,
    url: Annotated[str | None, typer.Option(help="Where the report was published.")] = None,
    date: Annotated[str | None, typer.Option(help="For the note on what is replaced; else now.")] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No messages but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON object for each report on stdout.")] = False,
) -> None:
    """Add reports to a store; a corrected report takes the place of what it corrects.

    Corrected is a report from the same url, or one with --replaces. What it says differently is shown
    in facts, and a dated note of the replacement stays. The same report twice changes nothing.

    Examples:

      kg add today/ --store corpus/

      kg add corrected.txt --store corpus/ --replaces 327ad0cbfae9b720

      kg add corrected.html --store corpus/ --json
    """
    from kg.read import ReadOptions

    settings = settings_from(ctx)
    options = ReadOptions(format=source, url=url, max_bytes=settings.max_bytes)
    code = store_reports(
        reports,
        store,
        settings=settings,
        options=options,
        at=moment_from(date),
        batch=batch,
        replaces=replaces,
        restore=restore,
        quiet=quiet,
        as_json=as_json,
    )
    raise typer.Exit(code)
