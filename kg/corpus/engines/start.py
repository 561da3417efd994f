"""Starts an engine by its name; only that one is loaded."""

from __future__ import annotations

from kg.corpus.engines.base import Engine
from kg.corpus.engines.names import EngineName
from kg.corpus.partition import Step, process_partition


def start_engine(
    name: EngineName, *, workers: int, scheduler: str | None = None, step: Step = process_partition
) -> Engine:
    """An engine that is ready. Raises `RunError` where Dask is not installed or its scheduler does not answer."""
    if name is EngineName.dask:
        from kg.corpus.engines.dask import DaskEngine

        return DaskEngine(scheduler=scheduler, workers=workers, step=step)
    if name is EngineName.processes:
        from kg.corpus.engines.processes import ProcessEngine

        return ProcessEngine(workers=workers, step=step)
    from kg.corpus.engines.local import LocalEngine

    return LocalEngine(step=step)
