"""What `kg build` tells about each report."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kg.cli.console import FAILED, FINDINGS, GOOD, complain, say, write_stdout

if TYPE_CHECKING:
    from kg.batch import Built


def show_built(built: Built, *, quiet: bool, as_json: bool) -> int:
    """Puts out the graph where it goes to stdout, and the summary; returns the exit code it calls for."""
    if built.content is not None:
        write_stdout(built.content)
    if as_json:
        write_stdout(json.dumps(summarise(built), ensure_ascii=False).encode("utf-8") + b"\n")
    if built.error is not None:
        complain(built.error)
        return FAILED
    if not built.conforms:
        _show_findings(built)
        return FINDINGS
    if not quiet and not as_json:
        say(f"{built.written or built.place}: {_counts(summarise(built))}")
    return GOOD


def summarise(built: Built) -> dict[str, Any]:
    """The summary of one report as JSON values; `error` or the counts."""
    if built.error is not None or built.outcome is None:
        return {"input": built.place, "error": str(built.error)}
    facts = built.outcome.resolved
    return {
        "input": built.place,
        "output": None if built.written is None else str(built.written),
        "conforms": built.conforms,
        "headline": facts.article.headline,
        "attacks": len(facts.attacks),
        "statements": len(facts.statements),
        "claims": sum(len(statement.claims) for statement in facts.statements),
        "tolls": sum(len(attack.casualties) for attack in facts.attacks),
        "entities": len(facts.entities),
        "positions": len(facts.positions),
        "affiliations": len(facts.affiliations),
        "triples": getattr(built.outcome.result, "triples", None),
    }


def _counts(summary: dict[str, Any]) -> str:
    names = ("attacks", "statements", "claims", "tolls", "entities", "triples")
    return ", ".join(f"{summary[name]} {name if summary[name] != 1 else _ONE[name]}" for name in names)


_ONE = {
    "attacks": "attack",
    "statements": "statement",
    "claims": "claim",
    "tolls": "toll",
    "entities": "entity",
    "triples": "triple",
}


def _show_findings(built: Built) -> None:
    if built.written is not None:
        say(f"kg: {built.place}: the graph does not conform and was not written; {built.written} says why")
    elif built.outcome is not None:
        say(f"kg: {built.place}: the graph does not conform and was not written")
        say(getattr(built.outcome.result, "to_text", str)())


@contextmanager
def show_progress(total: int, *, quiet: bool) -> Iterator[Callable[[], object]]:
    """A bar on stderr for several inputs at a terminal; yields what to call after each report."""
    if total < 2 or quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reports", total=total)
        yield lambda: progress.advance(task)
