"""Score the development sheets: build every text with `kg build`, then run the scorer over the graphs.

    python benchmarks/development.py EVAL_FOLDER [--keep FOLDER] [--verbose]

EVAL_FOLDER holds `score.py` and `gold/` with one sheet per article, each naming its text file. Prints the
scorer's table and whether two builds under different hash seeds gave the same bytes; exit code 1 if a
graph did not conform or the bytes differ.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval_folder", type=Path)
    parser.add_argument("--keep", type=Path, help="where to leave the graphs")
    parser.add_argument("--verbose", action="store_true", help="list every miss")
    args = parser.parse_args()
    gold = args.eval_folder / "gold"
    with tempfile.TemporaryDirectory() as folder:
        texts = copy_texts(gold, Path(folder) / "texts")
        first, second = Path(folder) / "first", Path(folder) / "second"
        code = build(texts, first, seed="1") | build(texts, second, seed="2")
        same = all(p.read_bytes() == (second / p.name).read_bytes() for p in sorted(first.iterdir()))
        if args.keep:
            shutil.copytree(first, args.keep, dirs_exist_ok=True)
        score = [sys.executable, str(args.eval_folder / "score.py"), "--all", str(gold), str(first)]
        subprocess.run([*score, *(["--verbose"] if args.verbose else [])], check=True)  # noqa: S603
        conforming, reports = len(list(first.glob("*.ttl"))), len(list(texts.iterdir()))
    print(f"graphs that conform {conforming} of {reports}, same bytes twice: {same}")
    return code or (0 if same else 1)


def copy_texts(gold: Path, target: Path) -> Path:
    """Give each text the name of its sheet, which is what the scorer looks for."""
    target.mkdir(parents=True)
    for sheet in sorted(gold.glob("*.json")):
        source = gold / json.loads(sheet.read_text(encoding="utf-8"))["text_file"]
        shutil.copyfile(source, target / f"{sheet.stem}.txt")
    return target


def build(texts: Path, out: Path, *, seed: str) -> int:
    command = [sys.executable, "-m", "kg", "build", str(texts), "-o", str(out), "--quiet"]
    return subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
