"""How well `kg link` finds one event in several documents, by B-cubed, MUC, CEAF-e and their mean (CoNLL F1).

python benchmarks/linking.py FILE.jsonl            event coreference, as in the JSON lines made from ECB+
python benchmarks/linking.py tests/link/reports    reports of our own, with `expected.tsv` beside them

A line of the file is a document: `doc_id`, `text` and `events`, each with a `trigger` (`start`, `end` as slices of
the text) and a `cluster` over all documents. What applies here is event coreference across documents, for attacks
alone: arrests, awards and earthquakes are none. A gold event counts if `kg` marks its trigger as a mention of an
attack, so that the figures measure linking and not the finding of attacks; the number of those is printed, and
how many clusters among them run over several documents. Within a document, attacks are those of the extraction.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pyoxigraph as ox
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

from kg.link import Links, decide_links, read_features
from kg.model.article import Article
from kg.model.span import Span
from kg.pipeline import Outcome, Pipeline
from kg.read import read_path
from kg.validate import ValidatedGraph
from kg.vocab.iri import DEFAULT_BASE, IriMinter
from kg.vocab.namespaces import KG
from kg.write import serialise

Clusters = Sequence[frozenset[str]]
Figures = tuple[float, float, float]  # precision, recall, F1


def b_cubed(gold: Clusters, found: Clusters) -> Figures:
    """Bagga and Baldwin 1998: for each mention the overlap of its two clusters."""
    return _figures(_b_cubed_part(found, gold), _b_cubed_part(gold, found))


def muc(gold: Clusters, found: Clusters) -> Figures:
    """Vilain and others 1995: the links that each side's clusters need."""
    return _figures(_muc_part(found, gold), _muc_part(gold, found))


def ceaf_e(gold: Clusters, found: Clusters) -> Figures:
    """Luo 2005 with the similarity phi4, by the best assignment of clusters to each other."""
    likeness = np.array([[2 * len(g & f) / (len(g) + len(f)) for f in found] for g in gold])
    best = float(likeness[linear_sum_assignment(likeness, maximize=True)].sum())
    return _figures(best / len(found), best / len(gold))


def _b_cubed_part(one: Clusters, other: Clusters) -> float:
    where = {mention: cluster for cluster in other for mention in cluster}
    parts = [len(cluster & where[mention]) / len(cluster) for cluster in one for mention in cluster]
    return sum(parts) / len(parts)


def _muc_part(one: Clusters, other: Clusters) -> float:
    links = sum(len(cluster) - 1 for cluster in one)
    kept = sum(len(cluster) - sum(bool(cluster & part) for part in other) for cluster in one)
    return kept / links if links else 1.0


def _figures(precision: float, recall: float) -> Figures:
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def to_clusters(label_of: dict[str, str]) -> Clusters:
    """Mentions by the label that they share."""
    groups: dict[str, set[str]] = defaultdict(set)
    for mention, label in label_of.items():
        groups[label].add(mention)
    return [frozenset(group) for _, group in sorted(groups.items())]


def link_all(outcomes: Iterable[Outcome]) -> dict[str, str]:
    """For each attack that stands in a link the name of its group."""
    store = ox.Store()
    for outcome in outcomes:
        if isinstance(outcome.result, ValidatedGraph):
            store.load(serialise(outcome.result.graph, "nt"), format=ox.RdfFormat.N_TRIPLES)
    group_of: dict[str, str] = {}
    for decision in decide_links(read_features(store), Links(base=DEFAULT_BASE)).links.decisions:
        if decision.predicate == str(KG.sameEventAs):
            ends = [group_of.get(iri, iri) for iri in (decision.subject, decision.object)]
            group_of.update(dict.fromkeys((decision.subject, decision.object), ends[0]))
            group_of.update({iri: ends[0] for iri, name in group_of.items() if name in ends})
    return group_of


def attacks_of(outcome: Outcome) -> Iterator[tuple[str, list[Span]]]:
    """The IRIs of the attacks of an article, with the spans of their mentions."""
    minter = IriMinter(article_key=outcome.article.key)
    for attack in outcome.resolved.attacks:
        yield str(minter.mint_attack_iri(attack.ordinal)), [mention.span for mention in attack.mentions]


