"""What the shape tests share: reading an example, and what a shape can complain about."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from kg.model.report import ValidationReport, shorten
from kg.validate import (
    load_link_shapes,
    load_ontology_shapes,
    load_review_shapes,
    load_shapes,
    read_graphs,
    validate_any,
)

EXAMPLES = Path(__file__).parent
HEADER = "severity\tshape\tcomponent\tfocus\tpath"

# The parameters of SHACL that the shapes use, and the constraint component that each stands for.
COMPONENTS = {
    SH["class"]: "sh:ClassConstraintComponent",
    SH["in"]: "sh:InConstraintComponent",
    SH["or"]: "sh:OrConstraintComponent",
    SH.closed: "sh:ClosedConstraintComponent",
    SH.datatype: "sh:DatatypeConstraintComponent",
    SH.hasValue: "sh:HasValueConstraintComponent",
    SH.languageIn: "sh:LanguageInConstraintComponent",
    SH.lessThan: "sh:LessThanConstraintComponent",
    SH.lessThanOrEquals: "sh:LessThanOrEqualsConstraintComponent",
    SH.maxCount: "sh:MaxCountConstraintComponent",
    SH.maxInclusive: "sh:MaxInclusiveConstraintComponent",
    SH.minCount: "sh:MinCountConstraintComponent",
    SH.minInclusive: "sh:MinInclusiveConstraintComponent",
    SH.minLength: "sh:MinLengthConstraintComponent",
    SH.nodeKind: "sh:NodeKindConstraintComponent",
    SH.pattern: "sh:PatternConstraintComponent",
    SH.qualifiedMinCount: "sh:QualifiedMinCountConstraintComponent",
    SH.sparql: "sh:SPARQLConstraintComponent",
    SH.uniqueLang: "sh:UniqueLangConstraintComponent",
}
# What says nothing by itself.
SILENT = {
    RDF.type,
    SH.ignoredProperties,
    SH.message,
    SH.path,
    SH.property,
    SH.qualifiedValueShape,
    SH.severity,
    SH.targetClass,
    SH.targetNode,
    SH.targetSubjectsOf,
}


class Finding(NamedTuple):
    """One line of an `.expected.tsv` file, terms shortened."""

    severity: str
    shape: str
    component: str
    focus: str
    path: str


def find_results(example: Path) -> tuple[tuple[Finding, ...], ValidationReport]:
    """The findings about an example, sorted, and the report that they come from."""
    graphs = read_graphs(example.read_bytes(), name=str(example))
    assert len(graphs) == 1, "an example is one graph"
    report = validate_any(graphs[0][1])
    findings = [
        Finding(
            severity=str(violation.severity),
            shape=_short(violation.source_shape),
            component=_short(violation.component) if violation.component else "-",
            focus=shorten(violation.focus or "-"),
            path=shorten(violation.path or "-"),
        )
        for violation in report.violations
    ]
    return tuple(sorted(findings)), report


def render_results(findings: tuple[Finding, ...]) -> str:
    """The findings as the text of an `.expected.tsv` file."""
    return "\n".join([HEADER, *("\t".join(finding) for finding in findings)]) + "\n"


def all_shapes() -> Graph:
    """The shapes as they are written, those of the ontology, of links and of reviews included."""
    graph = Graph()
    graph += load_shapes().source
    graph += load_ontology_shapes().source
    graph += load_link_shapes().source
    graph += load_review_shapes().source
    return graph


def shape_nodes(graph: Graph) -> set[Node]:
    """All shapes, property shapes included."""
    return set(graph.subjects(RDF.type, SH.NodeShape)) | set(graph.subjects(RDF.type, SH.PropertyShape))


def required_pairs() -> set[tuple[str, str]]:
    """Every (shape, component) that some invalid example must bring out.

    Shapes that only describe a value for `sh:or` or `sh:qualifiedValueShape` never appear in a report.
    """
    graph = all_shapes()
    values = set(graph.objects(None, SH.qualifiedValueShape))
    for alternatives in graph.objects(None, SH["or"]):
        values |= set(graph.items(alternatives))
    pairs = set()
    for shape in shape_nodes(graph) - values:
        for parameter in set(graph.predicates(shape, None)) - SILENT:
            pairs.add((_short(str(shape)), COMPONENTS[URIRef(str(parameter))]))
    return pairs


def _short(iri: str) -> str:
    return shorten(f"<{iri}>")
