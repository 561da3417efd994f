"""Who did it, in the article's own words: asserted, or laid at somebody's door without saying by whom.

"An attack blamed on X", "X is believed to be behind it", "X was charged with the murder": nobody is
named who says so, but the article does not vouch for it either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.attackers import Voices
from kg.extract.blames import Blame, blamed_reference, can_be_blamed, is_deed, is_persons_crime, points_back
from kg.extract.grammar import Grammar
from kg.extract.statement_kinds import tokens_between
from kg.extract.suspects import find_blames
from kg.model.annotation import AnnotatedArticle, NameKind
from kg.model.fact import AttackMention, Attribution, Reference, Responsibility, Voice
from kg.model.span import Span

_VAGUE = frozenset({"they", "them", "it", "this", "that", "which", "some", "others", "many", "one"})
_OWN_VOICE = frozenset({"behind", "responsible-for", "work-of"})


def add_responsibility(
    annotated: AnnotatedArticle, *, attributions: tuple[Attribution, ...], attacks: tuple[AttackMention, ...]
) -> tuple[AttackMention, ...]:
    """The attack mentions with the parties of `find_responsibility` beside their own."""
    found = find_responsibility(annotated, attributions=attributions, attacks=attacks)
    more: dict[int, list[Responsibility]] = {}
    for index, responsibility in found:
        more.setdefault(index, []).append(responsibility)
    return tuple(replace(m, responsible=(*m.responsible, *more[m.index])) if m.index in more else m for m in attacks)


def find_responsibility(
    annotated: AnnotatedArticle, *, attributions: tuple[Attribution, ...], attacks: tuple[AttackMention, ...]
) -> tuple[tuple[int, Responsibility], ...]:
    """Pairs of an attack mention's index and a party that words outside any statement lay it at:
    alleged ("an attack blamed on X", "X is believed to be behind it"), claimed ("claimed by X")."""
    if not attacks:
        return ()
    grammar = Grammar(annotated)
    voices = Voices(grammar, attributions)
    told = {t.index for a in attributions if a.content for t in tokens_between(grammar, a.content.start, a.content.end)}
    cues = {i for a in attributions for i in (a.cue_head, *a.more_cues)}
    found: dict[tuple[int, Span], tuple[int, Responsibility]] = {}
    for token in annotated.tokens:
        if token.index in told:
            continue
        for blame in find_blames(grammar, token):
            if token.index in cues and blame.rule != "confessed":
                continue  # what the statement claims is read from the statement
            mention = _mention_of(grammar, blame, attacks)
            if blame.denied or mention is None or not can_be_blamed(grammar, blame.party):
                continue
            if blame.party.lower in _VAGUE or voices.is_supposed(blame.word):
                continue
            party = blamed_reference(grammar, blame.party, blame.deed)
            own = blame.rule in _OWN_VOICE and not voices.is_hedged(blame.word, blame.party)
            voice = Voice.ASSERTED if own else Voice.ALLEGED
            if blame.rule == "confessed":
                voice = Voice.CLAIMED
            if not _is_hit(mention, party):
                pair = (mention.index, Responsibility(party=party, voice=voice, rule=blame.rule))
                found.setdefault((mention.index, party.span), pair)
    return tuple(found.values())


def _is_hit(mention: AttackMention, party: Reference) -> bool:
    return any(v.span.overlaps(party.span) for v in (*mention.victims, *mention.targets))


def _mention_of(grammar: Grammar, blame: Blame, attacks: Sequence[AttackMention]) -> AttackMention | None:
    """The attack that the words are about: told in them, or pointed back at within a sentence; for a
    named suspect the report's main one."""
    if blame.deed is not None:
        inside = [m for m in attacks if is_deed(grammar, blame.deed, m.head)]
        if inside:
            return inside[0]
        if not points_back(grammar, blame.deed) and not is_persons_crime(grammar, blame):
            return None
    before = [m for m in attacks if m.trigger.end <= blame.word.start]
    near = [m for m in before if blame.word.sentence - m.sentence <= 1]
    if near:
        return near[-1]
    name = grammar.name_at(blame.party)
    accused = blame.suspect or is_persons_crime(grammar, blame)
    if accused and name is not None and name.kind is NameKind.PERSON:
        return next((m for m in attacks if not m.series), None)
    return None
