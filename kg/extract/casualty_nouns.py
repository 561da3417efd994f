"""Nouns that tell of the dead and the hurt: "12 deaths", "a toll of 12", "12 lives", "no injuries"."""

from __future__ import annotations

from kg.extract.casualty_verbs import is_unreal, subject_of
from kg.extract.casualty_words import Effect, Toll, count_toll, starts_number
from kg.extract.grammar import Grammar
from kg.extract.numbers import read_count
from kg.model.annotation import Token
from kg.model.fact import Count
from kg.model.span import Span

_SINGLE = frozenset({"murder", "killing"})  # each of one person
_LIFE_VERBS = frozenset({"claim", "take", "cost", "lose"})
_TOLL_REACH = 14
_TOLL_LEADS = frozenset(
    {"to", "at", "of", "is", "was", "reached", "reaching", "hit", "exceeded", "stands", "topped", "as", ":"}
)
_LOWERS = frozenset({"exceeded", "topped", "exceeds", "tops", "passed", "surpassed"})


def of_count_noun(grammar: Grammar, noun: Token, effect: Effect) -> Toll | None:
    """ "12 deaths", "no casualties"; the "casualties" of a figure may be dead or hurt and tell nothing."""
    lead = [t.lower for t in grammar.tokens[max(noun.left_edge, noun.index - 6) : noun.index]]
    if lead[-1:] == ["no"]:  # "no military casualties" leaves others
        return Toll(effect, Count(minimum=0, maximum=0), Span(noun.start, noun.end), noun.index, "none")
    if effect is Effect.BOTH:
        return None
    if noun.tag in {"NNS", "NNPS"} or noun.lemma == noun.lower:
        count = read_count(lead)
        if count is not None and noun.tag in {"NNS", "NNPS"}:
            start = grammar.tokens[max(noun.left_edge, noun.index - 6)].start
            return Toll(effect, count, Span(start, noun.end), noun.index, "deaths")
    return of_noun_of(grammar, noun, effect)


def of_noun_of(grammar: Grammar, noun: Token, effect: Effect) -> Toll | None:
    """ "The deaths of 12 people", "the killing of three students"."""
    if noun.tag == "NNS" and noun.lemma.lower() in _SINGLE:
        number = grammar.child(noun, "nummod")
        count = None if number is None or grammar.is_time(number) else read_count([number.lower])
        if count is not None and number is not None:
            return Toll(effect, count, Span(number.start, noun.end), noun.index, "deaths")
    inner = next((part for word, part in grammar.prepositions(noun) if word == "of"), None)
    return count_toll(grammar, inner, noun, effect, "deaths-of")


def of_lives(grammar: Grammar, noun: Token, effect: Effect) -> Toll | None:
    """ "Claimed 34 lives", "cost the lives of 12 people", "12 people lost their lives"."""
    verb = grammar.head(noun)
    if verb.lemma.lower() not in _LIFE_VERBS or noun.dep not in {"dobj", "obj"} or is_unreal(grammar, verb):
        return None
    if verb.lemma.lower() == "lose":
        return count_toll(grammar, subject_of(grammar, verb), noun, effect, "lives")
    words = grammar.tokens[max(noun.left_edge, noun.index - 6) : noun.index]
    count = read_count([t.lower for t in words])
    if count is not None:
        return Toll(effect, count, Span(words[0].start, noun.end), verb.index, "lives")
    return of_noun_of(grammar, noun, effect)


def of_toll(grammar: Grammar, noun: Token, effect: Effect) -> Toll | None:
    """ "The death toll rose to 12", "a toll of at least 27 dead": the first number behind a word that leads to it."""
    behind = [t for t in grammar.tokens[noun.index + 1 : noun.index + 1 + _TOLL_REACH] if t.sentence == noun.sentence]
    for position, token in enumerate(behind):
        if token.lower not in _TOLL_LEADS | _LOWERS:
            continue
        rest = behind[position + 1 : position + 7]
        count = read_count([t.lower for t in rest]) if rest and starts_number(rest) else None
        if count is None:
            continue
        if token.lower in _LOWERS:
            count = Count(minimum=count.minimum + 1, maximum=None)
        end = next(t for t in rest if t.pos == "NUM" or read_count([t.lower]) is not None)
        return Toll(effect, count, Span(noun.start, end.end), noun.index, "toll")
    return None
