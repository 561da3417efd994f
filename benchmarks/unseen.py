"""Score reports that were annotated for this project, most of them unseen by whoever wrote the rules.

    python benchmarks/unseen.py DATA_FOLDER EVAL_FOLDER [--set unseen] [--no-model] [--verbose]

DATA_FOLDER holds the reports (`wikinews_pool.jsonl` and others), EVAL_FOLDER the scorer. `benchmarks/annotated.py` says
what the sets are. Prints the scorer's table.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from benchmarks.annotated import SETS, read_sheets, write_for_scorer


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("eval_folder", type=Path)
    parser.add_argument("--set", choices=SETS, default="unseen")
    parser.add_argument("--no-model", action="store_true", help="by rules alone, without the trained components")
    parser.add_argument("--verbose", action="store_true", help="list every miss (of unseen and choice: better not)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for report in read_sheets(args.set, args.data):
            write_for_scorer(report, folder)
        rules = ["--no-model"] if args.no_model else []
        build = [sys.executable, "-m", "kg", "build", str(folder / "texts"), "-o", str(folder / "graphs"), "--quiet"]
        subprocess.run([*build, *rules], check=True)  # noqa: S603
        score = [sys.executable, str(args.eval_folder / "score.py"), "--all", str(folder / "gold")]
        verbose = ["--verbose"] if args.verbose else []
        return subprocess.run([*score, str(folder / "graphs"), *verbose], check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
