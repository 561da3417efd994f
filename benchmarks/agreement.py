"""How far two independent annotations of the same reports agree: the ceiling of what a program can reach.

    python benchmarks/agreement.py DATA_FOLDER EVAL_FOLDER

What one sheet requires is scored against the other as if a program had found it, in both directions. The second
readings are in `benchmarks/sheets/second`; the first ones in `first` where a third reader has settled what the two
differ in, else they are the sheets of the sets. EVAL_FOLDER holds the scorer.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
from benchmarks.annotated import SETS, AnnotatedReport, read_sheets, write_for_scorer


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("eval_folder", type=Path)
    args = parser.parse_args()
    scorer = _load_scorer(args.eval_folder / "score.py")
    second = {report.name: report for report in read_sheets("second", args.data)}
    first = {r.name: r for part in (*SETS, "first") for r in read_sheets(part, args.data) if r.name in second}
    totals: dict[str, Any] = defaultdict(scorer.Tally)
    with tempfile.TemporaryDirectory() as name:
        for report in second.values():
            one = _load(scorer, first[report.name], Path(name) / "first")
            other = _load(scorer, report, Path(name) / "second")
            for gold, found in ((one, other), (other, one)):
                for slot, tally in scorer.score(gold, as_found(scorer, found))[0].items():
                    totals[slot].add(tally)
    print(f"{len(second)} reports, each scored both ways")
    print(f"{'slot':<14}{'both':>6}{'one':>6}{'F1':>8}")
    for slot, row in scorer.summarise(totals).items():
        print(f"{slot:<14}{row['tp']:>6}{row['fp'] + row['fn']:>6}{row['f1']:>8.3f}")
    return 0


def as_found(scorer: Any, gold: dict[str, Any]) -> dict[str, Any]:
    """What a program would have written that found what the sheet requires, and nothing else."""
    attacks: list[dict[str, Any]] = []
    place: dict[int, int] = {}
    for number, attack in enumerate(gold["attacks"]):
        if attack.get("optional"):
            continue
        place[number] = len(attacks)
        row = {name: attack.get(name) for name in ("label", "mentions", "date")} | {"types": attack["types"][:1]}
        row |= {slot: _required(attack[slot]) for slot in scorer.FILLER_SLOTS}
        row |= {slot: [list(c["count"]) for c in attack[slot] if not c["optional"]] for slot in scorer.COUNT_SLOTS}
        attacks.append(row)
    statements = [
        {
            "speaker": statement["speaker"],
            "kinds": statement["kinds"][:1],
            "about": [place[number] for number in statement.get("about") or [] if number in place],
            "spans": statement["spans"],
        }
        for statement in gold["statements"]
        if not statement.get("optional")
    ]
    agents = {kind: [_agent(a) for a in gold[kind] if not a.get("optional")] for kind in ("persons", "organisations")}
    return {**agents, "attacks": attacks, "statements": statements}


def _agent(agent: dict[str, Any]) -> dict[str, Any]:
    positions = [
        {"title": p["title"][0], "organisation": p.get("organisation") or []}
        for p in agent.get("positions", [])
        if not p.get("optional")
    ]
    relations = {name: _required(agent.get(name, [])) for name in ("part_of", "backed_by")}
    return {"names": agent["names"], "positions": positions, **relations}


def _required(fillers: Iterable[dict[str, Any]]) -> list[list[str]]:
    return [filler["names"] for filler in fillers if not filler.get("optional")]


def _load(scorer: Any, report: AnnotatedReport, folder: Path) -> dict[str, Any]:
    write_for_scorer(report, folder)
    sheet: dict[str, Any] = scorer.load_gold(folder / "gold" / f"{report.name}.json")
    return sheet


def _load_scorer(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: no scorer there. Name the folder that holds score.py.")
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module  # its dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
