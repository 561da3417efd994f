"""What one calls from Python: `kg.build` and the value that it gives back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ValidationError
from kg.explain import Explanation, explain
from kg.model.article import Article
from kg.model.resolved import ResolvedFacts
from kg.pipeline import Pipeline
from kg.read import ReadOptions, read_path, read_text
from kg.settings import Settings

if TYPE_CHECKING:
    from pandas import DataFrame
    from rdflib import Graph

    from kg.notebook import Attack
    from kg.validate import ValidatedGraph


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltGraph:
    """One report's graph, which conforms to the shapes, and what it was made of."""

    facts: ResolvedFacts
    validated: ValidatedGraph

    @property
    def article(self) -> Article:
        """The report as read; every offset in the graph counts code points of its `text`."""
        return self.facts.article

    @property
    def graph(self) -> Graph:
        """The graph itself, for rdflib."""
        return self.validated.graph

    def explain(self) -> tuple[Explanation, ...]:
        """Every fact with its rule and words, and what was looked at and left alone."""
        return explain(self.facts)

    def serialise(self, format: str = "turtle") -> str:
        """The graph as text: turtle, ntriples, nquads, trig or jsonld (`InputError` for others)."""
        from kg.write import serialise

        return serialise(self.graph, format).decode("utf-8")

    def attacks(self) -> tuple[Attack, ...]:
        """The attacks, each of which shows itself in a notebook with its evidence."""
        from kg.notebook import attacks_of

        return attacks_of(self.graph, text=self.article.text)

    def frame(self, words: str, **values: str) -> DataFrame:
        """The answer of this graph to a SELECT or a question that comes with the program, for pandas.

        Raises QueryError as `kg.notebook.ask`.
        """
        from kg.notebook import ask

        return ask(self.graph, words, **values)

    def _repr_html_(self) -> str:
        """All attacks, one below the other."""
        return "\n".join(attack._repr_html_() for attack in self.attacks())

    def write(self, path: Path | str, *, format: str | None = None) -> None:
        """Write the graph to a file, whole or not at all; the format comes from the file's ending."""
        from kg.write import write_file

        write_file(self.validated, Path(path), format=format)


def build(
    source: str | Path,
    *,
    title: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    published: dt.date | dt.datetime | None = None,
    url: str | None = None,
    settings: Settings | None = None,
) -> BuiltGraph:
    """Read one report and build its graph.

    `source` is a file (a `Path`, or a string of one line that names a file) or the report's text
    itself. The keyword arguments go before what the report says of itself.
    Raises `InputError` for what cannot be read, `ModelError` where the language model is missing,
    and `ValidationError` with the report as its text where the graph does not conform.
    """
    from kg.validate import ValidatedGraph

    settings = settings or Settings()
    options = ReadOptions(
        title=title, publisher=publisher, author=author, published=published, url=url, max_bytes=settings.max_bytes
    )
    article = _read(source, options=options)
    outcome = next(_pipeline(settings).run([article]))
    if not isinstance(outcome.result, ValidatedGraph):
        raise ValidationError(f"{article.place}: the graph does not conform.\n{outcome.result.to_text()}")
    return BuiltGraph(facts=outcome.resolved, validated=outcome.result)


def _read(source: str | Path, *, options: ReadOptions) -> Article:
    if isinstance(source, Path) or "\n" not in source.strip():
        return read_path(source, options=options)
    return read_text(source, options=options)


@lru_cache(maxsize=2)
def _pipeline(settings: Settings) -> Pipeline:
    """The language model takes a second to load: one pipeline serves all calls with the same settings."""
    return Pipeline(settings)
