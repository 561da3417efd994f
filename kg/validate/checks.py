"""From a graph to its report: the shapes' findings, and the guards against checking nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model.report import Severity, ValidationReport, Violation
from kg.validate.graph import ValidatedGraph
from kg.validate.shapes import (
    KG,
    SHAPES,
    Shapes,
    load_link_shapes,
    load_ontology_shapes,
    load_review_shapes,
    load_shapes,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rdflib import Graph
    from rdflib.term import Node


def validate_graph(graph: Graph, *, shapes: Shapes | None = None) -> ValidationReport:
    """Check the graph of one article against the shapes.

    Never raises for what is in the graph: an empty graph, a graph without an article and one that
    breaks the engine are reported as not conforming. The graph is not changed.
    Raises `KgError` where the shapes cannot be read.
    """
    from rdflib import URIRef

    shapes = load_shapes() if shapes is None else shapes
    return _report(graph, shapes=shapes, root=URIRef(KG + "Article"), missing=_NO_ARTICLE, extra=_untyped(graph))


def validate_ontology(graph: Graph, *, shapes: Shapes | None = None) -> ValidationReport:
    """Check the ontology itself against `shapes/ontology.ttl`: labels, definitions, names."""
    from rdflib import OWL

    shapes = load_ontology_shapes() if shapes is None else shapes
    return _report(graph, shapes=shapes, root=OWL.Ontology, missing=_NO_ONTOLOGY)


def validate_links(graph: Graph, *, shapes: Shapes | None = None) -> ValidationReport:
    """Check a graph of links between articles against `shapes/link.ttl`: each link has a decision with its score
    and reasons, between nodes of one kind, of articles that were compared. Whether the nodes themselves exist only
    the articles' graphs tell."""
    from rdflib import PROV, URIRef

    shapes = load_link_shapes() if shapes is None else shapes
    linked = {node for name in ("sameEventAs", "sameAgentAs") for node in graph.subjects(URIRef(KG + name))}
    extra = [finding for finding in _untyped(graph) if finding.focus not in {f"<{node}>" for node in linked}]
    return _report(graph, shapes=shapes, root=PROV.Bundle, missing=_NO_LINKS, extra=extra)


def is_links_graph(graph: Graph) -> bool:
    """Whether a graph holds decisions about links, or says of itself that it is for them, and holds no article."""
    from rdflib import PROV, RDF, URIRef

    kinds = {URIRef(KG + "LinkDecision"), PROV.Bundle}
    others = (URIRef(KG + "Article"), URIRef(KG + "ReviewDecision"))
    classes = set(graph.objects(None, RDF.type))
    return classes.isdisjoint(others) and not kinds.isdisjoint(classes)


def validate_reviews(graph: Graph, *, shapes: Shapes | None = None) -> ValidationReport:
    """Check a graph of decisions about facts against `shapes/review.ttl`. Whether the facts are still read only the
    articles' graphs tell."""
    from rdflib import PROV

    shapes = load_review_shapes() if shapes is None else shapes
    return _report(graph, shapes=shapes, root=PROV.Bundle, missing=_NO_REVIEWS, extra=_untyped(graph))


def is_reviews_graph(graph: Graph) -> bool:
    """Whether a graph holds decisions about facts and no article."""
    from rdflib import RDF, URIRef

    classes = set(graph.objects(None, RDF.type))
    return URIRef(KG + "ReviewDecision") in classes and URIRef(KG + "Article") not in classes


def require_valid(graph: Graph, *, shapes: Shapes | None = None) -> ValidatedGraph:
    """The graph as one that may be written and stored.

    Raises `ValidationError`, with the report as its text, where the graph does not conform.
    """
    shapes = load_shapes() if shapes is None else shapes
    return ValidatedGraph(graph=graph, report=_report_quickly(graph, shapes=shapes), triples=len(graph))


def gate_graph(graph: Graph, *, shapes: Shapes | None = None) -> ValidatedGraph | ValidationReport:
    """The graph as one that may be written, or the report that says why it may not.

    The verdict and the report of `validate_graph`, sooner where there is nothing to report.
    """
    shapes = load_shapes() if shapes is None else shapes
    report = _report_quickly(graph, shapes=shapes)
    return ValidatedGraph(graph=graph, report=report, triples=len(graph)) if report.conforms else report


