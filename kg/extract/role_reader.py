"""What the trained reader's pointers say of a phrase and a mention."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kg.extract.grammar import Grammar
from kg.model.annotation import Token
from kg.model.fact import AttackMention
from kg.model.span import Span
from kg.model.suggestion import LEARNED, SuggestedAttack, SuggestedSpan

_SLOTS = ("places", "targets", "victims", "weapons", "parties", "parties")  # in the order of OUTCOMES
_LEAST, _MOST = 0.02, 0.98  # beyond them a probability says no more
Signals = tuple[float, ...]
SIGNALS = ("known", "pointed", "odds", "else", "beside", "rival")


class ReaderSignals:
    """Finds what the reader read at a mention's words and beside them."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._found: dict[int, list[SuggestedAttack]] = {}
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
        near = self._found.get(mention.sentence, ())
        mine = [a for a in near if a.trigger.overlaps(mention.trigger)]
        others = [a for a in near if not a.trigger.overlaps(mention.trigger)]
        own = [max((self._sure(a, slot, token) for a in mine), default=0.0) for slot in _SLOTS]
        beside = [max((self._sure(a, slot, token) for a in others), default=0.0) for slot in _SLOTS]
        found: list[Signals] = []
        for number, slot in enumerate(_SLOTS):
            sure = own[number]
            elsewhere = max((s.confidence or 0.0 for a in mine for s in getattr(a, slot)), default=0.0)
            rival = max(c for i, c in enumerate(own) if _SLOTS[i] != slot)
            odds = _odds(sure) if sure else 0.0
            found.append((float(bool(mine)), float(sure > 0), odds, 0.0 if sure else elsewhere, beside[number], rival))
        return tuple(found)

    def _sure(self, attack: SuggestedAttack, slot: str, token: Token) -> float:
        spans: Sequence[SuggestedSpan] = getattr(attack, slot)
        return max((s.confidence or 0.0 for s in spans if self._is_meant(s.span, token)), default=0.0)

    def _is_meant(self, span: Span, token: Token) -> bool:
        """Whether a phrase is what a stretch is about and not only part of it."""
        if not (span.start <= token.start and token.end <= span.end):
            return False
        above = self._grammar.head(token)
        inside = above.index != token.index and span.start <= above.start < span.end
        return not inside or token.dep in {"conj", "appos"} or self._grammar.name_at(token) is not None


def _odds(probability: float) -> float:
    bounded = min(max(probability, _LEAST), _MOST)
    return math.log(bounded / (1.0 - bounded))
