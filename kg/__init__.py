"""From news reports of attacks to a graph that leads every fact back to its words.

    import kg

    built = kg.build("report.txt")          # or the text itself
    print(built.serialise())                # Turtle
    for fact in built.explain(): ...        # every fact with its rule and words
    ontology = kg.ontology.load(built.graph)  # the classes, filled with the graph's individuals

The stages stand in folders of their own (`kg.read`, `kg.annotate`, `kg.extract`, `kg.resolve`,
`kg.assemble`, `kg.validate`, `kg.write`, `kg.store`, `kg.query`), each with one public function or
two; `kg.pipeline` joins them. Nothing heavy is imported before it is used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from kg.errors import InputError, KgError, ModelError, QueryError, StoreError, ValidationError

if TYPE_CHECKING:
    from kg import ontology
    from kg.library import BuiltGraph, build
    from kg.pipeline import Outcome, Pipeline
    from kg.settings import Settings

__version__ = "0.1.0"
__all__ = [
    "BuiltGraph",
    "InputError",
    "KgError",
    "ModelError",
    "Outcome",
    "Pipeline",
    "QueryError",
    "Settings",
    "StoreError",
    "ValidationError",
    "__version__",
    "build",
    "ontology",
]

_HOMES = {
    "BuiltGraph": "kg.library",
    "build": "kg.library",
    "Outcome": "kg.pipeline",
    "Pipeline": "kg.pipeline",
    "Settings": "kg.settings",
}


def __getattr__(name: str) -> Any:
    """Import on first use, so that `import kg` and `kg --help` stay fast."""
    if name == "ontology":
        return importlib.import_module("kg.ontology")
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
