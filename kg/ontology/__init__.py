"""The ontology as something to program with, to check, to read and to publish.

The only door to owlready2 (in `loading.py` and `reasoning.py`) and to pyLODE (in `documenting.py`).
"""

from kg.ontology.checking import check
from kg.ontology.documenting import write_docs
from kg.ontology.loading import load, ontology_graph
from kg.ontology.report import Finding, OntologyReport
from kg.ontology.showing import show

__all__ = ["Finding", "OntologyReport", "check", "load", "ontology_graph", "show", "write_docs"]
