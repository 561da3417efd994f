"""What a corpus costs: the figures of docs/scale.md.

    python -m benchmarks.scaling rate   [REPORTS]          reports a second beside the language model alone
    python -m benchmarks.scaling curve  [SIZE …]           time for a report and peak memory as the corpus grows
    python -m benchmarks.scaling workers [REPORTS]         one worker against two
    python -m benchmarks.scaling faults [REPORTS]          each fault in the middle, and what is there afterwards

The reports are made: paragraphs of the reports in seeds/, put together anew, so that none is like
another. Each part prints one JSON object a line. What else the machine does shows in seconds, not
in CPU seconds.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
KG = (sys.executable, "-m", "kg")


def make_reports() -> Iterator[str]:
    """Endless JSON lines; number N is the same on every call."""
    bodies = []
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        bodies.append((lines[0], lines[3:]))
    number = 0
    while True:
        title, lines = bodies[number % len(bodies)]
        other = bodies[(number // len(bodies) + 1) % len(bodies)][1]
        text = "\n".join([*lines, other[number % len(other)], f"This is report {number} of the desk."])
        yield json.dumps({"title": title, "text": text, "published": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"})
        number += 1


def write_pool(folder: Path, size: int) -> Path:
    path = folder / f"pool-{size}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in islice(make_reports(), size))
    return path


def measure(
    arguments: list[str], *, disturb: Callable[[subprocess.Popen[bytes]], None] | None = None
) -> dict[str, Any]:
    """Runs `kg` and says how long it took and the memory of its largest process, in MB.

    The CPU seconds are those of the program and all its workers.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    process = subprocess.Popen([*KG, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603 - our own program
    if disturb is not None:
        disturb(process)
    shown, _ = process.communicate()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    values: dict[str, Any] = json.loads(shown) if shown.strip() else {}
    return values | {
        "exit": process.returncode,
        "seconds": round(time.monotonic() - started, 1),
        "cpu": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 1),
        "largest_mb": round(after.ru_maxrss / 1024),
    }


def show(**values: Any) -> None:
    print(json.dumps(values), flush=True)


def measure_rate(folder: Path, size: int = 200) -> None:
    """The models alone over the same texts, in this process, against the whole way: spaCy, then the reader too."""
    from benchmarks.throughput import run_both, run_spacy, run_whole
    from kg.pipeline import Pipeline
    from kg.read import read_articles
    from kg.settings import Settings

    articles = [a for a in read_articles(write_pool(folder, size)) if not isinstance(a, Exception)]
    words = sum(len(article.text.split()) for article in articles)
    for learned in (False, True):
        pipeline = Pipeline(Settings(learned=learned))
        list(pipeline.run(articles[:1]))
        started = time.process_time()
        (run_both if learned else run_spacy)(pipeline, articles)
        alone = time.process_time() - started
        started = time.process_time()
        run_whole(pipeline, articles, "nquads")
        whole = time.process_time() - started
        show(
            reports=size,
            words=words,
            trained_reader=learned,
            model_per_second=round(size / alone, 1),
            whole_per_second=round(size / whole, 1),
            rest_of_model=round(whole / alone - 1, 2),
        )


def measure_curve(folder: Path, *sizes: int) -> None:
    for size in sizes or (100, 1000, 10_000):
        source = str(write_pool(folder, size))
        done = measure(["run", source, "-o", str(folder / f"run-{size}"), "--workers", "1", "--json"])
        show(cpu_ms_per_report=round(done["cpu"] / size * 1000, 1), **done)


def measure_workers(folder: Path, size: int = 400) -> None:
    source = str(write_pool(folder, size))
    for engine, workers in (("local", 1), ("processes", 1), ("processes", 2), ("dask", 2)):
        root = str(folder / f"{engine}-{workers}")
        arguments = ["run", source, "-o", root, "--engine", engine, "--workers", str(workers), "--json"]
        show(engine=engine, workers=workers, **measure([*arguments, "--partition-size", "50"]))


def measure_faults(folder: Path, size: int = 120) -> None:
    """Every fault, then the same command again until nothing is left; the quads are compared."""
    lines = write_pool(folder, size).read_text(encoding="utf-8").splitlines()
    lines[size // 2] = lines[size // 2][:40]  # the corrupt input in the middle
    source = folder / "faults.jsonl"
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    wanted: list[bytes] = []
    for name, disturb in (("none", None), ("worker killed", kill_worker), ("run killed", kill_run)):
        root = folder / name.replace(" ", "-")
        arguments = ["run", str(source), "-o", str(root), "--workers", "2", "--partition-size", "10", "--json"]
        watch = None if disturb is None else lambda process, do=disturb, root=root: do(process, root)
        done = measure(arguments, disturb=watch)
        seconds = done["seconds"]
        again = 0
        while done["exit"] not in (0, 1):
            done = measure(arguments)
            seconds += done["seconds"]
            again += 1
        quads = sorted(line for path in (root / "shards").iterdir() for line in path.read_bytes().splitlines())
        wanted = wanted or quads
        counts = {key: done[key] for key in ("written", "failed", "left", "retries", "processed", "triples")}
        show(fault=name, taken_up=again, seconds=round(seconds, 1), same_quads=quads == wanted, **counts)


def kill_worker(process: subprocess.Popen[bytes], root: Path) -> None:
    _wait_for_journal(root)
    workers = [pid for pid in _children(process.pid) if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    os.kill(workers[0], signal.SIGKILL)


def kill_run(process: subprocess.Popen[bytes], root: Path) -> None:
    _wait_for_journal(root)
    process.kill()


def _wait_for_journal(root: Path) -> None:
    journal = root / "journal.jsonl"
    while not journal.exists() or journal.read_bytes().count(b"\n") < 3:
        time.sleep(0.05)


def _children(pid: int) -> list[int]:
    threads = Path(f"/proc/{pid}/task").iterdir()
    return sorted(int(child) for thread in threads for child in (thread / "children").read_text().split())


PARTS: dict[str, Callable[..., None]] = {
    "rate": measure_rate,
    "curve": measure_curve,
    "workers": measure_workers,
    "faults": measure_faults,
}


def main(part: str, *sizes: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        PARTS[part](Path(folder), *map(int, sizes))


if __name__ == "__main__":
    main(*sys.argv[1:])
