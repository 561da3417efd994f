"""`kg duplicates`: which reports are near copies of earlier ones."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import FAILED, GOOD, complain, say, settings_from
from kg.errors import InputError
from kg.read.options import InputFormat

if TYPE_CHECKING:
    from kg.corpus.duplicates import Copy


def duplicates(
    ctx: typer.Context,
    sources: Annotated[list[str], typer.Argument(help="Reports, folders, or patterns in quotes; - is stdin.")],
    threshold: Annotated[float, typer.Option(help="Share of words in a row that two reports have in common.")] = 0.8,
    source: Annotated[
        InputFormat | None, typer.Option("--from", help="Of the reports; else by each one's ending.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per copy, in the order read.")] = False,
) -> None:
    """Print the groups of reports that are nearly the same, as where many papers print one agency's report.

    Each group begins with the report that was read first; the others are its copies, each with the share of all
    runs of five words that it has in common with the first. No language model is needed.

    Examples:

      kg duplicates reports/

      kg duplicates 'archive/*.jsonl.gz' --threshold 0.9 --json > copies.jsonl
    """
    from kg.corpus.duplicates import find_copies, write_copy
    from kg.corpus.sources import iter_articles
    from kg.read import ReadOptions

    options = ReadOptions(format=source, max_bytes=settings_from(ctx).max_bytes)
    problems: list[InputError] = []
    copies = find_copies(iter_articles(sources, options=options, unreadable=problems.append), threshold=threshold)
    if as_json:
        for copy in copies:
            typer.echo(write_copy(copy))
    else:
        _show_groups(list(copies))
    for problem in problems:
        complain(problem)
    raise typer.Exit(FAILED if problems else GOOD)


def _show_groups(copies: list[Copy]) -> None:
    by_first = sorted(copies, key=lambda copy: copy.earlier)
    groups = {earlier: list(group) for earlier, group in groupby(by_first, key=lambda copy: copy.earlier)}
    for earlier in dict.fromkeys(copy.earlier for copy in copies):
        typer.echo(groups[earlier][0].earlier_place)
        for copy in groups[earlier]:
            typer.echo(f"  {copy.jaccard:.2f}  {copy.place}")
    say(f"near copies: {len(copies)}, of reports: {len(groups)}")
