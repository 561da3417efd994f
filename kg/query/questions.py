"""Questions that come with the program: `questions/*.rq`.

The first line of a file is a comment that says what the question answers. A line
`# param name: description` names a variable that the asker has to bind, `# param name?: …` one that
may stay open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from kg.errors import QueryError

if TYPE_CHECKING:
    from rdflib.term import Node

_PARAMETER = re.compile(r"# param (\w+)(\??): (.+)")
_LOOK_UP = re.compile(r"GRAPH param: \{ param:(?P<name>\w+) rdf:value (?P<variable>\?\w+) \}")
_IRI = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+)>|(https?://[^\x00-\x20<>\"{}|^`\\]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    name: str
    description: str
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    name: str
    answers: str
    parameters: tuple[Parameter, ...]
    sparql: str


@cache
def list_questions() -> tuple[Question, ...]:
    """All questions, by name."""
    folder = resources.files("kg.query") / "questions"
    files = [file for file in folder.iterdir() if file.name.endswith(".rq")]
    return tuple(
        _read_question(file.name.removesuffix(".rq"), file.read_text(encoding="utf-8"))
        for file in sorted(files, key=lambda file: file.name)
    )


def get_question(name: str) -> Question:
    """Raises QueryError for a name that no question has."""
    questions = {question.name: question for question in list_questions()}
    if name not in questions:
        raise QueryError(f"There is no question {name!r}. Choose one of {', '.join(questions)}.")
    return questions[name]


def bind_parameters(question: Question, given: Mapping[str, str]) -> dict[str, Node]:
    """The values as terms: `<iri>` and `http…` become IRIs, everything else a string.

    Raises QueryError for names that the question does not have and for required ones left out.
    """
    from rdflib import Literal, URIRef

    names = [parameter.name for parameter in question.parameters]
    unknown = [name for name in given if name not in names]
    if unknown:
        known = f"it has {', '.join(names)}" if names else "it has none"
        raise QueryError(f"The question {question.name} has no parameter {unknown[0]!r}: {known}.")
    missing = [
        parameter.name for parameter in question.parameters if parameter.required and parameter.name not in given
    ]
    if missing:
        raise QueryError(f"The question {question.name} needs a value: add --param {missing[0]}=…")
    bound: dict[str, Node] = {}
    for name, value in given.items():
        iri = _IRI.fullmatch(value)
        bound[name] = URIRef(iri[1] or iri[2]) if iri else Literal(value)
    return bound


def inline_parameters(sparql: str, bound: Mapping[str, Node]) -> str:
    """The query with the values in the place of `GRAPH param: { param:name rdf:value ?variable }`, for
    a store that takes no parameters; what is not bound stays, and matches nothing."""

    def value(found: re.Match[str]) -> str:
        if found["name"] not in bound:
            return found[0]
        return f"VALUES {found['variable']} {{ {to_oxigraph(bound[found['name']])} }}"

    from kg.query.terms import to_oxigraph

    return _LOOK_UP.sub(value, sparql)


def _read_question(name: str, text: str) -> Question:
    first, *rest = text.splitlines()
    parameters = tuple(
        Parameter(name=found[1], description=found[3], required=not found[2])
        for found in map(_PARAMETER.fullmatch, rest)
        if found
    )
    return Question(name=name, answers=first.removeprefix("#").strip(), parameters=parameters, sparql=text)
