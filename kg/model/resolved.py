"""What an article says once every reference is an entity and every mention has its attack.

Entities are named by keys, the part of the IRI after the base: "organisation/hamas",
"person/qasem-soleimani", "country/iraq", "place/baghdad-98182", "weapon/drone",
"source/<article key>-iraqi-security-official", "asset/<article key>-headquarters".
Everything stands in the order of the text.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kg.model.annotation import ModelInfo
from kg.model.article import Article
from kg.model.fact import Count, Rejection, Stance
from kg.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words that a fact rests on and the rule or component that read them.

    `confidence`: calibrated probability between 0 and 1 where the component gives one, None for rules.
    """

    span: Span
    rule: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, organisation, country, unnamed party, place, asset or weapon.

    `kind` is the most specific ontology class (Person, ArmedGroup, Country, UnnamedParty, Place,
    Asset, Weapon …). `country`, `member_of` and `owner` are keys of other entities.
    `reason` says why the mentions were taken for this one.
    """

    key: str
    kind: str
    label: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Evidence, ...] = ()
    country: str | None = None
    member_of: str | None = None
    owner: str | None = None
    anonymous: bool = False
    latitude: str | None = None  # decimal degrees in canonical xsd:decimal form
    longitude: str | None = None
    geonames: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """An entity in a slot of an attack, with the words that put it there."""

    entity: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedCasualties:
    killed: Count | None
    injured: Count | None
    source: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedAttack:
    """One attack with all its mentions. `ordinal` counts from 1 in the order of the text.
    `earliest`, `latest`: inclusive window, both None where the text gives no way to tell."""

    ordinal: int
    label: str
    kinds: tuple[str, ...]
    mentions: tuple[Evidence, ...]
    earliest: dt.date | None = None
    latest: dt.date | None = None
    places: tuple[Filler, ...] = ()
    targets: tuple[Filler, ...] = ()
    victims: tuple[Filler, ...] = ()
    weapons: tuple[Filler, ...] = ()
    perpetrators: tuple[Filler, ...] = ()
    alleged: tuple[Filler, ...] = ()
    claimed_by: tuple[Filler, ...] = ()
    casualties: tuple[ResolvedCasualties, ...] = ()
    series: bool = False
    count_min: int | None = None
    count_max: int | None = None
    part_of_series: int | None = None  # ordinal of the series


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedClaim:
    """`disputes`: (statement ordinal, claim position) of the claims that this one contradicts.
    `told`: the speaker tells the deed ("a man shot two people") and does not lay it at a door."""

    attack: int
    predicate: str
    object: str
    stance: Stance
    disputes: tuple[tuple[int, int], ...] = ()
    told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedStatement:
    """`ordinal` counts from 1; `about` holds attack ordinals; `quotes` and `text` are words of the
    article; `evidence.span` runs over speaker, cue and content."""

    ordinal: int
    kinds: tuple[str, ...]
    speaker: str
    evidence: Evidence
    on_behalf_of: str | None = None
    about: tuple[int, ...] = ()
    text: str | None = None
    quotes: tuple[str, ...] = ()
    channel: str | None = None
    date: dt.date | None = None
    claims: tuple[ResolvedClaim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedPosition:
    ordinal: int
    holder: str
    title: str
    organisation: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedAffiliation:
    subject: str
    relation: str
    object: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedFacts:
    """The whole content of one article's graph."""

    article: Article
    model: ModelInfo
    publisher: str | None  # key of the publisher's entity
    entities: tuple[Entity, ...] = ()
    attacks: tuple[ResolvedAttack, ...] = ()
    statements: tuple[ResolvedStatement, ...] = ()
    positions: tuple[ResolvedPosition, ...] = ()
    affiliations: tuple[ResolvedAffiliation, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    components: tuple[ModelInfo, ...] = ()  # that took part beside the language model
