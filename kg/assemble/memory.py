"""A place for the triples of one article, which are put in once and walked through a few times.

rdflib's own stores keep three indices of every triple and hand each out with a generator of its
contexts. The graph of an article is small, and what gates and writes it looks at all of its
triples: here they stand in one dictionary, and are indexed only for those who ask many questions.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any

from rdflib import URIRef
from rdflib.plugins.stores.memory import SimpleMemory
from rdflib.store import Store

if TYPE_CHECKING:
    from rdflib.term import Node

    Triple = tuple[Node, Node, Node]
    Pattern = tuple[Node | None, Node | None, Node | None]

_QUESTIONS = 8  # answered by looking at all triples, before an index is made
_NO_CONTEXTS: tuple[Any, ...] = ()


class TripleMemory(Store):
    """A store for one graph: `Graph(store=TripleMemory())`. Triples come out in the order in which they went in."""

    def __init__(self) -> None:
        super().__init__()
        self._triples: dict[Triple, None] = {}
        self._index = SimpleMemory()  # of the prefixes always, of the triples once `_questions` are used up
        self._questions = _QUESTIONS

    def add(self, triple: Triple, context: Any, quoted: bool = False) -> None:
        self._triples[triple] = None
        if not self._questions:
            self._index.add(triple, context, quoted)

    def remove(self, triple: Pattern, context: Any = None) -> None:
        for found in [found for found, _ in self.triples(triple)]:
            del self._triples[found]
            if not self._questions:
                self._index.remove(found)

    def triples(self, triple_pattern: Pattern, context: Any = None) -> Iterator[tuple[Triple, Any]]:
        if all(term is None for term in triple_pattern):
            return ((triple, _NO_CONTEXTS) for triple in list(self._triples))
        if self._questions:
            self._questions -= 1
            if self._questions:
                return self._look_through(triple_pattern)
            for triple in self._triples:
                self._index.add(triple, context)
        return self._index.triples(triple_pattern, context)

    def _look_through(self, pattern: Pattern) -> Iterator[tuple[Triple, Any]]:
        # Sets: they compare hashes first, and rdflib takes its time to compare two terms.
        subject, predicate, value = (None if term is None else {term} for term in pattern)
        for triple in list(self._triples):
            if (
                (predicate is None or triple[1] in predicate)
                and (subject is None or triple[0] in subject)
                and (value is None or triple[2] in value)
            ):
                yield triple, _NO_CONTEXTS

    def __len__(self, context: Any = None) -> int:
        return len(self._triples)

    def bind(self, prefix: str, namespace: URIRef, override: bool = True) -> None:
        self._index.bind(prefix, namespace, override)

    def namespace(self, prefix: str) -> URIRef | None:
        return self._index.namespace(prefix)

    def prefix(self, namespace: URIRef) -> str | None:
        return self._index.prefix(namespace)

    def namespaces(self) -> Generator[tuple[str, URIRef], None, None]:
        yield from self._index.namespaces()
