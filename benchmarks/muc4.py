"""Slots of attacks on the reports of the fourth Message Understanding Conference (1988–90, upper case).

    python benchmarks/muc4.py TEMPLATES.jsonl --casing MIXED_CASE.jsonl [--verbose]

One JSON object a line with `text` and document-level `events`, whose `arguments` have a `role` (PerpInd,
PerpOrg, Target, Victim, Weapon) and `alternatives`. The text is truecased first: each word gets the form
that it has most often inside the sentences of the mixed-case file, unknown words a capital. Fillers of all
attacks of a report are compared as one set for each slot; a filler is right if it has the words of an
alternative, at a token F1 of 0.5 or more. Optional templates cost nothing.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.model.article import Article
from kg.model.resolved import ResolvedFacts
from kg.model.span import Span
from kg.pipeline import Pipeline

SLOTS = {
    "victims": ("Victim",),
    "targets": ("Target",),
    "weapons": ("Weapon", "Instrument"),
    "responsible": ("PerpInd", "PerpOrg"),
}
FILLERS = {
    "victims": ("victims",),
    "targets": ("targets",),
    "weapons": ("weapons",),
    "responsible": ("perpetrators", "alleged", "claimed_by"),
}
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
DATELINE = re.compile(r"(\d{1,2}) ([A-Z]{3})[A-Z]* (\d{2})\b")
STOP = frozenset("the a an of in on at for and to its their s".split())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("templates", type=Path)
    parser.add_argument("--casing", type=Path, required=True)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--verbose", action="store_true")
    args = parser.parse_args()
    forms = count_forms(row["text"] for row in read(args.casing))
    rows = list(read(args.templates))[: args.limit]
    tally = {slot: Counter[str]() for slot in (*SLOTS, "report with an attack")}
    articles = [to_article(row, forms) for row in rows]
    for row, facts in zip(rows, Pipeline().extract(articles), strict=True):
        compare(row, facts, tally, verbose=args.verbose)
    print(f"{len(rows)} reports")
    print(f"{'slot':<24}{'P':>8}{'R':>8}{'F1':>8}")
    for slot, t in tally.items():
        p, r = ratio(t["tp"], t["tp"] + t["fp"]), ratio(t["tp"], t["tp"] + t["fn"])
        print(f"{slot:<24}{p:>8.3f}{r:>8.3f}{ratio(2 * p * r, p + r):>8.3f}")
    return 0


def ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def read(path: Path) -> Iterable[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def count_forms(texts: Iterable[str]) -> dict[str, str]:
    """The commonest form of each word away from the beginning of sentences."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for match in WORD.finditer(text):
            before = text[max(0, match.start() - 2) : match.start()]
            if not re.search(r"(^|[.!?\n\"“”])\s?$", before):
                counts[match[0].lower()][match[0]] += 1
    return {word: forms.most_common(1)[0][0] for word, forms in counts.items()}


def truecase(text: str, forms: dict[str, str]) -> str:
    """Same length, so that offsets hold."""

    def cased(match: re.Match[str]) -> str:
        form = forms.get(match[0].lower(), match[0].capitalize())
        first = re.search(r"(^|[.!?]\s+|\n\s*)$", text[: match.start()][-4:]) is not None
        return form[:1].upper() + form[1:] if first else form

    return WORD.sub(cased, text)


def to_article(row: dict[str, Any], forms: dict[str, str]) -> Article:
    upper = row["text"]
    found = DATELINE.search(upper[:120])
    published = None
    if found:
        day = f"{found[1]} {found[2].title()} 19{found[3]}"
        published = dt.datetime.strptime(day, "%d %b %Y").date()
    text = truecase(upper, forms)
    start = upper.find("[TEXT]")
    return Article(
        text=text,
        headline="",
        headline_span=None,
        body=Span(start + len("[TEXT]") if start >= 0 else 0, len(text)),
        published=published,
        place=row["doc_id"],
    )


def compare(row: dict[str, Any], facts: ResolvedFacts, tally: dict[str, Counter[str]], *, verbose: bool) -> None:
    required = [e for e in row["events"] if not e["attributes"].get("template_optional")]
    if required or not row["events"]:
        outcome = {(True, True): "tp", (True, False): "fn", (False, True): "fp"}
        found = outcome.get((bool(required), bool(facts.attacks)))
        if found:
            tally["report with an attack"][found] += 1
    names = {e.key: (e.label, *e.aliases) for e in facts.entities}
    for slot, roles in SLOTS.items():
        gold = [
            (a["alternatives"], a["optional"] or e["attributes"].get("template_optional"))
            for e in row["events"]
            for a in e["arguments"]
            if a["role"] in roles
        ]
        keys = {f.entity for attack in facts.attacks for name in FILLERS[slot] for f in getattr(attack, name)}
        got = [names[key] for key in sorted(keys)]
        for alternatives, optional in gold:
            hit = any(same(alternatives, words) for words in got)
            if not optional:
                tally[slot]["tp" if hit else "fn"] += 1
                if verbose and not hit:
                    print(f"{row['doc_id']}: missed {slot}: {alternatives[0]}")
        wrong = [words for words in got if not any(same(alternatives, words) for alternatives, _ in gold)]
        tally[slot]["fp"] += len(wrong)
        if verbose:
            for words in wrong:
                print(f"{row['doc_id']}: wrong {slot}: {words[0]}")


def same(first: Iterable[str], second: Iterable[str]) -> bool:
    sets = [[set(re.findall(r"\w+", x.lower())) - STOP for x in side] for side in (first, second)]
    return any(a and b and 2 * len(a & b) / (len(a) + len(b)) >= 0.5 for a in sets[0] for b in sets[1])


if __name__ == "__main__":
    sys.exit(main())
