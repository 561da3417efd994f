"""python -m training.roles --data FOLDER [--out FOLDER] [--reader FOLDER]: learns which phrase fills which role.

Learns from the mention sheets and the sheets of `recipe.LEARNED`; how much the trained reader's word counts is fitted
on the mention sheets that it has not learned from, with scores of texts held out. So it is run after the reader is
finished, and again whenever the reader changes. Prints average precision on texts held out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from kg.annotate import annotate_all, load_language_model
from kg.annotate.learned.reader import LearnedReader, load_reader
from kg.extract.role_features import OUTCOMES
from kg.extract.role_weights import FILE
from kg.model.article import Article
from kg.model.span import Span
from kg.read import ReadOptions, read_text
from kg.resources import weights_dir
from training.mentions import POOL, read_mention_sheets
from training.recipe import LEARNED
from training.role_examples import Marks, NamedMarks, PointedMarks, RoleExample, make_role_examples
from training.role_fitting import (
    Array,
    Table,
    combined_scores,
    fit_folds,
    fit_reader,
    fit_weights,
    held_out_scores,
    make_table,
    to_rows,
)
from training.sheets_to_learn import read_sheets_to_learn
from training.small_weights import list_hash

NAME = "newskg-roles"
VERSION = "1"
SCALE = 1000  # weights are kept as whole numbers of thousandths
# Chosen on reports kept apart: from which probability a phrase likely fills a role, and below which what a rule put
# there is taken out.
LIMITS: Mapping[str, Mapping[str, float]] = {
    "place": {"fill": 0.75, "drop": 0.35},
    "target": {"fill": 0.7, "drop": 0.45},
    "victim": {"fill": 0.65, "drop": 0.3},
    "weapon": {"fill": 0.75, "drop": 0.2},
    "perpetrator": {"fill": 0.7, "drop": 0.0},
    "author": {"fill": 1.01, "drop": 0.0},  # never: nobody is made the author as fact, as it gained nothing
}


@dataclass(frozen=True, slots=True)
class MarkedReport:
    """A report with what somebody marked in it; `honest`: whether the trained reader has not learned from it."""

    name: str
    article: Article
    marks: Marks
    honest: bool


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.roles", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the corpora")
    parser.add_argument("--out", type=Path, default=weights_dir(), help="folder for the weights")
    parser.add_argument("--reader", type=Path, default=None, help="another trained reader than the program's")
    args = parser.parse_args()
    reports = list(read_reports(args.data))
    examples = list(read_examples(reports, load_reader(args.reader)))
    honest = {report.name for report in reports if report.honest}
    write_weights(fit_all(examples, honest), args.out)
    return 0


def read_reports(data: Path) -> Iterator[MarkedReport]:
    """Every report that is learned from."""
    for part in LEARNED:
        for report in read_sheets_to_learn(part, data):
            article = read_text(report.text, options=ReadOptions(), place=report.name)
            yield MarkedReport(report.name, article, NamedMarks(report.sheet), honest=False)
    for sheet in read_mention_sheets(data):
        article = as_article(sheet.name, sheet.text, laid_out=sheet.sheet["source"] == POOL)
        yield MarkedReport(sheet.name, article, PointedMarks(sheet.sheet), honest=sheet.sheet.get("held_back", False))


def as_article(name: str, text: str, *, laid_out: bool) -> Article:
    """A report with title, byline and date where it is laid out so; else a text and nothing more."""
    if laid_out:
        return read_text(text, options=ReadOptions(), place=name)
    return Article(text=text, headline="", headline_span=None, body=Span(0, len(text)), published=None, place=name)


def read_examples(reports: list[MarkedReport], reader: LearnedReader) -> Iterator[RoleExample]:
    """The phrases of all reports. Only where the trained reader is honest is it asked: what it says of texts that it
    has learned from is too good."""
    model = load_language_model()
    for honest in (False, True):
        chosen = [report for report in reports if report.honest is honest]
        articles = (report.article for report in chosen)
        annotated = annotate_all(articles, model=model, reader=reader if honest else None)
        for report, article in zip(chosen, annotated, strict=True):
            yield from make_role_examples(article, report.marks, report.name)


def fit_all(examples: list[RoleExample], honest: set[str]) -> dict[str, Any]:
    """The weights as the program reads them."""
    table = make_table(examples)
    scores = held_out_scores(table, fit_folds(table))
    chosen = np.array([example.group in honest for example in examples])
    reader = fit_reader(table, scores, chosen)
    print(f"{len(examples)} phrases of {len({e.group for e in examples})} reports, {len(table.names)} features")
    print_precision(table, scores, chosen, "the parse and the lexicons")
    print_precision(table, combined_scores(table, scores, reader), chosen, "with the reader")
    weights = fit_weights(table, np.ones(len(examples), dtype=bool))
    return {
        "name": NAME,
        "version": VERSION,
        "outcomes": list(OUTCOMES),
        "limits": {name: dict(LIMITS[name]) for name in OUTCOMES},
        "reader": {name: np.round(row, 3).tolist() for name, row in zip(OUTCOMES, reader, strict=True)},
        "scale": SCALE,
        "rows": to_rows(table, weights, SCALE),
    }


def print_precision(table: Table, scores: Array, chosen: np.ndarray[Any, np.dtype[np.bool_]], title: str) -> None:
    """Average precision by outcome on the chosen texts, each scored by what was learned without it."""
    print(title)
    for number, name in enumerate(OUTCOMES):
        rows = chosen & ~np.isnan(table.labels[:, number])
        order = np.argsort(-scores[rows, number], kind="stable")
        right = table.labels[rows, number][order]
        if right.sum():
            precision = np.cumsum(right) / np.arange(1, len(right) + 1)
            print(f"  {name:<12}{(precision * right).sum() / right.sum():>8.3f}   ({int(right.sum())} marked)")


def write_weights(values: Mapping[str, Any], out: Path) -> None:
    """Put the weights into the folder, and their hash beside those of the other small ones."""
    path = out / FILE
    rows = ",\n".join(f"  {json.dumps(k, ensure_ascii=False)}: {json.dumps(v)}" for k, v in values["rows"].items())
    head = json.dumps({k: v for k, v in values.items() if k != "rows"}, indent=1, ensure_ascii=False)
    path.write_text(f'{head.removesuffix("}").rstrip()},\n "rows": {{\n{rows}\n }}\n}}\n', encoding="utf-8")
    list_hash(path)


if __name__ == "__main__":
    raise SystemExit(main())
