"""Words that say that people were killed or hurt, and how many: one toll for each cue.

Rules: `killed-object` ("killed 12"), `killed-passive` ("12 were killed"), `died` ("12 died"), `state`
("12 dead", "12 wounded", "left 12 dead"), `deaths` ("12 deaths"), `deaths-of` ("the deaths of 12"),
`toll` ("the death toll rose to 12"), `lives` ("claimed 12 lives"), `none` ("no casualties").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from kg.extract.grammar import Grammar
from kg.extract.numbers import add_counts, read_count
from kg.extract.people_counts import count_people
from kg.model.annotation import Token
from kg.model.fact import Count
from kg.model.span import Span
from kg.resources import read_tsv


class Effect(StrEnum):
    KILLED = "killed"
    INJURED = "injured"
    BOTH = "both"  # "casualties" may be either


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people killed or hurt. `cue` is the token position of the word that says so."""

    effect: Effect
    count: Count
    span: Span
    cue: int
    rule: str


@dataclass(frozen=True, slots=True)
class _Word:
    effect: Effect
    frame: str


_UNREAL = frozenset({"would", "could", "may", "might", "can", "should", "must", "shall", "will", "'ll", "wo", "ca"})
# "20 are believed to be dead" tells a toll, "they plan to kill 20" none.
_HELD_TRUE = frozenset(
    {"report", "say", "believe", "know", "think", "estimate", "fear", "presume", "understand", "manage"}
)
_LIFE_VERBS = frozenset({"claim", "take", "cost", "lose"})
_REACH = 8
_TOLL_REACH = 14
_TOLL_LEADS = frozenset(
    {"to", "at", "of", "is", "was", "reached", "reaching", "hit", "exceeded", "stands", "topped", "as", ":"}
)
_LOWERS = frozenset({"exceeded", "topped", "exceeds", "tops", "passed", "surpassed"})
_COPULAS = frozenset(
    {"be", "leave", "find", "report", "confirm", "believe", "pronounce", "declare", "fear", "lie", "feare"}
)


def find_tolls(grammar: Grammar) -> tuple[Toll, ...]:
    """Every toll in the order of the text, whatever it is a toll of."""
    found: dict[tuple[Effect, Span], Toll] = {}
    for token in grammar.tokens:
        for toll in _read(grammar, token):
            found.setdefault((toll.effect, toll.span), toll)
    return tuple(sorted(found.values(), key=lambda t: (t.span, t.effect)))


def _read(grammar: Grammar, token: Token) -> Iterator[Toll]:
    if token.pos in {"VERB", "AUX"}:
        word = _words("verb").get(token.lemma.lower())
        if word is not None and _shares_count(grammar, token, word.effect):
            return
        if word is not None and not _is_unreal(grammar, token):
            toll = _READERS[word.frame](grammar, token, word.effect)
            if toll is not None:
                yield toll
                return
    state = _words("state").get(token.lower)
    if state is not None and (token.pos != "VERB" or token.tag == "VBN"):
        toll = _of_state(grammar, token, state.effect)
        if toll is not None:
            yield toll
            return
    noun = _words("noun").get(token.lemma.lower()) if token.pos in {"NOUN", "PROPN", "VERB"} else None
    if noun is not None:
        toll = _READERS[noun.frame](grammar, token, noun.effect)
        if toll is not None:
            yield toll


@cache
def _words(pos: str) -> Mapping[str, _Word]:
    rows = (row for row in read_tsv("casualty_words.tsv") if row["pos"] == pos)
    return {row["word"]: _Word(Effect(row["effect"]), row["frame"]) for row in rows}


def _is_unreal(grammar: Grammar, verb: Token) -> bool:
    """ "Could kill 20", "tried to kill three", "did not kill": no toll."""
    helpers = list(grammar.children(verb, "aux", "neg"))
    if any(c.dep == "neg" or c.lower in _UNREAL for c in helpers):
        return True
    infinitive = any(c.tag == "TO" for c in helpers) and not any(c.lemma.lower() == "have" for c in helpers)
    return infinitive and grammar.head(verb).lemma.lower() not in _HELD_TRUE


