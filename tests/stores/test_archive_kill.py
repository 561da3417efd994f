"""kill -9 at any moment: the store opens again, and each article is there whole or not at all."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from kg.errors import StoreError
from kg.model.stored import Entry
from kg.store import Addition, Archive, ArchiveReader, article_name
from kg.store.notes import when_gone
from kg.validate import ValidatedGraph
from tests.stores.editions import edition

AT = dt.datetime(2032, 1, 2, tzinfo=dt.UTC)
EDITIONS = 4  # of one report, at the same url: each replaces the one before
SINGLE = 6
ROUNDS = 24
LONGEST = 0.8  # seconds that a writer lives
# Loads everything once; for each line of its input it forks a writer, says its number, and waits for its end.
NURSERY = """
import os, sys
from tests.stores.test_archive_kill import AT, reports, write_forever

waiting = reports()
print("ready", flush=True)
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        write_forever(line.strip(), waiting)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


def reports() -> list[ValidatedGraph]:
    editions = [edition(f"edition {n}", url="https://news.example/one") for n in range(EDITIONS)]
    return [*editions, *(edition(f"single {n}", url=None) for n in range(SINGLE))]


def write_forever(folder: str, waiting: list[ValidatedGraph]) -> None:
    """Adds, replaces, restores and withdraws, in batches of different sizes."""
    additions = [Addition(validated=validated, restore=True) for validated in waiting]
    archive = Archive(Path(folder))
    for turn in itertools.count():
        for added in archive.add_all(additions, at=AT, batch=1 + turn % 3):
            assert added.entry is not Entry.OUTDATED
        for name in archive.articles()[::3]:
            archive.withdraw(name, at=AT)
        if turn % 3 == 2:
            archive.opened.flush()


def test_killed_at_random_moments(tmp_path: Path) -> None:
    expected = {str(article_name(v.graph)): v for v in reports()}
    editions = list(expected)[:EDITIONS]
    chance = random.Random(7)  # noqa: S311 - moments, not secrets
    whole, longest = 0, LONGEST
    with _nursery() as nursery:
        while whole <= 2 * ROUNDS and longest < 100 * LONGEST:  # busy: the writers died before their first article
            for _ in range(ROUNDS):
                _write_and_be_killed(nursery, tmp_path / "corpus", after=chance.uniform(0.0, longest))
                whole += _check(tmp_path / "corpus", expected, editions)
            longest *= 3
    assert whole > 2 * ROUNDS
    with Archive(tmp_path / "corpus") as archive:
        for validated in expected.values():
            entry = archive.add(Addition(validated=validated, restore=True), at=AT).entry
            assert entry in {Entry.ADDED, Entry.CORRECTED, Entry.UNCHANGED}
        assert archive.articles() == tuple(sorted([editions[-1], *list(expected)[EDITIONS:]]))


def _check(folder: Path, expected: dict[str, ValidatedGraph], editions: list[str]) -> int:
    """How many articles are there; each of them is whole, and notes and graphs agree."""
    try:
        reader = ArchiveReader(folder)
    except StoreError:  # the first writer died before there was a store
        with Archive(folder) as archive:
            assert archive.count() == 0
        return 0
    names = reader.articles()
    for name in names:
        assert set(reader.graph(name)) == set(expected[name].graph), f"half of {name}"
        assert when_gone(reader.opened, name) is None
    assert sum(name in names for name in editions) <= 1
    return len(names)


@contextlib.contextmanager
def _nursery() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", NURSERY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        process.stdin.close()
        assert process.wait(timeout=30) == 0


def _write_and_be_killed(nursery: subprocess.Popen[str], folder: Path, *, after: float) -> None:
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    nursery.stdin.write(f"{folder}\n")
    child = int(nursery.stdout.readline())
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    assert int(nursery.stdout.readline()) == -signal.SIGKILL
