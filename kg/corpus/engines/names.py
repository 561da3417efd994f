"""The engines by name, for those who choose one before anything is loaded."""

from enum import StrEnum


class EngineName(StrEnum):
    local = "local"
    processes = "processes"
    dask = "dask"
