"""Which mentions of an attack may name its author.

Mentions are joined by what speaks for it, and a join may be wrong. A wrong join costs a passage;
a perpetrator carried over it is a false accusation. So a party that the article names as fact
counts only where the mention is tied to the attack by more than its kind: it opens the attack, it
stands in the headline or the lead, it points back, or it shares a place, a day, a victim or a
target with another mention.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import AttackMention, Reference, Voice
from kg.model.resolved import Entity, Evidence, ResolvedAttack
from kg.resolve.attack_roles import is_force_label, is_force_noun
from kg.resolve.entities import Entities
from kg.resolve.nouns import is_person_noun

_HIM = frozenset({"him", "her", "them"})
_BEFORE = frozenset(
    {"after", "following", "follow", "since", "mark", "avenge", "protest", "mourn", "retaliation", "revenge", "over"}
)
_OF_STATES = frozenset({"Country", "Government", "StateForce"})
_SOME = 2  # attacks: "several" says no more
_MONTHS, _YEAR = 62, 366  # days
_LEAD = 2  # sentences of the body in which a report tells its own news


def is_anchored(
    annotated: AnnotatedArticle, mention: AttackMention, mentions: list[AttackMention], entities: Entities
) -> bool:
    """Whether the mention is tied firmly enough to the attack of `mentions` (in the order of the text)
    to say who did it."""
    first = mentions[0]
    others = [m for m in mentions if m.sentence != mention.sentence]
    opens = mention.sentence == first.sentence or in_lead(annotated, mention)
    if opens and not _names_another_state(mention, others, entities):
        return True
    mine = _keys(mention.victims + mention.targets, entities)
    if mine & {key for m in others for key in _keys(m.victims + m.targets, entities)}:
        return True
    towns = _keys(mention.places, entities)
    if towns & {key for m in others for key in _keys(m.places, entities)}:
        return True
    if mention.times and any(_same_days(annotated, mention, m) for m in others):
        return True
    if any(mention.sentence - m.sentence == 1 for m in others):
        return mention.anaphoric or _hits_one_told_of(annotated, mention)
    return False


def _names_another_state(mention: AttackMention, others: list[AttackMention], entities: Entities) -> bool:
    """Whether the mention lets one state strike, and the rest of the attack another alone: "towns backed by Ostish air
    strikes", and below it "air strikes by Westland": two wars may have been joined."""
    mine = _states(mention, entities)
    theirs = [states for m in others if (states := _states(m, entities))]
    return bool(mine and theirs) and all(not mine & states for states in theirs)


def _states(mention: AttackMention, entities: Entities) -> set[str]:
    """The countries that did it, or whose forces did."""
    parties = [entities.get(key) for key in _authors(mention, entities)]
    states = {p.key if p.kind == "Country" else p.country for p in parties if p.kind in _OF_STATES}
    return {state for state in states if state is not None}


def is_beside_another(
    annotated: AnnotatedArticle, mention: AttackMention, mentions: list[AttackMention], entities: Entities
) -> bool:
    """Whether the mention's sentence tells of two deeds that were joined and have nobody in common: "rioters attacked a
    bank after the killing of a boy by police"; or of forces that came after a deed ("police shot a man dead after a
    knife attack"); or whether the mention is told as one more: "also", "another"."""
    if mention.index != mentions[0].index and not mention.anaphoric and _is_one_more(annotated, mention):
        return not (_hit(mention, entities) & {key for m in mentions if m is not mention for key in _hit(m, entities)})
    for other in (m for m in mentions if m.sentence == mention.sentence and m.index != mention.index):
        first, second = sorted((mention, other), key=lambda m: _depth(annotated, m))
        if _follows(annotated, first, second) and (
            any(is_force_noun(annotated.tokens[r.party.head]) for r in first.responsible)
            or _are_apart(_authors(first, entities), _authors(second, entities))
            or _are_apart(_hit_people(annotated, first, entities), _hit_people(annotated, second, entities))
        ):
            return True
    return False


def _is_one_more(annotated: AnnotatedArticle, mention: AttackMention) -> bool:
    """ "The rebels also attacked …", "also launched attacks on …"."""
    head = annotated.tokens[mention.head]
    carriers = [head] if head.pos == "VERB" else [head, annotated.head(head)]
    return any(c.lower == "also" for carrier in carriers for c in annotated.children(carrier))


def _depth(annotated: AnnotatedArticle, mention: AttackMention) -> int:
    return sum(1 for _ in annotated.ancestors(annotated.tokens[mention.head]))


def _follows(annotated: AnnotatedArticle, upper: AttackMention, lower: AttackMention) -> bool:
    """Whether the lower mention hangs below the clause of the upper one by a word for what came before."""
    top = annotated.tokens[upper.head]
    above = {t.index for t in annotated.ancestors(top)} | {top.index}
    led = False
    for token in (annotated.tokens[lower.head], *annotated.ancestors(annotated.tokens[lower.head])):
        if token.index in above:
            return led
        led = led or token.lemma.lower() in _BEFORE or any(c.lower in _BEFORE for c in annotated.children(token))
    return False


def _are_apart(mine: set[str], theirs: set[str]) -> bool:
    return bool(mine and theirs) and not mine & theirs


def _authors(mention: AttackMention, entities: Entities) -> set[str]:
    found = (entities.find(r.party) for r in mention.responsible)
    return {key for key in found if key is not None}


def _hit(mention: AttackMention, entities: Entities) -> set[str]:
    found = (entities.find(r) for r in mention.victims + mention.targets)
    return {key for key in found if key is not None}


