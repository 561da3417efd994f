"""The nodes of an article's graph as a reader sees them: labels for names, and no evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.store.base import article_name

if TYPE_CHECKING:
    from rdflib import Graph, URIRef
    from rdflib.term import Node

KINDS = ("article", "attack", "statement", "position", "affiliation", "entity")
_LONGEST = 100  # characters of a statement in its label
_NUMBERS = re.compile(r"(\d+)")


class Describer:
    """Describes the nodes of one graph."""

    def __init__(self, graph: Graph) -> None:
        from rdflib import DCTERMS, PROV, RDF, RDFS

        from kg.vocab.namespaces import KG, NIF

        self._graph = graph
        article = str(article_name(graph))
        self._base, _, self._key = article.rpartition("article/")
        self._classes = {
            "article": (KG.Article,),
            "attack": (KG.Attack,),
            "statement": (KG.Statement,),
            "position": (KG.Position,),
            "affiliation": (KG.Affiliation,),
            "entity": (KG.Agent, KG.Place, KG.Asset, KG.Weapon),
        }
        # Evidence and run differ with every reading; an assertion repeats its attack's slot; a fact's own
        # article is the one that is looked at.
        self._passed_over = {KG.mention, KG.rule, KG.reportedIn, PROV.wasGeneratedBy, DCTERMS.identifier, NIF.isString}
        # What is told with the node that it belongs to.
        self._parts = {KG.casualties, KG.asserts}
        self._names = (RDFS.label, KG.text, KG.title)
        self._type = RDF.type

    def fact_nodes(self) -> Iterator[tuple[str, URIRef]]:
        """Kind and node of each fact, by kind and then by name with numbers read as numbers."""
        seen: set[Node] = set()
        for kind in KINDS:
            found = {node for cls in self._classes[kind] for node in self._graph.subjects(self._type, cls)} - seen
            seen |= found
            for node in sorted(found, key=_natural):
                yield kind, node  # type: ignore[misc]  # blank nodes do not pass the shapes

    def label(self, node: Node) -> str:
        """What a reader knows the node by."""
        from rdflib import RDF

        from kg.vocab.namespaces import KG, SCHEMA

        graph = self._graph
        for name in self._names:
            found = sorted(str(value) for value in graph.objects(node, name))
            if found:
                text = found[0]
                short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
                speaker = graph.value(node, KG.speaker)
                return short if speaker is None else f"{self.label(speaker)}: {short}"
        speaker = graph.value(node, KG.speaker)
        if speaker is not None:
            return f"{self.label(speaker)}: {', '.join(sorted(self._kinds(node)))}"
        headline = graph.value(node, SCHEMA.headline)
        if headline is not None:
            return str(headline)
        triple = [graph.value(node, part) for part in (RDF.subject, RDF.predicate, RDF.object)]
        if None not in triple:
            return " ".join(self._text(part) for part in triple if part is not None)
        return self.name(node)

    def name(self, node: Node) -> str:
        """The name of the node without what belongs to this one article, `kg:` or the base of the data."""
        from kg.vocab.terms import shorten_iri

        return shorten_iri(str(node)).replace(self._key, "").removeprefix("kg:").removeprefix(self._base)

    def values(self, node: Node) -> Iterator[tuple[str, str]]:
        """Property and value of everything that the node says, as a reader sees it."""
        from kg.vocab.terms import shorten_iri

        if any((node, self._type, cls) in self._graph for cls in self._classes["entity"]):
            yield "name", self.name(node)
        for predicate, value in self._graph.predicate_objects(node):
            if predicate in self._passed_over:
                continue
            name = "kind" if predicate == self._type else shorten_iri(str(predicate)).rpartition(":")[2]
            yield name, self._whole(value) if predicate in self._parts else self._text(value)

    def _whole(self, node: Node) -> str:
        """A node that is told with its owner, in one line: "killedMin 3, source the ministry"."""
        told = sorted((name, value) for name, value in self.values(node) if name not in ("kind", "subject"))
        return ", ".join(f"{name} {value}" for name, value in told)

    def _text(self, value: Node) -> str:
        from rdflib import Literal

        if isinstance(value, Literal):
            return str(value)
        return self.label(value) if (value, None, None) in self._graph else self.name(value)

    def _kinds(self, node: Node) -> Iterator[str]:
        for value in self._graph.objects(node, self._type):
            yield self._text(value)


def _natural(node: Node) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in _NUMBERS.split(str(node)))
