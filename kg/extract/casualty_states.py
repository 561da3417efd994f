"""Words for a state: "12 dead", "12 were wounded" without a verb of its own, "left 12 dead"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.casualty_words import Effect, Toll, count_toll, counting_words, words_of
from kg.extract.grammar import Grammar
from kg.extract.numbers import read_count
from kg.extract.people_counts import is_people
from kg.model.annotation import Token
from kg.model.fact import Count
from kg.model.span import Span

_COPULAS = frozenset({"be", "leave", "find", "report", "confirm", "believe", "pronounce", "declare", "fear", "lie"})


def of_state(grammar: Grammar, token: Token, effect: Effect) -> Toll | None:
    """ "12 dead", "12 were dead", "leaving five dead and 110 wounded"."""
    own = _counted_modifier(grammar, token)
    if own is not None:
        return _counted_toll(own, token, effect)
    for head in _state_bearers(grammar, token):
        toll = count_toll(grammar, head, token, effect, "state")
        if toll is not None:
            return toll
    return None


def _counted_toll(own: tuple[Count, Span], token: Token, effect: Effect) -> Toll:
    count, span = own
    return Toll(effect, count, span.cover(Span(token.start, token.end)), token.index, "state")


def _counted_modifier(grammar: Grammar, token: Token) -> tuple[Count, Span] | None:
    """A number right before the word: "12 dead", "five others wounded" where the parser made it a noun."""
    first = token.index
    while first > 0 and token.index - first < 8 and _may_count(grammar, grammar.tokens[first - 1], token):
        first -= 1
    while first < token.index and grammar.tokens[first].pos in {"CCONJ", "AUX"}:
        first += 1
    words = grammar.tokens[first : token.index]
    count = read_count([t.lower for t in words])
    if count is None:
        return None
    start = next(t for t in words if read_count([t.lower for t in words[t.index - first :]]) is not None)
    return count, Span(words[0].start if count.maximum is None else start.start, token.start)


def _may_count(grammar: Grammar, before: Token, token: Token) -> bool:
    if before.sentence != token.sentence or before.lower in words_of("state"):
        return False
    return before.lower in counting_words() or before.pos == "NUM" or before.text == "-" or is_people(grammar, before)


def _state_bearers(grammar: Grammar, token: Token) -> Iterator[Token]:
    """The phrases that may stand for those who are dead or hurt."""
    head = grammar.head(token)
    if head.index == token.index:
        subject = grammar.child(token, "nsubj", "nsubjpass")
        if subject is not None:
            yield subject
        return
    if token.dep in {"amod", "acl"} and head.index < token.index:
        yield head
    subject = grammar.child(token, "nsubj", "nsubjpass")
    if subject is not None:
        yield subject
    if head.lemma.lower() in _COPULAS:
        for label in ("dobj", "nsubjpass", "nsubj") if head.lemma.lower() != "leave" else ("dobj", "nsubjpass"):
            bearer = grammar.child(head, label)
            if bearer is not None and bearer.index < token.index + 8:
                yield bearer
