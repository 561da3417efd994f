"""A real scheduler and two worker processes on loopback; one is killed while it works."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.corpus.steps import quad
from tests.corpus.support import ROOT, journal_lines, pool, quads, start_program, wait_until

PROGRAM = "tests.corpus.program"
WORDS = [f"slow {number}" for number in range(80)]


class Cluster:
    """Programs as somebody starts them by hand: `dask scheduler` and twice `dask worker`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._programs: list[subprocess.Popen[bytes]] = []
        scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        log = folder / "scheduler.log"
        wait_until(lambda: "Scheduler at" in log.read_text())
        found = re.search(r"Scheduler at:\s+(tcp://127\.0\.0\.1:\d+)", log.read_text())
        assert found is not None
        self.address = found[1]
        self.scheduler = scheduler
        self.workers = [self.add_worker(), self.add_worker()]
        for number in (1, 2):
            wait_until(lambda name=f"worker{number}.log": "Registered to" in (folder / name).read_text())  # type: ignore[misc]

    def add_worker(self) -> subprocess.Popen[bytes]:
        return self._start(
            "worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1"
        )

    def _start(self, kind: str, *arguments: str) -> subprocess.Popen[bytes]:
        name = f"{kind}{len(self._programs) or ''}.log"
        with (self._folder / name).open("wb") as log:
            program = subprocess.Popen(
                [sys.executable, "-m", "dask", kind, *arguments, "--local-directory", str(self._folder)]
                if kind == "worker"
                else [sys.executable, "-m", "dask", kind, *arguments],
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )
        self._programs.append(program)
        return program

    def stop(self) -> None:
        for program in self._programs:
            program.kill()
            program.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    started = Cluster(tmp_path)
    yield started
    started.stop()


def test_a_worker_that_is_killed_costs_a_retry_and_never_a_duplicate(tmp_path: Path, cluster: Cluster) -> None:
    source, root = pool(tmp_path, WORDS), tmp_path / "run"
    process = start_program(PROGRAM, source, root, "dask", "4", "", cluster.address)
    wait_until(lambda: journal_lines(root) >= 3)
    cluster.workers[0].kill()
    shown, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert shown.split()[0::2] == ["80", "0"]
    assert quads(root) == sorted(quad(line).decode().rstrip() for line in WORDS)


def test_a_scheduler_that_dies_ends_the_run_and_the_next_takes_it_up(tmp_path: Path, cluster: Cluster) -> None:
    source, root = pool(tmp_path, WORDS), tmp_path / "run"
    process = start_program(PROGRAM, source, root, "dask", "4", "", cluster.address)
    wait_until(lambda: journal_lines(root) >= 3)
    cluster.scheduler.kill()
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 2, errors
    assert "the scheduler is gone" in errors
    assert "Traceback" not in errors
    again = start_program(PROGRAM, source, root, "processes", "4")
    again.communicate(timeout=60)
    assert quads(root) == sorted(quad(line).decode().rstrip() for line in WORDS)


def test_nobody_at_the_address(tmp_path: Path) -> None:
    source = pool(tmp_path, WORDS)
    process = start_program(PROGRAM, source, tmp_path / "run", "dask", "4", "", "tcp://127.0.0.1:9")
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "--scheduler tcp://127.0.0.1:9: no scheduler answers there" in errors
    assert "Traceback" not in errors
