"""All references of an article's facts, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model.fact import Affiliation, AttackMention, Attribution, Casualties, Facts, Position, Reference, Statement


def iter_references(facts: Facts) -> tuple[Reference, ...]:
    """Every reference once, in the order of the text."""
    found = dict.fromkeys(_all(facts))
    return tuple(sorted(found, key=lambda r: (r.span, r.head, r.role)))


def _all(facts: Facts) -> Iterator[Reference]:
    for attribution in facts.attributions:
        yield from _of_attribution(attribution)
    for statement in facts.statements:
        yield from _of_statement(statement)
    for attack in facts.attacks:
        yield from _of_attack(attack)
    for toll in facts.casualties:
        yield from _of_casualties(toll)
    for position in facts.positions:
        yield from _of_position(position)
    for affiliation in facts.affiliations:
        yield from _of_affiliation(affiliation)


def _of_attribution(attribution: Attribution) -> Iterator[Reference]:
    yield attribution.speaker
    if attribution.on_behalf_of is not None:
        yield attribution.on_behalf_of


def _of_statement(statement: Statement) -> Iterator[Reference]:
    yield from _of_attribution(statement.attribution)
    for claim in statement.claims:
        yield claim.party


def _of_attack(attack: AttackMention) -> Iterator[Reference]:
    yield from attack.places
    yield from attack.targets
    yield from attack.victims
    yield from attack.weapons
    for responsibility in attack.responsible:
        yield responsibility.party


def _of_casualties(toll: Casualties) -> Iterator[Reference]:
    if toll.source is not None:
        yield toll.source


def _of_position(position: Position) -> Iterator[Reference]:
    yield position.holder
    if position.organisation is not None:
        yield position.organisation


def _of_affiliation(affiliation: Affiliation) -> Iterator[Reference]:
    yield affiliation.subject
    yield affiliation.object
