"""Rows of an answer in the four standard forms, written piece by piece: one that is cut off is still well-formed.

SPARQL 1.1 Query Results JSON, XML, CSV and TSV. Where an answer was cut off, JSON gets a member
`truncated` before the rows (some readers take nothing behind them) and XML a comment; CSV and TSV have
no place for it that is not data, so there only the header of the response says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

if TYPE_CHECKING:
    Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

XML_NAMESPACE = "http://www.w3.org/2005/sparql-results#"
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_XSD = "http://www.w3.org/2001/XMLSchema#"
# Numbers that TSV writes bare, as Turtle does, where their spelling alone tells the type.
_BARE = {
    f"{_XSD}integer": re.compile(r"[+-]?\d+"),
    f"{_XSD}decimal": re.compile(r"[+-]?\d*\.\d+"),
}


class Form(Protocol):
    """Writes one answer in one form."""

    def head(self, variables: Sequence[str], *, truncated: str = "") -> str: ...

    def row(self, terms: Sequence[Term | None], *, first: bool) -> str: ...

    def foot(self) -> str: ...

    def truth(self, value: bool) -> str: ...


class JsonForm:
    def head(self, variables: Sequence[str], *, truncated: str = "") -> str:
        self._variables = list(variables)
        remark = f'"truncated":{json.dumps(truncated)},' if truncated else ""
        return f'{{"head":{{"vars":{json.dumps(self._variables)}}},{remark}"results":{{"bindings":['

    def row(self, terms: Sequence[Term | None], *, first: bool) -> str:
        bound = {name: _json(term) for name, term in zip(self._variables, terms, strict=True) if term is not None}
        return ("" if first else ",") + json.dumps(bound, ensure_ascii=False)

    def foot(self) -> str:
        return "]}}\n"

    def truth(self, value: bool) -> str:
        return f'{{"head":{{}},"boolean":{json.dumps(value)}}}\n'


class XmlForm:
    def head(self, variables: Sequence[str], *, truncated: str = "") -> str:
        self._variables = list(variables)
        names = "".join(f"<variable name={quoteattr(name)}/>" for name in self._variables)
        remark = f"<!-- {truncated.replace('-', ' ')} -->\n" if truncated else ""
        return f'<?xml version="1.0"?>\n{remark}<sparql xmlns="{XML_NAMESPACE}"><head>{names}</head><results>\n'

    def row(self, terms: Sequence[Term | None], *, first: bool) -> str:
        pairs = zip(self._variables, terms, strict=True)
        cells = "".join(
            f"<binding name={quoteattr(name)}>{_xml(term)}</binding>" for name, term in pairs if term is not None
        )
        return f"<result>{cells}</result>\n"

    def foot(self) -> str:
        return "</results></sparql>\n"

    def truth(self, value: bool) -> str:
        word = "true" if value else "false"
        return f'<?xml version="1.0"?>\n<sparql xmlns="{XML_NAMESPACE}"><head/><boolean>{word}</boolean></sparql>\n'


class CsvForm:
    def head(self, variables: Sequence[str], *, truncated: str = "") -> str:
        return ",".join(map(_csv_cell, variables)) + "\r\n"

    def row(self, terms: Sequence[Term | None], *, first: bool) -> str:
        return ",".join(_csv_cell(_csv(term)) for term in terms) + "\r\n"

    def foot(self) -> str:
        return ""

    def truth(self, value: bool) -> str:
        return "true\r\n" if value else "false\r\n"


class TsvForm:
    def head(self, variables: Sequence[str], *, truncated: str = "") -> str:
        return "\t".join(f"?{name}" for name in variables) + "\n"

    def row(self, terms: Sequence[Term | None], *, first: bool) -> str:
        return "\t".join("" if term is None else _tsv(term) for term in terms) + "\n"

    def foot(self) -> str:
        return ""

    def truth(self, value: bool) -> str:
        return "true\n" if value else "false\n"


def make_form(name: str) -> Form:
    """ "json", "xml", "csv" or "tsv"."""
    forms: dict[str, type[Form]] = {"json": JsonForm, "xml": XmlForm, "csv": CsvForm, "tsv": TsvForm}
    return forms[name]()


def _json(term: Term) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Literal):
        found: dict[str, object] = {"type": "literal", "value": term.value}
        if term.language:
            found["xml:lang"] = term.language
        elif term.datatype.value != _STRING:
            found["datatype"] = term.datatype.value
        return found
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {name: _json(part) for name, part in parts.items()}}


def _xml(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{_xml_text(term.value)}</bnode>"
    if isinstance(term, ox.Literal):
        attribute = ""
        if term.language:
            attribute = f" xml:lang={quoteattr(term.language)}"
        elif term.datatype.value != _STRING:
            attribute = f" datatype={quoteattr(term.datatype.value)}"
        return f"<literal{attribute}>{_xml_text(term.value)}</literal>"
    parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
    return "<triple>" + "".join(f"<{name}>{_xml(part)}</{name}>" for name, part in parts) + "</triple>"


def _xml_text(text: str) -> str:
    """Characters that no XML 1.0 document may hold become the replacement character; a carriage return is written as
    a reference, since a reader would take a bare one for a line feed."""
    kept = "".join(c if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text)
    return escape(kept, {"\r": "&#13;"})


def _csv(term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode | ox.Literal):
        return term.value
    return str(term)


def _csv_cell(text: str) -> str:
    if any(mark in text for mark in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _tsv(term: Term) -> str:
    if isinstance(term, ox.Literal):
        spelling = _BARE.get(term.datatype.value)
        if spelling is not None and spelling.fullmatch(term.value):
            return term.value
    return str(term).replace("\t", "\\t")
