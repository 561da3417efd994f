"""What the commands that fill a store have in common: running, and telling about each report."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.console import GOOD, say, write_stdout
from kg.cli.summary import show_built, show_progress, summarise

if TYPE_CHECKING:
    from kg.archiving import Stored
    from kg.read import ReadOptions
    from kg.settings import Settings

STDIO = Path("-")


def store_reports(
    reports: Sequence[Path],
    folder: Path,
    *,
    settings: Settings,
    options: ReadOptions,
    at: dt.datetime,
    batch: int = 1,
    replaces: str | None = None,
    restore: bool = False,
    quiet: bool = False,
    as_json: bool = False,
) -> int:
    """Adds reports to the store in `folder` and tells about each; returns the exit code."""
    from kg.archiving import add_reports, plan_additions
    from kg.pipeline import Pipeline
    from kg.store import Archive

    inputs = [sys.stdin.buffer if path == STDIO else path for path in reports]
    job = plan_additions(inputs, options=options, replaces=replaces)
    worst = GOOD
    with Archive(folder) as archive, show_progress(len(job.sources), quiet=quiet) as advance:
        stored_reports = add_reports(
            job,
            archive=archive,
            pipeline=Pipeline(settings),
            options=options,
            at=at,
            batch=batch,
            replaces=replaces,
            restore=restore,
        )
        for stored in stored_reports:
            worst = max(worst, _show(stored, quiet=quiet, as_json=as_json))
            advance()
    return worst


def _show(stored: Stored, *, quiet: bool, as_json: bool) -> int:
    if stored.added is None:
        return show_built(stored.built, quiet=quiet, as_json=as_json)
    if as_json:
        summary = {**summarise(stored.built), "store": stored.added.to_dict()}
        write_stdout(json.dumps(summary, ensure_ascii=False).encode("utf-8") + b"\n")
    elif not quiet:
        say(f"{stored.built.place}: {stored.added.to_text()}")
    return GOOD