def gate_links(graph: Graph) -> ValidatedGraph | ValidationReport:
    """A graph of links as one that may be stored, or the report that says why it may not."""
    report = validate_links(graph)
    return ValidatedGraph(graph=graph, report=report, triples=len(graph)) if report.conforms else report


def gate_reviews(graph: Graph) -> ValidatedGraph | ValidationReport:
    """A graph of decisions about facts as one that may be stored, or the report that says why it may not."""
    report = validate_reviews(graph)
    return ValidatedGraph(graph=graph, report=report, triples=len(graph)) if report.conforms else report


def validate_any(graph: Graph, *, shapes: Shapes | None = None) -> ValidationReport:
    """Check a graph as what it says it is: an ontology if it declares one and holds no article, links or reviews if
    it holds decisions about them."""
    from rdflib import OWL, RDF, URIRef

    if is_reviews_graph(graph):
        return validate_reviews(graph, shapes=shapes)
    if is_links_graph(graph):
        return validate_links(graph, shapes=shapes)
    is_ontology = (None, RDF.type, OWL.Ontology) in graph and (None, RDF.type, URIRef(KG + "Article")) not in graph
    return validate_ontology(graph, shapes=shapes) if is_ontology else validate_graph(graph, shapes=shapes)


_NO_ARTICLE = Violation(
    source_shape=SHAPES + "NoArticle",
    severity=Severity.VIOLATION,
    message="The graph holds no kg:Article, so there is nothing that its facts could lead back to. "
    "Give it the article that it was read from, or check the spelling of the class.",
)
_NO_ONTOLOGY = Violation(
    source_shape=SHAPES + "NoOntology",
    severity=Severity.VIOLATION,
    message="The graph holds no owl:Ontology. Declare the ontology that its terms belong to.",
)

_NO_LINKS = Violation(
    source_shape=SHAPES + "NoLinks",
    severity=Severity.VIOLATION,
    message="The graph holds decisions about links, but does not say of itself that it is a prov:Bundle, and which "
    "articles were compared. Let kg link write it.",
)

_NO_REVIEWS = Violation(
    source_shape=SHAPES + "NoReviews",
    severity=Severity.VIOLATION,
    message="The graph holds decisions about facts, but does not say of itself that it is a prov:Bundle. "
    "Let kg serve write it.",
)


def _report_quickly(graph: Graph, *, shapes: Shapes) -> ValidationReport:
    """The report of `validate_graph`; pyshacl is not even loaded where a quick look finds nothing, and looks at nothing
    but the shapes that warn where no shape finds worse."""
    from rdflib import RDF, URIRef

    from kg.validate.native import find_warning_shapes

    has_article = (None, RDF.type, URIRef(KG + "Article")) in graph
    if has_article and not shapes.problems and not _untyped(graph):
        warning = find_warning_shapes(graph, shapes=shapes)
        if warning == frozenset():
            return ValidationReport()
        if warning is not None:
            from kg.validate.engine import find_violations

            if findings := find_violations(graph, shapes=shapes, only=warning):
                return ValidationReport(violations=findings)
    return validate_graph(graph, shapes=shapes)


def _report(
    graph: Graph, *, shapes: Shapes, root: Node, missing: Violation, extra: Sequence[Violation] = ()
) -> ValidationReport:
    from rdflib import RDF

    from kg.validate.engine import find_violations

    findings = [_unknown_term(shape, message) for shape, message in shapes.problems]
    if (None, RDF.type, root) not in graph:
        findings.append(missing)
    return ValidationReport(violations=(*findings, *extra, *find_violations(graph, shapes=shapes)))


def _untyped(graph: Graph) -> list[Violation]:
    """Nodes without a class: the shapes go by class, so they would look past these."""
    from rdflib import RDF, URIRef

    return [
        Violation(
            source_shape=SHAPES + "UntypedNode",
            severity=Severity.VIOLATION,
            message="The node has properties but no class, so no shape looks at it. Type it.",
            focus=f"<{subject}>" if isinstance(subject, URIRef) else "_:blank",
        )
        for subject in {subject for subject, _, _ in graph}.difference(graph.subjects(RDF.type))
    ]


def _unknown_term(shape: str, message: str) -> Violation:
    return Violation(
        source_shape=SHAPES + "UnknownTerm", severity=Severity.VIOLATION, message=message, focus=f"<{shape}>"
    )
