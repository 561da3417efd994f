"""`kg withdraw`: an article out of a store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import moment_from


def withdraw(
    article: Annotated[str, typer.Argument(help="Its key, IRI or url.")],
    store: Annotated[Path, typer.Option(help="The store's folder.", envvar="KG_STORE")],
    reason: Annotated[str, typer.Option(help="For the note that remains.")] = "",
    date: Annotated[str | None, typer.Option(help="Of the note; else now.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="What was done as JSON.")] = False,
) -> None:
    """Take an article out of a store. A dated note remains, and kg add leaves the article out from then on.

    Its graph goes. Nodes that other articles carry as well stay as long as one of them does.

    Examples:

      kg withdraw 327ad0cbfae9b720 --store corpus/ --reason "retracted by the agency"

      kg withdraw https://news.example/2031/attack --store corpus/
    """
    from kg.store import Archive, ArchiveReader

    moment = moment_from(date)
    ArchiveReader(store).close()  # a folder without a store is an error, not a new store
    with Archive(store) as archive:
        withdrawn = archive.withdraw(article, at=moment, reason=reason)
    typer.echo(json.dumps(withdrawn.to_dict()) if as_json else withdrawn.to_text())
