"""Verbs that tell of the dead and the hurt: "killed 12", "12 were wounded", "12 died"."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.casualty_words import REACH, Effect, Toll, count_toll, starts_number, words_of
from kg.extract.grammar import Grammar
from kg.extract.numbers import add_counts, read_count
from kg.model.annotation import Token
from kg.model.span import Span

_UNREAL = frozenset({"would", "could", "may", "might", "can", "should", "must", "shall", "will", "'ll", "wo", "ca"})
# "20 are believed to be dead" tells a toll, "they plan to kill 20" none.
_HELD_TRUE = frozenset(
    {"report", "say", "believe", "know", "think", "estimate", "fear", "presume", "understand", "manage"}
)


def is_unreal(grammar: Grammar, verb: Token) -> bool:
    """ "Could kill 20", "tried to kill three", "did not kill": no toll."""
    helpers = list(grammar.children(verb, "aux", "neg"))
    if any(c.dep == "neg" or c.lower in _UNREAL for c in helpers):
        return True
    infinitive = any(c.tag == "TO" for c in helpers) and not any(c.lemma.lower() == "have" for c in helpers)
    return infinitive and grammar.head(verb).lemma.lower() not in _HELD_TRUE


def shares_count(grammar: Grammar, verb: Token, effect: Effect) -> bool:
    """ "3,000 were killed or wounded": one number for both tells neither."""
    neighbours = [*grammar.children(verb, "conj"), *([grammar.head(verb)] if verb.dep == "conj" else [])]
    for other in neighbours:
        word = words_of("verb").get(other.lemma.lower())
        between = grammar.tokens[min(verb.index, other.index) + 1 : max(verb.index, other.index)]
        if word is not None and word.effect is not effect and all(t.pos in {"CCONJ", "ADV", "PUNCT"} for t in between):
            return True
    return False


def of_object_verb(grammar: Grammar, verb: Token, effect: Effect) -> Toll | None:
    """ "Killed 12", "12 were killed", "12 people killed in Y"."""
    if grammar.is_passive(verb):
        if _lacks_own_subject(grammar, verb):
            return _right_before(grammar, verb, effect)
        return count_toll(grammar, subject_of(grammar, verb), verb, effect, f"{effect}-passive")
    head = grammar.object(verb)
    if head is None:
        return _right_behind(grammar, verb, effect)
    objects = [
        count_toll(grammar, other, verb, effect, f"{effect}-object") for other in grammar.children(verb, "dobj", "obj")
    ]
    return _sum([toll for toll in objects if toll is not None]) or count_toll(
        grammar, head, verb, effect, f"{effect}-object"
    )


def _sum(tolls: list[Toll]) -> Toll | None:
    """ "Killed nine policemen, at least 13 rebels and a soldier": the parser may give one verb two objects."""
    if not tolls:
        return None
    span = tolls[0].span.cover(tolls[-1].span)
    return replace(tolls[0], count=add_counts([toll.count for toll in tolls]), span=span)


def subject_of(grammar: Grammar, verb: Token) -> Token | None:
    """The verb's subject; of two, the nearer: the parser takes the town of a date line for one too."""
    own = [c for c in grammar.children(verb, "nsubj", "nsubjpass") if c.index < verb.index]
    return own[-1] if len(own) > 1 else grammar.subject(verb)


def _lacks_own_subject(grammar: Grammar, verb: Token) -> bool:
    """ "12 died; twenty more, so they said, were injured": the parser lost the subject of the second clause."""
    if grammar.child(verb, "nsubj", "nsubjpass") is not None or grammar.child(verb, "auxpass") is None:
        return False
    between = grammar.tokens[verb.head + 1 : verb.index] if verb.dep == "conj" else ()
    return any(t.text == ";" for t in between) or any(t.pos == "NUM" and t.dep != "nummod" for t in between)


def _right_before(grammar: Grammar, verb: Token, effect: Effect) -> Toll | None:
    """The number between the last clause and the verb."""
    tokens = grammar.tokens
    start = max(
        (t.index + 1 for t in tokens[verb.head : verb.index] if t.text in {";", "and", "but", "while"}), default=0
    )
    words = [t for t in tokens[start : verb.index] if t.sentence == verb.sentence][:REACH]
    if not start or not starts_number(words):
        return None
    count = read_count([t.lower for t in words])
    if count is None:
        return None
    return Toll(effect, count, Span(words[0].start, verb.end), verb.index, f"{effect}-passive")


def _right_behind(grammar: Grammar, verb: Token, effect: Effect) -> Toll | None:
    """ "Injured twelve more": a number that the parser hung on something else."""
    words = [t for t in grammar.tokens[verb.index + 1 : verb.index + 1 + REACH] if t.sentence == verb.sentence]
    end = next(
        (
            n
            for n, t in enumerate(words)
            if t.pos in {"PUNCT", "VERB", "AUX", "CCONJ"} or t.lower in {"in", "on", "during", "after", "when"}
        ),
        len(words),
    )
    words = words[:end]
    count = read_count([t.lower for t in words]) if starts_number(words) else None
    if count is None or any(t.start <= words[0].start < t.end for t in grammar.annotated.times):
        return None
    return Toll(effect, count, Span(verb.start, words[-1].end), verb.index, f"{effect}-object")


def of_subject_verb(grammar: Grammar, verb: Token, effect: Effect) -> Toll | None:
    return count_toll(grammar, subject_of(grammar, verb), verb, effect, "died")
