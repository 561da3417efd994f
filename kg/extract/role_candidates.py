"""Which phrases of a sentence could fill a role of an attack told in it: names and the heads of noun phrases."""

from __future__ import annotations

from kg.extract.argument_parts import MEASURE, is_time_word
from kg.extract.grammar import Grammar
from kg.extract.triggers import lemma_of
from kg.extract.weapons import is_people_noun
from kg.model.annotation import NameKind, Sentence, Token
from kg.model.fact import AttackMention

_INNER = frozenset({"compound", "amod", "nmod", "npadvmod", "quantmod"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "oprd", "conj", "ROOT"})


def find_role_candidates(grammar: Grammar, sentence: Sentence, heads: frozenset[int]) -> tuple[Token, ...]:
    """The heads of the phrases of a sentence in order, those of `heads` (words that tell of attacks) aside.

    A word before another noun counts only where that noun tells of an attack ("the embassy bombing").
    """
    return tuple(
        token
        for token in grammar.annotated.sentence_tokens(sentence)
        if token.index not in heads and _can_fill(grammar, token, heads)
    )


def _can_fill(grammar: Grammar, token: Token, heads: frozenset[int]) -> bool:
    name = grammar.name_at(token)
    if name is not None:
        return token.index == name.head and not (name.kind is NameKind.DEMONYM and token.dep in _INNER)
    if token.pos == "ADJ":
        return token.dep in _NOMINAL and is_people_noun(token)  # "at least twenty wounded"
    if token.pos not in _NOUNS or lemma_of(token) in MEASURE or is_time_word(grammar, token):
        return False
    return token.dep not in _INNER or token.head in heads


def stands_in_trigger(mention: AttackMention, token: Token) -> bool:
    """Whether the word is part of the words that tell of the attack."""
    return mention.trigger.start <= token.start and token.end <= mention.trigger.end
