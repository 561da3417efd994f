"""How far the trained components' probabilities can be believed: of what they give 0.8, eight in ten should be right.

    python benchmarks/calibration.py DATA_FOLDER [--weights FOLDER] [--out FOLDER]

Four kinds of answers are asked for: cue and speaker of attributions (polnear.dev; right: both overlap those of a
marked one), their content (right: exactly a marked stretch but for articles and marks), words for attacks (the sheets
of `choice` and `agency-choice`; right: they lie in a mention) and their fillers (the mention sheets held back, where
the word is one; right: they overlap a marked one). The curves of the last kind were fitted on these very texts, two
numbers a role. Printed: for each band of probability how many answers, their mean and the share that is right; and the
expected calibration error. With `--out` also a CSV and a reliability diagram (SVG).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from benchmarks.annotated import read_sheets
from benchmarks.attribution import marked_rows, trimmed
from kg.annotate.learned.reader import LearnedReader, load_reader
from kg.annotate.learned.suggesting import to_suggestions
from kg.annotate.learned.tasks import ATTACK
from kg.model.span import Span
from training.mentions import read_mentions

BANDS = 10
SIDE, MARGIN = 260, 40  # of a diagram, in pixels
Answer = tuple[float, bool]  # probability, whether it is right


@dataclass(frozen=True, slots=True)
class Band:
    """Answers of like probability."""

    count: int
    mean: float
    right: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--out", type=Path, help="folder for reliability.csv and reliability.svg")
    args = parser.parse_args()
    reader = load_reader(args.weights)
    speakers, contents = attribution_answers(reader, args.data / "polnear.dev.jsonl")
    found = {
        "cue and speaker": into_bands(speakers),
        "content": into_bands(contents),
        "word for an attack": into_bands(attack_answers(reader, args.data)),
        "filler of an attack": into_bands(filler_answers(reader, args.data)),
    }
    for name, bands in found.items():
        print(f"\n{name:<24}{'answers':>9}{'mean':>8}{'right':>8}")
        for number, band in bands.items():
            edges = f"{number / BANDS:.1f} to {(number + 1) / BANDS:.1f}"
            print(f"  {edges:<22}{band.count:>9}{band.mean:>8.3f}{band.right:>8.3f}")
        print(f"  expected calibration error{error(bands):>23.3f}")
    if args.out:
        args.out.mkdir(parents=True, exist_ok=True)
        (args.out / "reliability.csv").write_text(as_csv(found), encoding="utf-8")
        (args.out / "reliability.svg").write_text(as_svg(found), encoding="utf-8")
    return 0


def attribution_answers(reader: LearnedReader, path: Path) -> tuple[list[Answer], list[Answer]]:
    speakers: list[Answer] = []
    contents: list[Answer] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        text = document["text"]
        rows = list(marked_rows(document))
        pairs = [(r.source, r.cue) for r in rows if r.source and r.cue]
        marked = {trimmed(text, r.content) for r in rows if r.content}
        for found in to_suggestions(reader.read(text)).attributions:
            right = any(found.speaker.overlaps(source) and found.cue.overlaps(cue) for source, cue in pairs)
            speakers.append((found.confidence or 0.0, right))
            if found.content is not None:
                contents.append((found.content_confidence or 0.0, trimmed(text, found.content) in marked))
    return speakers, contents


def attack_answers(reader: LearnedReader, data: Path) -> Iterator[Answer]:
    for part in ("choice", "agency-choice"):
        for report in read_sheets(part, data):
            mentions = [Span(*span) for attack in report.sheet["attacks"] for span in attack["mentions"]]
            for found in to_suggestions(reader.read(report.text)).attacks:
                yield found.confidence or 0.0, any(found.trigger.overlaps(mention) for mention in mentions)


def filler_answers(reader: LearnedReader, data: Path) -> Iterator[Answer]:
    for marked in read_mentions(data, held_back=True):
        for reading in reader.read(marked.text):
            frame = next((f for f in marked.frames if f.anchor.overlaps(reading.span)), None)
            if frame is not None and reading.task == ATTACK.name:
                for part in reading.parts:
                    yield part.score, any(part.span.overlaps(span) for span in frame.fillers[part.role])


def into_bands(answers: Iterable[Answer]) -> dict[int, Band]:
    bands: dict[int, list[Answer]] = {}
    for answer in answers:
        bands.setdefault(min(int(answer[0] * BANDS), BANDS - 1), []).append(answer)
    return {
        number: Band(len(rows), sum(p for p, _ in rows) / len(rows), sum(right for _, right in rows) / len(rows))
        for number, rows in sorted(bands.items())
    }


def error(bands: Mapping[int, Band]) -> float:
    """The mean distance between probability and share right, each answer counting once."""
    total = sum(band.count for band in bands.values())
    return sum(band.count * abs(band.mean - band.right) for band in bands.values()) / total if total else 0.0


def as_csv(found: Mapping[str, Mapping[int, Band]]) -> str:
    rows = [
        f"{name},{number / BANDS:.1f},{band.count},{band.mean:.3f},{band.right:.3f}"
        for name, bands in found.items()
        for number, band in bands.items()
    ]
    return "\n".join(["answer,from,answers,mean,right", *rows]) + "\n"


def as_svg(found: Mapping[str, Mapping[int, Band]]) -> str:
    """One square a kind of answer: probability to the right, share right upwards; on the diagonal all is well."""
    width = len(found) * (SIDE + 2 * MARGIN)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{SIDE + 2 * MARGIN}" font-size="12">']
    for place, (name, bands) in enumerate(found.items()):
        parts.append(f'<g transform="translate({place * (SIDE + 2 * MARGIN) + MARGIN},{MARGIN})">')
        parts.append(f'<rect width="{SIDE}" height="{SIDE}" fill="none" stroke="#888"/>')
        parts.append(f'<line x1="0" y1="{SIDE}" x2="{SIDE}" y2="0" stroke="#888" stroke-dasharray="4"/>')
        parts.append(f'<text x="0" y="-8">{name}: error {error(bands):.3f}</text>')
        points = " ".join(f"{band.mean * SIDE:.1f},{(1 - band.right) * SIDE:.1f}" for band in bands.values())
        parts.append(f'<polyline points="{points}" fill="none" stroke="#1f5fa8"/>')
        for band in bands.values():
            spot = f'cx="{band.mean * SIDE:.1f}" cy="{(1 - band.right) * SIDE:.1f}"'
            parts.append(f'<circle {spot} r="4" fill="#1f5fa8"><title>{band.count} answers</title></circle>')
        parts.append(f'<text x="0" y="{SIDE + 16}">probability →, share right ↑, both from 0 to 1</text></g>')
    return "\n".join([*parts, "</svg>"]) + "\n"


if __name__ == "__main__":
    sys.exit(main())
