"""What is compared: attacks and agents with their days, places, names and tolls, read from graphs.

The graphs are those that `kg build` writes, one per article, in one store; whether each stands in a graph of
its own makes no difference.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.vocab.namespaces import GEO, KG, OWL, RDF, RDFS, SCHEMA, SKOS

if TYPE_CHECKING:
    import pyoxigraph as ox

_READ = (
    RDF.type, RDFS.label, SKOS.altLabel, SCHEMA.datePublished, OWL.sameAs, GEO.lat, GEO.long,
    KG.reportedIn, KG.earliestDate, KG.latestDate, KG.place, KG.country, KG.target, KG.victim, KG.weapon,
    KG.perpetrator, KG.allegedPerpetrator, KG.claimedBy, KG.casualties, KG.killedMin, KG.killedMax, KG.owner,
    KG.mention, KG.holder, KG.title, KG.organisation, KG.memberOf, KG.partOf,
)  # fmt: skip
_KG = str(KG)
_GENERAL = frozenset({"Attack", "Agent", "Organisation"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    iri: str
    name: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """The killed by one count; `most` is None where the count is open ("at least")."""

    least: int
    most: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttackFeatures:
    """An attack as one article tells it. `kinds`: its classes below kg:Attack. `countries`: IRIs.
    `victims`, `targets`, `accused`: IRI → name; of the victims only people with a name."""

    iri: str
    article: str
    label: str
    published: dt.date | None
    kinds: frozenset[str]
    earliest: dt.date | None
    latest: dt.date | None
    places: tuple[Place, ...]
    countries: frozenset[str]
    victims: dict[str, str]
    targets: dict[str, str]
    accused: dict[str, str]
    weapons: frozenset[str]
    tolls: tuple[Toll, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentFeatures:
    """A named person or organisation. `articles`: those that name it; `names`: label and further names."""

    iri: str
    kinds: frozenset[str]
    label: str
    names: tuple[str, ...]
    articles: frozenset[str]
    countries: frozenset[str]
    posts: frozenset[str]
    bodies: frozenset[str]
    attacks: frozenset[str]

    @property
    def is_person(self) -> bool:
        return "Person" in self.kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """Everything that can be compared, each list sorted by IRI."""

    articles: tuple[str, ...]
    attacks: tuple[AttackFeatures, ...]
    agents: tuple[AgentFeatures, ...]


def read_features(store: ox.Store) -> Features:
    """The features of all articles in the store. Series of attacks are left out: they are no single event."""
    return _Reader(store).read()


class _Reader:
    def __init__(self, store: ox.Store) -> None:
        import pyoxigraph as ox

        self._values: dict[str, dict[str, list[str]]] = {}
        for predicate in _READ:
            values: dict[str, set[str]] = defaultdict(set)
            for quad in store.quads_for_pattern(None, ox.NamedNode(str(predicate)), None, None):
                if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.BlankNode | ox.Triple):
                    values[quad.subject.value].add(quad.object.value)
            self._values[str(predicate)] = {node: sorted(found) for node, found in values.items()}

    def read(self) -> Features:
        types = self._values[str(RDF.type)]
        kinds = {
            node: frozenset(found.removeprefix(_KG) for found in classes if found.startswith(_KG))
            for node, classes in types.items()
        }
        attacks = sorted(node for node, found in kinds.items() if "Attack" in found and "AttackSeries" not in found)
        agents = sorted(node for node, found in kinds.items() if found & {"Person", "Organisation"})
        told = tuple(self._attack(node, kinds) for node in attacks if self._all(node, KG.reportedIn))
        return Features(
            articles=tuple(sorted(node for node, found in kinds.items() if "Article" in found)),
            attacks=told,
            agents=tuple(self._agent(node, kinds[node]) for node in agents if self._all(node, KG.mention)),
        )

    def _all(self, node: str, *predicates: str) -> list[str]:
        return [value for predicate in predicates for value in self._values[str(predicate)].get(node, ())]

    def _one(self, node: str, predicate: str) -> str:
        return next(iter(self._all(node, predicate)), "")

    def _name(self, node: str) -> str:
        return self._one(node, RDFS.label)

    def _attack(self, node: str, kinds: dict[str, frozenset[str]]) -> AttackFeatures:
        article = self._one(node, KG.reportedIn)
        everywhere = self._all(node, KG.place)
        countries = [place for place in everywhere if "Country" in kinds.get(place, ())]
        places = [place for place in everywhere if place not in countries]
        persons = [victim for victim in self._all(node, KG.victim) if "Person" in kinds.get(victim, ())]
        targets = self._all(node, KG.target)
        owners = [owner for target in targets for owner in self._all(target, KG.owner)]
        return AttackFeatures(
            iri=node,
            article=article,
            label=self._name(node),
            published=_day(self._one(article, SCHEMA.datePublished)),
            kinds=kinds[node] - _GENERAL,
            earliest=_day(self._one(node, KG.earliestDate)),
            latest=_day(self._one(node, KG.latestDate)),
            places=tuple(self._place(place) for place in places),
            countries=frozenset(countries) | {c for place in places for c in self._all(place, KG.country)},
            victims={victim: self._name(victim) for victim in persons},
            targets={target: self._name(target) for target in [*targets, *owners]},
            accused={a: self._name(a) for a in self._all(node, KG.perpetrator, KG.allegedPerpetrator, KG.claimedBy)},
            weapons=frozenset(self._all(node, KG.weapon)),
            tolls=tuple(self._tolls(self._all(node, KG.casualties))),
        )

    def _place(self, node: str) -> Place:
        latitude, longitude = self._one(node, GEO.lat), self._one(node, GEO.long)
        known = bool(latitude and longitude)
        return Place(
            iri=node,
            name=self._name(node),
            latitude=float(latitude) if known else None,
            longitude=float(longitude) if known else None,
        )

    def _tolls(self, reports: Sequence[str]) -> Iterable[Toll]:
        for report in reports:
            least, most = self._one(report, KG.killedMin), self._one(report, KG.killedMax)
            if least:
                yield Toll(least=int(least), most=int(most) if most else None)

    @cached_property
    def _posts_of(self) -> dict[str, list[str]]:
        posts: dict[str, list[str]] = defaultdict(list)
        for post, holders in sorted(self._values[str(KG.holder)].items()):
            for holder in holders:
                posts[holder].append(post)
        return posts

    @cached_property
    def _attacks_of(self) -> dict[str, list[str]]:
        slots = (KG.victim, KG.target, KG.perpetrator, KG.allegedPerpetrator, KG.claimedBy)
        attacks: dict[str, list[str]] = defaultdict(list)
        for slot in slots:
            for attack, agents in sorted(self._values[str(slot)].items()):
                for agent in agents:
                    attacks[agent].append(attack)
        return attacks

    def _agent(self, node: str, kinds: frozenset[str]) -> AgentFeatures:
        posts = self._posts_of.get(node, [])
        bodies = [body for post in posts for body in self._all(post, KG.organisation)]
        return AgentFeatures(
            iri=node,
            kinds=kinds - _GENERAL,
            label=self._name(node),
            names=tuple(dict.fromkeys(self._all(node, RDFS.label, SKOS.altLabel))),
            articles=frozenset(passage.partition("#")[0] for passage in self._all(node, KG.mention)),
            countries=frozenset(self._all(node, KG.country)),
            posts=frozenset(title.casefold() for post in posts for title in self._all(post, KG.title)),
            bodies=frozenset(bodies) | frozenset(self._all(node, KG.memberOf, KG.partOf)),
            attacks=frozenset(self._attacks_of.get(node, ())),
        )


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text[:10]) if text else None
