"""Reports that were annotated for this project, laid out as their annotators saw them.

`benchmarks/sheets/SET/*.json` hold the annotation without the words: names, and spans as offsets into the report as
`read_sheets` lays it out (title, byline, date, paragraphs) from its line of a file in the data folder. A hash tells
whether the text is the one that was annotated.

    train, agency-train      may be read by whoever writes rules; what is trained is trained on them
    choice, agency-choice    thresholds and temperatures are chosen on them; nobody reads them
    unseen, agency-unseen    nobody reads them; their figures say how well the program holds on what is new to it

The sets with `agency` are reports of news agencies and papers (WikiEvents, HRDsAttack), the others are from Wikinews.
Every report of the sets that nobody reads was annotated twice, by readers who saw neither each other's sheet nor
anything of the program (`first`, `second`), and a third reader, as blind, settled what the two differ in.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "sheets"
SETS = ("train", "choice", "unseen", "agency-train", "agency-choice", "agency-unseen")
DATE = re.compile(r"(?:\w+, )?([A-Z][a-z]+ \d{1,2}, \d{4})\s*\n")


@dataclass(frozen=True, slots=True)
class AnnotatedReport:
    """A report's text and its sheet, spans as offsets (code points, end exclusive) into the text."""

    name: str
    text: str
    sheet: dict[str, Any]


def read_sheets(part: str, data: Path) -> Iterator[AnnotatedReport]:
    """The reports of a set in the order of their names. Raises SystemExit where the data folder holds other texts."""
    for path in sorted((FOLDER / part).glob("*.json")):
        sheet = json.loads(path.read_text(encoding="utf-8"))
        record = json.loads(_lines(data / sheet["source"])[sheet["line"] - 1])
        text = lay_out(record) if "layout" not in sheet else lay_out_as(sheet["layout"], record["text"])
        if hashlib.sha256(text.encode("utf-8")).hexdigest() != sheet["sha256"]:
            raise SystemExit(f"{path}: line {sheet['line']} of {sheet['source']} is not the report that was annotated")
        yield AnnotatedReport(path.stem, text, sheet)


def write_for_scorer(report: AnnotatedReport, folder: Path) -> None:
    """`texts/NAME.txt` and `gold/NAME.json`, the latter in the form that the scorer reads."""
    sheet = report.sheet
    attacks = [{**a, "mentions": [to_words(report.text, *s) for s in a["mentions"]]} for a in sheet["attacks"]]
    statements = [{**s, "spans": [to_words(report.text, *span) for span in s["spans"]]} for s in sheet["statements"]]
    gold = {
        "id": report.name,
        "text_file": f"../texts/{report.name}.txt",
        "entities": sheet["entities"],
        "attacks": attacks,
        "statements": statements,
    }
    for part in ("texts", "gold"):
        (folder / part).mkdir(exist_ok=True, parents=True)
    (folder / "texts" / f"{report.name}.txt").write_text(report.text, encoding="utf-8")
    (folder / "gold" / f"{report.name}.json").write_text(json.dumps(gold), encoding="utf-8")


def lay_out(row: dict[str, Any]) -> str:
    """A record of the pool as a report with title, byline and date line."""
    text = row["text"].strip()
    found = DATE.match(text)
    day = dt.date.fromisoformat(row["published"])
    date = found[1] if found else f"{day:%B} {day.day}, {day.year}"
    body = text[found.end() :] if found else text
    paragraphs = [re.sub(r"[ \t]+", " ", p).strip() for p in re.split(r"\n+", body)]
    return "\n".join([row["title"], "By Wikinews", date, *(p for p in paragraphs if p)]) + "\n"


def lay_out_as(layout: dict[str, Any], text: str) -> str:
    """A text without paragraphs, cut where the layout says; white space becomes single spaces.

    The title is a span of the text, or words of the annotator where the text has none.
    """
    title = layout["title"]
    head = title if isinstance(title, str) else _squeeze(text, *title)
    paragraphs = [_squeeze(text, *span) for span in layout["paragraphs"]]
    return "\n".join([head, f"By {layout['byline']}", layout["date"], *paragraphs]) + "\n"


def to_words(text: str, start: int, end: int) -> tuple[str, int]:
    """The words at a span, and which of their occurrences it is, as the scorer counts them."""
    words = text[start:end]
    number, at = 0, -1
    while at < start:
        at = text.index(words, at + 1)
        number += 1
    return words, number


def _squeeze(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())


@cache
def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