def _shares_count(grammar: Grammar, verb: Token, effect: Effect) -> bool:
    """ "3,000 were killed or wounded": one number for both tells neither."""
    neighbours = [*grammar.children(verb, "conj"), *([grammar.head(verb)] if verb.dep == "conj" else [])]
    for other in neighbours:
        word = _words("verb").get(other.lemma.lower())
        between = grammar.tokens[min(verb.index, other.index) + 1 : max(verb.index, other.index)]
        if word is not None and word.effect is not effect and all(t.pos in {"CCONJ", "ADV", "PUNCT"} for t in between):
            return True
    return False


def _toll(grammar: Grammar, head: Token | None, cue: Token, effect: Effect, rule: str) -> Toll | None:
    counted = None if head is None else count_people(grammar, head)
    if counted is None:
        return None
    count, span = counted
    rule = "none" if count == Count(minimum=0, maximum=0) else rule
    return Toll(effect, count, span.cover(Span(cue.start, cue.end)), cue.index, rule)


def _of_object_verb(grammar: Grammar, verb: Token, effect: Effect) -> Toll | None:
    """ "Killed 12", "12 were killed", "12 people killed in Y"."""
    if grammar.is_passive(verb):
        if _lacks_own_subject(grammar, verb):
            return _right_before(grammar, verb, effect)
        return _toll(grammar, _subject(grammar, verb), verb, effect, f"{effect}-passive")
    head = grammar.object(verb)
    if head is None:
        return _right_behind(grammar, verb, effect)
    objects = [
        _toll(grammar, other, verb, effect, f"{effect}-object") for other in grammar.children(verb, "dobj", "obj")
    ]
    return _sum([toll for toll in objects if toll is not None]) or _toll(
        grammar, head, verb, effect, f"{effect}-object"
    )


def _sum(tolls: list[Toll]) -> Toll | None:
    """ "Killed nine policemen, at least 13 rebels and a soldier": the parser may give one verb two objects."""
    if not tolls:
        return None
    span = tolls[0].span.cover(tolls[-1].span)
    return replace(tolls[0], count=add_counts([toll.count for toll in tolls]), span=span)


def _subject(grammar: Grammar, verb: Token) -> Token | None:
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
    words = [t for t in tokens[start : verb.index] if t.sentence == verb.sentence][:_REACH]
    if not start or not _starts_number(words):
        return None
    count = read_count([t.lower for t in words])
    if count is None:
        return None
    return Toll(effect, count, Span(words[0].start, verb.end), verb.index, f"{effect}-passive")


def _right_behind(grammar: Grammar, verb: Token, effect: Effect) -> Toll | None:
    """ "Injured twelve more": a number that the parser hung on something else."""
    words = [t for t in grammar.tokens[verb.index + 1 : verb.index + 1 + _REACH] if t.sentence == verb.sentence]
    end = next(
        (
            n
            for n, t in enumerate(words)
            if t.pos in {"PUNCT", "VERB", "AUX", "CCONJ"} or t.lower in {"in", "on", "during", "after", "when"}
        ),
        len(words),
    )
    words = words[:end]
    count = read_count([t.lower for t in words]) if _starts_number(words) else None
    if count is None or any(t.start <= words[0].start < t.end for t in grammar.annotated.times):
        return None
    return Toll(effect, count, Span(verb.start, words[-1].end), verb.index, f"{effect}-object")


def _of_subject_verb(grammar: Grammar, verb: Token, effect: Effect) -> Toll | None:
    return _toll(grammar, _subject(grammar, verb), verb, effect, "died")


def _of_state(grammar: Grammar, token: Token, effect: Effect) -> Toll | None:
    """ "12 dead", "12 were dead", "leaving five dead and 110 wounded"."""
    own = _counted_modifier(grammar, token)
    if own is not None:
        return own_toll(own, token, effect)
    for head in _state_bearers(grammar, token):
        toll = _toll(grammar, head, token, effect, "state")
        if toll is not None:
            return toll
    return None


def own_toll(own: tuple[Count, Span], token: Token, effect: Effect) -> Toll:
    count, span = own
    return Toll(effect, count, span.cover(Span(token.start, token.end)), token.index, "state")


