"""Short names for IRIs: the prefixes of the vocabularies and one per kind of data node.

Data nodes get a prefix per kind (`attack:…-1`, `organisation:…`), because a slash in a local name
has to be escaped in Turtle and reads badly; passages are written relative to their article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rdflib import RDF, Graph, URIRef

from kg.vocab.namespaces import KG
from kg.vocab.prefixes import PREFIXES

# PN_CHARS_BASE of the Turtle grammar; what needs an escape is written as a full IRI instead.
_LETTERS = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MIDDLE = f"{_LETTERS}_0-9\u00b7\u0300-\u036f\u203f-\u2040-"
_LOCAL = re.compile(f"[{_LETTERS}_0-9](?:[{_MIDDLE}.]*[{_MIDDLE}])?")
_KIND = re.compile(r"[a-z]+")
# A local name holds neither of the marks that a namespace ends in.
_PREFIX_OF = {namespace: prefix for prefix, namespace in reversed(list(PREFIXES.items())) if namespace[-1] in "#/"}
_ARTICLE_PATH = re.compile(r"article/[^/]+$")


def article_of(graph: Graph) -> URIRef | None:
    """The one article that the graph is about; None where it holds none or several."""
    found = set(map(str, graph.subjects(RDF.type, KG.Article)))
    return URIRef(found.pop()) if len(found) == 1 else None


@dataclass(slots=True)
class Names:
    """Shortens the IRIs of one graph and remembers which prefixes it used.

    `article`: IRIs are written relative to it where they only add a fragment.
    """

    article: URIRef | None
    _data_bases: tuple[str, ...]
    _used: dict[str, str] = field(default_factory=dict)
    _curies: dict[str, str | None] = field(default_factory=dict)

    @classmethod
    def for_graph(cls, graph: Graph) -> Names:
        articles = sorted({str(node) for node in graph.subjects(RDF.type, KG.Article)})
        bases = {_ARTICLE_PATH.sub("", text) for text in articles if _ARTICLE_PATH.search(text)}
        return cls(article_of(graph), tuple(sorted(bases))[:1])

    def curie(self, iri: str) -> str | None:
        """`prefix:local`, or None where the IRI has no short name."""
        if iri not in self._curies:
            self._curies[iri] = self._find_curie(iri)
        return self._curies[iri]

    def _find_curie(self, iri: str) -> str | None:
        end = max(iri.rfind("#"), iri.rfind("/")) + 1
        local, prefix = iri[end:], _PREFIX_OF.get(iri[:end])
        if not _LOCAL.fullmatch(local):
            return None
        if prefix is not None:
            self._used[prefix] = PREFIXES[prefix]
            return f"{prefix}:{local}"
        for base in self._data_bases:
            kind = iri[len(base) : end - 1]
            if iri.startswith(base) and iri[end - 1] == "/" and _KIND.fullmatch(kind):
                if kind in PREFIXES:
                    return None
                self._used[kind] = f"{base}{kind}/"
                return f"{kind}:{local}"
        return None

    def relative(self, iri: str) -> str | None:
        """`#fragment` for a part of the article, else None."""
        if self.article is not None and iri.startswith(f"{self.article}#"):
            return iri[len(self.article) :]
        return None

    def used_prefixes(self) -> list[tuple[str, str]]:
        """Prefixes that were used so far: vocabularies in their usual order, then kinds of data by name."""
        shared = [(prefix, namespace) for prefix, namespace in PREFIXES.items() if prefix in self._used]
        own = sorted((prefix, namespace) for prefix, namespace in self._used.items() if prefix not in PREFIXES)
        return shared + own
