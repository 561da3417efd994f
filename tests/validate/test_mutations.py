"""Whatever is done to a graph, validation ends in a report."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from kg.validate import validate_graph
from tests.validate.mutations import TRIPLES, Change, mutate, mutations


@pytest.fixture(autouse=True)
def _no_chatter() -> Iterator[None]:
    """rdflib logs every ill-typed literal, which is what these tests are made of."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=mutations)
def test_a_changed_graph_always_gives_a_report(changes: list[Change]) -> None:
    graph = mutate(changes)

    report = validate_graph(graph)

    assert report == validate_graph(graph)
    assert report.to_text().count("\n") > len(report.violations)
    assert (len(report.to_graph()) - 2) >= 5 * len(report.violations)


@pytest.mark.parametrize("place", range(0, len(TRIPLES), 9))
def test_a_triple_that_is_needed_is_missed(place: int) -> None:
    """A dropped triple is either optional in the model, or its absence is found."""
    subject, predicate, value = TRIPLES[place]
    graph = mutate([("drop", place, None, None)])

    report = validate_graph(graph)

    kind = str(predicate).rsplit("#", 1)[-1].rsplit("/", 1)[-1]
    optional = {"text", "quote", "channel", "datePublished", "inLanguage", "publisher", "anonymous", "asserts", "about"}
    optional |= {"sameAs", "disputes", "countMin", "countMax", "country", "owner", "organisation", "source", "isString"}
    optional |= {"onBehalfOf", "partOfSeries", "memberOf"}
    still_mentioned = kind == "mention" and (subject, predicate, None) in graph
    assert report.violations or kind in optional or still_mentioned, (subject, predicate, value)
