"""A person, group, country, place, weapon …: what it did, suffered and said, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.serve.graphs import KG
from kg.serve.reading import GEO, OWL, SKOS, Reader, Ref
from kg.serve.views.attack import Spot
from kg.serve.views.evidence import Evidence, Fact, read_evidence, read_passage
from kg.serve.views.statements import Statement, read_statement
from kg.serve.wording import ROLES, property_words

RELATIONS = ("memberOf", "partOf", "backedBy", "alignedWith", "opposes", "country", "owner")
OTHER_ROLES = (("place", "Attacks here"), ("weapon", "Attacks with it"))
PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class AttackLine:
    """An attack in a list."""

    ref: Ref
    date: str
    places: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The attacks in which the node has one role: one page of them, latest first, and how many there are."""

    role: str
    heading: str
    attacks: tuple[AttackLine, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentView:
    ref: Ref
    types: tuple[str, ...]
    other_names: tuple[str, ...]
    anonymous: bool
    positions: tuple[Fact, ...]
    relations: tuple[Fact, ...]
    related: tuple[Fact, ...]
    same: tuple[Ref, ...]
    links: tuple[str, ...]
    spots: tuple[Spot, ...]
    parts: tuple[Part, ...]
    statements: tuple[Statement, ...]
    statements_total: int
    mentions: Evidence
    mentions_total: int
    page: int


def read_agent(reader: Reader, iri: str, *, page: int = 1) -> AgentView:
    """`page` (from 1) of PAGE attacks in each role and PAGE statements."""
    said = "?s kg:speaker|kg:onBehalfOf ?agent"
    spoken = reader.column(f"SELECT DISTINCT ?s {{ {said} }} ORDER BY ?s {_slice(page)}", agent=iri)
    mentioned = "?agent kg:mention ?o"
    passages = reader.column(f"SELECT DISTINCT ?o {{ {mentioned} }} ORDER BY ?o {_slice(1)}", agent=iri)
    lat, long = reader.decimal(iri, f"{GEO}lat"), reader.decimal(iri, f"{GEO}long")
    ref = reader.ref(iri)
    return AgentView(
        ref=ref,
        types=tuple(reader.narrow_types(iri)),
        other_names=tuple(name for name in _names(reader, iri) if name != ref.label),
        anonymous=reader.text(iri, f"{KG}anonymous") == "true",
        positions=tuple(_positions(reader, iri)),
        relations=tuple(_relations(reader, iri)),
        related=tuple(_related(reader, iri)),
        same=reader.refs(same_agents(reader, iri)),
        links=tuple(reader.iris(iri, f"{OWL}sameAs")),
        spots=() if lat is None or long is None else (Spot(ref=ref, lat=lat, long=long),),
        parts=tuple(
            part for part in (_part(reader, iri, *role, page) for role in (*ROLES, *OTHER_ROLES)) if part.total
        ),
        statements=tuple(read_statement(reader, one) for one in spoken),
        statements_total=reader.count(f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ {said} }}", agent=iri),
        mentions=Evidence(
            passages=tuple(filter(None, (read_passage(reader, passage) for passage in passages))),
            rules=tuple(reader.texts(iri, f"{KG}rule")),
        ),
        mentions_total=reader.count(f"SELECT (COUNT(DISTINCT ?o) AS ?n) {{ {mentioned} }}", agent=iri),
        page=page,
    )


def same_agents(reader: Reader, iri: str) -> list[str]:
    """Those of other reports that were judged to be the same, one step away."""
    same = f"{KG}sameAgentAs"
    return sorted({*reader.iris(iri, same), *reader.subjects(same, iri)} - {iri})


def attack_line(reader: Reader, iri: str) -> AttackLine:
    return AttackLine(
        ref=reader.ref(iri),
        date=reader.text(iri, f"{KG}earliestDate"),
        places=reader.refs(reader.iris(iri, f"{KG}place")),
    )


def _names(reader: Reader, iri: str) -> list[str]:
    return sorted(
        {*reader.texts(iri, f"{SKOS}altLabel"), *reader.texts(iri, "http://www.w3.org/2000/01/rdf-schema#label")}
    )


def _slice(page: int) -> str:
    return f"LIMIT {PAGE} OFFSET {(page - 1) * PAGE}"


def _part(reader: Reader, iri: str, role: str, heading: str, page: int) -> Part:
    pattern = f"?s kg:{role} ?agent"
    total = reader.count(f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ {pattern} }}", agent=iri)
    attacks: list[str] = []
    if total:
        dated = f"{pattern} OPTIONAL {{ ?s kg:earliestDate ?day }}"
        attacks = reader.column(
            f"SELECT DISTINCT ?s ?day {{ {dated} }} ORDER BY DESC(?day) ?s {_slice(page)}", agent=iri
        )
    lines = tuple(attack_line(reader, attack) for attack in attacks)
    return Part(role=role, heading=heading, attacks=lines, total=total)


def _positions(reader: Reader, iri: str) -> list[Fact]:
    found = []
    query = "SELECT DISTINCT ?s { ?s kg:holder|kg:organisation ?agent } ORDER BY ?s"
    for position in reader.column(f"{query} {_slice(1)}", agent=iri):
        holders = [one for one in reader.iris(position, f"{KG}holder") if one != iri]
        organisations = [one for one in reader.iris(position, f"{KG}organisation") if one != iri]
        others = holders or organisations
        found.append(
            Fact(
                property="position",
                name=reader.text(position, f"{KG}title") or "position",
                value=reader.ref(others[0]) if others else None,
                evidence=read_evidence(reader, position),
                iri=position,
            )
        )
    return found


def _relations(reader: Reader, iri: str) -> list[Fact]:
    return [
        Fact(property=name, name=property_words(name), value=ref)
        for name in RELATIONS
        for ref in reader.refs(reader.iris(iri, f"{KG}{name}"))
    ]


def _related(reader: Reader, iri: str) -> list[Fact]:
    """Who names this one as what it belongs to; at most PAGE of a kind."""
    found = []
    for name in RELATIONS:
        query = f"SELECT DISTINCT ?s {{ ?s kg:{name} ?agent }} ORDER BY ?s {_slice(1)}"
        subjects = reader.column(query, agent=iri)
        found += [Fact(property=name, name=property_words(name), value=ref) for ref in reader.refs(subjects)]
    return found
