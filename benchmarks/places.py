"""Place and date of the main attack on reports whose place and date were annotated by hand.

    python benchmarks/places.py HRDSATTACK.jsonl [--verbose]

One JSON object a line: `text`, `title`, `meta.published` and one event with `attributes` `city`, `region`,
`country`, `year`, `month`, `date` (the format of HRDsAttack made plain). The attack with the most mentions is
compared; many of the reports are on arrests and tell of no attack: these are left out. Country: of one of its
places. City and region: the name of one of its places. Date: right if the window lies in the annotated day
(or month, where no day is given).
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateutil.relativedelta import relativedelta

from kg.model.article import Article
from kg.model.resolved import Entity, ResolvedAttack, ResolvedFacts
from kg.model.span import Span
from kg.pipeline import Pipeline
from kg.vocab.countries import find_country
from kg.vocab.iri import slug


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--verbose", action="store_true", help="list what is wrong or missing")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.reports.read_text(encoding="utf-8").splitlines()]
    counts: dict[str, Counter[str]] = {slot: Counter() for slot in ("country", "region", "city", "date")}
    with_attack = 0
    for row, facts in zip(rows, Pipeline().extract(map(to_article, rows)), strict=True):
        main_attack = max(facts.attacks, key=lambda a: (len(a.mentions), -a.ordinal), default=None)
        if main_attack is None:
            continue
        with_attack += 1
        for slot, verdict, detail in judge(row["events"][0]["attributes"], main_attack, facts):
            counts[slot][verdict] += 1
            if args.verbose and verdict != "right":
                print(f"{row['doc_id']}: {slot} {verdict}: {detail}")
    print(f"reports {len(rows)}, with an attack {with_attack}")
    print(f"{'slot':<10}{'right':>7}{'wrong':>7}{'missing':>9}{'P':>8}{'R':>8}")
    for slot, tally in counts.items():
        given, wanted = tally["right"] + tally["wrong"], sum(tally.values())
        precision, recall = tally["right"] / max(given, 1), tally["right"] / max(wanted, 1)
        print(f"{slot:<10}{tally['right']:>7}{tally['wrong']:>7}{tally['missing']:>9}{precision:>8.3f}{recall:>8.3f}")
    return 0


def to_article(row: dict[str, Any]) -> Article:
    text = f"{row['title']}\n{row['text']}"
    published = dt.date.fromisoformat(row["meta"]["published"][:10])
    headline = Span(0, len(row["title"]))
    body = Span(len(row["title"]) + 1, len(text))
    return Article(text=text, headline=row["title"], headline_span=headline, body=body, published=published)


def judge(wanted: dict[str, Any], attack: ResolvedAttack, facts: ResolvedFacts) -> Iterator[tuple[str, str, str]]:
    """Slot, verdict (right, wrong, missing) and the two sides, for each slot that the annotation fills."""
    entities = {entity.key: entity for entity in facts.entities}
    places = [entities[filler.entity] for filler in attack.places]
    for slot in ("country", "region", "city"):
        if wanted[slot] not in (None, "None", ""):
            found = names_of(places, slot)
            right = {slug(wanted[slot])} | ({find_country(wanted[slot]) or ""} if slot == "country" else set())
            verdict = "missing" if not found else "right" if right & found else "wrong"
            yield slot, verdict, f"{sorted(found)} for {wanted[slot]}"
    window = to_window(wanted)
    if window is not None:
        earliest, latest = attack.earliest, attack.latest
        if earliest is None or latest is None:
            yield "date", "missing", f"none for {window[0]}"
        else:
            verdict = "right" if window[0] <= earliest and latest <= window[1] else "wrong"
            yield "date", verdict, f"{earliest} to {latest} for {window[0]} to {window[1]}"


def names_of(places: list[Entity], slot: str) -> set[str]:
    if slot == "country":
        return {p.country or p.key for p in places if p.country or p.kind == "Country"}
    return {slug(name) for p in places if p.kind != "Country" for name in (p.label, *p.aliases)}


def to_window(wanted: dict[str, Any]) -> tuple[dt.date, dt.date] | None:
    try:
        year, month = int(float(wanted["year"])), int(float(wanted["month"]))
    except (TypeError, ValueError):
        return None
    try:
        day = dt.date(year, month, int(float(wanted["date"])))
    except (TypeError, ValueError):
        first = dt.date(year, month, 1)
        return first, first + relativedelta(months=1, days=-1)
    return day, day


if __name__ == "__main__":
    sys.exit(main())
