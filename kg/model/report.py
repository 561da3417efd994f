"""What validation found, as plain values: a report is a result, not an exception."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib import Graph, Literal

_SH = "http://www.w3.org/ns/shacl#"
_PREFIXES = {
    "https://w3id.org/newskg/shapes#": "shape:",
    "https://w3id.org/newskg/ontology#": "kg:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs:",
    "http://www.w3.org/2001/XMLSchema#": "xsd:",
    "http://www.w3.org/2002/07/owl#": "owl:",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "geo:",
    "http://www.w3.org/2004/02/skos/core#": "skos:",
    "http://www.w3.org/ns/prov#": "prov:",
    "http://www.w3.org/ns/shacl#": "sh:",
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#": "nif:",
    "http://purl.org/dc/terms/": "dcterms:",
    "https://schema.org/": "schema:",
}


class Severity(StrEnum):
    """How grave a finding is. Only a violation makes a graph non-conforming."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


_RANK = {Severity.VIOLATION: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One finding about one node.

    `focus`, `path` and `value` are terms in N-Triples form (`<iri>`, `"text"`, `_:blank`), None
    where there is none; a path that is more than one property is a SPARQL property path.
    `source_shape` is the IRI of the shape that was not met and `component` the IRI of the kind of
    constraint, both bare; `message` says what is wrong, where, and what to do.
    """

    source_shape: str
    severity: Severity
    message: str
    focus: str | None = None
    path: str | None = None
    value: str | None = None
    component: str | None = None

    @property
    def sort_key(self) -> tuple[int, str, str, str, str, str, str]:
        """The order of a report: gravest first, then by every other field, so that no two findings
        that differ can stand in either order."""
        terms = (self.focus or "", self.path or "", self.value or "")
        return (_RANK[self.severity], *terms, self.source_shape, self.component or "", self.message)

    def to_text(self) -> str:
        """Several lines for a reader; the first names severity and shape."""
        lines = [f"{self.severity}: {shorten(f'<{self.source_shape}>')}"]
        for name in ("focus", "path", "value"):
            term = getattr(self, name)
            if term is not None:
                lines.append(f"  {name:7} {shorten(term)}")
        lines.append(f"  {self.message}")
        return "\n".join(lines)

    def to_dict(self) -> dict[str, str | None]:
        """The fields as JSON values, in a fixed order."""
        return {
            "severity": str(self.severity),
            "source_shape": self.source_shape,
            "focus": self.focus,
            "path": self.path,
            "value": self.value,
            "component": self.component,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidationReport:
    """All findings about one graph, in a fixed order whatever order they came in."""

    violations: tuple[Violation, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "violations", tuple(sorted(self.violations, key=lambda v: v.sort_key)))

    @property
    def conforms(self) -> bool:
        """Whether no finding is a violation; warnings and notes do not count."""
        return all(violation.severity is not Severity.VIOLATION for violation in self.violations)

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(violation.severity is severity for violation in self.violations)

    def to_text(self) -> str:
        """The report for a reader, ending in a line break."""
        verdict = "conforms" if self.conforms else "does not conform"
        tally = ", ".join(f"{self.count(s)} {s.lower()}{'s' * (self.count(s) != 1)}" for s in Severity)
        return "\n".join([f"{verdict}: {tally}", *(violation.to_text() for violation in self.violations)]) + "\n"

    def to_dict(self) -> dict[str, object]:
        """The report as JSON values."""
        return {"conforms": self.conforms, "violations": [violation.to_dict() for violation in self.violations]}

    def to_graph(self, *, iri: str = "urn:newskg:validation-report") -> Graph:
        """The report in the SHACL vocabulary, as an rdflib graph without blank nodes.

        `iri` names the report; a finding is named by its place in it. A path of more than one property and a
        blank node have no IRI, so they are told in the message only.
        """
        from rdflib import RDF, Graph, Literal, Namespace, URIRef

        shacl = Namespace(_SH)
        graph = Graph()
        graph.bind("sh", shacl)
        report = URIRef(iri)
        graph.add((report, RDF.type, shacl.ValidationReport))
        graph.add((report, shacl.conforms, Literal(self.conforms)))
        for number, violation in enumerate(self.violations, start=1):
            result = URIRef(f"{iri}:{number}")
            graph.add((report, shacl.result, result))
            graph.add((result, RDF.type, shacl.ValidationResult))
            graph.add((result, shacl.resultSeverity, shacl[violation.severity]))
            graph.add((result, shacl.sourceShape, URIRef(violation.source_shape)))
            graph.add((result, shacl.resultMessage, Literal(violation.message)))
            if violation.component is not None:
                graph.add((result, shacl.sourceConstraintComponent, URIRef(violation.component)))
            for name, term in (
                ("focusNode", violation.focus),
                ("resultPath", violation.path),
                ("value", violation.value),
            ):
                if term is not None and term.startswith(("<", '"')):
                    graph.add((result, shacl[name], URIRef(term[1:-1]) if term.startswith("<") else _literal(term)))
        return graph


def _literal(term: str) -> Literal:
    from rdflib import Literal
    from rdflib.util import from_n3

    literal = from_n3(term)
    assert isinstance(literal, Literal)  # noqa: S101 - what starts with a quotation mark is one
    return literal


def shorten(term: str) -> str:
    """A term in N-Triples form, or an inverse path, with a known namespace as its prefix."""
    inverse = "^" if term.startswith("^") else ""
    bare = term.removeprefix("^")
    if not bare.startswith("<") or not bare.endswith(">"):
        return term
    iri = bare[1:-1]
    for namespace, prefix in _PREFIXES.items():
        if iri.startswith(namespace):
            return inverse + prefix + iri[len(namespace) :]
    return term
