"""How far two independent annotations of the same mentions of attacks agree: the ceiling of a trained reader.

    python benchmarks/mention_agreement.py DATA_FOLDER

The first annotations are in `training/mentions`, the second ones in `training/mentions_again`. Mentions are the same
where their words overlap; pairs of one attack and fillers are compared on mentions that both have. A filler may differ
by a word or more; those of mentions of the same attack in one sentence are taken together.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
from kg.annotate.learned.blocks import cut_sentences
from kg.model.span import Span
from training.mentions import FOLDER, MentionSheet, read_mention_sheets

AGAIN = FOLDER.parent / "mentions_again"
ROLES = ("place", "target", "victim", "weapon", "time", "by", "alleged", "claimed")


@dataclass(frozen=True, slots=True)
class Mention:
    """`fillers`: of it and of the others of its attack in its sentence, by role."""

    trigger: Span
    attacks: frozenset[str]
    fillers: Mapping[str, tuple[Span, ...]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    args = parser.parse_args()
    second = {sheet.name: sheet for sheet in read_mention_sheets(args.data, AGAIN)}
    first = [sheet for sheet in read_mention_sheets(args.data) if sheet.name in second]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sheet in first:
        compare(mentions_of(sheet), mentions_of(second[sheet.name]), counts)
    print(f"{len(first)} reports, {sum(bool(s.sheet['mentions']) for s in first)} of them with attacks")
    print(f"{'':<14}{'first':>7}{'second':>7}{'both':>7}{'F1':>8}")
    for name in ("mentions", "same attack", *ROLES, "all roles"):
        row = counts[name]
        f1 = 2 * row["both"] / (row["first"] + row["second"]) if row["both"] else 0.0
        print(f"{name:<14}{row['first']:>7}{row['second']:>7}{row['both']:>7}{f1:>8.3f}")
    return 0


def compare(first: Sequence[Mention], second: Sequence[Mention], counts: Mapping[str, Counter[str]]) -> None:
    """Add to the counts what each of two annotations of a report has, and what both have."""
    shared = match([m.trigger for m in first], [m.trigger for m in second])
    counts["mentions"].update(first=len(first), second=len(second), both=len(shared))
    pairs = [(first[i], second[j]) for i, j in shared]
    for (one, also_one), (other, also_other) in combinations(pairs, 2):
        in_first, in_second = bool(one.attacks & other.attacks), bool(also_one.attacks & also_other.attacks)
        counts["same attack"].update(first=in_first, second=in_second, both=in_first and in_second)
    once = {(one.attacks, tuple(one.fillers.values())): (one, also) for one, also in pairs}
    for one, also in once.values():
        for role in ROLES:
            mine, theirs = one.fillers[role], also.fillers[role]
            both = len(match(mine, theirs))
            for name in (role, "all roles"):
                counts[name].update(first=len(mine), second=len(theirs), both=both)


def match(first: Sequence[Span], second: Sequence[Span]) -> list[tuple[int, int]]:
    """Positions of spans that overlap, one to one, the largest overlap first."""
    overlaps = sorted(
        (max(a.start, b.start) - min(a.end, b.end), i, j)
        for i, a in enumerate(first)
        for j, b in enumerate(second)
        if a.overlaps(b)
    )
    found: dict[int, int] = {}
    for _, i, j in overlaps:
        if i not in found and j not in found.values():
            found[i] = j
    return list(found.items())


def mentions_of(sheet: MentionSheet) -> list[Mention]:
    """The mentions of a sheet in the order of the text."""
    sentences = [Span(start, end) for start, end in cut_sentences(sheet.text)]
    rows = sorted(sheet.sheet["mentions"], key=lambda row: row["trigger"])
    places = [next(i for i, s in enumerate(sentences) if s.contains(Span(*row["trigger"]))) for row in rows]
    found = []
    for row, place in zip(rows, places, strict=True):
        alike = [r for r, p in zip(rows, places, strict=True) if p == place and set(r["attacks"]) & set(row["attacks"])]
        fillers = {role: _spans(r.get(role, ()) for r in alike) for role in ROLES}
        found.append(Mention(Span(*row["trigger"]), frozenset(row["attacks"]), fillers))
    return found


def _spans(groups: Iterable[Iterable[Any]]) -> tuple[Span, ...]:
    return tuple(sorted({Span(*span) for group in groups for span in group}))


if __name__ == "__main__":
    sys.exit(main())
