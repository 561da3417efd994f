"""What a trained component thinks of the words that rules judged by their sentence.

It may let in what they refused for want of signs of violence, and keep out what it finds unlikely; their word on
whether it happened at all stays. A mention that stands by a trained component alone makes nobody whom it names guilty
in the report's own voice.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract.attack_setting import Verdict
from kg.extract.grammar import Grammar
from kg.extract.triggers import Candidate
from kg.model.fact import AttackMention, Voice
from kg.model.span import Span
from kg.model.suggestion import LEARNED

# Chosen on reports kept apart: the confidence from which a refusal is overruled, and the one below which words are no
# attack, for words of deeds and for deaths and injuries. Of 26 words below them that the rules kept on the mention
# sheets held back and on the other sheets 22 were marked by nobody.
OVERRULE, UNLIKELY, UNLIKELY_HARM = 0.7, 0.2, 0.3
_FOR_WANT_OF_SIGNS = frozenset({"no-violence", "points-back", "no-cause"})


class SecondOpinion:
    """How sure the trained component is of each word, if there is one; and which words stand by it alone."""

    def __init__(self, grammar: Grammar) -> None:
        self._tokens = grammar.tokens
        self._found = [a for a in grammar.annotated.suggestions.attacks if a.component.startswith(LEARNED)]
        self._overruled: dict[int, float] = {}

    def judge(self, candidate: Candidate, verdict: Verdict) -> Verdict:
        """The rules' verdict, or the component's where it is sure enough of another."""
        span = Span(self._tokens[candidate.first].start, self._tokens[candidate.last - 1].end)
        sure = max((a.confidence or 0.0 for a in self._found if a.trigger.overlaps(span)), default=None)
        if sure is None:
            return verdict
        harm = candidate.row.strength == "effect"
        if verdict is None:
            if sure < (UNLIKELY_HARM if harm else UNLIKELY):
                return "unlikely", "a trained component finds no attack in these words"
            return None
        if harm or verdict[0] not in _FOR_WANT_OF_SIGNS or sure < OVERRULE:
            return verdict  # that people died or were hurt tells of no attack: it is what accidents do as well
        self._overruled[candidate.head] = sure
        return None

    def marked(self, mention: AttackMention) -> AttackMention:
        """The mention; where it stands by the component alone, its rule says so, with how sure it is."""
        sure = self._overruled.get(mention.head)
        if sure is None:
            return mention
        sort, strength = mention.rule.split("-", 1)
        rule = f"{sort}-{LEARNED}{strength}"
        hit = bool(mention.victims or mention.targets)  # "fire crews attacked it": nobody, nothing
        responsible = (
            replace(r, rule=rule)
            for r in mention.responsible
            if r.voice is not Voice.ASSERTED or (hit and r.party.name is None)
        )
        return replace(mention, rule=rule, confidence=sure, responsible=tuple(responsible))
