"""One guarded way to ask an Oxigraph store, whoever holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.query.guard import check_query
from kg.vocab.prefixes import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.model.answer import Answer


def ask_store(store: ox.Store, sparql: str, *, union: bool = True) -> Answer:
    """`union`: whether the default graph is the union of the named graphs (duplicates and all).

    Raises QueryError as `kg.query.run_query` does.
    """
    from kg.query.run import answer_of

    check_query(sparql)
    try:
        return answer_of(store.query(sparql, prefixes=dict(PREFIXES), use_default_graph_as_union=union))
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        raise QueryError(f"query: {error}. Correct the query.") from error
