"""Which mentions are the same person or organisation, against reports with marked coreference.

    python benchmarks/coreference.py ENTITIES.jsonl [--verbose]

One JSON object a line with `text` and `entities` (`start`, `end`, `type`, `cluster`), as in the news part of
GUM. Compared are the mentions that both sides have (the last word of a marked mention lies in ours) and that are
marked as person or organisation: B-cubed precision, recall and F1 over them, and how many of the marked
mentions that are names the program has at all. Pronouns and descriptions count where they stand for a speaker,
a victim or another party of a fact: nobody else is resolved.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from kg.model.article import Article
from kg.model.resolved import ResolvedFacts
from kg.model.span import Span
from kg.pipeline import Pipeline

KINDS = frozenset({"person", "organization"})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("entities", type=Path)
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.entities.read_text(encoding="utf-8").splitlines() if line.strip()]
    articles = [to_article(row) for row in rows]
    precision: list[float] = []
    recall: list[float] = []
    named = found = 0
    for row, facts in zip(rows, Pipeline().extract(articles), strict=True):
        gold = {(e["start"], e["end"]): e["cluster"] for e in row["entities"] if e["type"] in KINDS}
        pairs = match(gold, facts)
        names = [span for span in gold if row["text"][span[0]].isupper() and " " not in row["text"][slice(*span)]]
        named += len(names)
        found += sum(span in pairs for span in names)
        for span, key in pairs.items():
            mine = {s for s, k in pairs.items() if k == key}
            theirs = {s for s in pairs if gold[s] == gold[span]}
            precision.append(len(mine & theirs) / len(mine))
            recall.append(len(mine & theirs) / len(theirs))
    p, r = sum(precision) / len(precision), sum(recall) / len(recall)
    print(f"{len(rows)} reports, {len(precision)} mentions on both sides")
    print(f"B-cubed P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r):.3f}")
    print(f"names of one word that the program has: {found} of {named}")
    return 0


def to_article(row: dict[str, Any]) -> Article:
    return Article(
        text=row["text"], headline="", headline_span=None, body=Span(0, len(row["text"])), place=row["doc_id"]
    )


def match(gold: dict[tuple[int, int], str], facts: ResolvedFacts) -> dict[tuple[int, int], str]:
    """For each marked mention that the program has: the key of its entity; the shortest of ours counts."""
    ours = sorted(
        ((len(m.span), m.span, e.key) for e in facts.entities for m in e.mentions if not e.key.startswith("place/")),
        key=lambda row: (row[0], row[1]),
    )
    pairs = {}
    for start, end in gold:
        hit = next((key for _, span, key in ours if start <= span.start and span.end == end), None)
        hit = hit or next((key for _, span, key in ours if span.start <= start and end == span.end), None)
        if hit is not None:
            pairs[start, end] = hit
    return pairs


if __name__ == "__main__":
    sys.exit(main())
