"""One invented article with every kind of fact, built by hand; several stages are tested on it.

The states, groups and people are made up; nobody has been hurt.
"""

from __future__ import annotations

import datetime as dt

from kg.assemble import Provenance
from kg.model.annotation import ModelInfo
from kg.model.article import Article
from kg.model.fact import Count, Stance
from kg.model.resolved import (
    Entity,
    Evidence,
    Filler,
    ResolvedAffiliation,
    ResolvedAttack,
    ResolvedCasualties,
    ResolvedClaim,
    ResolvedFacts,
    ResolvedPosition,
    ResolvedStatement,
)
from kg.model.span import Span

TEXT = """\
Rebels blamed for "bus attack" in Vessra
A car bomb tore through a bus in Vessra on Tuesday. At least 12 people were killed, a hospital official said.
Interior minister Ana Toral accused the Red Dawn Front of the bombing. The Front, which is backed by Ostria, denied it.
"We had no part in this," its spokesman said on the radio. The Night Brigade later claimed responsibility.
Ostrian warplanes bombed a depot of the Front near Kellin, killing three fighters and wounding five or six.
The city has seen more than 20 attacks since May. A diplomat, who asked not to be named, put the dead in Vessra at 15.
"""

ARTICLE = Article(
    text=TEXT,
    headline='Rebels blamed for "bus attack" in Vessra',
    headline_span=Span(0, 40),
    body=Span(41, len(TEXT)),
    publisher="Zeeland Wire",
    author="J. Doe",
    published=dt.datetime(2031, 6, 4, 18, 15, tzinfo=dt.UTC),
    url="https://news.example/2031/bus attack?page=1",
)
PROVENANCE = Provenance(program_version="1.2.3", rules_version="0123abcd")
KEY = ARTICLE.key


def evidence(words: str, rule: str = "test-rule", *, occurrence: int = 0) -> Evidence:
    """The words where they stand in the text; `occurrence` counts from 0."""
    start = -1
    for _ in range(occurrence + 1):
        start = TEXT.index(words, start + 1)
    return Evidence(span=Span(start, start + len(words)), rule=rule)


def _filler(entity: str, *words: str, rule: str = "test-rule") -> Filler:
    return Filler(entity=entity, evidence=tuple(evidence(each, rule) for each in words))


def _entities() -> tuple[Entity, ...]:
    source = f"source/{KEY}"
    return (
        Entity(key="organisation/zeeland-wire", kind="MediaOrganisation", label="Zeeland Wire"),
        Entity(
            key="place/vessra-4242",
            kind="Place",
            label="Vessra",
            mentions=(evidence("Vessra"), evidence("Vessra", occurrence=1)),
            country="country/norland",
            latitude="33.3400",
            longitude="-44.0",
            geonames=4242,
        ),
        Entity(key="country/norland", kind="Country", label="Norland"),
        Entity(key="country/ostria", kind="Country", label="Ostria", mentions=(evidence("Ostria"),)),
        Entity(
            key=f"asset/{KEY}-bus", kind="Asset", label="bus", mentions=(evidence("a bus"),), owner="country/norland"
        ),
        Entity(key="weapon/car-bomb", kind="Weapon", label="car bomb", mentions=(evidence("car bomb"),)),
        Entity(key=f"source/{KEY}-12-people", kind="UnnamedParty", label="people", mentions=(evidence("12 people"),)),
        Entity(
            key=f"{source}-hospital-official",
            kind="UnnamedParty",
            label="hospital official",
            mentions=(evidence("a hospital official"),),
        ),
        Entity(key="person/ana-toral", kind="Person", label="Ana Toral", mentions=(evidence("Ana Toral"),)),
        Entity(
            key="organisation/interior-ministry",
            kind="Government",
            label="Interior ministry",
            mentions=(evidence("Interior minister"),),
        ),
        Entity(
            key="organisation/red-dawn-front",
            kind="ArmedGroup",
            label="Red Dawn Front",
            aliases=("The Front", "Red Dawn Front", "Front"),
            mentions=(evidence("the Red Dawn Front"), evidence("The Front")),
        ),
        Entity(
            key=f"{source}-its-spokesman",
            kind="UnnamedParty",
            label="Red Dawn Front spokesman",
            mentions=(evidence("its spokesman"),),
            member_of="organisation/red-dawn-front",
        ),
        Entity(
            key="organisation/night-brigade",
            kind="ArmedGroup",
            label="Night Brigade",
            mentions=(evidence("The Night Brigade"),),
        ),
        Entity(key="place/kellin-99", kind="Place", label="Kellin", mentions=(evidence("Kellin"),)),
        Entity(
            key=f"asset/{KEY}-depot",
            kind="Asset",
            label="depot of the Front",
            mentions=(evidence("a depot of the Front"),),
            owner="organisation/red-dawn-front",
        ),
        Entity(
            key=f"{source}-three-fighters",
            kind="UnnamedParty",
            label="fighters",
            mentions=(evidence("three fighters"),),
        ),
        Entity(
            key=f"{source}-diplomat",
            kind="UnnamedParty",
            label="diplomat",
            mentions=(evidence("A diplomat"),),
            anonymous=True,
        ),
    )


