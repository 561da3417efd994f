"""The first thing anybody sees must come at once."""

import json
import re
import subprocess
import sys

import pytest

from kg import __version__

HEAVY = ("httpx", "numpy", "owlready2", "pyoxigraph", "pyshacl", "rdflib", "spacy", "trafilatura")
LONGEST = 0.4  # seconds of CPU
PROBE = f"""
import json, sys, time
sys.argv = ["kg", "--help"]
from kg.cli import main
try:
    main()
finally:
    print(json.dumps([time.process_time(), [name for name in {HEAVY} if name in sys.modules]]), file=sys.stderr)
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "kg", *arguments], capture_output=True, text=True, timeout=60)


def test_help_is_fast_and_loads_nothing_heavy() -> None:
    # The quickest of three: what is measured is the program, not what else the machine does.
    measured = []
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, timeout=60)
        assert done.returncode == 0
        seconds, loaded = json.loads(done.stderr)
        assert loaded == []
        measured.append(seconds)
    assert min(measured) < LONGEST


def test_help_teaches_by_examples() -> None:
    shown = run("--help").stdout
    assert len(re.findall(r"^ *kg \w+ ", shown, re.MULTILINE)) >= 3
    assert "Exit code" in shown


def test_no_arguments_show_the_help() -> None:
    assert "Usage: kg" in run().stdout


def test_version() -> None:
    assert run("--version").stdout == f"kg {__version__}\n"


@pytest.mark.parametrize("arguments", [("nonsense",), ("build",), ("build", "--nonsense", "x")])
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
