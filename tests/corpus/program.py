"""A run with the step of these tests, as a program that can be killed.

python -m tests.corpus.program SOURCE FOLDER ENGINE PARTITION_SIZE [LIMIT [SCHEDULER]]

LIMIT is the size in bytes beyond which no file can grow once the run is planned: a disk that is full.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from kg.cli.console import FAILED, complain
from kg.corpus.engines.base import Engine
from kg.corpus.engines.names import EngineName
from kg.corpus.engines.start import start_engine
from kg.corpus.run import RunPlan, run_corpus
from kg.errors import RunError
from kg.settings import Settings
from tests.corpus.steps import plain_step


def main(source: str, folder: str, engine: str, size: str, limit: str = "", scheduler: str | None = None) -> int:
    plan = RunPlan(sources=(Path(source),), root=Path(folder), settings=Settings(), partition_size=int(size))

    def begin() -> Engine:
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
        return start_engine(EngineName(engine), workers=2, scheduler=scheduler, step=plain_step)

    try:
        summary = run_corpus(plan, start_engine=begin)
    except RunError as error:
        complain(error)
        return FAILED
    print(summary.processed, summary.retries, summary.status.left)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
