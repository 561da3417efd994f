"""Where it is said: "in a statement", "on Telegram", "at a news conference", "tweeted"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from kg.extract.cues import lemma_of
from kg.extract.grammar import Grammar
from kg.model.annotation import Token
from kg.resources import read_tsv

_PREPOSITIONS = frozenset({"in", "on", "at", "via", "through", "by", "during", "over", "to"})


@cache
def _channels(pos: str) -> Mapping[str, str]:
    return {row["word"]: row["channel"] for row in read_tsv("channels.tsv") if row["pos"] == pos}


def find_channel(grammar: Grammar, cue: Token) -> str | None:
    """What the words around a cue say about the medium, None where they say nothing."""
    verb = _channels("verb").get(lemma_of(cue))
    if verb is not None:
        return verb
    return next((c for noun in _candidates(grammar, cue) if (c := channel_of(noun)) is not None), None)


def channel_of(noun: Token) -> str | None:
    """The channel that a noun names, None for other nouns."""
    return _channels("noun").get(noun.lower) or _channels("noun").get(noun.lemma.lower())


def _candidates(grammar: Grammar, cue: Token) -> Iterator[Token]:
    """Nouns behind the prepositions of the cue, its speech-noun object, and the noun that it describes."""
    verbs = [cue]
    head = grammar.head(cue)
    if cue.dep in {"acl", "relcl"}:
        yield head
        verbs.append(grammar.head(head))
    elif cue.dep in {"conj", "xcomp", "advcl"} and head.pos == "VERB":
        verbs.append(head)
    for verb in verbs:
        for obj in grammar.children(verb, "dobj"):
            yield obj
            yield from (part for prep, part in grammar.prepositions(obj) if prep in {"on", "in", "via"})
        for prep, part in grammar.prepositions(verb):
            if prep in _PREPOSITIONS:
                yield part
        for clause in grammar.children(verb, "advcl"):
            if clause.lemma == "speak":
                yield from (part for prep, part in grammar.prepositions(clause) if prep in _PREPOSITIONS)
