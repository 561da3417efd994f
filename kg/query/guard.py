"""Lets through queries that only read what they are given.

SERVICE would send a query over the network (Oxigraph really does), FROM and LOAD name graphs to be
fetched, and an update would change what it reads. All of them are refused before anything runs, on
the parsed query and once more on its words, so that no difference between two parsers lets one by.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What a query may name beyond the data it is given: `services` by their addresses, and `graphs` in FROM, where
    they are graphs that the store holds."""

    services: frozenset[str] = frozenset()
    has_graph: Callable[[str], bool] | None = None


NOTHING = Allowed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A query that may be run: SELECT, ASK, CONSTRUCT or DESCRIBE, and whether it says by FROM which graphs it asks."""

    kind: str
    names_graphs: bool


def check_query(text: str, *, allowed: Allowed = NOTHING) -> Checked:
    """What kind of query it is.

    Raises QueryError for an update, for SERVICE and FROM unless they are `allowed`, and for what is not SPARQL;
    names the place.
    """
    from pyparsing.exceptions import ParseBaseException
    from rdflib import URIRef
    from rdflib.plugins.sparql.parser import parseQuery

    words = list(_words(text))
    if not words:
        raise QueryError("query, line 1, column 1: there is no query. Ask with SELECT, ASK, CONSTRUCT or DESCRIBE.")
    for word, offset in words:
        if (word == "SERVICE" and not allowed.services) or (word == "FROM" and allowed.has_graph is None):
            raise _refusal(word, text, offset)
    try:
        tree = parseQuery(text)
    except (ParseBaseException, RecursionError) as error:
        raise _unreadable(text, words, error) from error
    named: dict[str, list[Any]] = {"SERVICE": [], "FROM": []}
    for node in _nodes(tree):
        if node.name in _REFUSED_NODES:
            named[_REFUSED_NODES[node.name]].append(node)
    for word, nodes in named.items():
        if len(nodes) != sum(one == word for one, _ in words):
            raise _refusal(word, text, None)  # this parser and the words differ on what is asked for
    _check_services(named["SERVICE"], allowed)
    for node in named["FROM"]:
        graph = node.named or node.default
        if not isinstance(graph, URIRef) or allowed.has_graph is None or not allowed.has_graph(str(graph)):
            raise QueryError(
                f"query: FROM {_shown(graph)} is refused: there is no such graph here, and none is fetched."
            )
    return Checked(kind=str(tree[1].name).removesuffix("Query").upper(), names_graphs=bool(named["FROM"]))


def check_changes(text: str, *, allowed: Allowed = NOTHING) -> None:
    """The same for an update, which may change what it is given: LOAD is refused, SERVICE unless it is `allowed`."""
    from pyparsing.exceptions import ParseBaseException
    from rdflib.plugins.sparql.parser import parseUpdate

    words = list(_words(text))
    load = next((offset for word, offset in words if word == "LOAD"), None)
    if load is not None:
        raise _refusal("LOAD", text, load)
    try:
        tree = parseUpdate(text)
    except (ParseBaseException, RecursionError) as error:
        raise QueryError(f"update: {error}. Correct the update.") from error
    nodes = list(_nodes(tree))
    services = [node for node in nodes if node.name == "ServiceGraphPattern"]
    if any(node.name == "Load" for node in nodes):
        raise _refusal("LOAD", text, None)
    if len(services) != sum(word == "SERVICE" for word, _ in words):
        raise _refusal("SERVICE", text, None)
    _check_services(services, allowed)


def _check_services(nodes: list[Any], allowed: Allowed) -> None:
    from rdflib import URIRef

    for node in nodes:
        if str(node.term) not in allowed.services or not isinstance(node.term, URIRef):
            raise QueryError(
                f"query: SERVICE {_shown(node.term)} is refused: only addresses that were allowed by name, written out "
                "in full, may be asked."
            )


def _words(text: str) -> Iterator[tuple[str, int]]:
    """The bare words of a query in upper case, with their offsets."""
    for token in _TOKEN.finditer(text):
        if token["word"] is not None:
            yield token["word"].upper(), token.start()


def _nodes(node: Any) -> Iterator[Any]:
    from pyparsing import ParseResults
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(node, CompValue):
        yield node
        node = list(node.values())
    if isinstance(node, list | tuple | ParseResults):
        for part in node:
            yield from _nodes(part)


def _shown(term: Any) -> str:
    from rdflib import URIRef

    return f"<{term}>" if isinstance(term, URIRef) else "with this name"


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
