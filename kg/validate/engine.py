"""The one door to pyshacl: a graph and shapes → findings.

pyshacl is right but slow when called naively (see `shapes/README.md` for figures): here it gets
shapes that are parsed and indexed once, and a graph that parses each query text once.
It raises on some ill-typed literals; a graph that it cannot judge is invalid, with the cause in
the report.
"""

from __future__ import annotations

import logging
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pyparsing.exceptions import ParseBaseException
from pyshacl import ShapesGraph, Validator
from pyshacl.errors import ReportableRuntimeError
from pyshacl.graph_abstraction import DataGraph
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query, SPARQLError
from rdflib.query import Result
from rdflib.term import Node

from kg.errors import KgError
from kg.model.report import Severity, Violation
from kg.validate.shapes import SHAPES, Shapes
from kg.validate.targets import has_target

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_LOG = logging.getLogger(__name__)
_SEVERITIES: dict[Node | None, Severity] = {SH[severity]: severity for severity in Severity}
_PLACEHOLDER = re.compile(r"\{[$?](\w+)\}")

# What has been seen to come out of pyshacl and rdflib on damaged graphs: comparisons and arithmetic
# of ill-typed literals (TypeError, ValueError, ArithmeticError), odd terms where they expect an IRI
# (AttributeError, LookupError), backslashes in a value that pyshacl puts into a pattern (re.error),
# their own failures (RuntimeError with RecursionError, SPARQLError) and internal assertions.
_ENGINE_FAILURES = (
    ReportableRuntimeError,
    SPARQLError,
    ParseBaseException,
    TypeError,
    ValueError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    AssertionError,
    re.error,
)


class _QueryCachingGraph(Graph):
    """A graph that parses each query text once, in whichever graph it was first asked."""

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        prepared = _prepare(query_object) if isinstance(query_object, str) else query_object
        return super().query(prepared, *args, **kwargs)


@lru_cache(maxsize=256)
def _prepare(text: str) -> Query:
    return prepareQuery(text)


def find_violations(graph: Graph, *, shapes: Shapes, only: Collection[str] | None = None) -> tuple[Violation, ...]:
    """Every result of the shapes on the graph, in no fixed order; of the shapes of these IRIs alone if `only` is given.

    Adds a finding where no shape looks at any node of the graph, and one where pyshacl breaks off.
    Raises `KgError` where the shapes themselves are not valid SHACL.
    """
    engine = _engine(shapes)
    data = _QueryCachingGraph(bind_namespaces="none")
    data += graph
    if not has_target(graph, shapes=shapes):
        return (_nothing_validated(),)
    for triple in shapes.class_tree:
        data.add(triple)
    validator = Validator(
        DataGraph.from_rdflib(data), shacl_graph=Graph(), options={"logger": _LOG, "use_shapes": only and sorted(only)}
    )
    validator.shacl_graph = engine
    try:
        _, results, _ = validator.run()  # type: ignore[no-untyped-call]  # pyshacl leaves it untyped
    except _ENGINE_FAILURES as error:
        return (_engine_failure(error),)
    return tuple(_violations(results, graph))


@lru_cache(maxsize=16)
def _engine(shapes: Shapes) -> ShapesGraph:
    engine = ShapesGraph(shapes.graph, False, _LOG)
    try:
        len(engine.shapes)
    except ReportableRuntimeError as error:
        raise KgError(f"The shapes are not valid SHACL: {error}. Correct the shapes.") from error
    return engine


def _violations(results: Graph, data: Graph) -> Iterator[Violation]:
    for result in results.subjects(RDF.type, SH.ValidationResult):
        shape = results.value(result, SH.sourceShape)
        severity = results.value(result, SH.resultSeverity)
        component = results.value(result, SH.sourceConstraintComponent)
        terms = {
            "this": results.value(result, SH.focusNode),
            "path": results.value(result, SH.resultPath),
            "value": results.value(result, SH.value),
        }
        messages = sorted(str(message) for message in results.objects(result, SH.resultMessage))
        yield Violation(
            source_shape=str(shape),
            severity=_SEVERITIES.get(severity, Severity.VIOLATION),  # other people's shapes may have their own
            message=_fill(" ".join(messages), terms, data),
            focus=_term_text(terms["this"], results),
            path=_term_text(terms["path"], results),
            value=_term_text(terms["value"], results),
            component=None if component is None else str(component),
        )


def _fill(message: str, terms: dict[str, Node | None], data: Graph) -> str:
    """Put the terms into the placeholders that pyshacl leaves in the messages of core constraints.

    Where there are too many or too few values there is no one value: all of them are told.
    """

    def term_for(match: re.Match[str]) -> str:
        term = terms.get(match.group(1))
        if term is None and match.group(1) == "value":
            return " and ".join(sorted(map(str, data.objects(terms["this"], terms["path"])))) or "nothing"
        return match.group(0) if term is None else str(term)

    return _PLACEHOLDER.sub(term_for, message)


def _term_text(term: Node | None, results: Graph) -> str | None:
    if term is None:
        return None
    if isinstance(term, URIRef):
        return f"<{term}>"
    if isinstance(term, Literal):
        return term.n3()
    inverse = results.value(term, SH.inversePath)
    if isinstance(inverse, URIRef):
        return f"^<{inverse}>"
    assert isinstance(term, BNode)  # noqa: S101 - rdflib knows no fourth kind of term
    return "_:blank"  # a label that the parser made up would differ from run to run


def _nothing_validated() -> Violation:
    return Violation(
        source_shape=SHAPES + "NothingValidated",
        severity=Severity.VIOLATION,
        message="No shape looks at any node of this graph, so nothing was checked. "
        "Check the classes in the graph and the targets of the shapes for misspelling.",
    )


def _engine_failure(error: BaseException) -> Violation:
    return Violation(
        source_shape=SHAPES + "EngineFailure",
        severity=Severity.VIOLATION,
        message=f"The graph could not be judged, so it counts as invalid: {type(error).__name__}: {error}. "
        "Look for ill-typed literals and for text where an IRI belongs.",
    )