def measure_documents(path: Path) -> None:
    """ECB+ and the like: gold events whose triggers are mentions of attacks."""
    documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    articles = [
        Article(text=d["text"], headline="", headline_span=None, body=Span(0, len(d["text"])), place=d["doc_id"])
        for d in documents
    ]
    outcomes = list(Pipeline().run(articles))
    gold: dict[str, str] = {}
    attack_of: dict[str, str] = {}
    documents_of: dict[str, set[str]] = defaultdict(set)
    for document, outcome in zip(documents, outcomes, strict=True):
        told = list(attacks_of(outcome))
        for event in document["events"]:
            start, end = event["trigger"]["start"], event["trigger"]["end"]
            hits = [iri for iri, spans in told if any(s.start < end and start < s.end for s in spans)]
            if hits:
                mention = f"{document['doc_id']}#{start},{end}"
                gold[mention], attack_of[mention] = event["cluster"], hits[0]
                documents_of[event["cluster"]].add(document["doc_id"])
    across = sum(len(found) > 1 for found in documents_of.values())
    events = sum(len(document["events"]) for document in documents)
    print(f"{len(documents)} documents; {len(gold)} of {events} gold events are mentions of attacks,")
    print(f"in {len(documents_of)} clusters, {across} of them over several documents\n")
    group_of = link_all(outcomes)
    compare(gold, attack_of, group_of)
    print(f"\n{count_right(gold, attack_of, group_of)}")


def count_right(gold: dict[str, str], attack_of: dict[str, str], group_of: dict[str, str]) -> str:
    """Of the linked pairs of attacks those that share a gold event: ECB+ has the shots and the deaths as two events,
    where `kg` has one attack, and a mention by mention comparison counts that against the links."""
    events: dict[str, set[str]] = defaultdict(set)
    for mention, attack in attack_of.items():
        events[attack].add(gold[mention])
    pairs = [(a, b) for a in sorted(events) for b in sorted(events) if a < b and a in group_of and b in group_of]
    joined = [(a, b) for a, b in pairs if group_of[a] == group_of[b]]
    right = sum(bool(events[a] & events[b]) for a, b in joined)
    return f"{right} of {len(joined)} linked pairs of attacks share a gold event"


def measure_reports(folder: Path) -> None:
    """Reports of one attack each; those that no line of `expected.tsv` names stand alone."""
    names = [path.stem for path in sorted(folder.glob("*.txt"))]
    outcomes = list(Pipeline().run([read_path(folder / f"{name}.txt") for name in names]))
    gold = {name: name for name in names}
    for line in (folder / "expected.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        first, second = line.split("\t")
        gold[second] = gold[first]
    attack_of = {
        name: next((iri for iri, _ in attacks_of(outcome)), name) for name, outcome in zip(names, outcomes, strict=True)
    }
    print(f"{len(names)} reports on {len(set(gold.values()))} attacks\n")
    compare(gold, attack_of, link_all(outcomes))


def compare(gold: dict[str, str], attack_of: dict[str, str], group_of: dict[str, str]) -> None:
    """Prints the figures with links and, to compare with, without any."""
    print(f"{'':14}{'B-cubed':>20}{'MUC':>20}{'CEAF-e':>20}{'CoNLL':>8}")
    linked = {mention: group_of.get(attack, attack) for mention, attack in attack_of.items()}
    for name, labels in (("without links", attack_of), ("kg link", linked)):
        figures = [metric(to_clusters(gold), to_clusters(labels)) for metric in (b_cubed, muc, ceaf_e)]
        cells = "".join(f"   {p:.3f} {r:.3f} {f:.3f}" for p, r, f in figures)
        print(f"{name:14}{cells}{sum(f for _, _, f in figures) / 3:8.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="a file of JSON lines, or a folder of reports with expected.tsv")
    source: Path = parser.parse_args().source
    (measure_reports if source.is_dir() else measure_documents)(source)


if __name__ == "__main__":
    main()
