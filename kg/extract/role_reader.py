"""What the trained reader's pointers say of a phrase and a mention."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.grammar import Grammar
from kg.model.annotation import Token
from kg.model.fact import AttackMention
from kg.model.span import Span
from kg.model.suggestion import LEARNED, SuggestedAttack, SuggestedSpan

_SLOTS = ("places", "targets", "victims", "weapons", "parties")  # in the order of the roles
_LEAST, _MOST = 0.02, 0.98  # beyond them a probability says no more
Signals = tuple[float, ...]
SIGNALS = ("known", "pointed", "odds", "else", "beside", "rival")
_UNKNOWN: tuple[Signals, ...] = ((0.0,) * len(SIGNALS),) * (len(_SLOTS) + 1)


@dataclass(frozen=True, slots=True)
class _Pointed:
    """What the reader points at from one mention. `known`: whether it took the mention's words for an attack; `own`,
    `beside`: stretches by slot with how sure it is, from these words and from others of the sentence."""

    known: bool
    own: tuple[Sequence[SuggestedSpan], ...]
    beside: tuple[Sequence[SuggestedSpan], ...]
    surest: tuple[float, ...]


class ReaderSignals:
    """Finds what the reader read at a mention's words and beside them."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._found: dict[int, list[SuggestedAttack]] = {}
        self._pointed: dict[int, _Pointed] = {}
        sentences = grammar.annotated.sentences
        place = 0
        for attack in sorted(grammar.annotated.suggestions.attacks, key=lambda a: a.trigger):
            while place < len(sentences) and sentences[place].end <= attack.trigger.start:
                place += 1
            if attack.component.startswith(LEARNED) and place < len(sentences):
                self._found.setdefault(place, []).append(attack)

    def of(self, mention: AttackMention, token: Token) -> tuple[Signals, ...]:
        """For each of `OUTCOMES` its `SIGNALS`.

        These are whether the reader took the mention's words for an attack, points at the phrase, the log odds of
        that, whether it points elsewhere instead, what it points with from other words of the sentence, and what for
        in another role.
        """
        pointed = self._pointed.get(mention.head)
        if pointed is None:
            pointed = self._pointed[mention.head] = self._read(mention)
        if not pointed.known:
            return _UNKNOWN
        own = [self._surest(spans, token) for spans in pointed.own]
        beside = [self._surest(spans, token) for spans in pointed.beside]
        found: list[Signals] = []
        for number, sure in enumerate(own):
            rival = max((c for i, c in enumerate(own) if i != number), default=0.0)
            elsewhere = 0.0 if sure else pointed.surest[number]
            odds = _odds(sure) if sure else 0.0
            found.append((1.0, float(sure > 0), odds, elsewhere, beside[number], rival))
        return (*found, found[-1])  # of the author it says what it says of the perpetrator

    def _read(self, mention: AttackMention) -> _Pointed:
        near = self._found.get(mention.sentence, ())
        mine = [a for a in near if a.trigger.overlaps(mention.trigger)]
        others = [a for a in near if not a.trigger.overlaps(mention.trigger)]
        own = tuple([s for a in mine for s in getattr(a, slot)] for slot in _SLOTS)
        beside = tuple([s for a in others for s in getattr(a, slot)] for slot in _SLOTS)
        surest = tuple(max((s.confidence or 0.0 for s in spans), default=0.0) for spans in own)
        return _Pointed(bool(mine), own, beside, surest)

    def _surest(self, spans: Sequence[SuggestedSpan], token: Token) -> float:
        sure = 0.0
        for found in spans:
            span = found.span
            if span.start <= token.start and token.end <= span.end and self._is_meant(span, token):
                sure = max(sure, found.confidence or 0.0)
        return sure

    def _is_meant(self, span: Span, token: Token) -> bool:
        """Whether a phrase within a stretch is what that is about and not only part of it."""
        above = self._grammar.head(token)
        inside = above.index != token.index and span.start <= above.start < span.end
        return not inside or token.dep in {"conj", "appos"} or self._grammar.name_at(token) is not None


def _odds(probability: float) -> float:
    bounded = min(max(probability, _LEAST), _MOST)
    return math.log(bounded / (1.0 - bounded))
