"""Conforming graphs to triple stores: one named graph per article, named as the article."""

from kg.store.archive import Addition, Archive
from kg.store.base import Store, article_name
from kg.store.difference import compare
from kg.store.loading import Loaded, load_archive, load_files, open_store
from kg.store.memory import MemoryStore
from kg.store.oxigraph import OxigraphStore
from kg.store.reading import ArchiveReader
from kg.store.sparql_http import SparqlHttpStore

__all__ = [
    "Addition",
    "Archive",
    "ArchiveReader",
    "Loaded",
    "MemoryStore",
    "OxigraphStore",
    "SparqlHttpStore",
    "Store",
    "article_name",
    "compare",
    "load_archive",
    "load_files",
    "open_store",
]
