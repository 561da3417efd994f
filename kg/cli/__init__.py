"""The command line: one file per command. Nothing heavy is loaded before a command runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.add import add
from kg.cli.build import build
from kg.cli.console import FAILED, complain
from kg.cli.duplicates import duplicates
from kg.cli.explain import explain
from kg.cli.export import export
from kg.cli.link import link
from kg.cli.load import load
from kg.cli.ontology import app as ontology
from kg.cli.query import query
from kg.cli.report import report
from kg.cli.review import app as review
from kg.cli.run import run
from kg.cli.serve import serve
from kg.cli.validate import validate
from kg.cli.withdraw import withdraw
from kg.errors import KgError

HELP = """Reads English news reports of attacks and writes who attacked whom, where, when, with what,
how many died and who says so, as an RDF graph that leads every fact back to its words.

An accusation never becomes a fact: it stays with the one who made it.

[bold]Examples[/bold]

  kg build report.txt -o report.ttl        one report, one graph

  kg build reports/ -o graphs/             a folder of reports, one graph each

  kg run reports/ -o run/                  a corpus, by a run that can die and be taken up again

  kg explain report.txt                    each fact with its rule and its words

  kg validate graphs/*.ttl                 check graphs against the shapes

  kg query graphs/ --list                  the questions that come with the program

A report is plain text (title, "By …", date, body), a saved web page or JSON; many come as
JSON lines, tables, feeds and web archives, also packed.
Exit code: 0 good, 1 a graph does not conform, 2 something could not be read or run.
"""

app = typer.Typer(
    name="kg",
    help=HELP,
    rich_markup_mode="rich",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command()(build)
app.command()(run)
app.command()(explain)
app.command()(validate)
app.command()(query)
app.command()(link)
app.command()(load)
app.command()(duplicates)
app.command()(add)
app.command()(withdraw)
app.command()(export)
app.command()(serve)
app.command()(report)
app.add_typer(ontology, name="ontology")
app.add_typer(review, name="review")


def _show_version(wanted: bool) -> None:
    if wanted:
        from kg import __version__

        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    config: Annotated[
        Path | None, typer.Option(help="Settings in TOML: base, model, with_text, max_bytes, screen, learned.")
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Options that stand before the command."""


def main() -> None:
    """Runs the command line; expected errors become one line on stderr and exit code 2."""
    try:
        app(prog_name="kg")
    except KgError as error:
        complain(error)
        sys.exit(FAILED)
