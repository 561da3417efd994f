"""Links as quads: one node for each decision, in the named graph `<base>links`, as TriG.

A decision stands beside the plain triple that it makes. Taking the decision back takes both away; the graphs of the
articles are never touched. The graph also names the articles that were compared, so that the next run looks at new
ones only and does not propose again what was taken back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.vocab.iri import check_base
from kg.vocab.namespaces import KG, PROV, RDF, XSD

if TYPE_CHECKING:
    import pyoxigraph as ox

_PREFIXES = {"kg": str(KG), "prov": str(PROV), "rdf": str(RDF), "xsd": str(XSD)}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Decision:
    """That `subject` and `object` (IRIs, in this order sorted) are one event or one agent."""

    subject: str
    object: str
    predicate: str  # kg:sameEventAs or kg:sameAgentAs
    score: Decimal
    reasons: tuple[str, ...]

    def iri(self, base: str) -> str:
        content = "\n".join((self.subject, self.predicate, self.object))
        return f"{base}link/{hashlib.sha256(content.encode('utf-8')).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """All decisions in force, sorted, and the articles that have been compared with each other."""

    base: str
    decisions: tuple[Decision, ...] = ()
    articles: tuple[str, ...] = ()

    def with_more(self, decisions: Iterable[Decision], articles: Iterable[str]) -> Links:
        return Links(
            base=self.base,
            decisions=tuple(sorted({*self.decisions, *decisions})),
            articles=tuple(sorted({*self.articles, *articles})),
        )

    def without(self, iri: str) -> Links:
        """Takes one decision back, or with "ALL" everything, so that the next run begins anew.

        Raises InputError for an IRI that no decision has.
        """
        if iri == "ALL":
            return Links(base=self.base)
        kept = tuple(decision for decision in self.decisions if decision.iri(self.base) != iri)
        if len(kept) == len(self.decisions):
            raise InputError(
                place=f"decision {iri}", problem="there is none of this name", remedy="Take one that --json lists."
            )
        return Links(base=self.base, decisions=kept, articles=self.articles)


def links_name(base: str) -> str:
    """The graph that holds the links of articles under one base."""
    return f"{check_base(base)}links"


def serialise_links(links: Links) -> bytes:
    """TriG, the same bytes for the same links."""
    import pyoxigraph as ox

    written = ox.serialize(_quads(links), format=ox.RdfFormat.TRIG, prefixes=_PREFIXES)
    return written or b""


def parse_links(content: bytes, *, place: str, base: str) -> Links:
    """The links of a file. Raises InputError, with `place`, for what is no graph of links under this base."""
    import pyoxigraph as ox

    try:
        quads = list(ox.parse(content, format=ox.RdfFormat.TRIG))
    except SyntaxError as error:
        raise _error(place, str(error).rstrip("."), "Restore the file, or link into another one.") from error
    name = links_name(base)
    foreign = [quad for quad in quads if quad.graph_name != ox.NamedNode(name)]
    if foreign:
        raise _error(place, f"it holds more than the graph {name}", "Name a file of links, or its --base.")
    return _read(quads, place=place, base=base)


def _quads(links: Links) -> Iterable[ox.Quad]:
    import pyoxigraph as ox

    name = links_name(links.base)
    graph = ox.NamedNode(name)

    def quad(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Quad:
        return ox.Quad(ox.NamedNode(subject), ox.NamedNode(str(predicate)), value, graph)

    if links.articles or links.decisions:
        yield quad(name, RDF.type, ox.NamedNode(str(PROV.Bundle)))
    for article in sorted(links.articles):
        yield quad(name, PROV.wasDerivedFrom, ox.NamedNode(article))
    for decision in sorted(links.decisions):
        node = decision.iri(links.base)
        yield quad(decision.subject, decision.predicate, ox.NamedNode(decision.object))
        yield quad(node, RDF.type, ox.NamedNode(str(KG.LinkDecision)))
        yield quad(node, RDF.subject, ox.NamedNode(decision.subject))
        yield quad(node, RDF.predicate, ox.NamedNode(decision.predicate))
        yield quad(node, RDF.object, ox.NamedNode(decision.object))
        yield quad(node, KG.score, ox.Literal(str(decision.score), datatype=ox.NamedNode(str(XSD.decimal))))
        for reason in sorted(decision.reasons):
            yield quad(node, KG.reason, ox.Literal(reason))


def _read(quads: list[ox.Quad], *, place: str, base: str) -> Links:
    import pyoxigraph as ox

    values: dict[str, dict[str, list[str]]] = {}
    for quad in quads:
        if isinstance(quad.subject, ox.BlankNode | ox.Triple) or isinstance(quad.object, ox.BlankNode | ox.Triple):
            raise _error(place, "it holds a node without a name", "Restore the file, or link into another one.")
        values.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object.value)
    decisions = []
    for node, given in sorted(values.items()):
        if str(KG.LinkDecision) not in given.get(str(RDF.type), ()):
            continue
        try:
            (subject,), (predicate,), (object_,), (score,) = (
                given.get(str(name), []) for name in (RDF.subject, RDF.predicate, RDF.object, KG.score)
            )
        except ValueError as error:
            remedy = "Take the node out, or link into another file."
            raise _error(place, f"{node} has not one subject, predicate, object and score", remedy) from error
        reasons = tuple(sorted(given.get(str(KG.reason), ())))
        decisions.append(
            Decision(subject=subject, object=object_, predicate=predicate, score=Decimal(score), reasons=reasons)
        )
    articles = values.get(links_name(base), {}).get(str(PROV.wasDerivedFrom), [])
    return Links(base=base, decisions=tuple(sorted(decisions)), articles=tuple(sorted(articles)))


def _error(place: str, problem: str, remedy: str) -> InputError:
    return InputError(place=place, problem=problem, remedy=remedy)
