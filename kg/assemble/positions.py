"""Posts that people hold, with the title as written."""

from __future__ import annotations

from collections.abc import Iterator

from kg.assemble.context import BuildContext, Triple, triples_for_types
from kg.assemble.literals import string
from kg.assemble.passages import triples_for_evidence, triples_for_rules
from kg.model.resolved import ResolvedPosition
from kg.vocab.namespaces import KG


def triples_for_position(position: ResolvedPosition, *, context: BuildContext) -> Iterator[Triple]:
    node = context.iris.mint_position_iri(position.ordinal)
    yield from triples_for_types(node, "Position")
    yield node, KG.holder, context.entity_iri(position.holder)
    yield node, KG.title, string(position.title)
    if position.organisation is not None:
        yield node, KG.organisation, context.entity_iri(position.organisation)
    yield from triples_for_rules(node, (position.evidence,))
    yield from triples_for_evidence(node, (position.evidence,), context=context)
