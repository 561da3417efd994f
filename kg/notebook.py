"""For notebooks: answers as pandas frames, and attacks that show themselves with their evidence.

Sits on top of the stages. pandas is loaded when a frame is asked for, and is no part of the program:
`pip install newskg[notebook]` brings it.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError
from kg.query import GraphData, bind_parameters, get_question, list_questions, run_query

if TYPE_CHECKING:
    from pandas import DataFrame
    from rdflib import Graph
    from rdflib.term import Node

    from kg.model.answer import Answer

# What a cell may hold; every other literal stays the text that it is.
Cell = str | int | float | bool | date | datetime | None


def ask(source: GraphData | Graph | Path | str | Iterable[Path | str], words: str, **values: str) -> DataFrame:
    """Asks graphs, and gives the rows as a frame: one column for each variable, None where nothing is bound.

    `source`: graph files or folders, a graph, or data held already. `words`: a question that comes with
    the program, with `values` for its parameters, or a SELECT. Raises QueryError for what has no rows
    and where pandas is missing, InputError for files that cannot be read.
    """
    data = _data(source)
    if words in {question.name for question in list_questions()}:
        question = get_question(words)
        return to_frame(run_query(data, question.sparql, parameters=bind_parameters(question, values)))
    if values:
        raise QueryError("Values belong to a question that comes with the program: kg query --list shows them.")
    return to_frame(run_query(data, words))


def to_frame(answer: Answer) -> DataFrame:
    """The rows of an answer; IRIs as text, numbers and dates as such. Raises QueryError where there are no rows."""
    if answer.graph is not None or answer.truth is not None:
        raise QueryError("Only a SELECT gives rows. Ask by SELECT.")
    if importlib.util.find_spec("pandas") is None:
        raise QueryError("A frame needs pandas. Install it: pip install 'newskg[notebook]'.")
    from pandas import DataFrame

    rows: list[list[Any]] = [[_cell(term) for term in row] for row in answer.rows]
    return DataFrame(rows, columns=list(answer.variables), dtype=object).infer_objects()


@dataclass(frozen=True, slots=True)
class Attack:
    """An attack of a graph that shows itself as text, and in a notebook with all its evidence."""

    iri: str
    label: str
    _shown: str

    def __str__(self) -> str:
        return f"{self.label} <{self.iri}>"

    def __repr__(self) -> str:
        return f"Attack({self.label!r}, {self.iri!r})"

    def _repr_html_(self) -> str:
        return self._shown


def attacks_of(graph: Graph, *, text: str = "") -> tuple[Attack, ...]:
    """The attacks of one report's graph, by their IRIs. `text`: the report's, where the graph does not hold it."""
    import pyoxigraph as ox

    from kg.query.terms import to_quad
    from kg.reporting import Chosen, gather, render_attack
    from kg.serve.graphs import KG, TYPE, Held
    from kg.serve.reading import NIF, Reader

    held = Held.from_quads(to_quad(triple) for triple in graph)
    reader = Reader(held)
    for article in reader.subjects(TYPE, f"{KG}Article"):
        if text and not reader.text(article, f"{NIF}isString"):
            held.store.add(ox.Quad(ox.NamedNode(article), ox.NamedNode(f"{NIF}isString"), ox.Literal(text)))
    found = reader.subjects(TYPE, f"{KG}Attack")
    return tuple(Attack(iri, reader.label(iri), render_attack(gather(reader, Chosen(attacks=(iri,))))) for iri in found)


def _data(source: GraphData | Graph | Path | str | Iterable[Path | str]) -> GraphData:
    from rdflib import Graph

    if isinstance(source, GraphData):
        return source
    if isinstance(source, Graph):
        return GraphData.from_graphs([source])
    paths = [source] if isinstance(source, Path | str) else list(source)
    return GraphData.from_files([Path(path) for path in paths])


def _cell(term: Node | None) -> Cell:
    from rdflib import Literal

    if not isinstance(term, Literal):
        return None if term is None else str(term)
    value = term.value
    if isinstance(value, Decimal):
        return float(value)
    return value if isinstance(value, bool | int | float | date | datetime) else str(term)
