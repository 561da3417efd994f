"""Triples in the forms of RDF, out of N-Triples."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.vocab.prefixes import PREFIXES

_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
}
# Forms with comments, in which a remark can stand.
_WITH_COMMENTS = ("turtle", "nt", "nq", "trig")


def triples_as(lines: str, form: str, *, remark: str = "") -> bytes:
    """N-Triples in another form, sorted, each triple once; `remark` as a comment where the form has comments."""
    return write_triples((quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)), form, remark=remark)


def write_triples(triples: Iterable[ox.Triple], form: str, *, remark: str = "") -> bytes:
    """The same for triples of Oxigraph."""
    ordered = sorted(set(triples), key=lambda one: (str(one.subject), str(one.predicate), str(one.object)))
    content = ox.serialize(ordered, format=_FORMATS[form], prefixes=dict(PREFIXES)) or b""
    if remark and form in _WITH_COMMENTS:
        content += f"# {remark}\n".encode()
    return content
