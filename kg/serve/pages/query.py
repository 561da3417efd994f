"""The page for queries: the editor, the questions that come with the program, and a plain form without script."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from kg.errors import QueryError
from kg.query import bind_parameters, inline_parameters, list_questions
from kg.query.questions import Question
from kg.serve.explorer import Explorer, explorer_of
from kg.serve.pages.rendering import page
from kg.serve.protocol.endpoint import Reply, answer
from kg.serve.protocol.request import Operation, RequestError, read_operation
from kg.vocab.prefixes import PREFIXES

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_FIRST = """SELECT DISTINCT ?attack ?label ?day WHERE {
  ?attack a kg:Attack ; rdfs:label ?label .
  OPTIONAL { ?attack kg:earliestDate ?day }
} ORDER BY DESC(?day) LIMIT 25"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An answer for the page: rows of cells, each with the path of the node it names, if any."""

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()
    text: str = ""
    truncated: str = ""


async def query(request: Request) -> Response:
    """GET shows the editor, with a question or query if one is named; POST answers the plain form."""
    explorer = explorer_of(request)
    table, problem = None, ""
    try:
        operation = await read_operation(request)
    except RequestError as error:
        operation, problem = Operation(kind=""), str(error)
    text, chosen = operation.text, None
    if not text:
        try:
            chosen, text = _question(dict(request.query_params))
        except QueryError as error:
            problem = str(error)
    if operation.kind == "query" and request.method == "POST":
        try:
            table = await run_in_threadpool(_ask, explorer, operation)
        except RequestError as error:
            problem = str(error)
    return page(
        request,
        "query.html",
        status=400 if problem else 200,
        text=_with_prefixes(text or _FIRST),
        questions=list_questions(),
        chosen=chosen,
        table=table,
        problem=problem,
    )


def _question(given: dict[str, str]) -> tuple[Question | None, str]:
    """The question that the address names with its values put in; nothing, if it names none."""
    named = {question.name: question for question in list_questions()}
    question = named.get(given.get("question", ""))
    if question is None:
        return None, ""
    names = [parameter.name for parameter in question.parameters]
    values = {name: value for name, value in given.items() if name in names and value}
    missing = [one.name for one in question.parameters if one.required and one.name not in values]
    if missing:
        return question, question.sparql
    return question, inline_parameters(question.sparql, bind_parameters(question, values))


def _with_prefixes(text: str) -> str:
    """The query with the prefixes that it uses and does not declare: the editor knows no others."""
    missing = [
        f"PREFIX {name}: <{namespace}>"
        for name, namespace in PREFIXES.items()
        if f"{name}:" in text and f"PREFIX {name}:" not in text
    ]
    return "\n".join([*missing, text])


def _ask(explorer: Explorer, operation: Operation) -> Table:
    reply = answer(explorer, operation, "application/sparql-results+json, text/turtle;q=0.9")
    if reply.form != "json":
        content = reply.content if isinstance(reply.content, str) else reply.content.decode("utf-8")
        return Table(text=content, truncated=reply.truncated)
    return _table(explorer, reply)


def _table(explorer: Explorer, reply: Reply) -> Table:
    answered = json.loads(reply.content)
    if "boolean" in answered:
        return Table(text="yes" if answered["boolean"] else "no")
    variables = tuple(answered["head"]["vars"])
    rows = tuple(tuple(_cell(explorer, row.get(name)) for name in variables) for row in answered["results"]["bindings"])
    return Table(variables=variables, rows=rows, truncated=reply.truncated)


def _cell(explorer: Explorer, term: dict[str, str] | None) -> tuple[str, str]:
    if term is None:
        return "", ""
    return str(term["value"]), explorer.reader.path(term["value"]) if term["type"] == "uri" else ""
