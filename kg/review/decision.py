"""A decision about a fact, and what the fact is called so that it is known again after a rebuild."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum

from kg.errors import InputError

LONGEST_NAME = 120
LONGEST_TEXT = 4000


class Verdict(StrEnum):
    """The names are those of the ontology's individuals."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class FactKey:
    """A fact by its content. The article's IRI is made of its text, so that `spans` (first character and the one
    after the last, sorted) mean the same words for good; ordinals of attacks and statements are no part of it.

    `predicate`: the local name of a property ("victim", "casualties") or of a class ("Statement", "Person").
    `value`: what the fact says, as it is shown.
    """

    article: str
    predicate: str
    value: str
    spans: tuple[tuple[int, int], ...]

    @property
    def fingerprint(self) -> str:
        """Sixteen characters that stand for all of it."""
        words = " ".join(f"{start},{end}" for start, end in self.spans)
        content = "\n".join((self.article, self.predicate, words, self.value))
        return hashlib.sha256(content.encode("utf-8")).hexdigest()[:16]

    def overlaps(self, other: FactKey) -> bool:
        """Whether the two rest on some of the same words of the same article."""
        return self.article == other.article and any(
            start < other_end and other_start < end
            for start, end in self.spans
            for other_start, other_end in other.spans
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What `reviewer` decided about a fact `at` a moment with a time zone, and the `reason`.

    `correction`: what the value should be, for what is corrected. Raises InputError for what is missing or too long.
    """

    fact: FactKey
    verdict: Verdict
    reviewer: str
    at: dt.datetime
    reason: str = ""
    correction: str = ""

    def __post_init__(self) -> None:
        if not self.reviewer.strip():
            raise _error("nobody is named as the one who decides", "Give a name.")
        if (self.verdict is Verdict.CORRECTED) != bool(self.correction.strip()):
            raise _error("only a correction says what the value should be", "Give it, or choose another verdict.")
        if len(self.reviewer) > LONGEST_NAME or max(len(self.reason), len(self.correction)) > LONGEST_TEXT:
            raise _error("it is too long", f"Keep names to {LONGEST_NAME} characters and texts to {LONGEST_TEXT}.")
        if self.at.tzinfo is None:
            raise _error("its moment has no time zone", "Give one.")

    @property
    def moment(self) -> str:
        """In UTC, as it is written."""
        return self.at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def iri(self, base: str) -> str:
        """The same decision has the same name; a later one about the same fact has another."""
        content = "\n".join((self.fact.fingerprint, self.verdict, self.correction, self.reviewer, self.moment))
        return f"{base}review/{hashlib.sha256(content.encode('utf-8')).hexdigest()[:16]}"


def _error(problem: str, remedy: str) -> InputError:
    return InputError(place="review", problem=problem, remedy=remedy)
