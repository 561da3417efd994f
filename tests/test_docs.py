"""The documentation is run: every command in README.md works as it stands there, in the order it stands there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from kg.cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
# The two commands for a checkout; `make demo` has its own test below and `make test` is running now.
COMMANDS = [body for language, body in BLOCKS if language == "bash" and "make " not in body]
PROGRAMS = [body for language, body in BLOCKS if language == "python"]
REPORTS = [body for language, body in BLOCKS if language == "text"]
EXCERPTS = [body for language, body in BLOCKS if language == "turtle"]
ENVIRON = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the reader of README.md has: the report of the example, and a folder with some reports."""
    made = tmp_path_factory.mktemp("readme")
    (report,) = REPORTS
    (made / "report.txt").write_text(report, encoding="utf-8")
    (made / "reports").mkdir()
    (made / "reports" / "one.txt").write_text(report, encoding="utf-8")
    (made / "reports" / "two.jsonl").write_text('{"text": "A bomb killed two people in Cairo."}\n', encoding="utf-8")
    return made


def run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, env=ENVIRON, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def test_there_is_something_to_run() -> None:
    assert len(COMMANDS) >= 6
    assert len(PROGRAMS) >= 1
    assert len(EXCERPTS) >= 1
    assert README.index("make demo") < README.index("make test") < README.index("## ")


@pytest.mark.parametrize("commands", COMMANDS, ids=range(len(COMMANDS)))
def test_commands_run(commands: str, folder: Path) -> None:
    run(["bash", "-euo", "pipefail", "-c", commands], folder)


@pytest.mark.parametrize("program", PROGRAMS, ids=range(len(PROGRAMS)))
def test_programs_run(program: str, folder: Path) -> None:
    run([sys.executable, "-c", program], folder)


def test_the_example_is_what_the_program_writes(folder: Path) -> None:
    written = run([sys.executable, "-m", "kg", "build", "report.txt"], folder).splitlines()
    for excerpt in EXCERPTS:
        missing = [line for line in excerpt.splitlines() if line and line not in written]
        assert missing == []


def test_every_command_is_described_and_nothing_else() -> None:
    described = set(re.findall(r"^### kg (\w+)$", README, re.MULTILINE))
    group = typer.main.get_command(app)
    assert described == set(getattr(group, "commands", {}))


def test_every_option_of_build_is_described() -> None:
    command = getattr(typer.main.get_command(app), "commands", {})["build"]
    names = {name for parameter in command.params for name in parameter.opts if name.startswith("--")}
    assert len(names) > 5
    assert {name for name in names if f"`{name}`" not in README} == set()


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")), ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.skipif(not (Path(sys.prefix) / ".ready").exists(), reason="not in an environment made by make")
def test_make_demo(tmp_path: Path) -> None:
    shown = run(["make", "--no-print-directory", "demo", f"VENV={sys.prefix}", f"DEMO={tmp_path / 'demo'}"], ROOT)
    seeds = sorted(path.stem for path in (ROOT / "seeds").glob("*.txt"))
    assert sorted(path.stem for path in (tmp_path / "demo").glob("*.ttl")) == seeds
    assert str(tmp_path / "demo") in shown.splitlines()[-1]


def test_the_seeds_are_those_that_their_page_describes() -> None:
    page = (ROOT / "seeds" / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^[0-9a-f]{64} {2}\S+$", page, re.MULTILINE)
    assert len(listed) == len(list((ROOT / "seeds").glob("*.txt"))) >= 6
    subprocess.run(
        ["sha256sum", "--check", "--quiet"], cwd=ROOT / "seeds", input="\n".join(listed), text=True, check=True
    )
    for path in (ROOT / "seeds").glob("*.txt"):
        assert f"`{path.name}`" in page
        assert 150 <= len(path.read_text(encoding="utf-8").split()) <= 300
