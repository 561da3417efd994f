"""`kg build`: reports to graphs."""

from __future__ import annotations

import datetime as dt
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import GOOD, NoModelOption, learned_setting, moment_from, settings_from
from kg.cli.consulting import LlmOption, llm_settings, show_usage
from kg.cli.storing import store_reports
from kg.cli.summary import show_built, show_progress
from kg.errors import InputError
from kg.read.options import InputFormat


class GraphFormat(StrEnum):
    turtle = "turtle"
    nt = "nt"
    nq = "nq"
    trig = "trig"
    jsonld = "jsonld"


_NAMES = {GraphFormat.nt: "ntriples", GraphFormat.nq: "nquads"}
_STDIO = Path("-")


def build(
    ctx: typer.Context,
    reports: Annotated[list[Path], typer.Argument(help="Reports or folders of reports; - is stdin.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="File, or folder for several; - is stdout.")] = _STDIO,
    format: Annotated[GraphFormat | None, typer.Option(help="Of the graph; else by the output's ending.")] = None,
    source: Annotated[
        InputFormat | None, typer.Option("--from", help="Of the reports; else by each one's ending.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="The report's title.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    published: Annotated[str | None, typer.Option(help="When, as 2024-01-04 or 2024-01-04T18:15:00.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it was published.")] = None,
    model: Annotated[str | None, typer.Option(help="Another installed spaCy pipeline.")] = None,
    base: Annotated[str | None, typer.Option(help="What every IRI of the data begins with.")] = None,
    with_text: Annotated[bool | None, typer.Option("--with-text", help="Put the whole text into the graph.")] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No messages but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON summary of each report on stdout.")] = False,
    store: Annotated[Path | None, typer.Option(help="Fill this store on disk; no files are written.")] = None,
    llm: LlmOption = None,
    no_model: NoModelOption = False,
) -> None:
    """Build the graph of each report.

    The graph of one report goes to a file or stdout; those of several go to a folder, as NAME.ttl or NAME-LINE.ttl.
    A graph that does not conform to the shapes is not written; NAME.report.txt says why.

    Examples:

      kg build report.txt -o report.ttl

      kg build reports/ -o graphs/ --format nq

      kg build reports/ --store corpus/

      kg build --from html --url https://example.org/a - < page.html > a.ttl
    """
    from kg.batch import plan_job, run_job
    from kg.pipeline import Pipeline
    from kg.read import ReadOptions

    settings = settings_from(
        ctx, base=base, model=model, with_text=with_text, learned=learned_setting(no_model), **llm_settings(llm)
    )
    if store is not None and (output != _STDIO or format is not None):
        raise typer.BadParameter("the graphs go into the store; leave out -o and --format", param_hint="--store")
    if as_json and output == _STDIO and store is None:
        raise typer.BadParameter("the graph is on stdout already; name a file with -o", param_hint="--json")
    options = ReadOptions(
        format=source,
        title=title,
        publisher=publisher,
        published=_date(published),
        url=url,
        max_bytes=settings.max_bytes,
    )
    if store is not None:
        raise typer.Exit(
            store_reports(
                reports, store, settings=settings, options=options, at=moment_from(None), quiet=quiet, as_json=as_json
            )
        )
    job = plan_job(
        [sys.stdin.buffer if path == _STDIO else path for path in reports],
        output=None if output == _STDIO else output,
        format=_NAMES.get(format, format.value) if format else None,
        options=options,
    )
    worst, pipeline = GOOD, Pipeline(settings)
    with show_progress(len(job.sources), quiet=quiet) as advance:
        for built in run_job(job, pipeline=pipeline, options=options):
            worst = max(worst, show_built(built, quiet=quiet, as_json=as_json))
            advance()
    show_usage(pipeline, quiet=quiet)
    raise typer.Exit(worst)


def _date(words: str | None) -> dt.date | None:
    from kg.read import find_date

    if words is None:
        return None
    found = find_date(words)
    if found is None:
        raise InputError(
            place="--published",
            problem=f"{words!r} is no date",
            remedy="Write it as 2024-01-04 or 2024-01-04T18:15:00.",
        )
    return found
