"""The wheel as others get it: built, installed into an empty environment, used from elsewhere.

The environment gets the packages that the wheel itself asks for, from the registry, at the locked
versions; what only tests and linters need is not there, so a missing dependency shows.
"""

import json
import os
import re
import subprocess
import sys
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
REPORT = """Blast in Alexandria kills three
By AFP
January 8, 2024
A bomb killed three people in the Egyptian city of Alexandria on Monday, police said.
"""
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built with the locked build backend, which is installed already: nothing is fetched for it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def run_installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs a program of an environment that holds the wheel and what it needs, in an empty folder."""
    folder = tmp_path_factory.mktemp("installed")
    versions = re.findall(r"^[\w.-]+==[^\s\\]+", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    constraints = folder / "constraints.txt"
    constraints.write_text("\n".join(versions), encoding="utf-8")
    venv.create(folder / "env", with_pip=True)
    programs = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}

    def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(programs / program), *arguments]
        return subprocess.run(command, cwd=elsewhere, env=environ, capture_output=True, text=True, timeout=600)

    done = run("python", "-m", "pip", "install", "--quiet", "--constraint", str(constraints), str(wheel))
    assert done.returncode == 0, done.stderr
    return run


def test_the_wheel_holds_what_the_program_looks_for(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, inside in (("ontology", "kg/_resources/ontology"), ("shapes", "kg/_resources/shapes"), ("kg", "kg")):
        listed = subprocess.run(["git", "ls-files", "-z", folder], cwd=ROOT, capture_output=True, text=True, check=True)
        tracked = [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
        assert tracked
        assert {name.replace(folder, inside, 1) for name in tracked} <= names
    assert not [name for name in names if name.startswith(("tests/", "seeds/", "benchmarks/", "scripts/"))]


@pytest.mark.registry
def test_the_installed_program_works_anywhere(run_installed: Run) -> None:
    where = run_installed(
        "python", "-c", "import kg.resources as r; print(r.ontology_file(), r.shapes_dir(), r.data_file('actors.tsv'))"
    )
    assert where.returncode == 0, where.stderr
    assert str(ROOT) not in where.stdout
    assert where.stdout.count("site-packages") == 3

    written = run_installed(
        "python", "-c", f"import pathlib; pathlib.Path('report.txt').write_text({REPORT!r}, encoding='utf-8')"
    )
    assert written.returncode == 0
    built = run_installed("kg", "build", "report.txt", "-o", "report.ttl", "--json")
    assert built.returncode == 0, built.stderr
    summary = json.loads(built.stdout)
    assert summary["conforms"] is True
    assert summary["attacks"] == 1

    shown = run_installed("kg", "ontology", "show", "AirStrike")
    assert shown.returncode == 0, shown.stderr
    assert "DroneStrike" in shown.stdout
