"""Who did it, and who vouches for that: asserted by the article, or alleged."""

from __future__ import annotations

from functools import cache

from kg.extract.arguments import as_references
from kg.extract.grammar import Grammar
from kg.extract.triggers import lemma_of
from kg.model.annotation import Token
from kg.model.fact import Attribution, Reference, Responsibility, Role, Voice
from kg.resources import read_tsv


@cache
def _hedges(use: str) -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("hedges.tsv") if row["use"] == use)


class Voices:
    """Tells for each trigger whether the article speaks in its own voice there."""

    def __init__(self, grammar: Grammar, attributions: tuple[Attribution, ...]) -> None:
        self._grammar = grammar
        self._contents = [a.content for a in attributions if a.content is not None]
        self._quotations = grammar.annotated.quotations

    def responsible(self, trigger: Token, agents: list[Token], rule: str) -> tuple[Responsibility, ...]:
        """The agents of a trigger as responsibilities with their voice."""
        found: list[Responsibility] = []
        for agent, party in zip(agents, (self._party(a) for a in agents), strict=True):
            voice = Voice.ALLEGED if self.is_hedged(trigger, agent) else Voice.ASSERTED
            found.append(Responsibility(party=party, voice=voice, rule=rule))
        return tuple(found)

    def _party(self, agent: Token) -> Reference:
        return as_references(self._grammar, [agent], Role.PERPETRATOR)[0]

    def is_hedged(self, trigger: Token, agent: Token) -> bool:
        """Whether anything between the article and the accusation takes the article's word back."""
        grammar = self._grammar
        for token in (trigger, agent):
            if any(c.start <= token.start < c.end for c in self._contents):
                return True
            if any(q.start <= token.start < q.end for q in self._quotations):
                return True
        sentence = grammar.annotated.sentences[trigger.sentence]
        words = grammar.annotated.sentence_tokens(sentence)
        if sentence.headline and any(
            t.text in {'"', "'", "“", "”", "‘", "’"} or t.lower in _hedges("headline") for t in words
        ):
            return True
        if any(t.lower in _hedges("adverb") or lemma_of(t) in _hedges("adjective") for t in words):
            return True
        return any(lemma_of(t) in _hedges("verb") for t in self._above(trigger))

    def _above(self, trigger: Token) -> list[Token]:
        """The verbs and nouns that the trigger hangs below, and verbs that hang beside it as "X said"."""
        grammar = self._grammar
        found: list[Token] = []
        for token in [trigger, *grammar.annotated.ancestors(trigger)]:
            if token.index != trigger.index:
                found.append(token)
            found += [c for c in grammar.children(token, "parataxis", "ccomp") if c.index < 0]
        for token in list(found)[:1] + [trigger]:
            found += [c for c in grammar.children(token, "prep") if c.lower in {"according", "per"}]
        root = found[-1] if found else trigger
        found += [c for c in grammar.children(root, "prep") if c.lower == "according"]
        return found
