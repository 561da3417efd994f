"""In which order the nodes of a graph are written, so that people can read it from top to bottom.

The order is a function of the graph alone: sections by kind of node, inside a section the order
of the text (the first passage that a node leads to), then the IRI with numbers read as numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import InitVar, dataclass, field
from functools import lru_cache

from rdflib import PROV, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from kg.vocab.namespaces import KG, NIF, SCHEMA, SUPERCLASSES

SortKey = tuple[object, ...]

# What belongs to a node and is written straight after it: the property that leads there, and
# whether it is followed forwards (from the owner) or backwards (to the owner).
_PARTS: tuple[tuple[URIRef, bool], ...] = (
    (PROV.wasGeneratedBy, True),
    (PROV.wasAssociatedWith, True),
    (KG.casualties, True),
    (KG.asserts, True),
    (KG.holder, False),
    (RDF.subject, False),
)

# A node stands in the first section that names one of its classes.
_SECTIONS: tuple[tuple[str, tuple[URIRef, ...]], ...] = (
    ("The article and how it was read", (KG.Article,)),
    ("Attacks, the reports of their casualties, and the evidence for each fact", (KG.Attack,)),
    ("Who said what", (KG.Statement,)),
    ("People, organisations and countries", (KG.Agent,)),
    ("Places", (KG.Place,)),
    ("Things attacked, and weapons", (KG.Asset, KG.Weapon)),
    ("Other nodes", ()),
    ("The passages that everything leads back to", (KG.Passage,)),
)
_OTHER = next(position for position, (_, classes) in enumerate(_SECTIONS) if not classes)

_PREDICATES: tuple[URIRef, ...] = (
    RDF.type,
    RDFS.label,
    SKOS.altLabel,
    SCHEMA.headline,
    SCHEMA.publisher,
    SCHEMA.author,
    SCHEMA.datePublished,
    KG.reportedIn,
    KG.earliestDate,
    KG.latestDate,
    KG.countMin,
    KG.countMax,
    KG.perpetrator,
    KG.allegedPerpetrator,
    KG.claimedBy,
    KG.target,
    KG.victim,
    KG.weapon,
    KG.place,
    KG.casualties,
    KG.partOfSeries,
    KG.killedMin,
    KG.killedMax,
    KG.injuredMin,
    KG.injuredMax,
    KG.source,
    KG.speaker,
    KG.onBehalfOf,
    KG.about,
    KG.text,
    KG.quote,
    KG.asserts,
    KG.holder,
    KG.title,
    KG.organisation,
    RDF.subject,
    RDF.predicate,
    RDF.object,
    KG.stance,
    KG.disputes,
    NIF.referenceContext,
    NIF.beginIndex,
    NIF.endIndex,
    NIF.anchorOf,
)
_LAST_PREDICATES = (KG.rule, KG.mention)
_PREDICATE_KEYS: dict[URIRef, SortKey] = {
    **{predicate: (0, rank, "") for rank, predicate in enumerate(_PREDICATES)},
    **{predicate: (2, rank, "") for rank, predicate in enumerate(_LAST_PREDICATES)},
}
# Looked up once: a closed namespace takes its time over each name.
_TYPE, _MENTION, _BEGIN, _END, _CONTEXT = RDF.type, KG.mention, NIF.beginIndex, NIF.endIndex, NIF.referenceContext
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Section:
    """A title and blocks; a block is a node followed by what belongs to it. `brief`: a line a node will do."""

    title: str
    blocks: tuple[tuple[URIRef, ...], ...]
    brief: bool


@dataclass(slots=True)
class GraphOrder:
    """The order of one graph's nodes, properties and values. Every subject is an IRI.

    The graph is walked through once; asking it for every node and property anew takes far longer.
    """

    graph: InitVar[Graph]
    _nodes: dict[Node, dict[URIRef, list[Node]]] = field(init=False)
    _places: dict[Node, SortKey] = field(init=False)

    def __post_init__(self, graph: Graph) -> None:
        self._nodes = {}
        for subject, predicate, value in graph:
            name = predicate if isinstance(predicate, URIRef) else URIRef(str(predicate))
            self._nodes.setdefault(subject, {}).setdefault(name, []).append(value)
        self._places = {}
        for passage, properties in self._nodes.items():
            for begin in properties.get(_BEGIN, ()):
                context, end = self.first(passage, _CONTEXT), self.first(passage, _END)
                self._places[passage] = (natural_key(str(context)), _number(begin), _number(end))

    def sections(self) -> list[Section]:
        """All subjects of the graph, each once."""
        owners = self._owners()
        parts: dict[URIRef, list[URIRef]] = {}
        for node, owner in owners.items():
            parts.setdefault(owner, []).append(node)
        blocks: list[list[tuple[URIRef, ...]]] = [[] for _ in _SECTIONS]
        for node in sorted((s for s in self._subjects() if s not in owners), key=self.node_key):
            block = (node, *self._descend(node, parts))
            blocks[self._section_of(node)].append(block)
        return [
            Section(title, tuple(found), brief=KG.Passage in classes)
            for (title, classes), found in zip(_SECTIONS, blocks, strict=True)
            if found
        ]

    def predicates(self, subject: URIRef) -> list[tuple[URIRef, list[Node]]]:
        """The properties of a node with their values, both in order."""
        found = self._nodes.get(subject, {})
        return [(p, self._in_order(p, found[p])) for p in sorted(found, key=_predicate_key)]

    def first(self, node: Node, predicate: URIRef) -> Node | None:
        """The value of a property that has one; None where there is none."""
        return next(iter(self._nodes.get(node, {}).get(predicate, ())), None)

    def node_key(self, node: Node) -> SortKey:
        """Nodes without a passage come after those with one."""
        found = [self._places[p] for p in self._nodes.get(node, {}).get(_MENTION, ()) if p in self._places]
        if node in self._places:
            found.append(self._places[node])
        first = min(found, default=None)
        return (first is None, first or (), natural_key(str(node)))

    def _subjects(self) -> Iterator[URIRef]:
        return (subject for subject in self._nodes if isinstance(subject, URIRef))

    def _section_of(self, node: URIRef) -> int:
        types = set(self._nodes[node].get(_TYPE, ()))
        for position, (_, classes) in enumerate(_SECTIONS):
            if not types.isdisjoint(classes):
                return position
        return _OTHER

    def _owners(self) -> dict[URIRef, URIRef]:
        """Which node each part is written after; no node owns itself, directly or round a circle."""
        owners: dict[URIRef, URIRef] = {}
        for predicate, forwards in _PARTS:
            pairs = [(o, s) if forwards else (s, o) for s, o in self._links(predicate)]
            for part, owner in sorted(pairs, key=lambda pair: (natural_key(str(pair[0])), natural_key(str(pair[1])))):
                if part not in owners and not _reaches(owners, owner, part):
                    owners[part] = owner
        return owners

    def _links(self, predicate: URIRef) -> Iterator[tuple[URIRef, URIRef]]:
        """The nodes that a property relates, where both are described in the graph."""
        for subject in self._subjects():
            for value in self._nodes[subject].get(predicate, ()):
                if isinstance(value, URIRef) and value in self._nodes:
                    yield subject, value

    def _descend(self, node: URIRef, parts: dict[URIRef, list[URIRef]]) -> Iterator[URIRef]:
        for part in sorted(parts.get(node, ()), key=lambda p: natural_key(str(p))):
            yield part
            yield from self._descend(part, parts)

    def _in_order(self, predicate: URIRef, values: list[Node]) -> list[Node]:
        if len(values) == 1:
            return values
        return sorted(values, key=_class_key if predicate == _TYPE else self._object_key)

    def _object_key(self, value: Node) -> SortKey:
        if isinstance(value, Literal):
            return (1, natural_key(str(value)), str(value.datatype or ""), str(value.language or ""))
        return (0, self._places.get(value, ()), natural_key(str(value)))


@lru_cache(maxsize=65536)
def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key by which "attack-10" comes after "attack-9"; ties are broken by the exact characters."""
    parts = _DIGITS.split(text)
    return tuple((1, int(p), p) if p.isdecimal() and p.isascii() else (0, 0, p) for p in parts)


def ordered_subjects(sections: Iterable[Section]) -> Iterator[URIRef]:
    for section in sections:
        for block in section.blocks:
            yield from block


def _predicate_key(predicate: URIRef) -> SortKey:
    return _PREDICATE_KEYS.get(predicate) or (1, 0, str(predicate))


def _class_key(node: Node) -> SortKey:
    """A class before its superclasses, and other vocabularies' classes last."""
    text = str(node)
    name = text.removeprefix(str(KG))
    if name != text and name in SUPERCLASSES:
        return (0, -len(SUPERCLASSES[name]), name)
    return (1, 0, text)


def _number(value: Node | None) -> int:
    text = str(value)
    return int(text) if text.isdecimal() and text.isascii() else 0


def _reaches(owners: Mapping[URIRef, URIRef], node: URIRef, target: URIRef) -> bool:
    seen: URIRef | None = node
    while seen is not None:
        if seen == target:
            return True
        seen = owners.get(seen)
    return False
