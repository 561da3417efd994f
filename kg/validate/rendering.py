"""Reports as text for a reader, as a line of JSON, or as Turtle in the SHACL vocabulary."""

from __future__ import annotations

import json
from urllib.parse import quote

from kg.model.report import ValidationReport


def render_report(report: ValidationReport, *, file: str, graph: str, format: str) -> str:
    """The report on one graph of a file. `graph` is "" for the graph without a name; `format` is
    text, json or turtle."""
    if format == "json":
        head = {"file": file, "graph": graph or None}
        return json.dumps(head | report.to_dict(), ensure_ascii=False) + "\n"
    if format == "turtle":
        # Reports on several files may end up in one file, so each has its own name.
        iri = "urn:newskg:validation-report:" + quote(f"{file}#{graph}" if graph else file, safe="")
        return str(report.to_graph(iri=iri).serialize(format="turtle"))
    place = f"{file} <{graph}>" if graph else file
    return f"{place} {report.to_text()}"
