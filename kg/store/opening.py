"""Opening an Oxigraph store in a folder: to write, which one process may do at a time, or to read beside it."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError

if TYPE_CHECKING:
    import pyoxigraph as ox

_LOCKED = re.compile(r"[Ll]ock file|lock hold by current process")  # by another process, or by this one
_TRIES, _PAUSE = 5, 0.05  # seconds
_SIGN = "CURRENT"  # the file that every RocksDB folder, and so every Oxigraph store, holds
# What stands in the folder before that file does: all there is where the process was killed while making the store.
_FIRST_FILES = re.compile(r"LOCK|LOG.*|IDENTITY|MANIFEST-\d+|OPTIONS-\d+.*|\d+\.(?:log|sst|dbtmp)")


def open_to_write(folder: Path) -> ox.Store:
    """The store in `folder`, which is made if it is not there.

    Raises StoreError where another process writes to it, and for a folder that holds something else:
    the store's files would be strewn among those.
    """
    import pyoxigraph as ox

    if folder.is_dir() and not is_store(folder) and not all(_FIRST_FILES.fullmatch(p.name) for p in folder.iterdir()):
        raise StoreError(
            f"{folder}: the store cannot be opened: the folder holds other files and no store. "
            "Name a folder that is empty, not there yet, or holds a store."
        )
    try:
        return ox.Store(folder)
    except OSError as error:
        if _LOCKED.search(str(error)):
            raise StoreError(
                f"{folder}: the store cannot be opened: another program has it open for writing. Wait until that is "
                "done and try again; kg query --store and kg export read beside a writer."
            ) from error
        raise StoreError(
            f"{folder}: the store cannot be opened ({error}). Name a folder that may be written and is empty, not "
            "there yet, or holds a store."
        ) from error


def open_to_read(folder: Path) -> ox.Store:
    """The store as it is now; what a writer beside adds later is not seen. StoreError where there is none."""
    import pyoxigraph as ox

    if not is_store(folder):
        raise StoreError(f"{folder}: there is no store here. Fill one with kg add or kg build --store {folder}.")
    problem: Exception | None = None
    for _ in range(_TRIES):
        try:
            return ox.Store.read_only(str(folder))
        except (OSError, RuntimeError) as error:  # a writer may be putting files together and away just now
            problem = error
            time.sleep(_PAUSE)
    raise StoreError(
        f"{folder}: the store cannot be read ({problem}). Check its permissions, or fill a new one."
    ) from problem


def is_store(folder: Path) -> bool:
    """Whether the folder holds the files of a store."""
    return (folder / _SIGN).is_file()
