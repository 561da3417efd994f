"""Who did it, by whose word: asserted by the article, alleged by a speaker, claimed by the party itself.

An accusation never becomes a fact: `perpetrators` holds only whom the article names in its own
voice, outside everything that somebody is said to have said and without a hedge.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.model.annotation import AnnotatedArticle, Token
from kg.model.fact import AttackMention, Attribution, Facts, Rejection, Responsibility, Stance, Voice
from kg.model.resolved import Evidence, Filler, ResolvedAttack, ResolvedClaim, ResolvedStatement
from kg.model.span import Span
from kg.resolve.anchors import (
    is_anchored,
    is_beside_another,
    is_one_of_two_sides,
    is_told_again,
    tells_an_act,
    without_forces,
)
from kg.resolve.brothers import with_brothers_by_name
from kg.resolve.entities import Entities
from kg.resolve.same_person import named_parties_once
from kg.resolve.things import is_nobody

_SUSPECTED = frozenset({"suspected", "alleged", "accused", "suspect", "suspects", "presumed", "purported"})
_ALLEGEDLY = frozenset({"allegedly", "purportedly", "supposedly"})
_LONGEST = 300  # characters: evidence is a passage to read, not a page


def resolve_responsibility(
    annotated: AnnotatedArticle,
    facts: Facts,
    *,
    entities: Entities,
    attacks: tuple[ResolvedAttack, ...],
    attack_of: Mapping[int, int],
    statements: tuple[ResolvedStatement, ...],
) -> tuple[tuple[ResolvedAttack, ...], tuple[Rejection, ...]]:
    """The attacks with `perpetrators`, `alleged` and `claimed_by` filled in, and which authors were left out."""
    rejections: list[Rejection] = []
    slots: dict[int, dict[Voice, dict[str, list[Evidence]]]] = {
        attack.ordinal: {voice: {} for voice in Voice} for attack in attacks
    }
    attributions = [a for a in facts.attributions if a.content is not None]
    together: dict[int, list[AttackMention]] = {ordinal: [] for ordinal in slots}
    for mention in facts.attacks:
        ordinal = attack_of.get(mention.index)
        if ordinal in together:
            together[ordinal].append(mention)
    told = {a.ordinal: tells_an_act(annotated, a, together[a.ordinal]) for a in attacks}
    for ordinal, mentions in together.items():
        for mention in mentions:
            for voice, party, evidence in _of_mention(annotated, mention, ordinal, entities, attributions, statements):
                reason = _reason_against(annotated, mention, mentions, entities, told[ordinal], ordinal)
                if voice is Voice.ASSERTED and reason is not None:
                    rejections.append(Rejection(span=evidence.span, rule=evidence.rule, reason=reason))
                else:
                    slots[ordinal][voice].setdefault(party, []).append(evidence)
    for statement in statements:
        for claim in statement.claims:
            if claim.predicate == "perpetrator" and claim.stance is Stance.AFFIRMS and claim.attack in slots:
                voice = Voice.CLAIMED if is_own(statement, claim, entities) else Voice.ALLEGED
                if voice is Voice.CLAIMED or not (claim.told and _is_mere_somebody(entities, claim.object)):
                    slots[claim.attack][voice].setdefault(claim.object, []).append(statement.evidence)
    for attack in attacks:
        found = slots[attack.ordinal]
        if set(attack.kinds) != {"Clash"}:
            others = (*found[Voice.ALLEGED], *found[Voice.CLAIMED])
            found[Voice.ASSERTED] = without_forces(annotated, found[Voice.ASSERTED], others, entities)
        slots[attack.ordinal] = {voice: with_brothers_by_name(rows, entities) for voice, rows in found.items()}
    filled = (_filled(attack, slots[attack.ordinal]) for attack in attacks)
    named = (replace(a, alleged=named_parties_once(a.alleged, annotated, entities)) for a in filled)
    return tuple(named), tuple(rejections)


def _reason_against(
    annotated: AnnotatedArticle,
    mention: AttackMention,
    mentions: list[AttackMention],
    entities: Entities,
    told: bool,
    ordinal: int,
) -> str | None:
    """Why the mention may not name a perpetrator of its attack; None where it may."""
    unnamed = all(_is_unnamed(entities, key) for r in mention.responsible if (key := entities.find(r.party)))
    again = unnamed and is_told_again(annotated, mention, mentions)
    if not again and not is_anchored(annotated, mention, mentions, entities):
        return f"nothing but its kind ties this mention to attack {ordinal}: too little to name a perpetrator"
    if is_beside_another(annotated, mention, mentions, entities):
        return (
            f"the words tell of two deeds, of which one led to the other: too little for the author of attack {ordinal}"
        )
    if is_one_of_two_sides(mention, mentions):
        return f"one of two sides that fought is no author of attack {ordinal}"
    if not told:
        return (
            f"attack {ordinal} has no day, town, victim or target: a habit or a war, too little to name a perpetrator"
        )
    return None


def _of_mention(
    annotated: AnnotatedArticle,
    mention: AttackMention,
    ordinal: int,
    entities: Entities,
    attributions: list[Attribution],
    statements: tuple[ResolvedStatement, ...],
) -> Iterator[tuple[Voice, str, Evidence]]:
    for responsible in mention.responsible:
        party = entities.find(responsible.party)
        if party is None or is_nobody(annotated, responsible.party):
            continue
        evidence = _evidence(mention, responsible)
        contents = [a.content for a in attributions if a.content is not None]
        reported = any(c.contains(responsible.party.span) or c.contains(mention.trigger) for c in contents)
        if reported and any(
            claim.attack == ordinal and claim.object == party and statement.evidence.span.overlaps(evidence.span)
            for statement in statements
            for claim in statement.claims
        ):
            continue  # the statement's claim says so, and who says it
        voice = responsible.voice
        if _is_reporter(attributions, mention, responsible):
            continue
        if voice is Voice.ALLEGED and _is_mere_description(mention, responsible, party, entities, annotated):
            continue
        if voice is Voice.ASSERTED and (reported or _is_claimed_there(statements, ordinal, party, evidence.span)):
            voice = Voice.ALLEGED
        yield voice, party, evidence


def _is_reporter(attributions: list[Attribution], mention: AttackMention, responsible: Responsibility) -> bool:
    """ "The radio reported warplanes bombed villages": who tells of the deed, and whom the parser lets do it."""
    return any(
        a.content is not None
        and a.content.contains(mention.trigger)
        and not a.content.overlaps(responsible.party.span)
        and a.speaker.span.overlaps(responsible.party.span)
        for a in attributions
    )


def _is_mere_somebody(entities: Entities, party: str) -> bool:
    """ "A man", but not "two suspects" or "suspected rebels"."""
    words = entities.get(party).label.lower().split()
    return _is_unnamed(entities, party) and not _SUSPECTED & set(words)


def _is_unnamed(entities: Entities, party: str) -> bool:
    return entities.get(party).kind == "UnnamedParty"


def _is_mere_description(
    mention: AttackMention, responsible: Responsibility, party: str, entities: Entities, annotated: AnnotatedArticle
) -> bool:
    """ "A man" who is said to have shot is nobody whom the article suspects, unless a word says so."""
    if not _is_unnamed(entities, party) or responsible.rule != mention.rule:
        return False
    if _is_alleged_to(annotated, annotated.tokens[mention.head]):
        return False
    words = annotated.text_of(responsible.party.span).lower().split()
    return not _SUSPECTED & set(words)


def _is_alleged_to(annotated: AnnotatedArticle, deed: Token) -> bool:
    """ "Mercenaries allegedly carried out the killing", "was allegedly attacked by party workers"."""
    carriers = [deed, annotated.head(deed)] if deed.pos == "NOUN" else [deed]
    return any(c.lower in _ALLEGEDLY for carrier in carriers for c in annotated.children(carrier))


def _is_claimed_there(statements: tuple[ResolvedStatement, ...], ordinal: int, party: str, span: Span) -> bool:
    """Whether the words lie inside a statement that makes the same claim."""
    return any(
        claim.attack == ordinal and claim.object == party and statement.evidence.span.contains(span)
        for statement in statements
        for claim in statement.claims
    )


def _evidence(mention: AttackMention, responsible: Responsibility) -> Evidence:
    span = responsible.party.span.cover(mention.trigger)
    return Evidence(span=span if len(span) <= _LONGEST else responsible.party.span, rule=responsible.rule)


def is_own(statement: ResolvedStatement, claim: ResolvedClaim, entities: Entities) -> bool:
    """Whether a party speaks of its own deed, itself or through a spokesman."""
    speaker = entities.get(statement.speaker)
    return claim.object in (statement.speaker, statement.on_behalf_of, speaker.member_of)


def _filled(attack: ResolvedAttack, found: Mapping[Voice, Mapping[str, list[Evidence]]]) -> ResolvedAttack:
    """A party that the article itself names needs no allegation beside it, nor does one whose own claim is all that
    the allegation rests on."""
    asserted, claimed = found[Voice.ASSERTED], found[Voice.CLAIMED]
    alleged = {
        party: rows
        for party, rows in found[Voice.ALLEGED].items()
        if party not in asserted and not (party in claimed and all(_is_within(row, claimed[party]) for row in rows))
    }
    authors = {*asserted, *alleged} if set(attack.kinds) != {"Clash"} else set()
    return replace(
        attack,
        victims=tuple(v for v in attack.victims if v.entity not in authors),  # who dies of his own bomb is no victim
        perpetrators=_fillers(asserted),
        alleged=_fillers(alleged),
        claimed_by=_fillers(claimed),
    )


def _is_within(row: Evidence, claims: list[Evidence]) -> bool:
    return any(claim.span.overlaps(row.span) for claim in claims)


def _fillers(found: Mapping[str, list[Evidence]]) -> tuple[Filler, ...]:
    return tuple(Filler(entity=party, evidence=tuple(dict.fromkeys(rows))) for party, rows in found.items())
