"""A step without a language model, for tests of what is around it. A row is one line of text:

"calm 7"           one quad
"slow 7"           one quad after a twentieth of a second
"unreadable 7"     a failure
"raises 7"         an error of the step
"kills 7"          kills the worker, always
"kills-once FLAG"  kills the worker where the file FLAG does not exist yet, else one quad
"""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from kg.corpus.partition import Failure, PartitionResult, Task
from kg.corpus.shards import ShardWriter


def plain_step(task: Task) -> PartitionResult:
    failures = []
    written = 0
    with ShardWriter(Path(task.shards), compress=task.compress) as shard:
        for number, row in enumerate(task.rows, start=task.start):
            assert isinstance(row.content, bytes)
            word, _, rest = row.content.decode().strip().partition(" ")
            if word == "unreadable":
                failures.append(Failure(row=number, kind="unreadable", place=row.place, reason="as it says"))
                continue
            _act(word, rest)
            shard.add(quad(f"{word} {rest}"))
            written += 1
    return PartitionResult(
        shard=shard.name, written=written, triples=written, bytes=shard.bytes, failures=tuple(failures)
    )


def slow_disk_step(task: Task) -> PartitionResult:
    """The same on a disk that takes a fifth of a second to sync, during which a shard has no name yet."""
    sync = os.fsync

    def sync_slowly(file: int) -> None:
        sync(file)
        time.sleep(0.2)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", sync_slowly)
        return plain_step(task)


def quad(words: str) -> bytes:
    return f'<urn:a> <urn:says> "{words}" <urn:g> .\n'.encode()


def _act(word: str, rest: str) -> None:
    if word == "slow":
        time.sleep(0.05)
    if word == "raises":
        raise ValueError(f"cannot do {rest}")
    if word == "kills" or (word == "kills-once" and not Path(rest).exists()):
        if word == "kills-once":
            Path(rest).touch()
        os.kill(os.getpid(), signal.SIGKILL)
