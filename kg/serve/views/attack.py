"""An attack: its facts with their words, who says what of it, its tolls and tellings over time, and where it was."""

from __future__ import annotations

from dataclasses import dataclass

from kg.serve.graphs import KG
from kg.serve.reading import GEO, RDF, SCHEMA, Reader, Ref
from kg.serve.views.evidence import Evidence, Fact, join_evidence, read_evidence
from kg.serve.views.statements import Column, Statement, in_columns, read_statement
from kg.serve.wording import SLOTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A property of the attack with all its values; `remark` says whose word they are."""

    property: str
    name: str
    remark: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """One count of one report. A maximum of None beside a minimum means "or more"; None for both: nothing is said."""

    iri: str
    killed: tuple[int | None, int | None]
    injured: tuple[int | None, int | None]
    sources: tuple[Ref, ...]
    report: Ref | None
    published: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A report of the attack. `attack`: its node there; `score` and `reasons`: of the link, for another node."""

    attack: Ref
    report: Ref
    published: str
    publisher: Ref | None
    score: float | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place on the map, in degrees."""

    ref: Ref
    lat: float
    long: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AttackView:
    ref: Ref
    types: tuple[str, ...]
    earliest: str
    latest: str
    count: tuple[int | None, int | None]
    contested: bool
    mentions: Evidence
    slots: tuple[Slot, ...]
    columns: tuple[Column, ...]
    tolls: tuple[Toll, ...]
    spots: tuple[Spot, ...]
    tellings: tuple[Telling, ...]


def read_attack(reader: Reader, iri: str) -> AttackView:
    """The attack and what other reports, linked with it, tell of the same: their statements, tolls and dates."""
    linked = linked_attacks(reader, iri)
    everywhere = [iri, *linked]
    statements = [read_statement(reader, statement) for statement in _statements_about(reader, everywhere)]
    tolls = [_read_toll(reader, toll) for attack in everywhere for toll in reader.iris(attack, f"{KG}casualties")]
    tellings = [telling for attack in everywhere for telling in _tellings(reader, attack, iri)]
    return AttackView(
        ref=reader.ref(iri),
        types=tuple(reader.narrow_types(iri)),
        earliest=reader.text(iri, f"{KG}earliestDate"),
        latest=reader.text(iri, f"{KG}latestDate"),
        count=(reader.number(iri, f"{KG}countMin"), reader.number(iri, f"{KG}countMax")),
        contested=is_contested(statements),
        mentions=read_evidence(reader, iri),
        slots=tuple(_slots(reader, iri)),
        columns=in_columns(statements),
        tolls=tuple(sorted(tolls, key=lambda toll: (toll.published, toll.iri))),
        spots=tuple(_spots(reader, everywhere)),
        tellings=tuple(sorted(tellings, key=lambda telling: (telling.published, telling.report.iri))),
    )


def linked_attacks(reader: Reader, iri: str) -> list[str]:
    """The attacks of other reports that were judged to be the same event, one step away."""
    same = f"{KG}sameEventAs"
    return sorted({*reader.iris(iri, same), *reader.subjects(same, iri)} - {iri})


def is_contested(statements: list[Statement]) -> bool:
    """Whether speakers differ on who did it: somebody denies it, or several parties are named."""
    claims = [claim for statement in statements for claim in statement.claims if claim.property == "perpetrator"]
    return any(claim.denied for claim in claims) or len({claim.object.iri for claim in claims}) > 1


def _statements_about(reader: Reader, attacks: list[str]) -> list[str]:
    return sorted({statement for attack in attacks for statement in reader.subjects(f"{KG}about", attack)})


def _slots(reader: Reader, iri: str) -> list[Slot]:
    records: dict[tuple[str, str], list[str]] = {}
    for record in reader.subjects(f"{RDF}subject", iri):
        if "Assertion" not in reader.types(record):
            continue
        for predicate in reader.iris(record, f"{RDF}predicate"):
            for value in reader.iris(record, f"{RDF}object"):
                records.setdefault((predicate, value), []).append(record)
    slots = []
    for name, words, remark in SLOTS:
        facts = []
        for ref in reader.refs(reader.iris(iri, f"{KG}{name}")):
            found = records.get((f"{KG}{name}", ref.iri), [])
            evidence = join_evidence([read_evidence(reader, record) for record in found])
            facts.append(Fact(property=name, name=words, value=ref, evidence=evidence, iri=found[0] if found else ""))
        if facts:
            slots.append(Slot(property=name, name=words, remark=remark, facts=tuple(facts)))
    return slots


def _read_toll(reader: Reader, iri: str) -> Toll:
    evidence = read_evidence(reader, iri)
    article = evidence.passages[0].article if evidence.passages else ""
    return Toll(
        iri=iri,
        killed=(reader.number(iri, f"{KG}killedMin"), reader.number(iri, f"{KG}killedMax")),
        injured=(reader.number(iri, f"{KG}injuredMin"), reader.number(iri, f"{KG}injuredMax")),
        sources=reader.refs(reader.iris(iri, f"{KG}source")),
        report=reader.ref(article) if article else None,
        published=reader.text(article, f"{SCHEMA}datePublished") if article else "",
        evidence=evidence,
    )


def _spots(reader: Reader, attacks: list[str]) -> list[Spot]:
    places = {place for attack in attacks for place in reader.iris(attack, f"{KG}place")}
    spots = []
    for ref in reader.refs(sorted(places)):
        lat, long = reader.decimal(ref.iri, f"{GEO}lat"), reader.decimal(ref.iri, f"{GEO}long")
        if lat is not None and long is not None and abs(lat) <= 90 and abs(long) <= 180:
            spots.append(Spot(ref=ref, lat=lat, long=long))
    return spots


def _tellings(reader: Reader, attack: str, first: str) -> list[Telling]:
    score, reasons = _link(reader, first, attack) if attack != first else (None, ())
    found = []
    for article in reader.iris(attack, f"{KG}reportedIn"):
        publishers = reader.iris(article, f"{SCHEMA}publisher")
        found.append(
            Telling(
                attack=reader.ref(attack),
                report=reader.ref(article),
                published=reader.text(article, f"{SCHEMA}datePublished"),
                publisher=reader.ref(publishers[0]) if publishers else None,
                score=score,
                reasons=reasons,
            )
        )
    return found


def _link(reader: Reader, one: str, other: str) -> tuple[float | None, tuple[str, ...]]:
    """Points and reasons of the decision that links two attacks, whichever of them it begins with."""
    for subject, object_ in ((one, other), (other, one)):
        for decision in reader.subjects(f"{RDF}subject", subject):
            if object_ in reader.iris(decision, f"{RDF}object") and "LinkDecision" in reader.types(decision):
                return reader.decimal(decision, f"{KG}score"), tuple(reader.texts(decision, f"{KG}reason"))
    return None, ()
