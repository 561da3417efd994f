import json
import subprocess
import sys

REPORT = """Blast in Alexandria kills three
January 8, 2024
A bomb killed three people in the Egyptian city of Alexandria on Monday. The mayor died of a heart attack.
"""


def explain(*arguments: str, report: str = REPORT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", "explain", "-", *arguments]
    return subprocess.run(command, input=report, capture_output=True, text=True, timeout=120)


def test_each_fact_with_its_words() -> None:
    done = explain("--json")
    assert done.returncode == 0
    facts = [json.loads(line) for line in done.stdout.splitlines()]
    assert facts
    for fact in facts:
        assert REPORT[fact["start"] : fact["end"]] == fact["words"]
        assert fact["rule"]
        assert not fact["rejected"]
    assert ("mention", "killed") in {(fact["property"], fact["words"]) for fact in facts}


def test_rejections_are_asked_for() -> None:
    assert "illness" not in explain().stdout
    assert "illness" in explain("--rejected").stdout


def test_what_cannot_be_read() -> None:
    done = explain(report="")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("kg: stdin: the text is empty")
