"""Facts to graph: a pure function, one file per kind of fact."""

from kg.assemble.graph import build_graph
from kg.assemble.provenance import Provenance

__all__ = ["Provenance", "build_graph"]
