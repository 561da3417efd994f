"""Brothers and sisters told of together: "the Lund brothers", where the report names the two."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model.resolved import Evidence
from kg.resolve.entities import Entities
from kg.resolve.nouns import gender_of_given_name

_SIBLINGS = {"brothers": "m", "sisters": "f"}
_BESIDE = frozenset({"the", "two", "both", "accused", "suspected", "alleged"})


def with_brothers_by_name(parties: Mapping[str, list[Evidence]], entities: Entities) -> dict[str, list[Evidence]]:
    """The parties of an attack with the two persons of that surname in the place of "the Lund brothers".

    The description stays where the report names fewer or more of them, and so does "the two brothers": they may be
    anybody's.
    """
    found: dict[str, list[Evidence]] = {}
    for party, rows in parties.items():
        for key in _siblings(party, entities) or (party,):
            found.setdefault(key, []).extend(rows)
    return found


def _siblings(party: str, entities: Entities) -> tuple[str, ...]:
    entity = entities.get(party)
    words = [w for w in entity.label.split() if w.lower() not in _BESIDE]
    if entity.kind != "UnnamedParty" or len(words) != 2 or words[1].lower() not in _SIBLINGS:
        return ()
    family = [p for p in entities.entities if p.kind == "Person" and p.label.split()[1:][-1:] == words[:1]]
    fitting = all(gender_of_given_name(p.label) in {None, _SIBLINGS[words[1].lower()]} for p in family)
    return tuple(p.key for p in family) if len(family) == 2 and fitting else ()
