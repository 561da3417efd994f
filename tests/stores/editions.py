"""Further editions of the example article: another text and so another key, the same facts but for a toll."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import cache

from kg.assemble import build_graph
from kg.model.fact import Count
from kg.model.resolved import ResolvedFacts
from kg.validate import ValidatedGraph, require_valid
from tests.assemble.example import ARTICLE, KEY, PROVENANCE, example_facts

BASE = "https://w3id.org/newskg/id/"


@cache
def edition(
    addition: str,
    *,
    url: str | None = ARTICLE.url,
    killed: int | None = None,
    published: dt.datetime | None = None,
    base: str = BASE,
) -> ValidatedGraph:
    """`addition`: words that the text has more; `killed`: the first toll of the first attack."""
    facts = edited_facts(addition, url=url, published=published)
    if killed is not None:
        first = facts.attacks[0]
        toll = dataclasses.replace(first.casualties[0], killed=Count(minimum=killed, maximum=killed))
        first = dataclasses.replace(first, casualties=(toll, *first.casualties[1:]))
        facts = dataclasses.replace(facts, attacks=(first, *facts.attacks[1:]))
    return require_valid(build_graph(facts, provenance=PROVENANCE, base=base))


def edited_facts(addition: str, *, url: str | None, published: dt.datetime | None) -> ResolvedFacts:
    facts = example_facts()
    article = dataclasses.replace(
        facts.article, text=f"{facts.article.text}{addition}\n", url=url, published=published or facts.article.published
    )
    return dataclasses.replace(_renamed(facts, article.key), article=article)


def _renamed(facts: ResolvedFacts, key: str) -> ResolvedFacts:
    """The keys of entities that belong to the article hold its key, wherever they stand."""

    def rename(value: object) -> object:
        if isinstance(value, str):
            return value.replace(KEY, key)
        if isinstance(value, tuple):
            return tuple(map(rename, value))
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            fields = {f.name: rename(getattr(value, f.name)) for f in dataclasses.fields(value)}
            return dataclasses.replace(value, **fields)
        return value

    renamed = rename(facts)
    assert isinstance(renamed, ResolvedFacts)
    return renamed
