"""Entities while they are being put together: names, mentions and reasons collect here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.model.resolved import Entity, Evidence
from kg.model.span import Span


@dataclass(slots=True)
class Draft:
    """One entity in the making. `mentions` maps a span to the rule or component that read it."""

    key: str
    kind: str
    label: str
    reason: str
    aliases: list[str] = field(default_factory=list)
    mentions: dict[Span, str] = field(default_factory=dict)
    country: str | None = None
    member_of: str | None = None
    owner: str | None = None
    anonymous: bool = False
    latitude: str | None = None
    longitude: str | None = None
    geonames: int | None = None

    def add_name(self, name: str) -> None:
        """Remember another name; the label itself and repetitions are left out."""
        if name and name != self.label and name not in self.aliases:
            self.aliases.append(name)

    def add_mention(self, span: Span, rule: str) -> None:
        """Remember where the entity is spoken of; the first rule that said so stays."""
        self.mentions.setdefault(span, rule)

    @property
    def first(self) -> Span:
        """Where the entity is spoken of first."""
        return min(self.mentions)

    def freeze(self) -> Entity:
        """The finished entity, its mentions in the order of the text."""
        return Entity(
            key=self.key,
            kind=self.kind,
            label=self.label,
            aliases=tuple(self.aliases),
            mentions=tuple(Evidence(span=span, rule=rule) for span, rule in sorted(self.mentions.items())),
            country=self.country,
            member_of=self.member_of,
            owner=self.owner,
            anonymous=self.anonymous,
            latitude=self.latitude,
            longitude=self.longitude,
            geonames=self.geonames,
            reason=self.reason,
        )


def draft_of(entity: Entity) -> Draft:
    """A draft to go on with from an entity that another resolver made."""
    return Draft(
        key=entity.key,
        kind=entity.kind,
        label=entity.label,
        reason=entity.reason,
        aliases=list(entity.aliases),
        mentions={evidence.span: evidence.rule for evidence in entity.mentions},
        country=entity.country,
        member_of=entity.member_of,
        owner=entity.owner,
        anonymous=entity.anonymous,
        latitude=entity.latitude,
        longitude=entity.longitude,
        geonames=entity.geonames,
    )


class Drafts:
    """All entities of one article in the making, by key."""

    def __init__(self) -> None:
        self._by_key: dict[str, Draft] = {}

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def __iter__(self) -> Iterator[Draft]:
        return iter(self._by_key.values())

    def get(self, key: str) -> Draft:
        """The draft of this key; KeyError if there is none."""
        return self._by_key[key]

    def add(self, draft: Draft) -> Draft:
        """Take the draft in; where its key is known, its names and mentions go to the known one."""
        known = self._by_key.setdefault(draft.key, draft)
        if known is not draft:
            for name in (draft.label, *draft.aliases):
                known.add_name(name)
            for span, rule in draft.mentions.items():
                known.add_mention(span, rule)
        return known

    def freeze(self) -> tuple[Entity, ...]:
        """The entities in the order in which the text first speaks of them."""
        spoken_of = [draft for draft in self if draft.mentions]
        return tuple(draft.freeze() for draft in sorted(spoken_of, key=lambda d: (d.first, d.key)))
