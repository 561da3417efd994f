"""Which person, organisation, country, place or thing every reference stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import Facts, Reference, Role
from kg.model.resolved import Entity
from kg.resolve.drafts import Drafts
from kg.resolve.organisations import resolve_organisations
from kg.resolve.people import resolve_people
from kg.resolve.references import iter_references
from kg.resolve.things import describe_asset, describe_party, describe_place, describe_weapon


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

    def get(self, key: str) -> Entity:
        return next(e for e in self.entities if e.key == key)


def resolve_entities(annotated: AnnotatedArticle, facts: Facts) -> Entities:
    """Resolve every reference of the facts and every name of a person or organisation."""
    drafts = Drafts()
    keys = resolve_people(annotated, drafts) | resolve_organisations(annotated, drafts)
    references: dict[Reference, str] = {}
    for reference in iter_references(facts):
        token = annotated.tokens[reference.head]
        name = annotated.names[reference.name] if reference.name is not None else annotated.name_at(token)
        if name is not None and name.index in keys:
            references[reference] = keys[name.index]
        elif reference.role is Role.WEAPON:
            references[reference] = drafts.add(describe_weapon(annotated, reference)).key
        elif name is not None or reference.role is Role.PLACE:
            references[reference] = drafts.add(describe_place(annotated, reference)).key
        elif token.pos == "PRON":
            continue
        elif reference.role is Role.TARGET:
            references[reference] = drafts.add(describe_asset(annotated, reference)).key
        else:
            references[reference] = drafts.add(describe_party(annotated, reference)).key
    return Entities(drafts.freeze(), references)
