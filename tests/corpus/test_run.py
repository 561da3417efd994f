"""Runs with a step that needs no model: faults in the middle, and what is there afterwards."""

from pathlib import Path

import pytest

from kg.corpus.engines.base import Engine, Finished
from kg.corpus.engines.local import LocalEngine
from kg.corpus.engines.processes import ProcessEngine
from kg.corpus.partition import Task
from kg.corpus.run import RunPlan
from kg.corpus.status import read_status
from kg.errors import RunError
from kg.settings import Settings
from tests.corpus.steps import plain_step, quad, slow_disk_step
from tests.corpus.support import plan, pool, quads, run, two_processes


def wanted(words: list[str]) -> list[str]:
    return sorted(quad(line).decode().rstrip() for line in words)


def local() -> Engine:
    return LocalEngine(step=plain_step)


def refuse() -> Engine:
    raise AssertionError("there is nothing to do")


def test_both_engines_write_the_same_shards(tmp_path: Path) -> None:
    words = [f"calm {number}" for number in range(10)]
    source = pool(tmp_path, words)
    summary = run(plan(source, tmp_path / "a"))
    run(plan(source, tmp_path / "b"), local)
    assert quads(tmp_path / "a") == wanted(words)
    names = [sorted(path.name for path in (tmp_path / folder / "shards").iterdir()) for folder in ("a", "b")]
    assert names[0] == names[1]
    assert (summary.processed, summary.status.written, summary.status.left, summary.retries) == (10, 10, 0, 0)


def test_what_cannot_be_read_is_put_away_with_its_reason(tmp_path: Path) -> None:
    source = pool(tmp_path, ["calm 0", "unreadable 1", "calm 2", "raises 3", "calm 4", "calm 5"])
    summary = run(plan(source, tmp_path / "run"), local)
    assert quads(tmp_path / "run") == wanted(["calm 0", "calm 2", "calm 4", "calm 5"])
    assert summary.status.failed == {"unreadable": 1, "fatal": 1}
    kept = {path.name: path.read_text() for path in (tmp_path / "run" / "quarantine" / "000000").iterdir()}
    assert kept["000000001.json"] == "unreadable 1\n"
    assert "as it says" in kept["000000001.reason.json"]
    assert kept["000000003.json"] == "raises 3\n"
    assert "ValueError: cannot do 3" in kept["000000003.reason.json"]
    assert run(plan(source, tmp_path / "run"), refuse).processed == 0


def test_a_worker_that_is_killed_costs_a_retry(tmp_path: Path) -> None:
    words = [f"slow {number}" for number in range(12)]
    words[5] = f"kills-once {tmp_path / 'flag'}"
    summary = run(plan(pool(tmp_path, words), tmp_path / "run"))
    assert quads(tmp_path / "run") == wanted(words)
    assert (summary.status.failed.total(), summary.status.left) == (0, 0)
    assert summary.retries >= 1


def test_a_report_that_kills_every_worker_is_found_and_its_neighbours_live(tmp_path: Path) -> None:
    words = [f"calm {number}" for number in range(9)]
    words[4] = "kills 4"
    summary = run(plan(pool(tmp_path, words), tmp_path / "run", size=3))
    assert quads(tmp_path / "run") == wanted(words[:4] + words[5:])
    assert summary.status.failed == {"fatal": 1}
    reason = (tmp_path / "run" / "quarantine" / "000001" / "000000004.reason.json").read_text()
    assert "no other died, 2 times" in reason


class LateEngine(LocalEngine):
    """An engine that declares every task of more than one report lost, and does it all the same:
    its shard is there in the end, and beside it the file of a worker that was killed before renaming its own."""

    def __init__(self) -> None:
        super().__init__(step=plain_step)
        self.lost: list[Task] = []

    def collect(self) -> list[Finished]:
        (finished,) = super().collect()
        if len(finished.task.rows) == 1:
            return [finished]
        self.lost.append(finished.task)
        return [Finished(task=finished.task)]

    def close(self) -> None:
        for task in self.lost:
            name = plain_step(task).shard
            shards = Path(task.shards)
            (shards / f".shard-{task.start}-{task.stop}.part").write_bytes((shards / str(name)).read_bytes())
        super().close()


def test_what_was_declared_lost_and_is_done_all_the_same_is_not_there_twice(tmp_path: Path) -> None:
    words = [f"calm {number}" for number in range(7)]
    engines = [LateEngine()]
    summary = run(plan(pool(tmp_path, words), tmp_path / "run"), lambda: engines[0])
    assert len(engines[0].lost) > 2
    assert quads(tmp_path / "run") == wanted(words)
    assert (summary.status.written, len(summary.status.shards)) == (7, 7)


