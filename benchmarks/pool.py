"""Read a pool of unannotated articles of all kinds and list what the program takes for attacks.

    python benchmarks/pool.py POOL.jsonl [--sample 100] [--seed 7]

Prints how many articles were read, how many graphs conform, in how many articles attacks were found, and
for a random sample (fixed seed) each attack with its words, to be read by a person: an attack in a
peaceful article is an error that no score shows.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

from kg.errors import InputError
from kg.pipeline import Outcome, Pipeline
from kg.read import read_articles
from kg.validate import ValidatedGraph


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pool", type=Path)
    parser.add_argument("--sample", type=int, default=100, help="articles to print, 0 for all")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    read = list(read_articles(args.pool))
    articles = [a for a in read if not isinstance(a, InputError)]
    outcomes = list(Pipeline().run(articles))
    conforming = sum(isinstance(o.result, ValidatedGraph) for o in outcomes)
    found = [o for o in outcomes if o.resolved.attacks]
    print(f"read {len(articles)} of {len(read)}, graphs that conform {conforming}, articles with attacks {len(found)}")
    for outcome in outcomes:
        if not isinstance(outcome.result, ValidatedGraph):
            print(f"does not conform: {outcome.article.place}\n{outcome.result.to_text()}")
    chosen = outcomes if not args.sample else random.Random(args.seed).sample(outcomes, args.sample)  # noqa: S311
    print(f"in the {len(chosen)} articles printed: {sum(bool(o.resolved.attacks) for o in chosen)} with attacks")
    for outcome in chosen:
        print_attacks(outcome)
    return 0 if conforming == len(articles) else 1


def print_attacks(outcome: Outcome) -> None:
    for attack in outcome.resolved.attacks:
        at = attack.mentions[0].span
        words = " ".join(outcome.article.text[max(0, at.start - 60) : at.end + 60].split())
        print(f"{outcome.article.place}: {outcome.article.headline}\n    {attack.label}: …{words}…")


if __name__ == "__main__":
    sys.exit(main())
