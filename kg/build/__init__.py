"""Facts to graph: a pure function, one file per kind of fact."""

from kg.build.graph import build_graph
from kg.build.provenance import Provenance

__all__ = ["Provenance", "build_graph"]
