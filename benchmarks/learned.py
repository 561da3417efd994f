"""What the trained components add: rules, learned and both, slot by slot.

    python benchmarks/learned.py DATA_FOLDER EVAL_FOLDER [--weights FOLDER] [--only PART ...] [--limit N]

DATA_FOLDER holds the corpora, EVAL_FOLDER the scorer and the development sheets. `rules` reads a text without anything
learned, `learned` by the suggestions alone (for statements and attacks; names, posts and ties stay those of the
program), `both` as the program does. Parts: development, choice, agency-choice (sheets, by the scorer), wikievents.dev
(triggers and arguments), muc4.dev (slots of whole reports), polnear.dev (source, cue, content; `learned` are the
suggestions as they come), re3d.dev (names by kind; `learned` are the names as they are read). Figures are F1; the last
line of a part with sheets counts false accusations.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
from benchmarks import attribution, compare_pipelines, muc4, triggers
from benchmarks.annotated import read_sheets, write_for_scorer
from kg.annotate import LanguageModel, annotate_all, load_language_model
from kg.annotate.learned.reader import LearnedReader, load_reader
from kg.assemble import Provenance, build_graph
from kg.errors import InputError
from kg.extract import extract
from kg.extract.affiliations import find_affiliations
from kg.extract.attributions import find_attributions
from kg.extract.casualties import find_casualties
from kg.extract.positions import find_positions
from kg.extract.responsibility import add_responsibility
from kg.extract.statements import find_statements
from kg.extract.suggested_attacks import Trust, add_suggested_attacks
from kg.model.annotation import AnnotatedArticle, NameKind
from kg.model.article import Article
from kg.model.fact import Facts
from kg.read import iter_report_files, read_articles
from kg.resolve import resolve
from kg.settings import Settings
from kg.write import serialise

Column = Mapping[str, float]  # F1 by slot
SYSTEMS = ("rules", "learned", "both")
# What the learned column believes of attacks: whatever is likelier than not.
LIKELY = Trust(mention=0.5, places=0.5, targets=0.5, victims=0.5, weapons=0.5, parties=0.5)


@dataclass(frozen=True, slots=True)
class Annotated:
    """One article as the rules alone see it, and with all that is learned."""

    plain: AnnotatedArticle
    whole: AnnotatedArticle


@dataclass(frozen=True, slots=True)
class Bench:
    """What every part needs."""

    data: Path
    evaluation: Path
    model: LanguageModel
    reader: LearnedReader
    limit: int | None

    def annotate(self, articles: Iterable[Article]) -> list[Annotated]:
        known = list(articles)
        plain = annotate_all(known, model=self.model)
        whole = annotate_all(known, model=self.model, reader=self.reader)
        return [Annotated(*both) for both in zip(plain, whole, strict=True)]

    def rows(self, name: str) -> list[dict[str, Any]]:
        lines = (self.data / name).read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.strip()][: self.limit]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("eval_folder", type=Path)
    parser.add_argument("--weights", type=Path, help="other weights than those that come with the program")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--limit", type=int, help="read only the first N texts of each corpus")
    args = parser.parse_args()
    bench = Bench(args.data, args.eval_folder, load_language_model(), load_reader(args.weights), args.limit)
    for part in args.only:
        columns = PARTS[part](bench)
        print(f"\n{part:<26}{''.join(f'{system:>10}' for system in SYSTEMS)}")
        for slot in columns["both"]:
            values = (columns[system].get(slot) for system in SYSTEMS)
            print(f"  {slot:<24}{''.join(as_cell(value) for value in values)}", flush=True)
    return 0


def as_cell(value: float | None) -> str:
    if value is None:
        return f"{'–':>10}"
    return f"{value:>10}" if isinstance(value, int) else f"{value:>10.3f}"


def facts_of(both: Annotated, system: str) -> tuple[AnnotatedArticle, Facts]:
    """What one of the systems reads in an article."""
    annotated = both.plain if system == "rules" else both.whole
    if system != "learned":
        return annotated, extract(annotated)
    attributions = find_attributions(annotated, rules=False)
    attacks, rejections = add_suggested_attacks(
        annotated, attributions=attributions, attacks=(), rejections=(), trust=LIKELY
    )
    attacks = add_responsibility(annotated, attributions=attributions, attacks=attacks)
    casualties = find_casualties(annotated, attributions=attributions, attacks=attacks)
    facts = Facts(
        attributions=attributions,
        attacks=attacks,
        casualties=casualties,
        positions=find_positions(annotated),
        affiliations=find_affiliations(annotated, attributions=attributions),
        statements=find_statements(annotated, attributions=attributions, attacks=attacks, casualties=casualties),
        rejections=rejections,
    )
    return annotated, facts


# ---- sheets


def score_development(bench: Bench) -> dict[str, Column]:
    gold = bench.evaluation / "gold"
    texts: dict[str, Path] = {}
    for sheet in sorted(gold.glob("*.json"))[: bench.limit]:
        texts[sheet.stem] = gold / json.loads(sheet.read_text(encoding="utf-8"))["text_file"]
    return score_sheets(bench, gold, texts)


def score_set(name: str) -> Callable[[Bench], dict[str, Column]]:
    def run(bench: Bench) -> dict[str, Column]:
        with tempfile.TemporaryDirectory() as folder:
            for report in list(read_sheets(name, bench.data))[: bench.limit]:
                write_for_scorer(report, Path(folder))
            texts = {path.stem: path for path in iter_report_files(Path(folder) / "texts")}
            return score_sheets(bench, Path(folder) / "gold", texts)

    return run


def score_sheets(bench: Bench, gold: Path, texts: Mapping[str, Path]) -> dict[str, Column]:
    """The scorer's figures for the graphs of each system."""
    articles = [one_article(path) for path in texts.values()]
    annotated = bench.annotate(articles)
    return {system: score_graphs(bench, gold, dict(zip(texts, annotated, strict=True)), system) for system in SYSTEMS}


