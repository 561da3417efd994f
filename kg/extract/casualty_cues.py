"""Words that say that people were killed or hurt, and how many: one toll for each cue.

Rules: `killed-object` ("killed 12"), `killed-passive` ("12 were killed"), `died` ("12 died"), `state`
("12 dead", "12 wounded", "left 12 dead"), `deaths` ("12 deaths"), `deaths-of` ("the deaths of 12"),
`toll` ("the death toll rose to 12"), `lives` ("claimed 12 lives"), `none` ("no casualties").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kg.extract.casualty_nouns import of_count_noun, of_lives, of_noun_of, of_toll
from kg.extract.casualty_states import of_state
from kg.extract.casualty_verbs import is_unreal, of_object_verb, of_subject_verb, shares_count
from kg.extract.casualty_words import Effect, Toll, words_of
from kg.extract.grammar import Grammar
from kg.model.annotation import Token
from kg.model.span import Span

__all__ = ["Effect", "Toll", "find_tolls"]


def find_tolls(grammar: Grammar) -> tuple[Toll, ...]:
    """Every toll in the order of the text, whatever it is a toll of."""
    found: dict[tuple[Effect, Span], Toll] = {}
    for token in grammar.tokens:
        for toll in _read(grammar, token):
            found.setdefault((toll.effect, toll.span), toll)
    return tuple(sorted(found.values(), key=lambda t: (t.span, t.effect)))


def _read(grammar: Grammar, token: Token) -> Iterator[Toll]:
    if token.pos in {"VERB", "AUX"}:
        word = words_of("verb").get(token.lemma.lower())
        if word is not None and shares_count(grammar, token, word.effect):
            return
        if word is not None and not is_unreal(grammar, token):
            toll = _READERS[word.frame](grammar, token, word.effect)
            if toll is not None:
                yield toll
                return
    state = words_of("state").get(token.lower)
    if state is not None and (token.pos != "VERB" or token.tag == "VBN"):
        toll = of_state(grammar, token, state.effect)
        if toll is not None:
            yield toll
            return
    noun = words_of("noun").get(token.lemma.lower()) if token.pos in {"NOUN", "PROPN", "VERB"} else None
    if noun is not None:
        toll = _READERS[noun.frame](grammar, token, noun.effect)
        if toll is not None:
            yield toll


_READERS: Mapping[str, Callable[[Grammar, Token, Effect], Toll | None]] = {
    "object": of_object_verb,
    "subject": of_subject_verb,
    "state": of_state,
    "count": of_count_noun,
    "of": of_noun_of,
    "lives": of_lives,
    "total": of_toll,
}
