"""What the trained reader's pointers say of a phrase and a mention."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass

from kg.extract.argument_parts import MEASURE
from kg.extract.grammar import Grammar
from kg.extract.triggers import lemma_of
from kg.model.annotation import Token
from kg.model.fact import AttackMention
from kg.model.span import Span
from kg.model.suggestion import LEARNED, SuggestedAttack

_SLOTS = ("places", "targets", "victims", "weapons", "parties")  # in the order of the roles
_LEAST, _MOST = 0.02, 0.98  # beyond them a probability says no more
Signals = tuple[float, ...]
SIGNALS = ("known", "pointed", "odds", "else", "beside", "rival")
_UNKNOWN: tuple[Signals, ...] = ((0.0,) * len(SIGNALS),) * (len(_SLOTS) + 1)


@dataclass(frozen=True, slots=True)
class _Pointer:
    """The reader points at a phrase: from which words, in which slot, and how sure it is."""

    trigger: Span
    slot: int
    sure: float


class ReaderSignals:
    """Finds what the reader read at a mention's words and beside them."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._found: dict[int, list[SuggestedAttack]] = {}  # by sentence
        self._pointers: dict[int, list[_Pointer]] = {}  # by the phrase's head
        self._read: set[int] = set()  # the sentences whose pointers are known
        self._surest: dict[int, tuple[float, ...] | None] = {}  # by the mention's head
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
        if mention.head not in self._surest:
            self._surest[mention.head] = self._surest_of(mention)
        surest = self._surest[mention.head]
        if surest is None:
            return _UNKNOWN
        own, beside = [0.0] * len(_SLOTS), [0.0] * len(_SLOTS)
        for pointer in self._pointers.get(token.index, ()):
            into = own if pointer.trigger.overlaps(mention.trigger) else beside
            into[pointer.slot] = max(into[pointer.slot], pointer.sure)
        found: list[Signals] = []
        for number, sure in enumerate(own):
            rival = max(own[:number] + own[number + 1 :])
            elsewhere = 0.0 if sure else surest[number]
            found.append((1.0, float(sure > 0), _odds(sure) if sure else 0.0, elsewhere, beside[number], rival))
        return (*found, found[-1])  # of the author it says what it says of the perpetrator

    def _surest_of(self, mention: AttackMention) -> tuple[float, ...] | None:
        """How sure the reader is at most of anything in each slot; None where it does not know the words."""
        if mention.sentence not in self._read:
            self._read.add(mention.sentence)
            self._point(mention.sentence)
        mine = [a for a in self._found.get(mention.sentence, ()) if a.trigger.overlaps(mention.trigger)]
        if not mine:
            return None
        return tuple(max((s.confidence or 0.0 for a in mine for s in getattr(a, slot)), default=0.0) for slot in _SLOTS)

    def _point(self, sentence: int) -> None:
        """Note of every phrase of a sentence who points at it."""
        tokens = self._grammar.annotated.sentence_tokens(self._grammar.annotated.sentences[sentence])
        starts = [token.start for token in tokens]
        for attack in self._found.get(sentence, ()):
            for number, slot in enumerate(_SLOTS):
                for found in getattr(attack, slot):
                    inside = tokens[bisect_left(starts, found.span.start) : bisect_left(starts, found.span.end)]
                    for token in inside:
                        if token.end <= found.span.end and self._is_meant(found.span, token):
                            pointer = _Pointer(attack.trigger, number, found.confidence or 0.0)
                            self._pointers.setdefault(token.index, []).append(pointer)

    def _is_meant(self, span: Span, token: Token) -> bool:
        """Whether a phrase within a stretch is what that is about and not only part of it; "dozens of people" is."""
        if token.dep in {"conj", "appos"} or self._grammar.name_at(token) is not None:
            return True
        above = self._grammar.head(token)
        if token.dep == "pobj" and lemma_of(self._grammar.head(above)) in MEASURE:
            above = self._grammar.head(self._grammar.head(above))
        return above.index == token.index or not span.start <= above.start < span.end


def _odds(probability: float) -> float:
    bounded = min(max(probability, _LEAST), _MOST)
    return math.log(bounded / (1.0 - bounded))
