"""Triggers and arguments of attacks on texts whose events were annotated by hand.

    python benchmarks/triggers.py EVENTS.jsonl [--no-model] [--verbose]
    python benchmarks/triggers.py --victims REPORTS.jsonl [--no-model] [--verbose]

One JSON object a line with `text` and `events`. In the first form events have a `type`, a `trigger` and
`arguments` with character offsets (KAIROS types, as in WikiEvents): `Conflict.Attack`, `Life.Die` and
`Life.Injure` are compared. A trigger is right if the spans overlap; an argument is right if an argument of the same
role overlaps it, or has its words, in the mention of a right trigger. With `--victims`, one event a line has
`attributes.victims` with `victim_name` (the format of HRDsAttack made plain): a name is found if it is a victim of any
attack, and a report with a killing, a kidnapping or an assault should have an attack at all. `--no-model` asks the
rules alone, without the trained components.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections import Counter
from pathlib import Path
from typing import Any

from kg.annotate import annotate_all, load_language_model
from kg.annotate.learned.reader import load_reader
from kg.extract import extract
from kg.model.annotation import AnnotatedArticle
from kg.model.article import Article
from kg.model.fact import AttackMention, Facts, Reference
from kg.model.span import Span

TYPES = ("Conflict.Attack", "Life.Die", "Life.Injure")
ROLES = {
    "Victim": "victims",
    "Target": "targets",
    "Place": "places",
    "Attacker": "responsible",
    "Killer": "responsible",
    "Injurer": "responsible",
    "ExplosiveDevice": "weapons",
    "Instrument": "weapons",
}
VIOLENT = {"killing", "kidnapping", "physical violence", "assault", "torture"}
Counts = dict[str, Counter[str]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--victims", action="store_true", help="compare named victims of whole reports")
    parser.add_argument("--no-model", action="store_true", help="by rules alone, without the trained components")
    parser.add_argument("--verbose", action="store_true", help="list what is wrong or missing")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.texts.read_text(encoding="utf-8").splitlines()]
    counts: Counts = {}
    reader = None if args.no_model else load_reader()
    texts = annotate_all(map(to_article, rows), model=load_language_model(), reader=reader)
    for row, annotated in zip(rows, texts, strict=True):
        misses = (compare_victims if args.victims else compare_events)(row, annotated, extract(annotated), counts)
        if args.verbose:
            print("\n".join(f"{row['doc_id']}: {miss}" for miss in misses))
    print(f"{'':<14}{'right':>7}{'wrong':>7}{'missed':>8}{'P':>8}{'R':>8}{'F1':>8}")
    for name, tally in sorted(counts.items()):
        precision = tally["right"] / max(tally["right"] + tally["wrong"], 1)
        recall = tally["right"] / max(tally["right"] + tally["missed"], 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(
            f"{name:<14}{tally['right']:>7}{tally['wrong']:>7}{tally['missed']:>8}"
            f"{precision:>8.3f}{recall:>8.3f}{f1:>8.3f}"
        )
    return 0


def to_article(row: dict[str, Any]) -> Article:
    """The text as an article without a headline of its own; the day where one is given."""
    published = (row.get("meta") or {}).get("published")
    return Article(
        text=row["text"],
        headline="",
        headline_span=None,
        body=Span(0, len(row["text"])),
        published=dt.date.fromisoformat(published[:10]) if published else None,
    )


def compare_events(row: dict[str, Any], annotated: AnnotatedArticle, facts: Facts, counts: Counts) -> list[str]:
    """Count triggers and arguments; the misses in words."""
    misses: list[str] = []
    free = list(facts.attacks)
    for event in row["events"]:
        if not event["type"].startswith(TYPES):
            continue
        wanted = Span(event["trigger"]["start"], event["trigger"]["end"])
        mention = next((m for m in free if m.trigger.overlaps(wanted)), None)
        count(counts, "trigger", "missed" if mention is None else "right")
        if mention is None:
            misses.append(f"missed trigger {around(annotated, wanted)}")
            continue
        free.remove(mention)
        compare_arguments(event["arguments"], annotated, mention, counts)
    for mention in free:
        count(counts, "trigger", "wrong")
        misses.append(f"wrong trigger {around(annotated, mention.trigger)}")
    return misses


def compare_arguments(
    wanted: list[dict[str, Any]], annotated: AnnotatedArticle, mention: AttackMention, counts: Counts
) -> None:
    for slot in sorted(set(ROLES.values())):
        left = fillers(mention, slot)
        for argument in (a for a in wanted if ROLES.get(a["role"]) == slot):
            span = Span(argument["start"], argument["end"])
            hit = next((r for r in left if r.span.overlaps(span) or same_words(annotated, r, argument)), None)
            count(counts, slot, "missed" if hit is None else "right")
            if hit is not None:
                left.remove(hit)
        for _ in left:
            count(counts, slot, "wrong")


def fillers(mention: AttackMention, slot: str) -> list[Reference]:
    if slot == "responsible":
        return [r.party for r in mention.responsible]
    return list(getattr(mention, slot))


def same_words(annotated: AnnotatedArticle, reference: Reference, argument: dict[str, Any]) -> bool:
    mine, theirs = annotated.text_of(reference.span).lower(), str(argument["text"]).lower()
    return mine in theirs or theirs in mine


def compare_victims(row: dict[str, Any], annotated: AnnotatedArticle, facts: Facts, counts: Counts) -> list[str]:
    """Count reports with an attack and named victims; the misses in words."""
    attributes = row["events"][0]["attributes"]
    misses: list[str] = []
    if VIOLENT & set(attributes["violation_types"]):
        count(counts, "attack", "right" if facts.attacks else "missed")
        if not facts.attacks:
            misses.append(f"no attack: {row['text'][:120]!r}")
    found = {annotated.text_of(v.span).lower() for m in facts.attacks for v in m.victims}
    for name in sorted({v["victim_name"].lower() for v in attributes["victims"] if v["victim_name"]}):
        hit = any(name in phrase or (phrase in name and " " in phrase) for phrase in found)
        count(counts, "named victim", "right" if hit else "missed")
        if not hit:
            misses.append(f"missed victim {name}")
    return misses


def count(counts: Counts, name: str, verdict: str) -> None:
    counts.setdefault(name, Counter())[verdict] += 1


def around(annotated: AnnotatedArticle, span: Span) -> str:
    text = annotated.article.text
    return (
        f"…{text[max(0, span.start - 60) : span.start]}[{span.slice(text)}]{text[span.end : span.end + 40]}…".replace(
            "\n", " "
        )
    )


if __name__ == "__main__":
    raise SystemExit(main())
