"""What every builder needs to know beside its fact: the article and how its IRIs are made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from rdflib import RDF, URIRef
from rdflib.term import Node

from kg.errors import ValidationError
from kg.model.article import Article
from kg.model.span import Span
from kg.vocab.iri import IriMinter
from kg.vocab.namespaces import KG, SUPERCLASSES

Triple = tuple[Node, Node, Node]

_TYPE = RDF.type


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildContext:
    """`entities` are the keys that facts may name, `described` the passages that stand in the graph already."""

    article: Article
    iris: IriMinter
    entities: frozenset[str]
    described: set[Span] = field(default_factory=set)

    def entity_iri(self, key: str) -> URIRef:
        """The IRI of an entity; ValidationError if the facts name it without describing it."""
        if key not in self.entities:
            raise ValidationError(
                f"article {self.article.key}: a fact names the entity {key!r}, which is not among the article's "
                "entities. Resolution must describe every entity that it uses."
            )
        return self.iris.mint_entity_iri(key)

    def passage_iri(self, span: Span) -> URIRef:
        """The IRI of a passage; ValidationError for a span that is empty or outside the text."""
        if not 0 <= span.start < span.end <= len(self.article.text):
            raise ValidationError(
                f"article {self.article.key}: a fact rests on characters {span.start} to {span.end}, but the text "
                f"has {len(self.article.text)}. Offsets must point into the text as read."
            )
        return self.iris.mint_passage_iri(span)


def triples_for_types(node: URIRef, *classes: str) -> Iterator[Triple]:
    """The classes of a node with their superclasses; AttributeError for a class that the ontology lacks."""
    for name in classes:
        for class_iri in _with_superclasses(name):
            yield node, _TYPE, class_iri


@cache
def _with_superclasses(name: str) -> tuple[URIRef, ...]:
    return (KG[name], *(KG[ancestor] for ancestor in SUPERCLASSES[name]))
