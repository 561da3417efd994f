"""Everything that can go wrong on purpose, one class per thing a caller does differently.

KgError
├── ConsultError        a language-model server cannot be asked: start it, or go on without
├── InputError          an input cannot be read: skip it, go on with the others
├── ModelError          a language model is missing or unusable: install or choose another
├── QueryError          a query is malformed, or asks for what is refused (SERVICE, LOAD, FROM)
├── RunError            a run over many reports cannot go on (full disk, no workers): the same command takes it up
├── StoreError          a triple store cannot be reached or refused what was sent
└── ValidationError     a graph does not conform where a conforming one is required

Every message names the file or place, what is wrong, and what to do about it.
"""

from __future__ import annotations

from typing import Any


class KgError(Exception):
    """Base of all errors that the program raises on purpose; the command line exits with 2."""


class InputError(KgError):
    """An input that cannot be read.

    `place` names the file (and line, where there is one), `problem` what is wrong with it and
    `remedy` what to do.
    """

    def __init__(self, *, place: str, problem: str, remedy: str) -> None:
        super().__init__(f"{place}: {problem}. {remedy}")
        self.place = place
        self.problem = problem
        self.remedy = remedy

    def __reduce__(self) -> tuple[Any, ...]:
        # Errors are handed on as values, also from one process to another.
        return _input_error, (self.place, self.problem, self.remedy)


def _input_error(place: str, problem: str, remedy: str) -> InputError:
    return InputError(place=place, problem=problem, remedy=remedy)


class ConsultError(KgError):
    """A server with a language model that cannot be reached, or refuses to be asked."""


class ModelError(KgError):
    """A language model that is not installed or does not bring what the rules need."""


class QueryError(KgError):
    """A query that is malformed or asks for what is refused."""


class RunError(KgError):
    """A run over many reports that cannot go on. What is done stays done."""


class StoreError(KgError):
    """A triple store that cannot be reached, or that refused or lost what was sent."""


class ValidationError(KgError):
    """A graph that does not conform where only a conforming one is accepted."""
