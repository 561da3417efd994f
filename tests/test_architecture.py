"""The layout that CONTRIBUTING.md describes, held by reading the imports."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STAGES = tuple("read annotate consult extract resolve assemble validate write store query ontology link".split())
SHARED = ("kg.model", "kg.vocab", "kg.errors", "kg.resources")
# Which folder or file of the package may import a library that is heavy or reaches the network.
DOORS = {
    "spacy": ("kg/annotate/",),
    "pyshacl": ("kg/validate/",),
    "owlready2": ("kg/ontology/",),
    "pylode": ("kg/ontology/",),
    "trafilatura": ("kg/read/",),
    "feedparser": ("kg/read/",),
    "warcio": ("kg/read/",),
    "datasketch": ("kg/corpus/",),
    "httpx": ("kg/store/",),
    "socket": ("kg/store/", "kg/serve/"),
    "openai": ("kg/consult/",),
    "starlette": ("kg/serve/",),
    "uvicorn": ("kg/serve/",),
    "jinja2": ("kg/serve/", "kg/reporting/"),
    "pandas": ("kg/notebook.py", "kg/library.py"),
    "playwright": (),
    "onnxruntime": ("kg/annotate/learned/",),
    "tokenizers": ("kg/annotate/learned/",),
    "torch": (),
    "transformers": (),
    "dask": ("kg/corpus/engines/",),
    "distributed": ("kg/corpus/engines/",),
    "urllib.request": (),
    "requests": (),
    "http": (),
}
# What a stage may use beyond SHARED, and why.
EXCEPTIONS: dict[str, tuple[str, ...]] = {
    "kg.write": ("kg.validate",),  # the type of the only value it accepts
    "kg.store": ("kg.validate", "kg.query"),  # the same; and a store is asked by the guard and terms of queries
}
LONGEST_FILE = 500
MACHINE = re.compile(r"(?<![\w.:/])/(?:home|root|work|Users)/\w")
# Spelt in parts, so that this file is not a finding of its own.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs"),
        ("deb", "debian"),
        ("anaconda", "org"),
    )
)


def python_files() -> list[Path]:
    return sorted((ROOT / "kg").rglob("*.py"))


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, at the top, inside functions or for types alone."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            module = node.module or ""
            # "from kg import pipeline" imports the module kg.pipeline.
            yield from (f"{module}.{alias.name}" if module == "kg" else module for alias in node.names)


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_stages_know_nothing_of_their_neighbours() -> None:
    wrong = []
    for stage in STAGES:
        own = f"kg.{stage}"
        allowed = (own, *SHARED, *EXCEPTIONS.get(own, ()))
        files = sorted((ROOT / "kg" / stage).rglob("*.py"))
        assert files, f"kg/{stage} holds no file"
        for path in files:
            foreign = {module for module in imports(path) if within(module, "kg")}
            wrong += [
                f"{relative(path)} imports {module}"
                for module in sorted(foreign)
                if not any(within(module, package) for package in allowed)
            ]
    assert wrong == []


def test_what_all_stages_share_knows_no_stage() -> None:
    wrong = [
        f"{relative(path)} imports {module}"
        for path in python_files()
        if relative(path).startswith(("kg/model/", "kg/vocab/", "kg/errors.py", "kg/resources.py", "kg/settings.py"))
        for module in imports(path)
        if any(within(module, f"kg.{stage}") for stage in STAGES) or within(module, "kg.cli")
    ]
    assert wrong == []


def test_nothing_but_the_entry_points_knows_the_command_line() -> None:
    wrong = [
        relative(path)
        for path in python_files()
        if not relative(path).startswith(("kg/cli/", "kg/__main__.py"))
        and any(within(module, "kg.cli") or within(module, "typer") for module in imports(path))
    ]
    assert wrong == []


@pytest.mark.parametrize("library", DOORS)
def test_one_door_for_each_heavy_library(library: str) -> None:
    wrong = [
        relative(path)
        for path in python_files()
        if not relative(path).startswith(DOORS[library] or "-") and any(within(m, library) for m in imports(path))
    ]
    assert wrong == []


def test_settings_and_clock_have_one_place() -> None:
    """The command line hands the environment on, to settings.py and as passwords, and the time for notes in a store."""
    words = {
        r"\bos\.(?:environ|getenv)": {"kg/cli/console.py", "kg/cli/export.py", "kg/cli/load.py", "kg/settings.py"},
        r"\b(?:datetime|date|dt\.date|dt\.datetime)\.(?:now|today|utcnow)\(": {"kg/cli/console.py"},
        r"\btime\.time\(|\bimport random\b|\buuid\.uuid[14]\(": set(),
    }
    for pattern, allowed in words.items():
        found = {relative(path) for path in python_files() if re.search(pattern, path.read_text(encoding="utf-8"))}
        assert found <= allowed, pattern


def test_files_stay_readable() -> None:
    code = [path for path in tracked_files() if path.suffix == ".py"]
    assert len(code) > 50
    lengths = {relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in code}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_broad_except() -> None:
    wrong = [
        f"{relative(path)} line {node.lineno}"
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
    ]
    assert wrong == []


def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    wrong = []
    files = tracked_files()
    assert len(files) > 100
    for path in files:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:  # a model or an archive
            continue
        wrong += [f"{relative(path)} names {host}" for host in REGISTRIES if host in text.lower()]
        wrong += [f"{relative(path)} names {found[0]}…" for found in MACHINE.finditer(text)]
    assert wrong == []


def test_every_table_says_where_its_rows_come_from() -> None:
    """In a column of its own, or in one comment for the whole file."""
    tables = sorted((ROOT / "kg" / "data").glob("*.tsv"))
    assert tables
    for path in tables:
        lines = path.read_text(encoding="utf-8").splitlines()
        header = next(line for line in lines if not line.startswith("#"))
        assert "source" in header.split("\t") or lines[0].startswith("# Source: "), path.name
