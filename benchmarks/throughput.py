"""How fast the whole program is beside the language model alone, on the same texts, in one run.

    python benchmarks/throughput.py FOLDER_OR_JSONL [--rounds 3] [--limit 60]

The language model is spaCy's pipeline, and then what the program runs of it (not its recogniser) and the trained
reader's network. Prints the share of its throughput that each further part leaves, where 1.00 would mean that it costs
nothing, and what the parts up to there cost beside it, as a share of its time; last, what the whole program keeps of
the throughput of spaCy's pipeline alone. They are timed in turn, round by round, in CPU seconds; the median of the
ratios counts.
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
from kg.settings import Settings
from kg.validate import ValidatedGraph
from kg.write import serialise

_SPACY = "spaCy alone"
_BOTH = "spaCy's part and the reader alone"
_WHOLE = "and everything, N-Quads"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=int, default=60, help="number of articles")
    args = parser.parse_args()
    articles = read_sources(args.source)[: args.limit]
    pipeline, learned = Pipeline(Settings(learned=False)), Pipeline()
    parts: dict[str, Callable[[], object]] = {
        _SPACY: lambda: run_spacy(pipeline, articles),
        "and annotation": lambda: list(annotate_all(articles, model=pipeline.model)),
        "and extraction": lambda: [resolve(a, extract(a)) for a in annotate_all(articles, model=pipeline.model)],
        "and graph, shapes, N-Quads": lambda: run_whole(pipeline, articles, "nquads"),
        "or graph, shapes, Turtle": lambda: run_whole(pipeline, articles, "turtle"),
        _BOTH: lambda: run_both(learned, articles),
        _WHOLE: lambda: run_whole(learned, articles, "nquads"),
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
    print(f"{'part':<36}{'throughput beside the model':>29}{'time beside it, of its own':>29}{'ms a report':>14}")
    model = _SPACY
    for name, values in seconds.items():
        model = name if name == _BOTH else model
        ratio = statistics.median(base / value for base, value in zip(seconds[model], values, strict=True))
        milliseconds = statistics.median(values) / len(articles) * 1000
        print(f"{name:<36}{ratio:>29.2f}{1 / ratio - 1:>29.2f}{milliseconds:>14.1f}")
    kept = statistics.median(base / value for base, value in zip(seconds[_SPACY], seconds[_WHOLE], strict=True))
    print(f"with the trained reader the whole program keeps {kept:.2f} of the throughput of spaCy alone")
    return 0


def read_sources(source: Path) -> list[Article]:
    files = list(iter_report_files(source)) if source.is_dir() else [source]
    read = [article for path in files for article in read_articles(path)]
    return [article for article in read if not isinstance(article, InputError)]


def run_spacy(pipeline: Pipeline, articles: list[Article], *, names: bool = True) -> None:
    texts = [p.span.slice(a.text) for a in articles for p in split_paragraphs(a)]
    for _ in pipeline.model.read(texts, names=names):
        pass


def run_both(pipeline: Pipeline, articles: list[Article]) -> None:
    run_spacy(pipeline, articles, names=False)
    assert pipeline.reader is not None  # noqa: S101 - the settings ask for it
    for article in articles:
        for _ in pipeline.reader.outputs(article.text):
            pass


def run_whole(pipeline: Pipeline, articles: list[Article], format: str) -> None:
    for outcome in pipeline.run(articles):
        if isinstance(outcome.result, ValidatedGraph):
            serialise(outcome.result.graph, format)


if __name__ == "__main__":
    sys.exit(main())
