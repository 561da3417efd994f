"""The article itself: headline, publisher, date, identity of the text."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from rdflib import DCTERMS, PROV, RDF, URIRef

from kg.assemble.context import BuildContext, Triple, triples_for_types
from kg.assemble.literals import moment, string
from kg.vocab.namespaces import NIF, SCHEMA

_KEPT_IN_ADDRESSES = "!#$%&'()*+,/:;=?@[]~"


def triples_for_article(publisher: str | None, *, context: BuildContext, with_text: bool) -> Iterator[Triple]:
    """`publisher`: key of its entity. `with_text` adds the whole text (`nif:isString`), which is
    left out otherwise because a report is somebody's work and the graph may go further than it may."""
    article = context.article
    node = context.iris.mint_article_iri()
    yield from triples_for_types(node, "Article")
    yield node, DCTERMS.identifier, string(f"sha256:{article.sha256}")
    yield node, SCHEMA.inLanguage, string(article.language)
    if article.headline:
        yield node, SCHEMA.headline, string(article.headline)
    if publisher is not None:
        yield node, SCHEMA.publisher, context.entity_iri(publisher)
    if article.author:
        yield node, SCHEMA.author, string(article.author)
    if article.published is not None:
        yield node, SCHEMA.datePublished, moment(article.published)
    if article.url and urlsplit(article.url).scheme:  # a bare path would mean another place in every file
        yield node, SCHEMA.url, URIRef(quote(article.url, safe=_KEPT_IN_ADDRESSES))
    if article.copy_of is not None:
        # Not prov:wasDerivedFrom: which of the two was first, or whether both are from a third, nobody knows.
        yield node, PROV.alternateOf, context.iris.mint_other_article_iri(article.copy_of)
    if with_text:
        yield node, RDF.type, NIF.Context
        yield node, NIF.isString, string(article.text)
