"""Score reports of the pool that were annotated for this project, beside the development sheets.

    python benchmarks/unseen.py POOL.jsonl EVAL_FOLDER [--set unseen|seen] [--verbose]

`benchmarks/sheets/` holds the annotation without the words: names, and spans as offsets into the report as
this command lays it out (title, byline, date, paragraphs) from its line of the pool; a hash tells whether the text is
the one that was annotated. Rules were made with an eye on the sheets in `seen`; nobody reads the misses of
`unseen`, whose figures say how well the rules hold. EVAL_FOLDER holds the scorer.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

SHEETS = Path(__file__).parent / "sheets"
DATE = re.compile(r"(?:\w+, )?([A-Z][a-z]+ \d{1,2}, \d{4})\s*\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pool", type=Path)
    parser.add_argument("eval_folder", type=Path)
    parser.add_argument("--set", choices=("unseen", "seen"), default="unseen")
    parser.add_argument("--verbose", action="store_true", help="list every miss (of unseen: better not)")
    args = parser.parse_args()
    lines = args.pool.read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("gold", "texts", "graphs"):
            (folder / part).mkdir()
        for path in sorted((SHEETS / args.set).glob("*.json")):
            unpack(path, lines, folder)
        build = [sys.executable, "-m", "kg", "build", str(folder / "texts"), "-o", str(folder / "graphs"), "--quiet"]
        subprocess.run(build, check=True)  # noqa: S603
        score = [sys.executable, str(args.eval_folder / "score.py"), "--all", str(folder / "gold")]
        verbose = ["--verbose"] if args.verbose else []
        return subprocess.run([*score, str(folder / "graphs"), *verbose], check=False).returncode  # noqa: S603


def unpack(path: Path, lines: list[str], folder: Path) -> None:
    """Write the report's text, and its sheet in the form that the scorer reads."""
    sheet = json.loads(path.read_text(encoding="utf-8"))
    text = lay_out(json.loads(lines[sheet["line"] - 1]))
    if hashlib.sha256(text.encode("utf-8")).hexdigest() != sheet["sha256"]:
        raise SystemExit(f"{path.name}: line {sheet['line']} of the pool is not the report that was annotated")
    for attack in sheet["attacks"]:
        attack["mentions"] = [to_words(text, *span) for span in attack["mentions"]]
    for statement in sheet["statements"]:
        statement["spans"] = [to_words(text, *span) for span in statement["spans"]]
    gold = {**sheet, "id": path.stem, "text_file": f"../texts/{path.stem}.txt"}
    (folder / "texts" / f"{path.stem}.txt").write_text(text, encoding="utf-8")
    (folder / "gold" / path.name).write_text(json.dumps(gold), encoding="utf-8")


def lay_out(row: dict[str, Any]) -> str:
    """A record of the pool as a report with title, byline and date line."""
    text = row["text"].strip()
    found = DATE.match(text)
    day = dt.date.fromisoformat(row["published"])
    date = found[1] if found else f"{day:%B} {day.day}, {day.year}"
    body = text[found.end() :] if found else text
    paragraphs = [re.sub(r"[ \t]+", " ", p).strip() for p in re.split(r"\n+", body)]
    return "\n".join([row["title"], "By Wikinews", date, *(p for p in paragraphs if p)]) + "\n"


def to_words(text: str, start: int, end: int) -> tuple[str, int]:
    """The words at a span, and which of their occurrences it is, as the scorer counts them."""
    words = text[start:end]
    number, at = 0, -1
    while at < start:
        at = text.index(words, at + 1)
        number += 1
    return words, number


if __name__ == "__main__":
    sys.exit(main())
