"""Statements with their speakers, attacks and claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import Claim, Facts, Stance, Statement
from kg.model.resolved import Entity, Evidence, ResolvedClaim, ResolvedStatement
from kg.resolve.entities import Entities
from kg.resolve.things import is_nobody

_OWN = frozenset({"claimed-responsibility", "claim-of-responsibility"})
# Words for what one says of others, never of oneself: the beginnings of rule names.
_OF_OTHERS = (
    "accuse", "blame", "suspect", "implicate", "incriminate", "finger", "fault", "charge", "indict", "prosecute",
    "convict", "arrest", "detain", "jail", "imprison", "sentence", "want", "try", "named", "called", "identified",
    "hold", "link", "tie", "connect",
)  # fmt: skip


def resolve_statements(
    annotated: AnnotatedArticle, facts: Facts, *, entities: Entities, attack_of: Mapping[int, int]
) -> tuple[ResolvedStatement, ...]:
    """All statements in the order of the text; `attack_of` maps mention index to attack ordinal.

    A statement whose speaker nobody could be found for ("they" without a party before it) is left
    out. What one speaker says in one sentence is one statement, and a headline that says in short what
    the same speaker is told to say below it adds none.
    """
    found: dict[tuple[int, str], ResolvedStatement] = {}
    main, in_headline = _main_attack(annotated, facts, attack_of)
    for statement in facts.statements:
        speaker = entities.find(statement.attribution.speaker)
        if speaker is None:
            continue
        resolved = _resolve(annotated, statement, speaker, entities, attack_of)
        if not resolved.about and main is not None and (in_headline or statement.about):
            resolved = replace(resolved, about=(main,))
        key = (annotated.tokens[statement.attribution.cue_head].sentence, speaker)
        found[key] = _joined(annotated, found[key], resolved) if key in found else resolved
    ordered = _without_echoes(annotated, sorted(found.values(), key=lambda s: (s.evidence.span, s.speaker)))
    return _with_disputes([replace(s, ordinal=number) for number, s in enumerate(ordered, start=1)])


def _without_echoes(annotated: AnnotatedArticle, ordered: list[ResolvedStatement]) -> list[ResolvedStatement]:
    """The statements without those of the headline that the report itself tells in full: of the same
    speaker and kind, with nothing claimed beyond what is claimed there."""
    headline = annotated.article.headline_span
    if headline is None:
        return ordered
    body = [s for s in ordered if not headline.contains(s.evidence.span)]
    kept: list[ResolvedStatement] = []
    for statement in ordered:
        told = [s for s in body if s.speaker == statement.speaker and set(s.kinds) & set(statement.kinds)]
        claims = {(c.attack, c.predicate, c.object, c.stance) for s in told for c in s.claims}
        more = any((c.attack, c.predicate, c.object, c.stance) not in claims for c in statement.claims)
        if not headline.contains(statement.evidence.span) or not told or more:
            kept.append(statement)
    return kept


def _main_attack(annotated: AnnotatedArticle, facts: Facts, attack_of: Mapping[int, int]) -> tuple[int | None, bool]:
    """The attack that a report is about, and whether its headline tells of it: then words without a topic of their own
    are about it. Of a report that tells of one alone, not in the headline, those are that point back at some attack."""
    headline = annotated.article.headline_span
    mentions = [m for m in facts.attacks if m.index in attack_of]
    told = {attack_of[m.index] for m in mentions if headline is not None and headline.contains(m.trigger)}
    ordinals = told or set(attack_of.values())
    return (next(iter(ordinals)), bool(told)) if len(ordinals) == 1 else (None, False)


def _resolve(
    annotated: AnnotatedArticle, statement: Statement, speaker: str, entities: Entities, attack_of: Mapping[int, int]
) -> ResolvedStatement:
    attribution = statement.attribution
    principal = entities.find(attribution.on_behalf_of) if attribution.on_behalf_of is not None else None
    content = attribution.content
    return ResolvedStatement(
        ordinal=0,
        kinds=statement.kinds,
        speaker=speaker,
        evidence=Evidence(span=attribution.span, rule=attribution.rule, confidence=attribution.confidence),
        on_behalf_of=principal if principal != speaker else None,
        about=tuple(dict.fromkeys(attack_of[i] for i in statement.about if i in attack_of)),
        text=annotated.text_of(content) if content is not None else None,
        quotes=tuple(annotated.text_of(span) for span in attribution.quotes),
        channel=attribution.channel,
        date=_day(annotated, statement),
        claims=tuple(_claims(annotated, statement, entities, attack_of)),
    )


def _day(annotated: AnnotatedArticle, statement: Statement) -> dt.date | None:
    """The day of saying, where the words give one day and no window."""
    days = [annotated.times[i] for i in statement.times]
    return next((t.earliest for t in days if t.earliest == t.latest), None)


def _claims(
    annotated: AnnotatedArticle, statement: Statement, entities: Entities, attack_of: Mapping[int, int]
) -> Iterator[ResolvedClaim]:
    seen: set[tuple[int, str, str, Stance]] = set()
    speaker = entities.find(statement.attribution.speaker)
    for claim in statement.claims:
        party, attack = entities.find(claim.party), attack_of.get(claim.attack)
        if (
            party is None
            or attack is None
            or is_nobody(annotated, claim.party)
            or (party == speaker and (claim.rule.startswith(_OF_OTHERS) or _is_object(annotated, claim)))
            or (claim.rule in _OWN and _is_unlikely(annotated, claim, entities.get(party)))
            or (attack, claim.predicate, party, claim.stance) in seen
        ):
            continue
        seen.add((attack, claim.predicate, party, claim.stance))
        told = claim.rule == "content-agent"
        yield ResolvedClaim(attack=attack, predicate=claim.predicate, object=party, stance=claim.stance, told=told)


def _is_unlikely(annotated: AnnotatedArticle, claim: Claim, party: Entity) -> bool:
    """ "It has claimed responsibility": a pronoun that seems to mean a state, its government or the press."""
    states = party.kind in {"Government", "Country", "MediaOrganisation", "IntergovernmentalOrganisation"}
    pronoun = annotated.tokens[claim.party.head].lower in {"it", "they"}
    return pronoun and (states or party.label.lower().endswith(("government", "ministry", "parliament")))


def _is_object(annotated: AnnotatedArticle, claim: Claim) -> bool:
    """ "The judge charged him with being the mastermind": him, who is somebody else than the one who says it."""
    head = annotated.tokens[claim.party.head]
    return head.lower in {"him", "her", "them"} and head.dep in {"dobj", "pobj", "dative", "nsubj"}


def _joined(annotated: AnnotatedArticle, first: ResolvedStatement, second: ResolvedStatement) -> ResolvedStatement:
    """Two acts of saying of one speaker in one sentence as one statement."""
    kinds = tuple(dict.fromkeys((*first.kinds, *second.kinds)))
    span = first.evidence.span.cover(second.evidence.span)
    texts = [t for t in (first.text, second.text) if t is not None]
    if first.text is not None and second.text is not None:
        inside = first.text in second.text or second.text in first.text
        texts = [max(texts, key=len)] if inside else [annotated.text_of(span)]
    return replace(
        first,
        kinds=tuple(k for k in kinds if k != "Report" or len(kinds) == 1 or "Report" in first.kinds),
        evidence=replace(first.evidence, span=span),
        on_behalf_of=first.on_behalf_of or second.on_behalf_of,
        about=tuple(dict.fromkeys((*first.about, *second.about))),
        text=texts[0] if texts else None,
        quotes=tuple(dict.fromkeys((*first.quotes, *second.quotes))),
        channel=first.channel or second.channel,
        date=first.date or second.date,
        claims=tuple(dict.fromkeys((*first.claims, *second.claims))),
    )


def _with_disputes(statements: list[ResolvedStatement]) -> tuple[ResolvedStatement, ...]:
    """Link claims that affirm and deny the same thing, in both directions."""
    places = [(s.ordinal, p, claim) for s in statements for p, claim in enumerate(s.claims)]
    result: list[ResolvedStatement] = []
    for statement in statements:
        claims = tuple(
            replace(
                claim,
                disputes=tuple(
                    (ordinal, position)
                    for ordinal, position, other in places
                    if (other.attack, other.predicate, other.object) == (claim.attack, claim.predicate, claim.object)
                    and other.stance is not claim.stance
                ),
            )
            for claim in statement.claims
        )
        result.append(replace(statement, claims=claims))
    return tuple(result)
