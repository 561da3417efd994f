"""Which person, organisation, country, place or thing every reference stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import Facts, Reference
from kg.model.resolved import Entity
from kg.resolve.drafts import Drafts
from kg.resolve.organisations import resolve_organisations
from kg.resolve.people import resolve_people
from kg.resolve.references import iter_references
from kg.resolve.resolver import Resolver


@dataclass(frozen=True, slots=True)
class Entities:
    """The entities of one article in the order of the text, and the key of each resolved reference.

    `references` has no entry for a reference that nobody could be found for.
    """

    entities: tuple[Entity, ...]
    references: Mapping[Reference, str]

    def find(self, reference: Reference) -> str | None:
        """The key of the entity that the reference stands for."""
        return self.references.get(reference)

    def with_place(self, place: Entity) -> Entities:
        """The entities with one more place, in the order of the text; where it is known, with its further mentions."""
        known = next((e for e in self.entities if e.key == place.key), None)
        if known is not None:
            mentions = {m.span: m for m in (*place.mentions, *known.mentions)}
            place = replace(known, mentions=tuple(mentions[span] for span in sorted(mentions)))
        others = [e for e in self.entities if e.key != place.key]
        ordered = sorted((*others, place), key=lambda e: (e.mentions[0].span, e.key))
        return Entities(tuple(ordered), self.references)

    def get(self, key: str) -> Entity:
        return next(e for e in self.entities if e.key == key)


def resolve_entities(annotated: AnnotatedArticle, facts: Facts) -> Entities:
    """Resolve every reference of the facts and every name of a person or organisation."""
    drafts = Drafts()
    keys = resolve_people(annotated, drafts) | resolve_organisations(annotated, drafts)
    resolver = Resolver(annotated, facts, drafts, keys)
    resolver.run(iter_references(facts))
    return Entities(drafts.freeze(), resolver.references)
