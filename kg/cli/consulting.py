"""The option `--llm` of the commands that read reports, and what its use cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import say

if TYPE_CHECKING:
    from kg.pipeline import Pipeline

LlmOption = Annotated[
    tuple[str, str] | None,
    typer.Option(
        "--llm",
        metavar="URL MODEL",
        help="Also ask this model behind an OpenAI-compatible server; the passages are sent there.",
    ),
]


def llm_settings(llm: tuple[str, str] | None) -> dict[str, str | None]:
    """The settings that the option stands for."""
    url, model = llm or (None, None)
    return {"llm_url": url, "llm_model": model}


def show_usage(pipeline: Pipeline, *, quiet: bool = False) -> None:
    """What was asked and what it came to, on stderr; nothing where nobody was asked."""
    if pipeline.consultant is not None and not quiet:
        say(f"{pipeline.consultant.component}: {pipeline.consultant.usage}")