def _bombing() -> ResolvedAttack:
    return ResolvedAttack(
        ordinal=1,
        label="car bombing in Vessra, 2031-06-03",
        kinds=("CarBombing",),
        mentions=(evidence("tore through", "trigger-verb"), evidence("the bombing", "trigger-noun")),
        earliest=dt.date(2031, 6, 3),
        latest=dt.date(2031, 6, 3),
        places=(_filler("place/vessra-4242", "in Vessra on", rule="place-preposition"),),
        targets=(_filler(f"asset/{KEY}-bus", "a bus"),),
        victims=(_filler(f"source/{KEY}-12-people", "12 people"),),
        weapons=(_filler("weapon/car-bomb", "car bomb"),),
        alleged=(_filler("organisation/red-dawn-front", "accused the Red Dawn Front", "Rebels blamed"),),
        claimed_by=(_filler("organisation/night-brigade", "The Night Brigade later claimed"),),
        casualties=(
            ResolvedCasualties(
                killed=Count(minimum=12, maximum=None),
                injured=None,
                source=f"source/{KEY}-hospital-official",
                evidence=evidence("At least 12 people were killed", "toll-killed"),
            ),
            ResolvedCasualties(
                killed=Count(minimum=15, maximum=15),
                injured=None,
                source=f"source/{KEY}-diplomat",
                evidence=evidence("put the dead in Vessra at 15", "toll-put-at"),
            ),
        ),
        part_of_series=3,
    )


def _air_strike() -> ResolvedAttack:
    return ResolvedAttack(
        ordinal=2,
        label="air strike near Kellin, 2031-06-03",
        kinds=("AirStrike",),
        mentions=(evidence("bombed", "trigger-verb"),),
        earliest=dt.date(2031, 6, 3),
        latest=dt.date(2031, 6, 4),
        places=(_filler("place/kellin-99", "near Kellin"),),
        targets=(_filler(f"asset/{KEY}-depot", "a depot of the Front"),),
        victims=(_filler(f"source/{KEY}-three-fighters", "three fighters"),),
        perpetrators=(_filler("country/ostria", "Ostrian warplanes bombed", rule="subject-of-trigger"),),
        casualties=(
            ResolvedCasualties(
                killed=Count(minimum=3, maximum=3),
                injured=Count(minimum=5, maximum=6),
                source=None,
                evidence=evidence("killing three fighters and wounding five or six", "toll-participle"),
            ),
        ),
    )


def _series() -> ResolvedAttack:
    return ResolvedAttack(
        ordinal=3,
        label="more than 20 attacks in Vessra",
        kinds=("Attack",),
        mentions=(evidence("attacks"),),
        series=True,
        count_min=21,
    )


def _statements() -> tuple[ResolvedStatement, ...]:
    front, brigade = "organisation/red-dawn-front", "organisation/night-brigade"
    return (
        ResolvedStatement(
            ordinal=1,
            kinds=("CasualtyStatement",),
            speaker=f"source/{KEY}-hospital-official",
            evidence=evidence("At least 12 people were killed, a hospital official said", "said-after"),
            about=(1,),
            text="At least 12 people were killed",
        ),
        ResolvedStatement(
            ordinal=2,
            kinds=("Accusation",),
            speaker="person/ana-toral",
            on_behalf_of="organisation/interior-ministry",
            evidence=evidence("Interior minister Ana Toral accused the Red Dawn Front of the bombing", "accuse-of"),
            about=(1,),
            text="the Red Dawn Front of the bombing",
            claims=(ResolvedClaim(attack=1, predicate="perpetrator", object=front, stance=Stance.AFFIRMS),),
        ),
        ResolvedStatement(
            ordinal=3,
            kinds=("Denial",),
            speaker=front,
            evidence=evidence("The Front, which is backed by Ostria, denied it", "deny-it"),
            about=(1,),
            text="it",
            claims=(
                ResolvedClaim(
                    attack=1, predicate="perpetrator", object=front, stance=Stance.DENIES, disputes=((2, 0),)
                ),
            ),
        ),
        ResolvedStatement(
            ordinal=4,
            kinds=("Denial", "Report"),
            speaker=f"source/{KEY}-its-spokesman",
            on_behalf_of=front,
            evidence=evidence('"We had no part in this," its spokesman said on the radio', "quote-said"),
            about=(1,),
            text="We had no part in this,",
            quotes=("We had no part in this,",),
            channel="radio",
            date=dt.date(2031, 6, 4),
            claims=(
                ResolvedClaim(
                    attack=1, predicate="perpetrator", object=front, stance=Stance.DENIES, disputes=((2, 0),)
                ),
            ),
        ),
        ResolvedStatement(
            ordinal=5,
            kinds=("ClaimOfResponsibility",),
            speaker=brigade,
            evidence=evidence("The Night Brigade later claimed responsibility", "claim-responsibility"),
            about=(1,),
            text="responsibility",
            claims=(
                ResolvedClaim(
                    attack=1, predicate="perpetrator", object=brigade, stance=Stance.AFFIRMS, disputes=((2, 0),)
                ),
            ),
        ),
        ResolvedStatement(
            ordinal=6,
            kinds=("CasualtyStatement",),
            speaker=f"source/{KEY}-diplomat",
            evidence=evidence("A diplomat, who asked not to be named, put the dead in Vessra at 15", "put-at"),
            about=(1,),
            text="the dead in Vessra at 15",
        ),
    )


def example_facts() -> ResolvedFacts:
    """A claimed and contested car bombing, an air strike told as fact, and a series."""
    return ResolvedFacts(
        article=ARTICLE,
        model=ModelInfo(name="test-model", version="4.5.6"),
        publisher="organisation/zeeland-wire",
        entities=_entities(),
        attacks=(_bombing(), _air_strike(), _series()),
        statements=_statements(),
        positions=(
            ResolvedPosition(
                ordinal=1,
                holder="person/ana-toral",
                title="Interior minister",
                organisation="organisation/interior-ministry",
                evidence=evidence("Interior minister Ana Toral", "title-before-name"),
            ),
        ),
        affiliations=(
            ResolvedAffiliation(
                subject="organisation/red-dawn-front",
                relation="backedBy",
                object="country/ostria",
                evidence=evidence("The Front, which is backed by Ostria", "backed-by"),
            ),
        ),
    )
