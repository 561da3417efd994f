"""What a check of the ontology found: a value, not an exception."""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import dataclass

from kg.vocab.terms import shorten_iri


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Finding:
    """One thing that is wrong.

    `check` names the check that found it (the name of a file in `ontology/checks` without its
    ending, "reasoning" or "shapes"), `term` is the IRI in question or "", `message` says what is
    wrong and what to do.
    """

    check: str
    term: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OntologyReport:
    """All findings in a fixed order. `ran` names the checks that were made, `skipped` says of each
    that was not why not."""

    findings: tuple[Finding, ...]
    ran: tuple[str, ...]
    skipped: tuple[str, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether nothing was found; says nothing about checks that were skipped."""
        return not self.findings

    @property
    def complete(self) -> bool:
        """Whether every check was made."""
        return not self.skipped

    def to_text(self) -> str:
        """One line per finding, then the checks that were skipped, then a summary."""
        lines = [f"{f.check}: {shorten_iri(f.term)}: {f.message}" for f in self.findings]
        lines += [f"skipped: {reason}" for reason in self.skipped]
        lines.append(f"{_count(self.ran, 'check')}, {_count(self.findings, 'finding')}, {len(self.skipped)} skipped")
        return "\n".join(lines) + "\n"


def _count(things: Sized, name: str) -> str:
    return f"{len(things)} {name}{'' if len(things) == 1 else 's'}"
