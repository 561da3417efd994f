"""`kg run` as a person meets it, with the real language model."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli.progress import line_for
from kg.corpus.status import Status
from tests.corpus.support import ROOT, journal_lines, pool, quads, start_program, wait_until, worker_pids

REPORT = "A bomb killed {} people and wounded five others in the Egyptian city of Alexandria on Monday, police said."


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eleven reports, and one corrupt line in the middle."""
    lines = [json.dumps({"text": REPORT.format(number), "published": "2024-01-08"}) for number in range(2, 13)]
    lines.insert(5, '{"text": "A bomb killed')
    return pool(tmp_path_factory.mktemp("source"), lines)


@pytest.fixture(scope="module")
def undisturbed(source: Path) -> Path:
    root = source.parent / "undisturbed"
    done = kg("run", source, "-o", root, "--partition-size", "2", "--engine", "local", "--json")
    assert done.returncode == 1, done.stderr
    summary = json.loads(done.stdout)
    assert (summary["reports"], summary["written"], summary["failed"], summary["left"], summary["shards"]) == (
        12, 11, {"unreadable": 1}, 0, 6,
    )  # fmt: skip
    assert summary["triples"] == len(quads(root))
    return root


def kg(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def names(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.parent != root)


def test_killed_as_a_whole_then_a_worker_killed_and_still_the_same(source: Path, undisturbed: Path) -> None:
    root = source.parent / "killed"
    command = ("kg", "run", source, "-o", root, "--partition-size", "2", "--workers", "2")
    first = start_program(*command)
    wait_until(lambda: journal_lines(root) >= 1)
    first.kill()
    first.communicate()
    assert 0 < journal_lines(root) < 6
    shown = kg("run", "--status", root, "--json")
    assert json.loads(shown.stdout)["left"] == 12 - 2 * journal_lines(root)
    second = start_program(*command)
    wait_until(lambda: len(worker_pids(second.pid)) == 2)
    os.kill(worker_pids(second.pid)[0], signal.SIGKILL)
    _, errors = second.communicate(timeout=120)
    assert second.returncode == 1, errors
    assert errors.startswith("taken up: ")
    assert names(root) == names(undisturbed)
    assert quads(root) == quads(undisturbed)
    put_away = sorted((root / "quarantine").rglob("*"))
    assert put_away[1].read_text() == '{"text": "A bomb killed\n'
    assert "not JSON" in put_away[2].read_text()


def test_dask_on_this_machine_writes_the_same(source: Path, undisturbed: Path) -> None:
    root = source.parent / "dask"
    done = kg("run", source, "-o", root, "--partition-size", "2", "--workers", "1", "--engine", "dask", "--quiet")
    assert (done.returncode, done.stderr) == (1, "")
    assert names(root) == names(undisturbed)
    assert quads(root) == quads(undisturbed)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("reports",), "name the folder"),
        (("missing.txt", "-o", "run"), "missing.txt: there is no such file"),
        (("--status", "nothing"), "no run was begun in this folder"),
        (("a.txt", "-o", "run", "--scheduler", "tcp://127.0.0.1:1"), "only --engine dask"),
        (("a.txt", "-o", "a.txt/run"), "cannot be written"),
        (("a.txt", "-o", "run", "--engine", "local", "--model", "no-such-model"), "no-such-model"),
    ],
)
def test_what_cannot_be_run_ends_in_one_clear_message(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    command = [sys.executable, "-m", "kg", "run", *arguments]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_an_interrupt_ends_the_workers_and_leaves_what_is_done(source: Path) -> None:
    root = source.parent / "interrupted"
    process = start_program("kg", "run", source, "-o", root, "--partition-size", "2", "--workers", "2")
    wait_until(lambda: journal_lines(root) >= 1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "Traceback" not in errors
    assert json.loads(kg("run", "--status", root, "--json").stdout)["reports"] == 12


def test_progress_tells_rate_and_time_left() -> None:
    status = Status(reports=100, written=40)
    status.failed["unreadable"] = 2
    assert line_for(status, 0.5) == "42 of 100 reports, 2 failed, 0.5 a second, 0:01:56 left"
    assert line_for(status, 0.0).endswith("? left")
