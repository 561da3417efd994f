"""What somebody asks for on a command line → graphs, query and parameters, or an error that says what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.query.questions import bind_parameters, get_question, list_questions

if TYPE_CHECKING:
    from rdflib.term import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    paths: tuple[Path, ...]
    sparql: str
    parameters: dict[str, Node]


def make_request(
    words: Sequence[str], *, text: str | None, question: str | None, values: Sequence[str], store: Path | None = None
) -> Request:
    """`words`: graph files and folders, and the query last unless `text` or `question` gives it.
    With a `store` there are no files.

    `text`: the content of a query file; `question`: the name of one that comes with the program;
    `values`: its parameters as "name=value". Raises QueryError for what is missing or too much.
    """
    if question is not None and text is not None:
        raise QueryError("A question and a query at once. Leave out --question or --file.")
    if values and question is None:
        raise QueryError("--param belongs to --question. Write the values into the query instead.")
    words = list(words)
    parameters: dict[str, Node] = {}
    if question is not None:
        chosen = get_question(question)
        sparql, parameters = chosen.sparql, bind_parameters(chosen, _pairs(values))
    elif text is not None:
        sparql = text
    elif words and any(mark in words[-1] for mark in "{ \n"):
        sparql = words.pop()
    else:
        raise QueryError("No query. Give one as the last argument, by --file or by --question; --list shows questions.")
    if store is not None and words:
        raise QueryError(f"A store and {words[0]} at once. Leave out the files, or --store.")
    if store is None and not words:
        raise QueryError("No graphs to ask. Name graph files or folders before the query.")
    return Request(paths=tuple(map(Path, words)), sparql=sparql, parameters=parameters)


def describe_questions() -> str:
    """All questions with their parameters, for people."""
    lines: list[str] = []
    for question in list_questions():
        lines.append(f"{question.name}\n    {question.answers}")
        for parameter in question.parameters:
            need = "" if parameter.required else " (may be left out)"
            lines.append(f"    --param {parameter.name}=…  {parameter.description}{need}")
    return "\n".join(lines) + "\n"


def _pairs(values: Sequence[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for value in values:
        name, equals, content = value.partition("=")
        if not equals or not name:
            raise QueryError(f"--param {value!r} is not of the form name=value.")
        pairs[name] = content
    return pairs
