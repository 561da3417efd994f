"""Lets through queries that only read what they are given.

SERVICE would send a query over the network (Oxigraph really does), FROM and LOAD name graphs to be
fetched, and an update would change what it reads. All of them are refused before anything runs, on
the parsed query and once more on its words, so that no difference between two parsers lets one by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.errors import QueryError

_REFUSED = {
    "SERVICE": "a query is answered from the files alone and sends nothing over the network",
    "FROM": "a query is answered from the files on the command line; name them there",
    "LOAD": "a query loads nothing; name the files on the command line",
}
_REFUSED_NODES = {"ServiceGraphPattern": "SERVICE", "DatasetClause": "FROM"}
# The tokens that may hold any word (comments, IRIs, strings, prefixed names, variables), and words.
_TOKEN = re.compile(
    r"""\#[^\n\r]*
    | <[^<>"{}|^`\\\x00-\x20]*>
    | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | [?$]\w+ | @[A-Za-z0-9-]+ | _:[\w.-]+
    | (?:\w[\w.-]*)?:(?:[\w.:%-]|\\.)*
    | (?P<word>\w+)
    | .""",
    re.VERBOSE | re.DOTALL,
)


def check_query(text: str) -> None:
    """Raises QueryError for an update, for SERVICE and FROM, and for what is not SPARQL; names the place."""
    from pyparsing.exceptions import ParseBaseException
    from rdflib.plugins.sparql.parser import parseQuery

    words = list(_words(text))
    if not words:
        raise QueryError("query, line 1, column 1: there is no query. Ask with SELECT, ASK, CONSTRUCT or DESCRIBE.")
    for word, offset in words:
        if word in ("SERVICE", "FROM"):
            raise _refusal(word, text, offset)
    try:
        tree = parseQuery(text)
    except (ParseBaseException, RecursionError) as error:
        raise _unreadable(text, words, error) from error
    for name in _node_names(tree):
        if name in _REFUSED_NODES:
            raise _refusal(_REFUSED_NODES[name], text, None)


def _words(text: str) -> Iterator[tuple[str, int]]:
    """The bare words of a query in upper case, with their offsets."""
    for token in _TOKEN.finditer(text):
        if token["word"] is not None:
            yield token["word"].upper(), token.start()


def _node_names(node: Any) -> Iterator[str]:
    from pyparsing import ParseResults
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(node, CompValue):
        yield node.name
        node = list(node.values())
    if isinstance(node, list | tuple | ParseResults):
        for part in node:
            yield from _node_names(part)


def _refusal(word: str, text: str, offset: int | None) -> QueryError:
    return QueryError(f"{_place(text, offset)}: {word} is refused: {_REFUSED[word]}.")


def _unreadable(text: str, words: list[tuple[str, int]], error: Exception) -> QueryError:
    from pyparsing.exceptions import ParseBaseException
    from rdflib.plugins.sparql.parser import parseUpdate

    try:
        parseUpdate(text)
    except (ParseBaseException, RecursionError):
        return QueryError(f"{_syntax_error(text, error)} Correct the query; the prefixes kg:, rdfs: … are known.")
    load = next((offset for word, offset in words if word == "LOAD"), None)
    if load is not None:
        return _refusal("LOAD", text, load)
    return QueryError(
        f"{_place(text, words[0][1])}: this is an update. Queries only read: ask with SELECT, ASK, CONSTRUCT."
    )


def _syntax_error(text: str, error: Exception) -> str:
    """Oxigraph's message if it has one (it says what it expected), else rdflib's."""
    import pyoxigraph as ox

    from kg.vocab.prefixes import PREFIXES

    try:
        ox.Store().query(text, prefixes=dict(PREFIXES))  # holds no SERVICE: that was looked for before
    except SyntaxError as finding:
        found = re.match(r"error at (\d+):(\d+): (.*)", str(finding), re.DOTALL)
        if found:
            return f"query, line {found[1]}, column {found[2]}: {found[3]}."
        return f"query: {finding}."
    line, column = getattr(error, "lineno", 1), getattr(error, "col", 1)
    return f"query, line {line}, column {column}: {error}."


def _place(text: str, offset: int | None) -> str:
    if offset is None:
        return "query"
    before = text[:offset]
    return f"query, line {before.count(chr(10)) + 1}, column {offset - (before.rfind(chr(10)) + 1) + 1}"
