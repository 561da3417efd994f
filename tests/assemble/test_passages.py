"""What a component gives as its confidence stands beside its name, unless a rule read the same."""

from rdflib import URIRef

from kg.assemble.literals import decimal
from kg.assemble.passages import triples_for_rules
from kg.model.resolved import Evidence
from kg.model.span import Span
from kg.vocab.namespaces import KG

NODE = URIRef("https://example.org/attack/1")
RULE = Evidence(span=Span(0, 6), rule="noun-strong")
LIKELY = Evidence(span=Span(9, 14), rule="learned-attack", confidence=0.871)
UNLIKELY = Evidence(span=Span(20, 24), rule="learned-attack", confidence=0.5)


def confidences(*evidence: Evidence) -> list[object]:
    return [value for _, predicate, value in triples_for_rules(NODE, evidence) if predicate == KG.confidence]


def test_the_best_of_several_readings_counts() -> None:
    assert confidences(UNLIKELY, LIKELY) == [decimal("0.87")]


def test_what_a_rule_read_needs_no_odds() -> None:
    assert confidences(RULE, LIKELY) == []
    assert confidences(RULE) == []