def one_article(path: Path) -> Article:
    (article,) = read_articles(path)
    if isinstance(article, InputError):
        raise article
    return article


def score_graphs(bench: Bench, gold: Path, articles: Mapping[str, Annotated], system: str) -> Column:
    provenance = Provenance(program_version="0", rules_version="0")
    with tempfile.TemporaryDirectory() as name:
        folder, wanted = Path(name) / "graphs", Path(name) / "gold"
        folder.mkdir()
        wanted.mkdir()
        for stem, article in articles.items():
            graph = build_graph(resolve(*facts_of(article, system)), provenance=provenance, base=Settings().base)
            (folder / f"{stem}.ttl").write_bytes(serialise(graph, "turtle"))
        command = [sys.executable, str(bench.evaluation / "score.py"), "--all", "--json", str(gold), str(folder)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    result = json.loads(done.stdout)
    scores = {slot: float(row["f1"]) for slot, row in result["scores"].items()}
    return {**scores, "false accusations": result["false_accusations"]}


# ---- corpora


def score_events(bench: Bench) -> dict[str, Column]:
    rows = bench.rows("wikievents.dev.jsonl")
    annotated = bench.annotate(map(triggers.to_article, rows))
    columns: dict[str, Column] = {}
    for system in SYSTEMS:
        counts: dict[str, Counter[str]] = {}
        for row, article in zip(rows, annotated, strict=True):
            seen, facts = facts_of(article, system)
            triggers.compare_events(row, seen, facts, counts)
        columns[system] = {slot: f1(c["right"], c["wrong"], c["missed"]) for slot, c in sorted(counts.items())}
    return columns


def score_templates(bench: Bench) -> dict[str, Column]:
    forms = muc4.count_forms(row["text"] for row in bench.rows("polnear.train.jsonl"))
    rows = bench.rows("muc4.dev.jsonl")
    annotated = bench.annotate(muc4.to_article(row, forms) for row in rows)
    columns: dict[str, Column] = {}
    for system in SYSTEMS:
        tally = {slot: Counter[str]() for slot in (*muc4.SLOTS, "report with an attack")}
        for row, article in zip(rows, annotated, strict=True):
            muc4.compare(row, resolve(*facts_of(article, system)), tally, verbose=False)
        columns[system] = {slot: f1(c["tp"], c["fp"], c["fn"]) for slot, c in tally.items()}
    return columns


def score_names(bench: Bench) -> dict[str, Column]:
    """Names as compare_pipelines.py compares them."""
    rows = bench.rows("re3d.dev.jsonl")
    articles = [compare_pipelines.plain_article(row["text"]) for row in rows]
    gold = [compare_pipelines.gold_names(row) for row in rows]
    annotated = bench.annotate(articles)
    found = {
        "rules": [compare_pipelines.names_of(both.plain) for both in annotated],
        "learned": [list(read_names(bench.reader, article.text)) for article in articles],
        "both": [compare_pipelines.names_of(both.whole) for both in annotated],
    }
    kinds = (NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE, NameKind.DEMONYM)
    columns: dict[str, Column] = {}
    for system, names in found.items():
        columns[system] = {str(kind): compare_pipelines.f1(gold, names, kind) for kind in kinds}
        columns[system] = {**columns[system], "all names": compare_pipelines.f1(gold, names)}
    return columns


def read_names(reader: LearnedReader, text: str) -> Iterator[compare_pipelines.Found]:
    """The names that the reader reads, of the kinds that are compared."""
    for name in reader.read_all(text)[1].names:
        if name.kind is not NameKind.OTHER:
            yield compare_pipelines.Found(name.span.start, name.span.end, name.kind)


def score_attributions(bench: Bench) -> dict[str, Column]:
    documents = bench.rows("polnear.dev.jsonl")
    annotated = bench.annotate(attribution.as_article(d["text"]) for d in documents)
    columns: dict[str, Column] = {}
    for system in SYSTEMS:
        tallies: dict[str, attribution.Tally] = {}
        for document, article in zip(documents, annotated, strict=True):
            found = list(attribution_rows(article, system))
            attribution.count(tallies, document["text"], found, list(attribution.marked_rows(document)))
        columns[system] = {name: tally.f1 for name, tally in tallies.items()}
    return columns


def attribution_rows(both: Annotated, system: str) -> Iterator[attribution.Row]:
    if system != "learned":
        yield from attribution.found_rows(both.whole if system == "both" else both.plain)
        return
    for found in both.whole.suggestions.attributions:
        yield attribution.Row(found.speaker, found.cue, found.content)


def f1(right: int, wrong: int, missed: int) -> float:
    return 2 * right / (2 * right + wrong + missed) if right else 0.0


PARTS: Mapping[str, Callable[[Bench], dict[str, Column]]] = {
    "development": score_development,
    "choice": score_set("choice"),
    "agency-choice": score_set("agency-choice"),
    "wikievents.dev": score_events,
    "muc4.dev": score_templates,
    "polnear.dev": score_attributions,
    "re3d.dev": score_names,
}


if __name__ == "__main__":
    sys.exit(main())