def _hit_people(annotated: AnnotatedArticle, mention: AttackMention, entities: Entities) -> set[str]:
    people = [r for r in mention.targets if is_person_noun(annotated.tokens[r.head])]
    found = (entities.find(r) for r in (*mention.victims, *people))
    return {key for key in found if key is not None}


def is_told_again(annotated: AnnotatedArticle, mention: AttackMention, mentions: list[AttackMention]) -> bool:
    """Whether the mention tells once more, in the past tense, what another tells with the same verb, or of the same
    window: enough for somebody without a name ("the officers shot him")."""
    if annotated.tokens[mention.head].tag != "VBD" or mention.series:
        return False
    word = annotated.tokens[mention.head].lemma
    others = [m for m in mentions if m.index != mention.index]
    windows = {(annotated.times[i].earliest, annotated.times[i].latest) for m in others for i in m.times}
    near = [m for m in others if m.sentence == mention.sentence]
    again = any(annotated.tokens[m.head].lemma == word and "effect" not in m.rule for m in others)
    return again or any(
        (annotated.times[i].earliest, annotated.times[i].latest) in windows for m in near for i in m.times
    )


def _hits_one_told_of(annotated: AnnotatedArticle, mention: AttackMention) -> bool:
    """ "X shot him": whom the sentence before told of."""
    head = annotated.tokens[mention.head]
    return head.tag == "VBD" and any(c.lower in _HIM and c.dep == "dobj" for c in annotated.children(head))


def is_one_of_two_sides(mention: AttackMention, mentions: list[AttackMention]) -> bool:
    """Whether the mention only tells who fought, while the attack is more than fighting: "troops shelled the town while
    rebels fought them" makes the rebels no authors of the shelling; or while another mention tells who attacked."""
    if set(mention.kinds) != {"Clash"}:
        return False
    kinds = {kind for m in mentions for kind in m.kinds} - {"Attack"}
    attacked = any(r.voice is Voice.ASSERTED for m in mentions if set(m.kinds) != {"Clash"} for r in m.responsible)
    return kinds != {"Clash"} or attacked


def tells_an_act(annotated: AnnotatedArticle, attack: ResolvedAttack, mentions: list[AttackMention]) -> bool:
    """Whether the report tells of deeds that could be looked up, and not of a habit ("has carried out several bombings
    in recent years") or of a war: it is the news, or has a day, a town, people, a thing hit, a number."""
    if any(in_lead(annotated, m) or _is_past(annotated, m) for m in mentions):
        return True
    days = None if attack.earliest is None or attack.latest is None else (attack.latest - attack.earliest).days
    if attack.series:
        return (attack.count_min or 0) > _SOME or (days is not None and days <= _YEAR)
    towns = any(not p.entity.startswith("country/") for p in attack.places)
    hit = any(not t.entity.startswith("country/") for t in attack.targets)
    return bool((days is not None and days <= _MONTHS) or towns or hit or attack.victims or attack.casualties)


def _is_past(annotated: AnnotatedArticle, mention: AttackMention) -> bool:
    """ "Officers shot him": told as something that happened once."""
    return not mention.series and annotated.tokens[mention.head].tag == "VBD"


def without_forces(
    annotated: AnnotatedArticle, asserted: Mapping[str, list[Evidence]], others: Collection[str], entities: Entities
) -> dict[str, list[Evidence]]:
    """The asserted parties without police and soldiers where somebody else is said to have done it: who answers an
    attack is named beside it. Where the others are only accused, what the lead says of the forces stands."""
    forces = {key for key in asserted if _is_force(entities.get(key))}
    authors = asserted.keys() - forces
    if not forces or not (authors or set(others) - forces):
        return dict(asserted)
    kept = {key for key in forces if not authors and any(_startsin_lead(annotated, row) for row in asserted[key])}
    return {key: rows for key, rows in asserted.items() if key in authors or key in kept}


def _is_force(entity: Entity) -> bool:
    return entity.kind == "StateForce" or (entity.kind == "UnnamedParty" and is_force_label(entity.label))


def _startsin_lead(annotated: AnnotatedArticle, row: Evidence) -> bool:
    sentence = next(s for s in annotated.sentences if row.span.start < s.end)
    body = sum(not s.headline for s in annotated.sentences[: sentence.index])
    return sentence.headline or body < _LEAD


def in_lead(annotated: AnnotatedArticle, mention: AttackMention) -> bool:
    """Whether the mention stands in the headline or the first sentences of the body."""
    sentence = annotated.sentences[mention.sentence]
    body = sum(not s.headline for s in annotated.sentences[: sentence.index])
    return sentence.headline or body < _LEAD


def _keys(references: tuple[Reference, ...], entities: Entities) -> set[str]:
    """Entities by key; a whole country is no tie between two attacks, nor are "civilians" or "soldiers"."""
    found = {entities.find(r) for r in references}
    known = {key for key in found if key is not None and not key.startswith("country/")}
    return {key for key in known if not key.startswith("source/") or " " in entities.get(key).label}


def _same_days(annotated: AnnotatedArticle, mention: AttackMention, other: AttackMention) -> bool:
    """Whether both name a day, and the same one; that a day lies in the week or year of another act ties nothing."""
    mine, theirs = (
        {annotated.times[i] for i in m.times if (annotated.times[i].latest - annotated.times[i].earliest).days <= 1}
        for m in (mention, other)
    )
    return any(a.earliest <= b.latest and b.earliest <= a.latest for a in mine for b in theirs)
