"""`kg ontology`: check the vocabulary, look a term up, write its reference page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import FAILED, FINDINGS, GOOD

app = typer.Typer(help="The vocabulary of the graph: check it, look terms up, write its page.", no_args_is_help=True)


@app.command()
def check() -> None:
    """Check labels, definitions, alignments and names, and ask a reasoner for contradictions.

    Exit code: 0 nothing found, 1 findings, 2 nothing found but a part could not be checked
    (for want of Java, for instance); the last lines say which.

    Example: kg ontology check
    """
    from kg.ontology import check as check_ontology
    from kg.validate import validate_ontology

    report = check_ontology(validate=validate_ontology)
    typer.echo(report.to_text(), nl=False)
    raise typer.Exit(FINDINGS if not report.conforms else GOOD if report.complete else FAILED)


@app.command()
def show(
    term: Annotated[str, typer.Argument(metavar="CLASS", help="A class or property, with or without kg:.")],
) -> None:
    """Say what a class or property means, where it stands and what goes with it.

    Example: kg ontology show AirStrike
    """
    from kg.ontology import show as show_term

    typer.echo(show_term(term), nl=False)


@app.command()
def docs(out: Annotated[Path, typer.Option("--out", "-o", help="The HTML file to write.")]) -> None:
    """Write the reference page of the vocabulary (needs pyLODE, from the dev extra).

    Example: kg ontology docs -o ontology.html
    """
    from kg.ontology import write_docs

    write_docs(out)
    typer.echo(f"wrote {out}", err=True)
