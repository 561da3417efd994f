"""Tolls: how many were killed and injured, of which attack, by whose word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.extract.casualty_cues import Effect, Toll, find_tolls
from kg.extract.grammar import Grammar
from kg.extract.statistics import find_statistics
from kg.model.annotation import AnnotatedArticle, Token
from kg.model.fact import AttackMention, Attribution, Casualties, Count, Reference, Role
from kg.model.span import Span
from kg.resources import read_tsv

_MOST = 5000  # people that one attack has killed
_FAR = 3  # sentences between an attack and words that only count its dead


def find_casualties(
    annotated: AnnotatedArticle, *, attributions: tuple[Attribution, ...], attacks: tuple[AttackMention, ...]
) -> tuple[Casualties, ...]:
    """All tolls in the order of the text.

    A toll whose word is itself a mention of an attack belongs to that one ("killed 12"); other
    words ("12 dead", "the death toll") belong to the attack that governs them, else to the nearest.
    """
    if not attacks:
        return ()
    grammar = Grammar(annotated)
    found: list[Casualties] = []
    statistics = find_statistics(grammar, attacks)
    for toll in find_tolls(grammar):
        if toll.count.minimum > _MOST or grammar.tokens[toll.cue].sentence in statistics:
            continue
        attack = _attack_of(grammar, toll, attacks)
        if attack is not None:
            found.append(_casualties(toll, attack, _source(toll.span, attributions)))
    return tuple(_without_single_victims(grammar, _merge(found, attacks)))


def _casualties(toll: Toll, attack: AttackMention, source: Reference | None) -> Casualties:
    return Casualties(
        attack=attack.index,
        span=toll.span,
        rule=toll.rule,
        killed=toll.count if toll.effect is not Effect.INJURED else None,
        injured=toll.count if toll.effect is not Effect.KILLED else None,
        source=source,
    )


def _attack_of(grammar: Grammar, toll: Toll, attacks: Sequence[AttackMention]) -> AttackMention | None:
    cue = grammar.tokens[toll.cue]
    inside = next((a for a in attacks if a.trigger.contains(Span(cue.start, cue.end)) or a.head == cue.index), None)
    if inside is not None:
        return inside
    if _tells_of_mishap(grammar, cue.sentence):
        return None
    return _governing(grammar, cue, attacks) or _nearest(cue, attacks)


@cache
def _mishaps() -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("accidents.tsv") if row["class"] == "accident")


def _tells_of_mishap(grammar: Grammar, sentence: int) -> bool:
    """Whether a sentence speaks of an accident or of nature: its dead are not the attack's."""
    tokens = grammar.annotated.sentence_tokens(grammar.annotated.sentences[sentence])
    return any(t.lemma.lower() in _mishaps() for t in tokens)


def _governing(grammar: Grammar, cue: Token, attacks: Sequence[AttackMention]) -> AttackMention | None:
    by_head = {attack.head: attack for attack in attacks}
    above = [cue, *grammar.annotated.ancestors(cue)]
    for token in above:
        if token.index in by_head:
            return by_head[token.index]
        subject = grammar.child(token, "nsubj", "nsubjpass") if token.pos in {"VERB", "AUX"} else None
        if subject is not None and subject.index in by_head:
            return by_head[subject.index]
    return None


def _nearest(cue: Token, attacks: Sequence[AttackMention]) -> AttackMention | None:
    here = [a for a in attacks if a.sentence == cue.sentence]
    if here:
        return min(here, key=lambda a: (abs(a.head - cue.index), a.index))
    before = [a for a in attacks if cue.sentence - _FAR <= a.sentence < cue.sentence]
    return before[-1] if before else None


def _source(span: Span, attributions: Sequence[Attribution]) -> Reference | None:
    """Whoever says the words: the speaker of the innermost attribution that holds them."""
    holding = [a for a in attributions if a.content is not None and a.content.contains(span)]
    if not holding:
        return None
    innermost = min(holding, key=lambda a: (len(a.content or a.span), a.index))
    return replace(innermost.speaker, role=Role.SOURCE)


def _without_single_victims(grammar: Grammar, found: Sequence[Casualties]) -> Iterator[Casualties]:
    """Leave out "a commander was killed", "a woman who was hurt" beside larger tolls: described, not
    counted, and perhaps one of them."""
    one = Count(minimum=1, maximum=1)
    killed = any(c.killed is not None and c.killed.minimum > 1 for c in found)
    injured = any(c.injured is not None and c.injured.minimum > 1 for c in found)
    for toll in found:
        alone = (killed and toll.injured is None and toll.killed == one) or (
            injured and toll.killed is None and toll.injured == one
        )
        if not (alone and not _holds_number(grammar, toll.span)):
            yield toll


def _holds_number(grammar: Grammar, span: Span) -> bool:
    return any(t.pos == "NUM" and span.start <= t.start < span.end for t in grammar.tokens)


def _merge(found: list[Casualties], attacks: Sequence[AttackMention]) -> tuple[Casualties, ...]:
    """Join the killed and the injured that one sentence tells of one attack by one source."""
    merged: list[Casualties] = []
    for toll in found:
        last = merged[-1] if merged else None
        if last is not None and _belong_together(last, toll, attacks):
            merged[-1] = replace(
                last,
                span=last.span.cover(toll.span),
                killed=last.killed or toll.killed,
                injured=last.injured or toll.injured,
            )
        else:
            merged.append(toll)
    return tuple(merged)


def _belong_together(first: Casualties, second: Casualties, attacks: Sequence[AttackMention]) -> bool:
    if first.source != second.source or (first.killed is None) == (second.killed is None):
        return False
    if (first.injured is None) == (second.injured is None):
        return False
    sentences = {a.index: a.sentence for a in attacks}
    same_sentence = sentences[first.attack] == sentences[second.attack]
    return first.attack == second.attack or (same_sentence and second.span.start - first.span.end < 120)