def test_a_worker_that_is_killed_between_writing_and_renaming_leaves_nothing(tmp_path: Path) -> None:
    words = [f"calm {number}" for number in range(9)]
    words[4] = "kills 4"
    root = tmp_path / "run"
    summary = run(plan(pool(tmp_path, words), root, size=3), lambda: ProcessEngine(workers=2, step=slow_disk_step))
    assert quads(root) == wanted(words[:4] + words[5:])
    assert sorted(path.name for path in (root / "shards").iterdir()) == sorted(summary.status.shards)


def test_a_shard_that_was_lost_in_whole_and_done_in_parts_counts_once(tmp_path: Path) -> None:
    words = [f"calm {number}" for number in range(6)]
    source, root = pool(tmp_path, words), tmp_path / "run"
    run(plan(source, root), local)
    whole = next(path for path in (root / "shards").iterdir() if len(path.read_bytes().splitlines()) == 4)
    content = whole.read_bytes()
    whole.unlink()
    assert run(plan(source, root), LateEngine).processed == 4
    whole.write_bytes(content)  # as of a worker that had written it when the run was killed
    assert (read_status(root).written, read_status(root).left) == (6, 0)
    assert run(plan(source, root), refuse).processed == 0
    assert quads(root) == wanted(words)


def test_workers_that_can_do_nothing_end_the_run(tmp_path: Path) -> None:
    source = pool(tmp_path, [f"raises {number}" for number in range(40)])
    with pytest.raises(RunError, match="cannot do"):
        run(plan(source, tmp_path / "run"), local)
    assert read_status(tmp_path / "run").failed.total() < 40


def test_a_shard_that_is_lost_is_built_again_and_one_that_nobody_knows_goes(tmp_path: Path) -> None:
    words = [f"calm {number}" for number in range(8)]
    source, root = pool(tmp_path, words), tmp_path / "run"
    run(plan(source, root), local)
    first, second = sorted((root / "shards").iterdir())
    first.unlink()
    second.write_bytes(second.read_bytes()[:-1])
    (root / "shards" / "shard-0.nq").write_bytes(quad("calm 0"))
    assert read_status(root).left == 8
    assert run(plan(source, root), local).processed == 8
    assert quads(root) == wanted(words)
    assert (read_status(root).written, read_status(root).left) == (8, 0)


def test_new_sources_join_a_run(tmp_path: Path) -> None:
    first, root = pool(tmp_path, ["calm 0", "calm 1"], name="b.jsonl"), tmp_path / "run"
    run(plan(first, root), local)
    second = pool(tmp_path, ["calm 2"], name="a.jsonl")
    summary = run(plan([second, first], root), local)
    assert (summary.processed, summary.status.reports) == (1, 3)
    assert quads(root) == wanted(["calm 0", "calm 1", "calm 2"])


def test_a_source_that_changes_in_the_middle_leaves_its_reports_for_later(tmp_path: Path) -> None:
    words = [f"calm {number}" for number in range(4)]
    first, second = pool(tmp_path, words, name="1.jsonl"), pool(tmp_path, ["calm 4"], name="2.jsonl")
    root = tmp_path / "run"
    planned = plan([first, second], root)

    def spoil() -> Engine:
        second.write_text("calm 5\n")
        return local()

    summary = run(planned, spoil)
    assert summary.status.left == 1
    assert "2.jsonl: the file has changed" in summary.changed[0]
    assert quads(root) == wanted(words)
    with pytest.raises(RunError, match=r"2\.jsonl: the file has changed"):
        run(planned, refuse)


def test_one_run_at_a_time_and_on_the_same_terms(tmp_path: Path) -> None:
    source, root = pool(tmp_path, ["calm 0"]), tmp_path / "run"

    def second_run() -> Engine:
        with pytest.raises(RunError, match="another run is at work"):
            run(plan(source, root), refuse)
        return local()

    run(plan(source, root), second_run)
    with pytest.raises(RunError, match="partition_size 4 and not 5"):
        run(plan(source, root, size=5), refuse)
    with pytest.raises(RunError, match="base https://w3id"):
        run(RunPlan(sources=(), root=root, settings=Settings(base="https://example.org/"), partition_size=4), refuse)
    with pytest.raises(RunError, match="Name its sources"):
        run(RunPlan(sources=(), root=tmp_path / "other", settings=Settings()), refuse)
    with pytest.raises(RunError, match="no run was begun"):
        read_status(tmp_path / "none")


def test_compressed(tmp_path: Path) -> None:
    words = [f"calm {number}" for number in range(6)]
    run(plan(pool(tmp_path, words), tmp_path / "run", compress=True), two_processes)
    assert quads(tmp_path / "run") == wanted(words)
    assert {path.suffix for path in (tmp_path / "run" / "shards").iterdir()} == {".gz"}
