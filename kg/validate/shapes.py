"""The shapes, read once: Turtle files → one graph that pyshacl evaluates quickly.

Beside the shapes stand the few ontology triples that they need: the class tree, and which `kg:`
terms there are. A shape that names a term which the ontology does not have would look at nothing
and pass everything, so every such name is kept as a problem and reported with every graph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg import resources
from kg.errors import KgError

if TYPE_CHECKING:
    from rdflib import Graph, URIRef
    from rdflib.term import Node

SHAPES = "https://w3id.org/newskg/shapes#"
KG = "https://w3id.org/newskg/ontology#"
ONTOLOGY_SHAPES = "ontology.ttl"
_TERM_IN_QUERY = re.compile(r"\bkg:([A-Za-z][A-Za-z0-9]*)")
_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """Shapes ready for use.

    `graph` is what pyshacl gets; `source` the shapes as written; `background` the ontology triples
    that are laid beside a graph while it is validated; `problems` one (shape IRI, message) for
    each name that the ontology does not define.
    """

    graph: Graph
    source: Graph
    background: tuple[tuple[Node, Node, Node], ...]
    problems: tuple[tuple[str, str], ...]


@cache
def load_shapes(folder: Path | None = None) -> Shapes:
    """The shapes for articles: all `*.ttl` of a folder (by default the project's) but `ontology.ttl`.

    Raises `KgError` where the folder holds no shapes or a file is not Turtle.
    """
    folder = folder or resources.shapes_dir()
    files = [file for file in sorted(folder.glob("*.ttl")) if file.name != ONTOLOGY_SHAPES]
    if not files:
        raise KgError(f"{folder}: no *.ttl file. Name a folder that holds SHACL shapes in Turtle.")
    return shapes_from_graph(_parse(files), ontology=_parse([resources.ontology_file()]))


@cache
def load_ontology_shapes(folder: Path | None = None) -> Shapes:
    """The shapes that hold the ontology itself to its rules."""
    file = (folder or resources.shapes_dir()) / ONTOLOGY_SHAPES
    return shapes_from_graph(_parse([file]), ontology=_parse([resources.ontology_file()]))


def shapes_from_graph(source: Graph, *, ontology: Graph) -> Shapes:
    """Make shapes that already are a graph ready for use."""
    background = _background(ontology)
    return Shapes(
        graph=_flatten(source), source=source, background=background, problems=_unknown_terms(source, background)
    )


def _parse(files: list[Path]) -> Graph:
    from rdflib import Graph
    from rdflib.plugins.parsers.notation3 import BadSyntax

    graph = Graph()
    for file in files:
        try:
            graph.parse(file, format="turtle")
        except (BadSyntax, UnicodeDecodeError) as error:
            raise KgError(f"{file}: not Turtle: {error}. Correct the file.") from error
    return graph


def _background(ontology: Graph) -> tuple[tuple[Node, Node, Node], ...]:
    from rdflib import RDFS, URIRef

    kept = [
        triple
        for predicate in (RDFS.subClassOf, RDFS.isDefinedBy)
        for triple in ontology.triples((None, predicate, None))
        if isinstance(triple[0], URIRef) and triple[0].startswith(KG) and isinstance(triple[2], URIRef)
    ]
    return tuple(sorted(kept))


def _flatten(source: Graph) -> Graph:
    """Hand a node shape's targets down to its property shapes.

    The verdicts are the same, but pyshacl then evaluates a property shape once for all its focus
    nodes, where under `sh:property` it sets up every constraint anew for every node.
    """
    from rdflib import SH, Graph

    graph = Graph()
    graph += source
    referred = set(source.objects(None, SH.node)) | set(source.objects(None, SH.qualifiedValueShape))
    for shape in sorted(set(source.subjects(SH.property, None))):
        targets = [(SH[name], value) for name in _TARGETS for value in source.objects(shape, SH[name])]
        if not targets or shape in referred or (shape, SH.deactivated, None) in source:
            continue
        for prop in source.objects(shape, SH.property):
            graph.remove((shape, SH.property, prop))
            for predicate, value in targets:
                graph.add((prop, predicate, value))
    return graph


def _unknown_terms(source: Graph, background: tuple[tuple[Node, Node, Node], ...]) -> tuple[tuple[str, str], ...]:
    from rdflib import RDFS

    known = {str(s) for s, p, _ in background if p == RDFS.isDefinedBy}
    problems = {
        (str(_owner(source, subject)), f"The shape names {term}, which the ontology does not define: correct its spelling.")
        for subject, term in _named_terms(source)
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
        above = next(iter(sorted(source.subjects(None, node))), None)
        if above is None:
            break
        node = above
    return node


def target_terms(shapes: Shapes) -> tuple[tuple[str, URIRef], ...]:
    """Every (kind of target, class, property or node) that the shapes look at, sorted."""
    from rdflib import SH, URIRef

    return tuple(
        sorted(
            (name, value)
            for name in _TARGETS
            for value in set(shapes.graph.objects(None, SH[name]))
            if isinstance(value, URIRef)
        )
    )
