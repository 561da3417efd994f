"""Answers as bytes: a table for people; CSV, JSON and XML as the SPARQL standards have them; Turtle for graphs."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.model.answer import Answer
from kg.vocab.iri import DEFAULT_BASE
from kg.vocab.prefixes import PREFIXES

if TYPE_CHECKING:
    from rdflib.query import Result
    from rdflib.term import Node

WIDTH = 160


def format_answer(answer: Answer, format: str | None = None, *, width: int | None = None) -> bytes:
    """The answer in UTF-8. `format`: one of FORMATS; by default a table, or Turtle for a graph.

    `width`: of the table, in characters; WIDTH by default. Raises QueryError for an unknown format and for one that
    does not fit the kind of answer.
    """
    if format is None:
        format = "table" if answer.graph is None else "turtle"
    if format not in FORMATS:
        raise QueryError(f"{format!r} is no format of answers. Choose one of {', '.join(FORMATS)}.")
    if (answer.graph is not None) != (format == "turtle"):
        fitting = "--format turtle" if answer.graph is not None else "--format table, csv, json or xml"
        kind = "a graph" if answer.graph is not None else "rows or a yes or no"
        raise QueryError(f"The query answers with {kind}, which {format} cannot hold. Use {fitting}.")
    if format == "table":
        return _table(answer, width or WIDTH).encode("utf-8")
    return FORMATS[format](answer)


def _table(answer: Answer, width: int) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if answer.truth is not None:
        return "yes\n" if answer.truth else "no\n"
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in answer.variables:
        table.add_column(Text(name), overflow="fold")
    for row in answer.rows:
        table.add_row(*(Text(_short(term)) for term in row))
    out = io.StringIO()
    Console(file=out, width=width, color_system=None, force_terminal=False, legacy_windows=False).print(table)
    lines = "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())
    return f"{lines}\n{len(answer.rows)} row{'' if len(answer.rows) == 1 else 's'}\n"


def _short(term: Node | None) -> str:
    """A term for reading: prefixes for the vocabularies, and data without the usual base."""
    from rdflib import URIRef

    if term is None:
        return ""
    text = str(term)
    if isinstance(term, URIRef):
        for prefix, namespace in PREFIXES.items():
            if text.startswith(namespace):
                return f"{prefix}:{text.removeprefix(namespace)}"
        return text.removeprefix(DEFAULT_BASE)
    return text


def _csv(answer: Answer) -> bytes:
    if answer.truth is not None:
        return b"true\r\n" if answer.truth else b"false\r\n"
    return _serialise(answer, "csv")


def _json(answer: Answer) -> bytes:
    return _serialise(answer, "json") + b"\n"


def _xml(answer: Answer) -> bytes:
    return _serialise(answer, "xml") + b"\n"


def _turtle(answer: Answer) -> bytes:
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    graph += answer.graph or ()
    return graph.serialize(format="turtle", encoding="utf-8")


def _serialise(answer: Answer, format: str) -> bytes:
    return _result(answer).serialize(format=format, encoding="utf-8") or b""


def _result(answer: Answer) -> Result:
    from rdflib import Variable
    from rdflib.query import Result
    from rdflib.term import Identifier

    if answer.truth is not None:
        result = Result("ASK")
        result.askAnswer = answer.truth
        return result
    result = Result("SELECT")
    result.vars = [Variable(name) for name in answer.variables]
    result.bindings = [
        {variable: term for variable, term in zip(result.vars, row, strict=True) if isinstance(term, Identifier)}
        for row in answer.rows
    ]
    return result


def _table_bytes(answer: Answer) -> bytes:
    return _table(answer, WIDTH).encode("utf-8")


FORMATS: Mapping[str, Callable[[Answer], bytes]] = MappingProxyType(
    {"table": _table_bytes, "csv": _csv, "json": _json, "xml": _xml, "turtle": _turtle}
)
