"""`kg explain`: why the program believes what it writes about a report."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import FAILED, GOOD, NoModelOption, complain, learned_setting, settings_from
from kg.cli.consulting import LlmOption, llm_settings, show_usage
from kg.errors import InputError
from kg.read.options import InputFormat

if TYPE_CHECKING:
    from kg.explain import Explanation

_LONGEST = 90  # characters of the article in one line


def explain(
    ctx: typer.Context,
    report: Annotated[Path, typer.Argument(help="The report; - is stdin.")],
    source: Annotated[InputFormat | None, typer.Option("--from", help="Of the report; else by its ending.")] = None,
    rejected: Annotated[bool, typer.Option("--rejected", help="Also what was looked at and left alone.")] = False,
    model: Annotated[str | None, typer.Option(help="Another installed spaCy pipeline.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per fact.")] = False,
    llm: LlmOption = None,
    no_model: NoModelOption = False,
) -> None:
    """Show each fact of a report with the rule that found it and the words it rests on.

    Offsets count the characters of the report; the end is exclusive.

    Example: kg explain report.txt --rejected
    """
    from kg.explain import explain as explain_facts
    from kg.pipeline import Pipeline
    from kg.read import ReadOptions, read_articles

    settings = settings_from(ctx, model=model, learned=learned_setting(no_model), **llm_settings(llm))
    options = ReadOptions(format=source, max_bytes=settings.max_bytes)
    worst = GOOD
    articles = []
    for value in read_articles(sys.stdin.buffer if report == Path("-") else report, options=options):
        if isinstance(value, InputError):
            complain(value)
            worst = FAILED
        else:
            articles.append(value)
    pipeline = Pipeline(settings)
    for facts in pipeline.extract(articles):
        for explanation in explain_facts(facts):
            if rejected or not explanation.rejected:
                typer.echo(_to_json(explanation) if as_json else _to_text(explanation))
    show_usage(pipeline)
    raise typer.Exit(worst)


def _to_json(explanation: Explanation) -> str:
    return json.dumps(explanation.to_dict(), ensure_ascii=False)


def _to_text(explanation: Explanation) -> str:
    words = " ".join(explanation.words.split())
    short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    fact = f"{explanation.subject}: {explanation.property} = {explanation.value}"
    return f"{explanation.start:>6}-{explanation.end:<6} {fact}  [{explanation.rule}]  “{short}”"
