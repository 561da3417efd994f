"""`kg build` as a person meets it; what happens to inputs and outputs is tested in test_batch.py."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import RDF, Graph

from kg.vocab.namespaces import KG

REPORT = """Blast in Alexandria kills three
By AFP
January 8, 2024
A bomb killed three people and wounded five others in the Egyptian city of Alexandria on Monday, police said.
The interior ministry accused the Muslim Brotherhood of the attack. The group denied any involvement.
"""


def kg(
    *arguments: str, cwd: Path, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "kg", "build", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        timeout=120,
        env=os.environ | (env or {}),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def test_from_stdin_to_stdout(folder: Path) -> None:
    done = kg("-", "--base", "https://example.org/id/", cwd=folder, stdin=REPORT.encode())
    assert done.returncode == 0
    graph = Graph().parse(data=done.stdout, format="turtle")
    (article,) = graph.subjects(RDF.type, KG.Article)
    assert str(article).startswith("https://example.org/id/article/")
    assert len(list(graph.subjects(RDF.type, KG.Attack))) == 1
    assert b"1 attack," in done.stderr
    assert names(folder) == ["report.txt"]


def test_good_and_bad_inputs_with_summaries(folder: Path) -> None:
    (folder / "notes.txt").write_bytes(b"caf\xe9")
    done = kg("report.txt", "notes.txt", "missing.txt", "-o", "out", "--json", "--format", "nq", cwd=folder)
    assert done.returncode == 2
    summaries = [json.loads(line) for line in done.stdout.splitlines()]
    assert [summary["input"] for summary in summaries] == ["report.txt", "notes.txt", "missing.txt"]
    assert summaries[0]["output"] == str(Path("out") / "report.nq")
    assert summaries[0]["attacks"] == 1
    assert "byte 3" in summaries[1]["error"]
    assert done.stderr.count(b"kg: ") == 2
    assert names(folder / "out") == ["report.nq"]


def test_quiet_and_the_settings_of_the_environment(folder: Path) -> None:
    environment = {"KG_BASE": "https://example.org/id/", "KG_WITH_TEXT": "yes"}
    done = kg("report.txt", "-o", "report.nt", "--quiet", cwd=folder, env=environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    written = (folder / "report.nt").read_text(encoding="utf-8")
    assert "<https://example.org/id/article/" in written
    assert "The group denied any involvement.\\n" in written


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("report.txt", "--json"), b"stdout already"),
        (("report.txt", "-o", "x.docx"), b".docx"),
        (("report.txt", "-o", "x.ttl", "--published", "soon"), b"'soon' is no date"),
        (("report.txt", "-o", "x.ttl", "--base", "example"), b"example"),
        (("report.txt", "-o", "x.ttl", "--model", "no-such-model"), b"no-such-model"),
        (("report.txt", "-o", "missing/x.ttl"), b"cannot be written"),
    ],
)
def test_what_cannot_be_run_ends_in_one_clear_message(folder: Path, arguments: tuple[str, ...], words: bytes) -> None:
    done = kg(*arguments, cwd=folder)
    assert done.returncode == 2
    assert words in done.stderr
    assert b"Traceback" not in done.stderr
    assert names(folder) == ["report.txt"]


def test_a_reader_that_goes_away(folder: Path) -> None:
    # The reading end is closed before anything is written, as after `| head -0`.
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "kg", "build", "report.txt"],
            cwd=folder,
            stdout=writer,
            stderr=subprocess.PIPE,
            timeout=120,
        )
    finally:
        os.close(writer)
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr


def test_an_interrupt_leaves_no_half_file(folder: Path) -> None:
    lines = [json.dumps({"text": f"Report {number}.\n{REPORT}"}) for number in range(400)]
    (folder / "pool.jsonl").write_text("\n".join(lines), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "build", "pool.jsonl", "-o", "out"], cwd=folder, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    process.stderr.readline()  # the first graph is there
    process.send_signal(signal.SIGINT)
    rest = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == 130
    assert b"Traceback" not in rest
    written = list((folder / "out").iterdir())
    assert 1 <= len(written) < 400
    for path in written:
        assert path.suffix == ".ttl"
        assert len(Graph().parse(path, format="turtle")) > 10


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