def _counted_modifier(grammar: Grammar, token: Token) -> tuple[Count, Span] | None:
    """A number right before the word: "12 dead", "five others wounded" where the parser made it a noun."""
    first = token.index
    while first > 0 and token.index - first < 8 and _may_count(grammar.tokens[first - 1], token):
        first -= 1
    words = grammar.tokens[first : token.index]
    count = read_count([t.lower for t in words])
    if count is None:
        return None
    start = next(t for t in words if read_count([t.lower for t in words[t.index - first :]]) is not None)
    return count, Span(words[0].start if count.maximum is None else start.start, token.start)


_COUNTING = frozenset(
    {
        "at",
        "least",
        "more",
        "than",
        "over",
        "about",
        "around",
        "some",
        "nearly",
        "almost",
        "up",
        "to",
        "another",
        "an",
        "a",
    }
    | {
        "estimated",
        "as",
        "many",
        "others",
        "other",
        "people",
        "persons",
        "further",
        "dozens",
        "scores",
        "hundreds",
        "dozen",
    }
    | {
        "and",
        "hundred",
        "thousand",
        "or",
        "civilians",
        "soldiers",
        "militants",
        "were",
        "was",
        "are",
        "have",
        "been",
        "had",
    }
)


def _may_count(before: Token, token: Token) -> bool:
    return before.sentence == token.sentence and (
        before.lower in _COUNTING or before.pos == "NUM" or before.text == "-"
    )


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


def _of_count_noun(grammar: Grammar, noun: Token, effect: Effect) -> Toll | None:
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
    return _of_noun_of(grammar, noun, effect)


def _of_noun_of(grammar: Grammar, noun: Token, effect: Effect) -> Toll | None:
    """ "The deaths of 12 people", "the killing of three students"."""
    inner = next((part for word, part in grammar.prepositions(noun) if word == "of"), None)
    return _toll(grammar, inner, noun, effect, "deaths-of")


def _of_lives(grammar: Grammar, noun: Token, effect: Effect) -> Toll | None:
    """ "Claimed 34 lives", "cost the lives of 12 people", "12 people lost their lives"."""
    verb = grammar.head(noun)
    if verb.lemma.lower() not in _LIFE_VERBS or noun.dep not in {"dobj", "obj"} or _is_unreal(grammar, verb):
        return None
    if verb.lemma.lower() == "lose":
        return _toll(grammar, _subject(grammar, verb), noun, effect, "lives")
    words = grammar.tokens[max(noun.left_edge, noun.index - 6) : noun.index]
    count = read_count([t.lower for t in words])
    if count is not None:
        return Toll(effect, count, Span(words[0].start, noun.end), verb.index, "lives")
    return _of_noun_of(grammar, noun, effect)


def _of_toll(grammar: Grammar, noun: Token, effect: Effect) -> Toll | None:
    """ "The death toll rose to 12", "a toll of at least 27 dead": the first number behind a word that leads to it."""
    behind = [t for t in grammar.tokens[noun.index + 1 : noun.index + 1 + _TOLL_REACH] if t.sentence == noun.sentence]
    for position, token in enumerate(behind):
        if token.lower not in _TOLL_LEADS | _LOWERS:
            continue
        rest = behind[position + 1 : position + 7]
        count = read_count([t.lower for t in rest]) if rest and _starts_number(rest) else None
        if count is None:
            continue
        if token.lower in _LOWERS:
            count = Count(minimum=count.minimum + 1, maximum=None)
        end = next(t for t in rest if t.pos == "NUM" or read_count([t.lower]) is not None)
        return Toll(effect, count, Span(noun.start, end.end), noun.index, "toll")
    return None


def _starts_number(rest: list[Token]) -> bool:
    """Whether a number follows at once or after words that bound it."""
    for token in rest[:5]:
        if token.pos == "NUM" or read_count([token.lower]) is not None:
            return True
        if token.lower not in _COUNTING | {"approximately", "roughly", "well", "just"}:
            return False
    return False


_READERS: Mapping[str, Callable[[Grammar, Token, Effect], Toll | None]] = {
    "object": _of_object_verb,
    "subject": _of_subject_verb,
    "state": _of_state,
    "count": _of_count_noun,
    "of": _of_noun_of,
    "lives": _of_lives,
    "total": _of_toll,
}
