"""kill -9 of the whole run and a full disk, with programs of their own."""

from pathlib import Path

import pytest

from tests.corpus.steps import quad
from tests.corpus.support import is_alive, journal_lines, pool, quads, start_program, wait_until, worker_pids

WORDS = [f"slow {number}" for number in range(60)]
PROGRAM = "tests.corpus.program"


def wanted(words: list[str]) -> list[str]:
    return sorted(quad(line).decode().rstrip() for line in words)


@pytest.mark.parametrize("finished", [0, 3])
def test_a_run_that_is_killed_is_taken_up_and_its_workers_end(tmp_path: Path, finished: int) -> None:
    source, root = pool(tmp_path, WORDS), tmp_path / "run"
    process = start_program(PROGRAM, source, root, "processes", "4")
    wait_until(lambda: journal_lines(root) >= finished and len(worker_pids(process.pid)) == 2)
    workers = worker_pids(process.pid)
    process.kill()
    process.communicate()
    wait_until(lambda: not any(map(is_alive, workers)))
    done = journal_lines(root)
    assert finished <= done < 15
    again = start_program(PROGRAM, source, root, "processes", "4")
    shown, errors = again.communicate(timeout=60)
    assert again.returncode == 0, errors
    assert quads(root) == wanted(WORDS)
    assert shown.split() == [str(60 - 4 * done), "0", "0"]
    assert not list((root / "shards").glob(".*"))


@pytest.mark.parametrize(("limit", "full"), [(30, "shards"), (2000, "journal.jsonl")])
def test_a_full_disk_ends_the_run_and_room_lets_it_go_on(tmp_path: Path, limit: int, full: str) -> None:
    # Once it is planned, no file may grow beyond `limit` bytes: that stops the first shard, or the
    # journal in the middle of a line.
    words = [f"calm {number}" for number in range(60)]
    source, root = pool(tmp_path, words), tmp_path / "run"
    stopped = start_program(PROGRAM, source, root, "local", "1", str(limit))
    _, errors = stopped.communicate(timeout=60)
    assert stopped.returncode == 2
    assert errors.startswith(f"kg: {root / full}: cannot be written (file too large). Make room")
    assert not list((root / "shards").glob(".*"))
    done = journal_lines(root)
    assert (done == 0) == (full == "shards")
    again = start_program(PROGRAM, source, root, "local", "1")
    shown, errors = again.communicate(timeout=60)
    assert shown.split() == [str(60 - done), "0", "0"], errors
    assert quads(root) == wanted(words)
