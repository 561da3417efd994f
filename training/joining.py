"""python -m training.joining --data FOLDER [--out FOLDER]: learns which mentions tell of the same attack.

Learns from the mention sheets that are not held back and from the sheets of `recipe.LEARNED`. It looks at mentions as
the trained reader suggests them, so it is run after the reader is finished. Prints how many decisions are right on
reports held out, beside those of the hand-made score.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.annotate import annotate_all, load_language_model
from kg.annotate.learned.blocks import cut_sentences
from kg.annotate.learned.reader import load_reader
from kg.model.article import Article
from kg.model.span import Span
from kg.read import ReadOptions, read_text
from kg.resolve.attack_choice import FILE
from kg.resources import weights_dir
from training.join_examples import Decision, make_decisions, named_marks, pointed_marks
from training.mentions import POOL, MentionSheet, read_mention_sheets
from training.recipe import LEARNED
from training.sheets_to_learn import read_sheets_to_learn
from training.small_weights import list_hash

NAME = "newskg-joining"
VERSION = "1"
SCALE = 1000  # weights are kept as whole numbers of thousandths
FOLDS = 5
_PENALTY = 6.0  # on squared weights
_COMMON = 8  # choices that a sign needs
_SHEETS = 4.0  # what a decision of a whole sheet counts beside one of a mention sheet: these have title and date
# Added to what the choice of the hand-made score weighs: most mention sheets lack title and date, by which that score
# goes where there are any. Like `_SHEETS` chosen on reports that nobody reads.
_TRUST = {"new:picked": 0.5, "join:picked": 0.5}
_STEPS = 30

Array = npt.NDArray[np.float64]
Marks = list[tuple[Span, str]]


@dataclass(frozen=True, slots=True)
class Marked:
    """A report with the mentions that were marked in it. `weight`: what its decisions count; 0: held back."""

    name: str
    article: Article
    marks: Marks
    weight: float


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.joining", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the corpora")
    parser.add_argument("--out", type=Path, default=weights_dir(), help="folder for the weights")
    args = parser.parse_args()
    reports = list(read_reports(args.data))
    decisions = read_decisions(reports)
    weight_of = {report.name: report.weight for report in reports}
    learned = [d for d in decisions if weight_of[d.report]]
    print_shares(learned, [d for d in decisions if not weight_of[d.report]], weight_of)
    write_weights(fit(learned, weight_of), args.out)
    return 0


def read_reports(data: Path) -> Iterator[Marked]:
    """Every report with marked mentions."""
    for part in LEARNED:
        for report in read_sheets_to_learn(part, data):
            article = read_text(report.text, options=ReadOptions(), place=report.name)
            yield Marked(report.name, article, list(named_marks(report.sheet)), _SHEETS)
    for sheet in read_mention_sheets(data):
        weight = 0.0 if sheet.sheet.get("held_back", False) else 1.0
        yield Marked(sheet.name, as_article(sheet), list(pointed_marks(sheet.sheet)), weight)


def as_article(sheet: MentionSheet) -> Article:
    """A report as it might have come: where it has no title and date, the first sentence stands for the one and the
    last day that its annotator dated an attack to for the other."""
    if sheet.sheet["source"] == POOL:
        return read_text(sheet.text, options=ReadOptions(), place=sheet.name)
    start, end = next(iter(cut_sentences(sheet.text)))
    title = sheet.text[start:end].rstrip()
    days = [dt.date.fromisoformat(a["date"][1]) for a in sheet.sheet["attacks"].values() if a["date"]]
    return Article(
        text=sheet.text,
        headline=title,
        headline_span=Span(start, start + len(title)),
        body=Span(start + len(title), len(sheet.text)),
        published=max(days, default=None),
        place=sheet.name,
    )


def read_decisions(reports: Sequence[Marked]) -> list[Decision]:
    """The decisions of all reports, in order."""
    articles = annotate_all((r.article for r in reports), model=load_language_model(), reader=load_reader())
    return [
        decision
        for report, annotated in zip(reports, articles, strict=True)
        for decision in make_decisions(report.name, annotated, report.marks)
    ]


# ---------------------------------------------------------------- fitting
def fit(decisions: Sequence[Decision], weight_of: dict[str, float]) -> dict[str, float]:
    """A weight for each sign: logistic regression over the choices of each decision, by Newton's method."""
    counts = Counter(name for d in decisions for signs in d.options for name in signs)
    names = sorted(name for name, number in counts.items() if number >= _COMMON)
    column = {name: number for number, name in enumerate(names)}
    choices, starts, right = _as_numbers(decisions, column)
    owner = np.repeat(np.arange(len(decisions)), np.diff([*starts, len(choices)]))
    counted = np.array([weight_of[d.report] for d in decisions])
    weights = np.zeros(len(names))
    for _ in range(_STEPS):
        chances = _chances(choices @ weights, starts, owner)
        means = np.add.reduceat(choices * chances[:, None], starts)
        slope = counted @ (means - choices[right]) + _PENALTY * weights
        bend = (choices * (chances * counted[owner])[:, None]).T @ choices - (means * counted[:, None]).T @ means
        step = np.linalg.solve(bend + _PENALTY * np.eye(len(names)), slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return {n: w + _TRUST.get(n, 0.0) for n, w in zip(names, weights.tolist(), strict=True)}


def _as_numbers(
    decisions: Sequence[Decision], column: dict[str, int]
) -> tuple[Array, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """All choices as rows (choices × signs), the first row of each decision and the row that is right in each."""
    sizes = [len(d.options) for d in decisions]
    starts = np.cumsum([0, *sizes[:-1]])
    rows = np.zeros((sum(sizes), len(column)))
    every = (
        (start + at, signs) for start, d in zip(starts, decisions, strict=True) for at, signs in enumerate(d.options)
    )
    for row, signs in every:
        for name, value in signs.items():
            if name in column:
                rows[row, column[name]] = value
    return rows, starts, starts + np.array([d.right for d in decisions])


def _chances(scores: Array, starts: npt.NDArray[np.int64], owner: npt.NDArray[np.int64]) -> Array:
    raised = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
    return np.asarray(raised / np.add.reduceat(raised, starts)[owner])


# ---------------------------------------------------------------- measuring
def print_shares(learned: Sequence[Decision], held_back: Sequence[Decision], weight_of: dict[str, float]) -> None:
    """How many decisions are right: on folds of what is learned from, and on the reports that are held back."""
    right: Counter[str] = Counter()
    for fold in range(FOLDS):
        kept = fit([d for d in learned if fold_of(d.report) != fold], weight_of)
        out = [d for d in learned if fold_of(d.report) == fold]
        right["weights"] += count_right(out, partial(choose, weights=kept))
        right["score"] += count_right(out, choose_by_score)
    print(f"{len(learned)} decisions: right by weights {right['weights']}, by the hand-made score {right['score']}")
    if held_back:
        weights = fit(learned, weight_of)
        by_weights = count_right(held_back, partial(choose, weights=weights))
        by_score = count_right(held_back, choose_by_score)
        print(f"{len(held_back)} held back: right by weights {by_weights}, by the hand-made score {by_score}")


def count_right(decisions: Sequence[Decision], choice: Callable[[Decision], int]) -> int:
    return sum(choice(d) == d.right for d in decisions)


def choose(decision: Decision, weights: dict[str, float]) -> int:
    """The choice with the greatest sum."""
    sums = [sum(weights.get(name, 0.0) * value for name, value in signs.items()) for signs in decision.options]
    return max(range(len(sums)), key=lambda at: (sums[at], -at))


def choose_by_score(decision: Decision) -> int:
    return next((at for at, signs in enumerate(decision.options) if {"new:picked", "join:picked"} & signs.keys()), 0)


def fold_of(report: str) -> int:
    """In which fold a report is held out; those that tell of the same events go together."""
    group = re.sub(r"_news_\d+$", "", report)
    if "_VOA_" in report:
        group = "voa early" if re.search(r"NW_201[345]", report) else "voa late"
    return int(hashlib.sha256(group.encode("utf-8")).hexdigest(), 16) % FOLDS


# ---------------------------------------------------------------- writing
def write_weights(weights: dict[str, float], out: Path) -> None:
    """The weights as `kg.resolve.attack_choice` reads them, and their hash."""
    whole = {name: round(weight * SCALE) for name, weight in sorted(weights.items())}
    values: dict[str, Any] = {"name": NAME, "version": VERSION, "weights": {n: w for n, w in whole.items() if w}}
    path = out / FILE
    path.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    list_hash(path)


if __name__ == "__main__":
    raise SystemExit(main())
