"""What the commands share: settings, messages on stderr, exit codes."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.settings import Settings

GOOD, FINDINGS, FAILED = 0, 1, 2


def settings_from(ctx: typer.Context, **given: str | int | bool | None) -> Settings:
    """The settings of this run: the command's own options, the environment, the file of `kg --config`."""
    from kg.settings import load_settings

    config: Path | None = ctx.find_root().params.get("config")
    return load_settings(config=config, environ=os.environ, **given)


NoModelOption = Annotated[bool, typer.Option("--no-model", help="Rules alone: leave the trained components out.")]


def learned_setting(no_model: bool) -> bool | None:
    """The setting that the option stands for; None leaves it to the environment and the file of settings."""
    return False if no_model else None


def moment_from(words: str | None) -> dt.datetime:
    """The moment that the user names, else now: the one place where the program looks at the clock.

    Raises InputError for words that are no date. A moment without a time zone is one of UTC.
    """
    from kg.errors import InputError

    if words is None:
        return dt.datetime.now(dt.UTC).replace(microsecond=0)
    try:
        moment = dt.datetime.fromisoformat(words)
    except ValueError as error:
        raise InputError(
            place="--date",
            problem=f"{words!r} is no date",
            remedy="Write it as 2024-01-04 or 2024-01-04T18:15:00+00:00.",
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def secret_from(variable: str) -> str:
    """The secret that an environment variable holds; InputError where it holds none."""
    from kg.errors import InputError

    secret = os.environ.get(variable, "").strip()
    if not secret:
        raise InputError(
            place=variable, problem="the environment variable holds no secret", remedy=f"Set {variable} to a long word."
        )
    return secret


def say(message: str) -> None:
    """A line on stderr; stdout is for data."""
    typer.echo(message, err=True)


def complain(error: Exception) -> None:
    """An error as one line on stderr."""
    say(f"kg: {error}")


def write_stdout(content: bytes) -> None:
    """Data, byte for byte, to stdout."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
