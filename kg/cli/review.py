"""`kg review`: what people decided about facts on the pages of `kg serve --writable`."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import say, write_stdout

app = typer.Typer(name="review", help="What people decided about facts.", no_args_is_help=True)

Sources = Annotated[list[Path], typer.Argument(metavar="STORE|GRAPHS…", help="A store, or graph files and folders.")]


@app.command("list")
def list_decisions(sources: Sources) -> None:
    """Print each decision as one line of JSON: who, when, about what, and why.

    Example: kg review list corpus/
    """
    from kg.review import read_decisions, reviewed_articles, to_record
    from kg.serve.graphs import Graphs
    from kg.serve.reading import Reader

    with closing(Graphs.from_paths(sources)) as graphs:
        reader = Reader(graphs)
        for article in reviewed_articles(reader):
            for decision in read_decisions(reader, article):
                write_stdout(json.dumps(to_record(decision), ensure_ascii=False).encode("utf-8") + b"\n")


@app.command("export")
def export_sheets(
    sources: Sources,
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder for the sheets; made if need be.")],
) -> None:
    """Write a sheet of gold for each report that was reviewed, and its text beside it where the graph holds it.

    What was confirmed or corrected has to be found, what nobody decided about may be found, and what
    was rejected is left out.

    Example: kg review export corpus/ -o sheets/
    """
    from kg.review import make_sheet, reviewed_articles, write_sheets
    from kg.serve.graphs import Graphs
    from kg.serve.reading import Reader

    with closing(Graphs.from_paths(sources)) as graphs:
        reader = Reader(graphs)
        articles = [article for article in reviewed_articles(reader) if "Article" in reader.types(article)]
        number = write_sheets((make_sheet(reader, article) for article in articles), output)
    say(f"{output}: {number} sheets")
