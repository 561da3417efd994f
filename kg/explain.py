"""Why the program believes what it writes: every fact with its rule and its words, and what it left alone.

Sits on top of the stages, like `pipeline.py`: it reads `ResolvedFacts` and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from kg.model.fact import Count
from kg.model.resolved import Evidence, ResolvedAttack, ResolvedFacts, ResolvedStatement
from kg.model.span import Span

SLOTS = (
    ("places", "place"),
    ("targets", "target"),
    ("victims", "victim"),
    ("weapons", "weapon"),
    ("perpetrators", "perpetrator"),
    ("alleged", "allegedPerpetrator"),
    ("claimed_by", "claimedBy"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One fact, or one thing looked at and left alone (`rejected`).

    `start` and `end` are code points of the text, end exclusive; `words` is what stands there;
    `rule` names the rule or component.
    """

    subject: str
    property: str
    value: str
    rule: str
    start: int
    end: int
    words: str
    rejected: bool = False

    def to_dict(self) -> dict[str, str | int | bool]:
        return asdict(self)


def explain(facts: ResolvedFacts) -> tuple[Explanation, ...]:
    """Every fact of the article in the order of the text, then every rejection."""
    labels = {entity.key: entity.label for entity in facts.entities}
    found = [
        *_explain_entities(facts),
        *(e for attack in facts.attacks for e in _explain_attack(facts, attack, labels)),
        *(e for statement in facts.statements for e in _explain_statement(facts, statement, labels)),
        *_explain_relations(facts, labels),
    ]
    found.sort(key=lambda e: (e.start, e.end, e.subject, e.property, e.value))
    rejected = [
        _make(facts, "–", "rejected", r.reason, Evidence(span=r.span, rule=r.rule), rejected=True)
        for r in facts.rejections
    ]
    return (*found, *rejected)


def _make(
    facts: ResolvedFacts, subject: str, name: str, value: str, evidence: Evidence, *, rejected: bool = False
) -> Explanation:
    span: Span = evidence.span
    return Explanation(
        subject=subject,
        property=name,
        value=value,
        rule=evidence.rule,
        start=span.start,
        end=span.end,
        words=span.slice(facts.article.text),
        rejected=rejected,
    )


def _explain_entities(facts: ResolvedFacts) -> Iterator[Explanation]:
    for entity in facts.entities:
        value = f"{entity.label} ({entity.reason})" if entity.reason else entity.label
        for evidence in entity.mentions:
            yield _make(facts, entity.key, entity.kind, value, evidence)


def _explain_attack(facts: ResolvedFacts, attack: ResolvedAttack, labels: dict[str, str]) -> Iterator[Explanation]:
    subject = f"attack {attack.ordinal}"
    for evidence in attack.mentions:
        yield _make(facts, subject, "mention", attack.label, evidence)
    if attack.earliest is not None and attack.latest is not None and attack.mentions:
        window = f"{attack.earliest.isoformat()} to {attack.latest.isoformat()}"
        yield _make(facts, subject, "date", window, attack.mentions[0])
    for attribute, name in SLOTS:
        for filler in getattr(attack, attribute):
            for evidence in filler.evidence:
                yield _make(facts, subject, name, labels.get(filler.entity, filler.entity), evidence)
    for toll in attack.casualties:
        by = f", by the word of {labels.get(toll.source, toll.source)}" if toll.source else ""
        value = f"killed {show_count(toll.killed)}, injured {show_count(toll.injured)}{by}"
        yield _make(facts, subject, "casualties", value, toll.evidence)


def _explain_statement(
    facts: ResolvedFacts, statement: ResolvedStatement, labels: dict[str, str]
) -> Iterator[Explanation]:
    subject = f"statement {statement.ordinal}"
    about = f" about attack {', '.join(map(str, statement.about))}" if statement.about else ""
    value = f"{', '.join(statement.kinds)} by {labels.get(statement.speaker, statement.speaker)}{about}"
    yield _make(facts, subject, "said", value, statement.evidence)
    for claim in statement.claims:
        value = (
            f"{claim.stance.value} {claim.predicate} of attack {claim.attack}: {labels.get(claim.object, claim.object)}"
        )
        yield _make(facts, subject, "asserts", value, statement.evidence)


def _explain_relations(facts: ResolvedFacts, labels: dict[str, str]) -> Iterator[Explanation]:
    for position in facts.positions:
        where = f" of {labels.get(position.organisation, position.organisation)}" if position.organisation else ""
        yield _make(facts, position.holder, "position", position.title + where, position.evidence)
    for affiliation in facts.affiliations:
        value = labels.get(affiliation.object, affiliation.object)
        yield _make(facts, affiliation.subject, affiliation.relation, value, affiliation.evidence)


def show_count(count: Count | None) -> str:
    """ "20", "at least 20", "2 to 3", or "not given"."""
    if count is None:
        return "not given"
    if count.maximum is None:
        return f"at least {count.minimum}"
    if count.minimum == count.maximum:
        return str(count.minimum)
    return f"{count.minimum} to {count.maximum}"
