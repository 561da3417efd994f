"""The shapes, read once: Turtle files → one graph that pyshacl evaluates quickly.

Beside the shapes stands the class tree of the ontology. A shape that names a `kg:` term which the
ontology does not have would look at nothing and pass everything, so every such name is kept as a
problem and reported with every graph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg import resources
from kg.errors import KgError
from kg.validate.files import read_graphs

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

SHAPES = "https://w3id.org/newskg/shapes#"
KG = "https://w3id.org/newskg/ontology#"
ONTOLOGY_SHAPES = "ontology.ttl"
LINK_SHAPES = "link.ttl"
REVIEW_SHAPES = "review.ttl"
_OTHERS = (ONTOLOGY_SHAPES, LINK_SHAPES, REVIEW_SHAPES)  # not for the graphs of articles
_TERM_IN_QUERY = re.compile(r"\bkg:([A-Za-z][A-Za-z0-9]*)")
TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # told apart by identity, which is quick to look up
class Shapes:
    """Shapes ready for use.

    `graph` is what pyshacl gets; `source` the shapes as written; `class_tree` the `rdfs:subClassOf`
    triples that are laid beside a graph while it is validated; `problems` one (shape IRI, message)
    for each name that the ontology does not define.
    """

    graph: Graph
    source: Graph
    class_tree: tuple[tuple[Node, Node, Node], ...]
    problems: tuple[tuple[str, str], ...]


@cache
def load_shapes(folder: Path | None = None) -> Shapes:
    """The shapes for articles: all `*.ttl` of a folder (by default the project's) but those for other graphs.

    Raises `KgError` where the folder holds no shapes or a file is not Turtle.
    """
    folder = folder or resources.shapes_dir()
    files = [file for file in sorted(folder.glob("*.ttl")) if file.name not in _OTHERS]
    if not files:
        raise KgError(f"{folder}: no *.ttl file. Name a folder that holds SHACL shapes in Turtle.")
    return shapes_from_graph(_parse(files), ontology=_parse([resources.ontology_file()]))


@cache
def load_ontology_shapes(folder: Path | None = None) -> Shapes:
    """The shapes that hold the ontology itself to its rules."""
    file = (folder or resources.shapes_dir()) / ONTOLOGY_SHAPES
    return shapes_from_graph(_parse([file]), ontology=_parse([resources.ontology_file()]))


@cache
def load_link_shapes(folder: Path | None = None) -> Shapes:
    """The shapes for a graph of links between articles."""
    file = (folder or resources.shapes_dir()) / LINK_SHAPES
    return shapes_from_graph(_parse([file]), ontology=_parse([resources.ontology_file()]))


@cache
def load_review_shapes(folder: Path | None = None) -> Shapes:
    """The shapes for a graph of decisions about facts."""
    file = (folder or resources.shapes_dir()) / REVIEW_SHAPES
    return shapes_from_graph(_parse([file]), ontology=_parse([resources.ontology_file()]))


def shapes_from_graph(source: Graph, *, ontology: Graph) -> Shapes:
    """Make shapes that already are a graph ready for use."""
    return Shapes(
        graph=_flatten(source),
        source=source,
        class_tree=_class_tree(ontology),
        problems=_unknown_terms(source, ontology),
    )


def _parse(files: list[Path]) -> Graph:
    from rdflib import Graph

    graph = Graph()
    for file in files:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise KgError(f"{file}: {error.strerror}. Name a folder with shapes that can be read.") from error
        for _, part in read_graphs(content, name=str(file)):
            graph += part
    return graph


def _class_tree(ontology: Graph) -> tuple[tuple[Node, Node, Node], ...]:
    from rdflib import RDFS

    return tuple(
        sorted(
            triple
            for triple in ontology.triples((None, RDFS.subClassOf, None))
            if str(triple[0]).startswith(KG) and str(triple[2]).startswith(KG)
        )
    )


def _flatten(source: Graph) -> Graph:
    """Hand a node shape's targets down to its property shapes.

    The verdicts are the same, but pyshacl then evaluates a property shape once for all its focus
    nodes, where under `sh:property` it sets up every constraint anew for every node. A closed shape
    no longer sees its property shapes, so their paths join the properties that it lets pass.
    """
    from rdflib import SH, Graph, URIRef
    from rdflib.collection import Collection

    graph = Graph(store="SimpleMemory")  # the default store keeps track of contexts, which costs a third more
    graph += source
    referred = set(source.objects(None, SH.node)) | set(source.objects(None, SH.qualifiedValueShape))
    for shape in sorted(set(source.subjects(SH.property, None)), key=str):
        targets = [(SH[name], value) for name in TARGETS for value in source.objects(shape, SH[name])]
        lists = list(source.objects(shape, SH.ignoredProperties))
        unlisted = (shape, SH.closed, None) in source and not lists
        if not targets or shape in referred or unlisted or (shape, SH.deactivated, None) in source:
            continue
        properties = sorted(source.objects(shape, SH.property), key=str)
        for prop in properties:
            graph.remove((shape, SH.property, prop))
            for predicate, value in targets:
                graph.add((prop, predicate, value))
        paths = {path for prop in properties for path in source.objects(prop, SH.path) if isinstance(path, URIRef)}
        for passing in [Collection(graph, allowed) for allowed in lists]:
            for path in sorted(paths - set(passing)):
                passing.append(path)
    return graph


def _unknown_terms(source: Graph, ontology: Graph) -> tuple[tuple[str, str], ...]:
    from rdflib import RDFS

    known = {str(term) for term in ontology.subjects(RDFS.isDefinedBy, None)}
    problems = {
        (
            str(_owner(source, node)),
            f"The shape names {term}, which the ontology does not define. Correct its spelling.",
        )
        for node, term in _named_terms(source)
        if KG + term.removeprefix("kg:") not in known
    }
    return tuple(sorted(problems))


def _named_terms(source: Graph) -> list[tuple[Node, str]]:
    """Every `kg:` term in the shapes, as object or inside a query, with the node that names it."""
    from rdflib import SH, URIRef

    found: list[tuple[Node, str]] = []
    for subject, predicate, value in source:
        if isinstance(value, URIRef) and value.startswith(KG) and value != URIRef(KG):
            found.append((subject, "kg:" + value[len(KG) :]))
        elif predicate == SH.select:
            found += [(subject, match.group(0)) for match in _TERM_IN_QUERY.finditer(str(value))]
    return found


def _owner(source: Graph, node: Node) -> Node:
    """The named shape that a list cell or a path belongs to."""
    from rdflib import URIRef

    while not isinstance(node, URIRef):
        above = next(iter(sorted(source.subjects(None, node), key=str)), None)
        if above is None:
            break
        node = above
    return node
