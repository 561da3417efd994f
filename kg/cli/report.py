"""`kg report`: attacks with their evidence as one file to hand on."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import say, write_stdout

STDOUT = Path("-")


def report(
    about: Annotated[
        str, typer.Argument(metavar="ATTACK|QUERY", help="An attack's IRI or key, a question's name, or a SELECT.")
    ],
    sources: Annotated[
        list[Path], typer.Argument(metavar="STORE|GRAPHS…", help="A store, or graph files and folders.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file; - is stdout.")] = STDOUT,
    param: Annotated[list[str] | None, typer.Option(help="A value for the question: name=value.")] = None,
    date: Annotated[str, typer.Option(help="A day to print in the report; none by default.")] = "",
) -> None:
    """Write one or many attacks with their evidence as one HTML file.

    It opens offline in any browser and holds no script: the facts with the words that they rest on,
    accusations, claims and denials side by side, tolls, a map, a timeline and the reports quoted.
    Linked reports of the same attack are told together. A question brings all attacks that it leads to.

    Examples:

      kg report 64fc64cde68b1151-1 graphs/ -o attack.html

      kg report contested-attacks corpus/ -o contested.html

      kg report 'SELECT ?attack { ?attack a kg:CarBombing }' corpus/ -o bombings.html
    """
    from kg.reporting import choose_attacks, gather, render
    from kg.serve.graphs import Graphs
    from kg.serve.reading import Reader
    from kg.write.files import write_bytes

    values = dict(one.partition("=")[::2] for one in param or [])
    with closing(Graphs.from_paths(sources)) as graphs:
        reader = Reader(graphs)
        handout = gather(reader, choose_attacks(reader, about, values=values), made_on=date)
    page = render(handout).encode("utf-8")
    if output == STDOUT:
        write_stdout(page)
        return
    write_bytes(page, output)
    say(f"{output}: attacks {len(handout.chapters)}, reports {len(handout.sources)}, {len(page) // 1024} KB")
