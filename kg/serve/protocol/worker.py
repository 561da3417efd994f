"""A process that answers queries from the store's folder, so that one which takes too long can be ended.

It says `("ready",)`. Then it gets a `Task`, and sends `("variables", names)`, any number of
`("rows", text, number)`, then `("end", reason)`; or `("truth", text)` and `("end", "")`; or `("error", words)`.
What comes is checked before (`kg.query.guard`); nothing here looks at requests.
"""

from __future__ import annotations

from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.store.opening import open_to_read

if TYPE_CHECKING:
    import pyoxigraph as ox

BATCH = 200  # rows to a message


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A query that may be answered. `form`: of the rows; triples come as N-Triples. `most`: rows or triples.

    `chooses`: whether it names its graphs itself, by FROM. `default` and `named`: the graphs of the dataset, None for
    those of the store. `generation`: of the store; a worker that has seen an earlier one opens it again.
    """

    sparql: str
    form: str
    most: int
    generation: int = 0
    chooses: bool = False
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


def work(connection: Connection, folder: Path, union: bool, memory: int) -> None:
    """Answers tasks until the other end is closed. `memory`: bytes that this process may take, 0: no limit."""
    _limit_memory(memory)
    store, seen = open_to_read(folder), 0
    connection.send(("ready",))
    while True:
        try:
            task: Task = connection.recv()
        except EOFError:
            return
        try:
            if task.generation != seen:
                store, seen = open_to_read(folder), task.generation
            try:
                _answer(connection, store, task, union=union)
            except (OSError, RuntimeError):  # a writer has put files of this snapshot together and away
                store = open_to_read(folder)
                _answer(connection, store, task, union=union)
        except (SyntaxError, ValueError, RuntimeError, OSError, StoreError) as error:
            connection.send(("error", str(error)))


def _answer(connection: Connection, store: ox.Store, task: Task, *, union: bool) -> None:
    import pyoxigraph as ox

    from kg.vocab.prefixes import PREFIXES

    result = store.query(
        task.sparql,
        prefixes=dict(PREFIXES),
        use_default_graph_as_union=union and task.default is None and not task.chooses,
        default_graph=None if task.default is None else [ox.NamedNode(name) for name in task.default],
        named_graphs=None if task.named is None else [ox.NamedNode(name) for name in task.named],
    )
    if isinstance(result, ox.QueryTriples):
        _send_triples(connection, result, task.most)
    else:
        _send_rows(connection, result, task)


def _send_triples(connection: Connection, triples: ox.QueryTriples, most: int) -> None:
    connection.send(("variables", []))
    lines: list[str] = []
    for number, triple in enumerate(triples):
        if number == most:
            connection.send(("rows", "".join(lines), len(lines)))
            connection.send(("end", "rows"))
            return
        lines.append(f"{triple} .\n")
        if len(lines) == BATCH:
            connection.send(("rows", "".join(lines), BATCH))
            lines = []
    connection.send(("rows", "".join(lines), len(lines)))
    connection.send(("end", ""))


def _send_rows(connection: Connection, result: ox.QuerySolutions | ox.QueryBoolean, task: Task) -> None:
    import pyoxigraph as ox

    from kg.serve.protocol.rows import make_form

    form = make_form(task.form)
    if isinstance(result, ox.QueryBoolean):
        connection.send(("truth", form.truth(bool(result))))
        connection.send(("end", ""))
        return
    variables = [variable.value for variable in result.variables]
    form.head(variables)
    connection.send(("variables", variables))
    pieces: list[str] = []
    for number, solution in enumerate(result):
        if number == task.most:
            connection.send(("rows", "".join(pieces), len(pieces)))
            connection.send(("end", "rows"))
            return
        pieces.append(form.row(list(solution), first=number == 0))
        if len(pieces) == BATCH:
            connection.send(("rows", "".join(pieces), BATCH))
            pieces = []
    connection.send(("rows", "".join(pieces), len(pieces)))
    connection.send(("end", ""))


def _limit_memory(memory: int) -> None:
    """Where the system can: elsewhere the limit of the machine holds."""
    if not memory:
        return
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
