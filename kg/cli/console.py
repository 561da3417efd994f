"""What the commands share: settings, messages on stderr, exit codes."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from kg.settings import Settings

GOOD, FINDINGS, FAILED = 0, 1, 2


def settings_from(ctx: typer.Context, **given: str | int | bool | None) -> Settings:
    """The settings of this run: the command's own options, the environment, the file of `kg --config`."""
    from kg.settings import load_settings

    config: Path | None = ctx.find_root().params.get("config")
    return load_settings(config=config, environ=os.environ, **given)


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
