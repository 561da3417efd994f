"""How much work the screen saves on a pool of articles of all kinds, and that it loses no attack.

    python benchmarks/screening.py POOL.jsonl

Runs the whole pipeline over every article. Exit code 1 where an article in which it finds an attack
would have been kept out.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from kg.corpus.sources import iter_articles
from kg.extract.screening import mentions_violence
from kg.pipeline import Pipeline


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pool", type=Path)
    args = parser.parse_args()
    articles = list(iter_articles([args.pool], unreadable=lambda error: print(error, file=sys.stderr)))
    mentions_violence("")  # loads the lexicons
    begin = time.perf_counter()
    passed = [mentions_violence(article.text) for article in articles]
    screening = time.perf_counter() - begin
    begin = time.perf_counter()
    found = [bool(facts.attacks) for facts in Pipeline().extract(articles)]
    reading = time.perf_counter() - begin
    lost = [a for a, through, attacked in zip(articles, passed, found, strict=True) if attacked and not through]
    print(f"articles {len(articles)}, with attacks {sum(found)}, let through {sum(passed)}, lost {len(lost)}")
    print(f"kept from the language model: {1 - sum(passed) / len(articles):.0%}")
    print(f"ms an article: screen {screening / len(articles) * 1e3:.2f}, pipeline {reading / len(articles) * 1e3:.1f}")
    for article in lost:
        print(f"lost: {article.place} {article.headline}")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
