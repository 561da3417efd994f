"""Which attacks a report is about: one by its name, or those that a question leads to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from kg.errors import InputError, QueryError
from kg.query import bind_parameters, get_question, inline_parameters, list_questions
from kg.query.guard import check_query
from kg.serve.graphs import KG
from kg.serve.reading import RDF, Reader
from kg.vocab.prefixes import PREFIXES

MOST_ATTACKS = 200
_MOST_ROWS = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """`asked`: the question in words, "" where one attack was named. `more`: whether there were more than fit."""

    attacks: tuple[str, ...]
    asked: str = ""
    more: bool = False


def choose_attacks(reader: Reader, words: str, *, values: Mapping[str, str] | None = None) -> Chosen:
    """`words`: an attack's IRI or the end of it, a question's name (with `values` for its parameters), or a SELECT.

    The attacks of an answer are those in its rows, else those that the rows' statements are about, each
    once, in order. Raises InputError where there are none and QueryError for what is no such query.
    """
    names = {question.name: question for question in list_questions()}
    if words in names:
        question = get_question(words)
        sparql = inline_parameters(question.sparql, bind_parameters(question, dict(values or {})))
        return _ask(reader, sparql, asked=question.answers)
    if values:
        raise QueryError("--param belongs to a question. Name one: kg query --list shows them.")
    if any(mark in words for mark in "{ \n"):
        return _ask(reader, words, asked=" ".join(words.split()))
    return Chosen(attacks=(find_attack(reader, words),))


def find_attack(reader: Reader, words: str) -> str:
    """The attack of this IRI, or under the base of the data. Raises InputError where there is none."""
    base = reader.graphs.base
    for iri in (words, f"{base}{words}", f"{base}attack/{words}"):
        if ":" in iri and reader.exists(iri) and "Attack" in reader.types(iri):
            return iri
    raise InputError(
        place=words,
        problem="the graphs hold no attack of this name, and no question is called so",
        remedy="Name an attack's IRI or key as kg query shows it, a question of kg query --list, or write a SELECT.",
    )


def _ask(reader: Reader, sparql: str, *, asked: str) -> Chosen:
    if check_query(sparql).kind != "SELECT":
        raise QueryError("A report is made of the attacks that a SELECT finds. Write one.")
    found = list(islice(dict.fromkeys(_attacks(reader, sparql)), MOST_ATTACKS + 1))
    if not found:
        raise InputError(
            place="query",
            problem="its answer names no attack and no statement about one",
            remedy="Select attacks: SELECT ?attack { ?attack a kg:Attack }.",
        )
    return Chosen(attacks=tuple(found[:MOST_ATTACKS]), asked=asked, more=len(found) > MOST_ATTACKS)


def _attacks(reader: Reader, sparql: str) -> Iterator[str]:
    for row in _rows(reader, sparql):
        own = [iri for iri in row if "Attack" in reader.types(iri)]
        if own:
            yield from own
            continue
        for iri in row:
            yield from _led_to(reader, iri)


def _led_to(reader: Reader, iri: str) -> list[str]:
    """The attacks that a statement is about, that a toll counts, or that a record is of."""
    found = [*reader.iris(iri, f"{KG}about"), *reader.subjects(f"{KG}casualties", iri)]
    found += reader.iris(iri, f"{RDF}subject")
    return [attack for attack in found if "Attack" in reader.types(attack)]


def _rows(reader: Reader, sparql: str) -> Iterator[list[str]]:
    """The IRIs of each row, in the order of the variables."""
    import pyoxigraph as ox

    graphs = reader.graphs
    try:
        answer = graphs.store.query(sparql, prefixes=dict(PREFIXES), use_default_graph_as_union=graphs.union)
        assert isinstance(answer, ox.QuerySolutions)  # noqa: S101 - a SELECT gives nothing else
        for solution in islice(answer, _MOST_ROWS):
            yield [term.value for term in solution if isinstance(term, ox.NamedNode)]
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        raise QueryError(f"query: {error}. Correct the query.") from error
