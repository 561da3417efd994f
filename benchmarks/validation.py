"""How long validation takes in three ways, and whether the quick look ever overlooks what pyshacl finds.

    python benchmarks/validation.py [GRAPH_OR_FOLDER ...] [--rounds 3] [--mutations 500] [--seed 1]

Takes graphs that `kg build` wrote (Turtle, N-Triples, N-Quads, TriG), without any the complete
example of the shapes' tests. Prints the median of CPU milliseconds per graph for pyshacl as it
comes, for pyshacl with prepared shapes (`kg validate`) and for the gate that every graph passes
in `kg build`. Then it damages graphs at random and counts how many of them the native engine lets
through, and of these, how many pyshacl finds something in: the number that has to be 0.
Ends with 1 if it is not.
"""

from __future__ import annotations

import argparse
import logging
import random
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pyshacl
from rdflib import RDF, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg import resources
from kg.validate import FORMATS, gate_graph, load_shapes, read_graphs, validate_graph
from kg.validate.engine import find_violations
from kg.validate.native import finds_nothing
from kg.validate.shapes import ONTOLOGY_SHAPES

Triple = tuple[Node, Node, Node]

EXAMPLE = Path(__file__).parents[1] / "tests" / "shapes" / "GraphShape" / "valid-whole.ttl"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", type=Path, nargs="*", default=[EXAMPLE])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--mutations", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    logging.disable(logging.WARNING)  # rdflib tells of every ill-typed literal, of which there will be many
    warnings.simplefilter("ignore")
    graphs = read_sources(args.sources)
    print(f"{len(graphs)} graphs, median {statistics.median(map(len, graphs)):.0f} triples")
    print_times(graphs, rounds=args.rounds)
    return print_agreement(graphs, mutations=args.mutations, seed=args.seed)


def read_sources(sources: list[Path]) -> list[Graph]:
    files = [
        file
        for source in sources
        for file in (sorted(source.rglob("*")) if source.is_dir() else [source])
        if file.suffix in FORMATS
    ]
    return [graph for file in files for _, graph in read_graphs(file.read_bytes(), name=str(file))]


def print_times(graphs: list[Graph], *, rounds: int) -> None:
    texts = [graph.serialize(format="turtle") for graph in graphs]
    folder = resources.shapes_dir()
    shapes = "\n".join(f.read_text("utf-8") for f in sorted(folder.glob("*.ttl")) if f.name != ONTOLOGY_SHAPES)
    ontology = resources.ontology_file().read_text("utf-8")
    ways: dict[str, Callable[[int], object]] = {
        "pyshacl as it comes": lambda i: pyshacl.validate(
            texts[i],
            shacl_graph=shapes,
            ont_graph=ontology,
            data_graph_format="turtle",
            shacl_graph_format="turtle",
            ont_graph_format="turtle",
        ),
        "pyshacl, shapes prepared": lambda i: validate_graph(graphs[i]),
        "the gate of kg build": lambda i: gate_graph(graphs[i]),
    }
    print(f"{'way':<28}{'CPU ms a graph':>16}")
    for name, way in ways.items():
        way(0)  # what is loaded once
        found = []
        for position in range(len(graphs)):
            for _ in range(rounds):
                start = time.process_time()
                way(position)
                found.append((time.process_time() - start) * 1000)
        print(f"{name:<28}{statistics.median(found):>16.1f}")


def print_agreement(graphs: list[Graph], *, mutations: int, seed: int) -> int:
    """1 if the native engine let a graph through in which pyshacl finds something."""
    shapes = load_shapes()
    choice = random.Random(seed)  # noqa: S311 - the same damage every time is what is wanted
    sources = [sorted(graph, key=lambda triple: tuple(term.n3() for term in triple)) for graph in graphs]
    let_through = overlooked = 0
    for _ in range(mutations):
        graph = mutate(choice.choice(sources), choice)
        if not finds_nothing(graph, shapes=shapes):
            continue  # pyshacl decides, and writes the report
        let_through += 1
        if findings := find_violations(graph, shapes=shapes):
            overlooked += 1
            print(findings[0].to_text())
    print(f"{mutations} damaged graphs: {let_through} let through by the quick look, {overlooked} of them wrongly")
    return 1 if overlooked else 0


@cache
def strange_values() -> list[Node]:
    """Terms that are damaged, at the edge of their datatype, or of a datatype that the model does not use."""
    return [
        *(Literal(text) for text in ("", "x\n", "7", "\\1 {$this}")),
        *(Literal(text, datatype=XSD.integer, normalize=False) for text in ("-1", "07", "many", "9" * 30)),
        *(Literal(text, datatype=XSD.date, normalize=False) for text in ("0000-01-01", "2031-02-30", "2031-02-03Z")),
        *(Literal(text, datatype=XSD.decimal, normalize=False) for text in ("1.50", "180.5", "NaN")),
        Literal("2031-02-03T24:00:00", datatype=XSD.dateTime, normalize=False),
        Literal("1", datatype=XSD.boolean, normalize=False),
        Literal("7", datatype=XSD.string),
        Literal("7", lang="en"),
        URIRef("urn:elsewhere"),
        BNode("b"),
    ]


def in_order(nodes: Iterable[Node]) -> list[Node]:
    return sorted(nodes, key=lambda node: node.n3())


def mutate(triples: list[Triple], choice: random.Random) -> Graph:
    """The graph with one to three triples dropped, altered or added, rare properties as often as frequent ones."""
    changed = set(triples)
    predicates = in_order({p for _, p, _ in triples})
    nodes = in_order({s for s, _, _ in triples})
    for _ in range(choice.choice((1, 1, 1, 2, 3))):
        wanted = choice.choice(predicates)
        subject, predicate, value = choice.choice([triple for triple in triples if triple[1] == wanted])
        other = choice.choice(nodes) if choice.random() < 0.5 else choice.choice(strange_values())
        kind = choice.choice(("drop", "object", "add", "predicate", "subject", "type"))
        if kind in ("drop", "object", "predicate", "subject"):
            changed.discard((subject, predicate, value))
        if kind in ("object", "add"):
            changed.add((subject, predicate, other))
        elif kind == "predicate":
            changed.add((subject, choice.choice(predicates), value))
        elif kind == "subject":
            changed.add((choice.choice(nodes), predicate, value))
        elif kind == "type":
            kinds = in_order({o for _, p, o in triples if p == RDF.type})
            changed.add((subject, RDF.type, choice.choice(kinds)))
    graph = Graph(bind_namespaces="none")
    for triple in sorted(changed, key=lambda triple: tuple(term.n3() for term in triple)):
        graph.add(triple)
    return graph


if __name__ == "__main__":
    sys.exit(main())
