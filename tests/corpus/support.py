"""What the tests of runs share."""

from __future__ import annotations

import gzip
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from kg.corpus.engines.base import Engine
from kg.corpus.engines.processes import ProcessEngine
from kg.corpus.run import RunPlan, Summary, run_corpus
from kg.settings import Settings
from tests.corpus.steps import plain_step

ROOT = Path(__file__).parent.parent.parent


def pool(folder: Path, words: Iterable[str], *, name: str = "pool.jsonl") -> Path:
    """A source with one row for each of the words; the steps here do not ask for JSON."""
    path = folder / name
    path.write_text("".join(f"{line}\n" for line in words), encoding="utf-8")
    return path


def plan(source: Path | Sequence[Path], root: Path, *, size: int = 4, compress: bool = False) -> RunPlan:
    sources = (source,) if isinstance(source, Path) else tuple(source)
    return RunPlan(sources=sources, root=root, settings=Settings(), partition_size=size, compress=compress)


def two_processes() -> Engine:
    return ProcessEngine(workers=2, step=plain_step)


def run(plan: RunPlan, start_engine: Callable[[], Engine] = two_processes) -> Summary:
    return run_corpus(plan, start_engine=start_engine)


def quads(root: Path) -> list[str]:
    """Every line of every shard, sorted: what is doubled shows."""
    lines: list[str] = []
    for path in sorted((root / "shards").iterdir()):
        data = path.read_bytes()
        lines += (gzip.decompress(data) if path.suffix == ".gz" else data).decode().splitlines()
    return sorted(lines)


def start_program(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", *map(str, arguments)]
    return subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def journal_lines(root: Path) -> int:
    path = root / "journal.jsonl"
    return path.read_bytes().count(b"\n") if path.exists() else 0


def wait_until(condition: Callable[[], bool], *, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


def worker_pids(parent: int) -> list[int]:
    """The worker processes of a run."""
    found = []
    for task in Path(f"/proc/{parent}/task").iterdir():
        for child in (task / "children").read_text().split():
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.append(int(child))
    return sorted(found)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
