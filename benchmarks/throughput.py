"""How fast the whole program is beside spaCy's pipeline alone, on the same texts, in one run.

    python benchmarks/throughput.py FOLDER_OR_JSONL [--rounds 3] [--limit 60]

Prints the share of spaCy's throughput that each further part leaves, where 1.00 would mean that it costs
nothing, and what the parts up to there cost beside spaCy, as a share of its time. They are timed in turn, round
by round, in CPU seconds; the median of the ratios counts.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kg.annotate import annotate_all
from kg.annotate.tokens import split_paragraphs
from kg.errors import InputError
from kg.extract import extract
from kg.model.article import Article
from kg.pipeline import Pipeline
from kg.read import iter_report_files, read_articles
from kg.resolve import resolve
from kg.validate import ValidatedGraph
from kg.write import serialise


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=int, default=60, help="number of articles")
    args = parser.parse_args()
    articles = read_sources(args.source)[: args.limit]
    pipeline = Pipeline()
    parts: dict[str, Callable[[], object]] = {
        "spaCy alone": lambda: run_spacy(pipeline, articles),
        "and annotation": lambda: list(annotate_all(articles, model=pipeline.model)),
        "and extraction": lambda: [resolve(a, extract(a)) for a in annotate_all(articles, model=pipeline.model)],
        "and graph, shapes, N-Quads": lambda: run_whole(pipeline, articles, "nquads"),
        "or graph, shapes, Turtle": lambda: run_whole(pipeline, articles, "turtle"),
    }
    for part in parts.values():
        part()  # warm-up: model, lexicons, shapes
    seconds: dict[str, list[float]] = {name: [] for name in parts}
    for _ in range(args.rounds):
        for name, part in parts.items():
            start = time.process_time()
            part()
            seconds[name].append(time.process_time() - start)
    words = sum(len(a.text.split()) for a in articles)
    print(f"{len(articles)} articles, {words} words, {args.rounds} rounds")
    print(f"{'part':<28}{'throughput beside spaCy alone':>32}{'time beside spaCy, of its own':>32}")
    for name, values in seconds.items():
        ratios = [base / value for base, value in zip(seconds["spaCy alone"], values, strict=True)]
        ratio = statistics.median(ratios)
        print(f"{name:<28}{ratio:>32.2f}{1 / ratio - 1:>32.2f}")
    return 0


def read_sources(source: Path) -> list[Article]:
    files = list(iter_report_files(source)) if source.is_dir() else [source]
    read = [article for path in files for article in read_articles(path)]
    return [article for article in read if not isinstance(article, InputError)]


def run_spacy(pipeline: Pipeline, articles: list[Article]) -> None:
    texts = [p.span.slice(a.text) for a in articles for p in split_paragraphs(a)]
    for _ in pipeline.model.read(texts):
        pass


def run_whole(pipeline: Pipeline, articles: list[Article], format: str) -> None:
    for outcome in pipeline.run(articles):
        if isinstance(outcome.result, ValidatedGraph):
            serialise(outcome.result.graph, format)


if __name__ == "__main__":
    sys.exit(main())
