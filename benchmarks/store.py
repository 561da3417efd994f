"""The store on disk beside rdflib in memory: filling it, asking it, exporting it.

    python benchmarks/store.py [REPORTS] [--articles 300] [--batch 20] [--without-rdflib]

Builds the graphs of some reports and makes as many articles of them as asked for, by giving each copy names
of its own; people, organisations and places come in as many versions that each stands in ten copies. Both
sides get the same graphs and are asked the same questions, and have to give the same answers. The column
that counts is the ratio: how many times as long rdflib takes. 3 000 articles are about two million triples.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import rdflib

import kg
from kg.exporting import export_file
from kg.model.stored import Entry
from kg.read import iter_report_files
from kg.store import Addition, Archive, ArchiveReader, article_name
from kg.validate import ValidatedGraph

Row = tuple[rdflib.term.Node | None, ...]
COPIES_OF_AN_ENTITY = 10
MOMENT = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
_SHARED = re.compile(r"/id/(?:person|organisation|place|country)/[^/]+$")
PREFIXES = """PREFIX kg: <https://w3id.org/newskg/ontology#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
"""
# {party}, {place}, {article}, {attack}: nodes of the graphs, chosen below.
QUESTIONS = {
    "attacks that a party is accused of": """SELECT DISTINCT ?attack ?what ?day {{
        ?attack kg:allegedPerpetrator <{party}> ; rdfs:label ?what . OPTIONAL {{ ?attack kg:earliestDate ?day }} }}""",
    "who says what about an attack": """SELECT DISTINCT ?statement ?who ?words {{
        ?statement kg:about <{attack}> ; kg:speaker ?speaker . ?speaker rdfs:label ?who .
        OPTIONAL {{ ?statement kg:text ?words }} }}""",
    "the words behind an attack": """SELECT DISTINCT ?property ?words {{
        ?fact rdf:subject <{attack}> ; rdf:predicate ?property ; kg:mention ?passage .
        ?passage nif:anchorOf ?words }}""",
    "attacks and tolls at a place": """SELECT DISTINCT ?attack ?killed ?headline {{
        ?attack kg:place <{place}> ; kg:casualties ?toll ; kg:reportedIn ?article . ?toll kg:killedMin ?killed .
        ?article schema:headline ?headline }}""",
    "everything in one article": "SELECT ?s ?p ?o {{ GRAPH <{article}> {{ ?s ?p ?o }} }}",
    "attacks of each kind (all articles)": """SELECT ?kind (COUNT(DISTINCT ?attack) AS ?n) {{
        ?attack a kg:Attack ; a ?kind }} GROUP BY ?kind""",
}


@dataclass
class Sample:
    """The graphs that all copies are made of, and how long the two sides took to take the copies in."""

    graphs: list[rdflib.Graph]
    seconds: dict[str, float] = field(default_factory=lambda: {"store": 0.0, "rdflib": 0.0})
    triples: int = 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path, nargs="?", default=Path(__file__).parent.parent / "seeds")
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--batch", type=int, default=20, help="articles in one transaction")
    parser.add_argument("--without-rdflib", action="store_true", help="only the store")
    args = parser.parse_args()
    sample = Sample(graphs=[kg.build(path).graph for path in iter_report_files(args.reports)])
    memory = None if args.without_rdflib else rdflib.Dataset(default_union=True)
    with tempfile.TemporaryDirectory() as folder:
        fill(sample, Path(folder) / "store", memory, articles=args.articles, batch=args.batch)
        print(f"{args.articles} articles, {sample.triples} triples, {args.batch} articles in a transaction\n")
        print(f"{'':<56}{'store':>12}{'rdflib':>12}{'ratio':>11}")
        show("filling, seconds", sample.seconds["store"], None if memory is None else sample.seconds["rdflib"])
        print(f"{'':<56}{sample.triples / sample.seconds['store'] / 1000:>12.0f} k triples/s")
        started = time.perf_counter()
        reader = ArchiveReader(Path(folder) / "store")
        show("opening, ms", 1000 * (time.perf_counter() - started), None)
        ask(reader, memory, nodes_of(sample.graphs, copy=args.articles // 2))
        started = time.perf_counter()
        for _ in export_file(reader, Path(folder) / "dump.nq"):
            pass
        show("exporting to N-Quads, seconds", time.perf_counter() - started, None)
    return 0


def fill(sample: Sample, folder: Path, memory: rdflib.Dataset | None, *, articles: int, batch: int) -> None:
    """Gives both sides the same graphs, in chunks, so that making the copies is not counted."""
    with Archive(folder) as archive:
        for start in range(0, articles, batch):
            chunk = [copy_of(sample.graphs, n) for n in range(start, min(start + batch, articles))]
            sample.triples += sum(len(validated.graph) for validated in chunk)
            started = time.perf_counter()
            added = archive.add_all([Addition(validated=v) for v in chunk], at=MOMENT, batch=batch)
            if any(result.entry is not Entry.ADDED for result in added):
                raise RuntimeError("a copy was not taken for a new article")
            sample.seconds["store"] += time.perf_counter() - started
            if memory is not None:
                started = time.perf_counter()
                for validated in chunk:
                    context = memory.graph(article_name(validated.graph))
                    context += validated.graph
                sample.seconds["rdflib"] += time.perf_counter() - started
        started = time.perf_counter()
    sample.seconds["store"] += time.perf_counter() - started  # closing writes everything to its place


def copy_of(graphs: list[rdflib.Graph], number: int) -> ValidatedGraph:
    """Copy `number`: a graph that conforms as its model does, since only names differ."""
    from kg.model.report import ValidationReport

    model = graphs[number % len(graphs)]
    rename = renamer(model, number)
    graph = rdflib.Graph(bind_namespaces="none")
    for subject, predicate, value in model:
        graph.add((rename(subject), predicate, rename(value)))
    return ValidatedGraph(graph=graph, report=ValidationReport(), triples=len(graph))


def renamer(model: rdflib.Graph, number: int) -> Callable[[rdflib.term.Node], rdflib.term.Node]:
    key = article_name(model).rpartition("/")[2]
    new = hashlib.sha256(f"{key} {number}".encode()).hexdigest()[:16]
    known: dict[rdflib.term.Node, rdflib.term.Node] = {}

    def rename(node: rdflib.term.Node) -> rdflib.term.Node:
        if not isinstance(node, rdflib.URIRef):
            return node
        if node not in known:
            text = node.replace(key, new)
            if _SHARED.search(text):
                text = f"{text}-{number // (COPIES_OF_AN_ENTITY * 8)}"
            known[node] = rdflib.URIRef(text)
        return known[node]

    return rename


def nodes_of(graphs: list[rdflib.Graph], *, copy: int) -> dict[str, str]:
    """A party, a place, an attack and an article that the questions are about: those of one copy with all of them."""
    for number in range(copy, copy + len(graphs)):
        graph = copy_of(graphs, number % max(copy * 2, 1)).graph
        for attack, party in sorted(graph.subject_objects(kg_term("allegedPerpetrator"))):
            place = graph.value(attack, kg_term("place"))
            if place is not None:
                return {
                    "party": str(party),
                    "place": str(place),
                    "attack": str(attack),
                    "article": str(article_name(graph)),
                }
    raise SystemExit("no report accuses somebody of an attack at a known place; choose other reports")


def kg_term(name: str) -> rdflib.URIRef:
    return rdflib.URIRef(f"https://w3id.org/newskg/ontology#{name}")


def ask(reader: ArchiveReader, memory: rdflib.Dataset | None, nodes: dict[str, str]) -> None:
    for name, template in QUESTIONS.items():
        sparql = PREFIXES + template.format(**nodes)
        rows, seconds = timed(partial(rows_of_store, reader, sparql), rounds=5)
        if memory is None:
            show(f"{name}, ms ({len(rows)} rows)", 1000 * seconds, None)
            continue
        found, slow = timed(partial(rows_of_rdflib, memory, sparql), rounds=1)
        if sorted(map(str, rows)) != sorted(map(str, found)):
            raise RuntimeError(f"{name}: the store has {len(rows)} rows, rdflib {len(found)}, and they differ")
        show(f"{name}, ms ({len(rows)} rows)", 1000 * seconds, 1000 * slow)


def rows_of_store(reader: ArchiveReader, sparql: str) -> list[Row]:
    return list(reader.query(sparql).rows)


def rows_of_rdflib(memory: rdflib.Dataset, sparql: str) -> list[Row]:
    return [tuple(row) for row in memory.query(sparql) if isinstance(row, tuple)]


def timed(call: Callable[[], list[Row]], *, rounds: int) -> tuple[list[Row], float]:
    """The answer, and the median of the seconds that it took."""
    seconds = []
    answer: list[Row] = []
    for _ in range(rounds):
        started = time.perf_counter()
        answer = call()
        seconds.append(time.perf_counter() - started)
    return answer, statistics.median(seconds)


def show(name: str, store: float, memory: float | None) -> None:
    rdflib_side = "" if memory is None else f"{memory:>12.2f}{memory / store:>10.1f}x"
    print(f"{name:<56}{store:>12.2f}{rdflib_side}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
