"""What a trained component thinks of the words that rules doubt: it may let in what was refused for want of signs of
violence, and put out what only its surroundings made an attack. What is violence by itself stays the rules' business,
as does whether it happened at all.
"""

from __future__ import annotations

from kg.extract.attack_setting import Verdict
from kg.extract.grammar import Grammar
from kg.extract.triggers import Candidate
from kg.model.span import Span
from kg.model.suggestion import LEARNED

# Chosen on reports kept apart. The confidence from which a refusal for want of signs is overruled, and the one under
# which a doubtful word is put out.
OVERRULE = 1.01
VETO = 0.0
_FOR_WANT_OF_SIGNS = frozenset({"no-violence", "points-back", "no-cause"})
_DOUBTFUL = frozenset({"weak", "effect", "back"})


class SecondOpinion:
    """The confidence of the trained component in each word, if there is one."""

    def __init__(self, grammar: Grammar) -> None:
        annotated = grammar.annotated
        self._tokens = grammar.tokens
        self._asked = any(a.component.startswith(LEARNED) for a in annotated.suggestions.attacks)
        self._found = [a for a in annotated.suggestions.attacks if a.component.startswith(LEARNED)]

    def component(self, candidate: Candidate) -> tuple[str, float] | None:
        """The component that takes a candidate for an attack, and how sure it is."""
        span = Span(self._tokens[candidate.first].start, self._tokens[candidate.last - 1].end)
        return max(
            ((a.component, a.confidence or 0.0) for a in self._found if a.trigger.overlaps(span)),
            key=lambda known: known[1],
            default=None,
        )

    def judge(self, candidate: Candidate, verdict: Verdict) -> Verdict:
        """The rules' verdict or another."""
        if not self._asked:
            return verdict
        known = self.component(candidate)
        sure = 0.0 if known is None else known[1]
        if verdict is not None:
            return None if verdict[0] in _FOR_WANT_OF_SIGNS and sure >= OVERRULE else verdict
        if candidate.row.strength in _DOUBTFUL and sure < VETO:
            return "learned-attack", "a trained reader takes it for no attack"
        return None
