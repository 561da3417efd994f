"""`kg validate`: graphs against the shapes."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import FAILED, FINDINGS, GOOD, complain, write_stdout
from kg.errors import InputError


class ReportFormat(StrEnum):
    text = "text"
    json = "json"
    turtle = "turtle"


def validate(
    files: Annotated[list[str], typer.Argument(help="Graphs: .ttl, .nt, .nq, .trig or .jsonld; - is stdin.")],
    shapes: Annotated[Path | None, typer.Option(help="A folder with other shapes, *.ttl.")] = None,
    format: Annotated[ReportFormat, typer.Option(help="Of the report.")] = ReportFormat.text,
) -> None:
    """Check graphs against the shapes and write a report on each to stdout.

    Every named graph in a file is checked by itself; an ontology is held to the rules for ontologies.
    Exit code: 0 all conform (warnings do not count), 1 one does not, 2 a file could not be read.

    Examples:

      kg validate report.ttl

      kg validate graphs/*.ttl --format json > findings.jsonl

      kg build report.txt | kg validate -
    """
    from kg.store.notes import is_notes_graph
    from kg.validate import load_shapes, read_graphs, validate_any
    from kg.validate.rendering import render_report

    loaded = None if shapes is None else load_shapes(shapes)
    worst = GOOD
    for name in files:
        try:
            graphs = read_graphs(_content(name), name=name)
        except InputError as error:
            complain(error)
            worst = FAILED
            continue
        for graph_name, graph in graphs:
            if is_notes_graph(graph, graph_name):
                continue  # which articles a store no longer has: no article, and nothing that the shapes know
            report = validate_any(graph, shapes=loaded)
            write_stdout(render_report(report, file=name, graph=graph_name, format=format.value).encode("utf-8"))
            worst = max(worst, GOOD if report.conforms else FINDINGS)
    raise typer.Exit(worst)


def _content(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise InputError(place=name, problem=error.strerror or str(error), remedy="Name a file that exists.") from error
