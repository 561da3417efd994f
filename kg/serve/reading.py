"""Looks up nodes of the served graphs: labels, types, values and what leads to them.

A triple that several graphs hold counts once; answers are sorted, so that pages are the same each time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from kg.serve.graphs import KG, Readable

if TYPE_CHECKING:
    import pyoxigraph as ox

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
LABEL = f"{RDFS}label"
# The kind of page that a node has, by the first of its classes that stands here.
KINDS = (
    ("Attack", "attack"),
    ("Article", "report"),
    ("Statement", "statement"),
    ("Person", "person"),
    ("Country", "country"),
    ("Organisation", "organisation"),
    ("UnnamedParty", "party"),
    ("Agent", "party"),
    ("Place", "place"),
    ("Asset", "asset"),
    ("Weapon", "weapon"),
)
_KEPT = 50_000  # labels and lists of classes
_OFTEN = 500  # times that the same may be said before the store is asked to sort it out
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SAFE = "/:@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A node to be named on a page: `path` is where this server shows it, `kind` one of KINDS or "node"."""

    iri: str
    label: str
    path: str
    kind: str = "node"


class Reader:
    """Reads `graphs`; every method takes and gives IRIs as strings."""

    def __init__(self, graphs: Readable) -> None:
        self.graphs = graphs
        self._kept: dict[tuple[str, str], list[str]] = {}
        self._generation = graphs.generation

    def values(self, subject: str, predicate: str) -> list[ox.NamedNode | ox.Literal]:
        """The objects that are IRIs or literals, each once, sorted."""
        import pyoxigraph as ox

        found: set[ox.NamedNode | ox.Literal] = set()
        quads = self.graphs.store.quads_for_pattern(_node(subject), _node(predicate), None)
        for number, quad in enumerate(quads):
            if number == _OFTEN:  # very many graphs say the same of a node that all of them know
                rows = self.select("SELECT DISTINCT ?o { ?s ?p ?o }", s=subject, p=predicate)
                found = {row[0] for row in rows if isinstance(row[0], ox.NamedNode | ox.Literal)}
                break
            if isinstance(quad.object, ox.NamedNode | ox.Literal):
                found.add(quad.object)
        return sorted(found, key=_order)

    def select(self, sparql: str, **known: str) -> Iterator[tuple[ox.NamedNode | ox.Literal | None, ...]]:
        """Rows of a query over all graphs. A triple that several hold comes as often, so ask for DISTINCT rows.

        `known`: variables that stand for these IRIs, in the outermost braces. What is neither IRI nor literal
        comes as None.
        """
        import pyoxigraph as ox

        from kg.vocab.prefixes import PREFIXES

        bound = "".join(f"VALUES ?{name} {{ {_node(value)} }} " for name, value in known.items())
        rows = self.graphs.store.query(
            sparql.replace("{", f"{{ {bound}", 1),
            prefixes=dict(PREFIXES),
            use_default_graph_as_union=True,
        )
        assert isinstance(rows, ox.QuerySolutions)  # noqa: S101 - it is a SELECT
        for row in rows:
            yield tuple(term if isinstance(term, ox.NamedNode | ox.Literal) else None for term in row)

    def column(self, sparql: str, **known: str) -> list[str]:
        """The first column of `select` as text, holes left out."""
        return [row[0].value for row in self.select(sparql, **known) if row[0] is not None]

    def count(self, sparql: str, **known: str) -> int:
        """The number that a query counts."""
        return int(self.column(sparql, **known)[0])

    def iris(self, subject: str, predicate: str) -> list[str]:
        """The objects that are IRIs."""
        import pyoxigraph as ox

        return [value.value for value in self.values(subject, predicate) if isinstance(value, ox.NamedNode)]

    def text(self, subject: str, predicate: str) -> str:
        """The first value as text, "" where there is none."""
        found = self.values(subject, predicate)
        return found[0].value if found else ""

    def texts(self, subject: str, predicate: str) -> list[str]:
        return [value.value for value in self.values(subject, predicate)]

    def texts_in(self, graph: str, subject: str, predicate: str) -> list[str]:
        """What one named graph says; what all do, where there is no such graph."""
        import pyoxigraph as ox

        name = _node(graph)
        if not self.graphs.store.contains_named_graph(name):
            return self.texts(subject, predicate)
        quads = self.graphs.store.quads_for_pattern(_node(subject), _node(predicate), None, name)
        return sorted({quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode | ox.Literal)})

    def number(self, subject: str, predicate: str) -> int | None:
        """An integer, None where there is none that can be read."""
        text = self.text(subject, predicate)
        return int(text) if re.fullmatch(r"[+-]?\d{1,18}", text) else None

    def decimal(self, subject: str, predicate: str) -> float | None:
        text = self.text(subject, predicate)
        return float(text) if re.fullmatch(r"[+-]?\d{1,9}(\.\d{1,18})?", text) else None

    def subjects(self, predicate: str, value: str) -> list[str]:
        """Who has `value` (an IRI) under the predicate, sorted."""
        return sorted(set(self.iter_subjects(predicate, value)))

    def iter_subjects(self, predicate: str, value: str) -> Iterator[str]:
        """The same as they come, some perhaps twice: for values that very many have."""
        import pyoxigraph as ox

        for quad in self.graphs.store.quads_for_pattern(None, _node(predicate), _node(value)):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject.value

    def types(self, node: str) -> list[str]:
        """Local names of the node's `kg:` classes, the narrowest first."""
        return self._keep("types", node, self._types)

    def _types(self, node: str) -> list[str]:
        from kg.vocab.namespaces import SUPERCLASSES

        names = [iri.removeprefix(KG) for iri in self.iris(node, f"{RDF}type") if iri.startswith(KG)]
        return sorted(names, key=lambda name: (-len(SUPERCLASSES.get(name, ())), name))

    def narrow_types(self, node: str) -> list[str]:
        """The classes of a node that are not superclasses of another of them."""
        return narrowest(self.types(node))

    def label(self, node: str) -> str:
        """A name for people; the last part of the IRI where the graphs give none."""
        return self._keep("label", node, lambda node: [self._label(node)])[0]

    def _keep(self, what: str, node: str, look_up: Callable[[str], list[str]]) -> list[str]:
        """What was looked up, for the next time: a page names the same nodes again and again."""
        if self._generation != self.graphs.generation or len(self._kept) > _KEPT:
            self._generation = self.graphs.generation
            self._kept = {}
        key = (what, node)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = look_up(node)
        return kept

    def _label(self, node: str) -> str:
        return (
            self.text(node, LABEL)
            or self.text(node, f"{SCHEMA}headline")
            or self.text(node, f"{NIF}anchorOf")
            or self._statement_label(node)
            or unquote(re.split(r"[/#]", node.rstrip("/#"))[-1])
        )

    def _statement_label(self, node: str) -> str:
        """ "denial by police", "" for what is no statement: the graphs give statements no label."""
        speakers = self.iris(node, f"{KG}speaker")
        kinds = ", ".join(in_words(name) for name in self.narrow_types(node)) if speakers else ""
        return f"{kinds} by {self.text(speakers[0], LABEL) or speakers[0]}" if kinds else ""

    def kind(self, node: str) -> str:
        """Which page shows the node."""
        names = set(self.types(node))
        return next((kind for name, kind in KINDS if name in names), "node")

    def ref(self, node: str) -> Ref:
        return Ref(iri=node, label=self.label(node), path=self.path(node), kind=self.kind(node))

    def refs(self, nodes: list[str]) -> tuple[Ref, ...]:
        """By label."""
        return tuple(sorted((self.ref(node) for node in nodes), key=lambda ref: (ref.label.casefold(), ref.iri)))

    def path(self, node: str) -> str:
        """Where this server shows a node: /id/… for those under the base of the data."""
        return path_of(node, self.graphs.base)

    def exists(self, node: str) -> bool:
        """Whether any graph says something of the node, or leads to it."""
        store = self.graphs.store
        try:
            known = _node(node)
        except ValueError:
            return False
        patterns = (store.quads_for_pattern(known, None, None), store.quads_for_pattern(None, None, known))
        return any(next(pattern, None) is not None for pattern in patterns)


def path_of(node: str, base: str) -> str:
    """See `Reader.path`."""
    if node.startswith(base):
        name, hash_, fragment = node.removeprefix(base).partition("#")
        return f"/id/{quote(name, safe=_SAFE)}{hash_}{quote(fragment, safe=_SAFE)}"
    return f"/node?iri={quote(node, safe='')}"


def narrowest(names: Sequence[str]) -> list[str]:
    """Those of the classes that are not superclasses of another of them."""
    from kg.vocab.namespaces import SUPERCLASSES

    above = {parent for name in names for parent in SUPERCLASSES.get(name, ())}
    return [name for name in names if name not in above] or list(names)


def in_words(name: str) -> str:
    """ "CarBombing" → "car bombing"."""
    return _CAMEL.sub(" ", name).lower()


@lru_cache(maxsize=4096)
def _node(iri: str) -> ox.NamedNode:
    import pyoxigraph as ox

    return ox.NamedNode(iri)


def _order(value: ox.NamedNode | ox.Literal) -> tuple[str, str]:
    return value.value, str(value)
