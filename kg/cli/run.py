"""`kg run`: a whole corpus, by a run that can die."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import FAILED, FINDINGS, GOOD, NoModelOption, learned_setting, say, settings_from, write_stdout
from kg.cli.progress import RunProgress
from kg.corpus.engines.names import EngineName
from kg.read.options import InputFormat


def run(
    ctx: typer.Context,
    sources: Annotated[list[Path] | None, typer.Argument(help="Reports, folders, patterns.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The folder of the run.")] = None,
    engine: Annotated[EngineName, typer.Option(help="Where the work is done.")] = EngineName.processes,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; else one for each core.")] = None,
    scheduler: Annotated[str | None, typer.Option(help="Address of a Dask scheduler: tcp://HOST:PORT.")] = None,
    partition_size: Annotated[int, typer.Option(min=1, help="Reports in one shard.")] = 100,
    gzip: Annotated[bool, typer.Option("--gzip", help="Compress the shards.")] = False,
    source: Annotated[
        InputFormat | None, typer.Option("--from", help="Of the reports; else by each one's ending.")
    ] = None,
    model: Annotated[str | None, typer.Option(help="Another installed spaCy pipeline.")] = None,
    base: Annotated[str | None, typer.Option(help="What every IRI of the data begins with.")] = None,
    with_text: Annotated[bool | None, typer.Option("--with-text", help="Put the whole text into the graph.")] = None,
    screen: Annotated[
        bool | None, typer.Option("--screen", help="Only name reports whose words rule an attack out.")
    ] = None,
    copies: Annotated[Path | None, typer.Option(help="Near copies, as kg duplicates --json wrote them.")] = None,
    no_model: NoModelOption = False,
    status: Annotated[Path | None, typer.Option(help="Only say what of the run in this folder is done.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The summary as JSON on stdout.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No messages but errors.")] = False,
) -> None:
    """Build the graphs of many reports as N-Quads shards, in a run that can die.

    The same command takes a run up where it stopped, and adds sources that are new. What cannot be
    read or does not conform goes to quarantine/ in the run's folder, with the reason.
    Exit code: 0 all written, 1 something is in quarantine, 2 the run could not go on or reports are left.

    Examples:

      kg run reports/ pool.jsonl -o run/

      kg run reports/ -o run/ --workers 8 --gzip --json > summary.json

      kg run reports/ -o run/ --engine dask --scheduler tcp://10.0.0.5:8786

      kg run --status run/
    """
    from kg.corpus.engines.start import start_engine
    from kg.corpus.run import RunPlan, run_corpus
    from kg.corpus.status import read_status

    if status is not None:
        found = read_status(status)
        words = json.dumps(found.to_dict()) if as_json else found.to_text()
        write_stdout(f"{words}\n".encode())
        return
    if output is None:
        raise typer.BadParameter("name the folder of the run", param_hint="-o")
    if scheduler is not None and engine is not EngineName.dask:
        raise typer.BadParameter("only --engine dask has a scheduler", param_hint="--scheduler")
    plan = RunPlan(
        sources=tuple(sources or ()),
        root=output,
        settings=settings_from(
            ctx, base=base, model=model, with_text=with_text, screen=screen, learned=learned_setting(no_model)
        ),
        format=source,
        partition_size=partition_size,
        compress=gzip,
        copies=copies,
    )
    count = workers or len(os.sched_getaffinity(0))
    with RunProgress(quiet=quiet) as progress:
        summary = run_corpus(
            plan,
            start_engine=lambda: start_engine(engine, workers=count, scheduler=scheduler),
            watch=progress.show,
        )
    for changed in summary.changed:
        say(f"kg: {changed}")
    if as_json:
        values = summary.status.to_dict() | {"processed": summary.processed, "retries": summary.retries}
        write_stdout(json.dumps(values).encode() + b"\n")
    if not quiet:
        say(summary.status.to_text())
    raise typer.Exit(FAILED if summary.status.left else FINDINGS if summary.status.failed else GOOD)
