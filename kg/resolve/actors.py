"""The actor list by key and by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.resources import read_tsv
from kg.vocab.iri import slug


@dataclass(frozen=True, slots=True)
class Actor:
    """A row of actors.tsv. `kind`: ontology class."""

    key: str
    label: str
    kind: str


@cache
def _by_key() -> Mapping[str, Actor]:
    return {row["key"]: Actor(row["key"], row["label"], row["class"]) for row in read_tsv("actors.tsv")}


@cache
def _by_name() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for row in read_tsv("actors.tsv"):
        for name in (row["label"], *filter(None, row["aliases"].split("|"))):
            names.setdefault(slug(name), row["key"])
    return names


def find_actor_by_key(key: str) -> Actor | None:
    return _by_key().get(key)


def find_actor(name: str) -> Actor | None:
    """The actor that the list knows by this name."""
    key = _by_name().get(slug(name)) or _by_name().get(slug(name.removeprefix("The ")))
    return None if key is None else _by_key()[key]
