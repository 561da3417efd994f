"""How well it is found who says what, against a corpus of marked attributions.

    python benchmarks/attribution.py QUOTES.jsonl [--limit N] [--verbs]

QUOTES.jsonl holds one JSON object a line with `text` and `quotes`: `speaker_spans`, `cue_spans`,
`quote_spans`, each a list of [start, end, words] (PolNeAR's attributions in this form). PolNeAR marks
much that is no saying here (attitudes, plans, perception), so that recall over all its rows is low by
design; `--verbs` counts only rows whose cue holds a word of the program's own table, which shows what the
grammar misses. Printed: precision, recall and F1 of source, cue and content, `exact` (the same characters but
for articles, marks and spaces at the ends) and `overlap` (at least one word shared), and of whole attributions
(all three overlap).
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.annotate import annotate_all, load_language_model
from kg.extract.attributions import find_attributions
from kg.extract.cues import cues_of
from kg.model.annotation import AnnotatedArticle
from kg.model.article import Article
from kg.model.span import Span

PARTS = ("source", "cue", "content")
EDGES = re.compile(r"^(?:[\s,.:;“”\"'’‘]|\b(?:the|a|an|that)\b\s)+|[\s,.:;“”\"'’‘]+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One attribution; a part that is missing is None."""

    source: Span | None
    cue: Span | None
    content: Span | None

    def part(self, name: str) -> Span | None:
        return {"source": self.source, "cue": self.cue, "content": self.content}[name]


@dataclass(slots=True)
class Tally:
    found: int = 0
    wanted: int = 0
    right_found: int = 0
    right_wanted: int = 0

    @property
    def precision(self) -> float:
        return self.right_found / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right_wanted / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def line(self) -> str:
        return f"{self.precision:8.3f}{self.recall:8.3f}{self.f1:8.3f}   ({self.found} found, {self.wanted} marked)"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("quotes", type=Path)
    parser.add_argument("--limit", type=int, default=None, help="read only the first N documents")
    parser.add_argument("--verbs", action="store_true", help="count only rows with a cue of the program's own table")
    args = parser.parse_args()
    documents = list(read_documents(args.quotes))[: args.limit]
    articles = [as_article(d["text"]) for d in documents]
    tallies: dict[str, Tally] = {}
    for document, annotated in zip(documents, annotate_all(articles, model=load_language_model()), strict=True):
        wanted = list(marked_rows(document))
        if args.verbs:
            wanted = [row for row in wanted if has_known_cue(annotated, row)]
        count(tallies, document["text"], found_rows(annotated), wanted)
    print(f"{'':<18}{'P':>8}{'R':>8}{'F1':>8}")
    for name, tally in tallies.items():
        print(f"{name:<18}{tally.line()}")
    return 0


def read_documents(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def as_article(text: str) -> Article:
    return Article(text=text, headline="", headline_span=None, body=Span(0, len(text)))


def marked_rows(document: dict[str, Any]) -> Iterator[Row]:
    for quote in document["quotes"]:
        parts = (quote.get(key) or [] for key in ("speaker_spans", "cue_spans", "quote_spans"))
        source, cue, content = (cover(spans) for spans in parts)
        yield Row(source, cue, content)


def cover(spans: list[list[Any]]) -> Span | None:
    """One span over all the parts of a source, cue or content."""
    return Span(min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None


def found_rows(annotated: AnnotatedArticle) -> list[Row]:
    """One row for each cue: the program joins what one speaker says in one sentence, PolNeAR does not."""
    rows: list[Row] = []
    for found in find_attributions(annotated):
        more = (annotated.tokens[position] for position in found.more_cues)
        cues = [found.cue, *(Span(token.start, token.end) for token in more)]
        rows += [Row(found.speaker.span, cue, found.content) for cue in cues]
    return rows


def has_known_cue(annotated: AnnotatedArticle, row: Row) -> bool:
    if row.cue is None or row.source is None:
        return False
    words = {t.lemma.lower() for t in annotated.tokens if row.cue.start <= t.start < row.cue.end}
    return bool(words & (set(cues_of("verb")) | set(cues_of("noun")) | {"accord"}))


def count(tallies: dict[str, Tally], text: str, found: list[Row], wanted: list[Row]) -> None:
    for part in PARTS:
        ours = list(dict.fromkeys(s for row in found if (s := row.part(part)) is not None))
        theirs = list(dict.fromkeys(s for row in wanted if (s := row.part(part)) is not None))
        same = tallies.setdefault(f"{part} exact", Tally()), lambda a, b: trimmed(text, a) == trimmed(text, b)
        shared = tallies.setdefault(f"{part} overlap", Tally()), lambda a, b: a.overlaps(b)
        for tally, agree in (same, shared):
            add(tally, ours, theirs, agree)
    add(tallies.setdefault("whole overlap", Tally()), found, wanted, rows_agree)


def add(tally: Tally, ours: list[Any], theirs: list[Any], agree: Callable[[Any, Any], bool]) -> None:
    tally.found += len(ours)
    tally.wanted += len(theirs)
    tally.right_found += sum(any(agree(a, b) for b in theirs) for a in ours)
    tally.right_wanted += sum(any(agree(a, b) for a in ours) for b in theirs)


def rows_agree(ours: Row, theirs: Row) -> bool:
    return all(
        a is not None and b is not None and a.overlaps(b)
        for a, b in ((ours.source, theirs.source), (ours.cue, theirs.cue), (ours.content, theirs.content))
    )


def trimmed(text: str, span: Span) -> Span:
    """A span without articles, marks and spaces at its ends."""
    words = span.slice(text)
    left = EDGES.match(words)
    start = left.end() if left and left.start() == 0 else 0
    right = EDGES.search(words[start:])
    end = len(words) - (len(right.group()) if right and right.end() == len(words) - start and right.start() > 0 else 0)
    return Span(span.start + start, span.start + end)


if __name__ == "__main__":
    raise SystemExit(main())
