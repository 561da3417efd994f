"""`kg query`: questions to graphs."""

from __future__ import annotations

import shutil
import sys
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import say, write_stdout
from kg.errors import InputError


def query(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="GRAPHS… [SPARQL]", help="Files, folders; query.")
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", help="A file with a SPARQL query; - is stdin.")] = None,
    question: Annotated[str | None, typer.Option(help="A question that comes with the program.")] = None,
    param: Annotated[list[str] | None, typer.Option(help="A value for the question: name=value.")] = None,
    list_all: Annotated[bool, typer.Option("--list", help="List the questions and their parameters.")] = False,
    format: Annotated[str | None, typer.Option(help="table, csv, json or xml; turtle for graphs.")] = None,
    store: Annotated[Path | None, typer.Option(help="Ask this store on disk instead of files.")] = None,
) -> None:
    """Ask graphs, by a question that comes with the program or in SPARQL 1.1.

    The prefixes kg, rdf, rdfs, schema, prov, nif, skos, owl, geo, dcterms and xsd are known.
    SERVICE, FROM, LOAD and updates are refused: a query reads the files named here and nothing else.
    In a store a triple stands once for each article that holds it: count with DISTINCT.

    Examples:

      kg query --list

      kg query graphs/ --question who-attacked-whom

      kg query a.ttl --question said-by --param speaker=ministry --format csv

      kg query --store corpus/ --question timeline --param since=2024-01-01

      kg query a.ttl b.nq 'SELECT ?label { ?attack a kg:Attack ; rdfs:label ?label }'
    """
    from kg.query import GraphData, describe_questions, format_answer, make_request, run_query

    if list_all:
        write_stdout(describe_questions().encode("utf-8"))
        return
    text = None if file is None else _read(file)
    request = make_request(words or [], text=text, question=question, values=param or [], store=store)
    if store is not None:
        from kg.store import ArchiveReader

        with closing(ArchiveReader(store)) as reader:
            answer = reader.query(request.sparql, parameters=request.parameters)
    else:
        data = GraphData.from_files(request.paths)
        say(f"{len(data)} triples read")
        answer = run_query(data, request.sparql, parameters=request.parameters)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    write_stdout(format_answer(answer, format, width=width))


def _read(file: Path) -> str:
    try:
        return sys.stdin.read() if file == Path("-") else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(place=str(file), problem=f"cannot be read ({error})", remedy="Name a UTF-8 file.") from error
