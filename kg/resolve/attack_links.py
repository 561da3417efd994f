"""Which mentions of one sentence the grammar ties together: "the blast killed", "hit by rockets in a raid"."""

from __future__ import annotations

from kg.model.annotation import AnnotatedArticle, Token
from kg.model.fact import AttackMention

_TIES = frozenset(
    {
        "nsubj", "nsubjpass", "dobj", "pobj", "prep", "agent", "xcomp", "advcl", "acl", "relcl", "pcomp", "appos",
        "conj", "compound", "amod", "oprd", "attr", "acomp", "dep", "ccomp", "mark", "dative", "npadvmod",
    }
)  # fmt: skip
# Prepositions and conjunctions that set another event beside the first.
_APART = frozenset(
    {
        "since",
        "than",
        "like",
        "before",
        "amid",
        "despite",
        "to",
        "unlike",
        "until",
        "beside",
        "besides",
        "including",
        "as",
    }
)
# Verbs whose subject and object are two events.
_SEQUENCE = frozenset({"follow", "precede", "mirror", "resemble", "avenge", "echo", "recall", "remember"})
_AFTERMATH = frozenset({"after", "following", "follow"})
# "On the day of the abduction": what the phrase belongs to is another event, or said to be the same by other words.
_OCCASIONS = frozenset(
    {"day", "night", "morning", "evening", "afternoon", "eve", "week", "month", "year", "anniversary", "hour", "wake",
     "aftermath", "time", "series", "string", "wave", "spate", "response", "retaliation", "revenge", "addition"}
)  # fmt: skip
_REACH = 5


def linked(annotated: AnnotatedArticle, first: AttackMention, second: AttackMention) -> bool:
    """Whether two mentions of a sentence stand in one clause, or one as part of the other."""
    if first.sentence != second.sentence:
        return False
    one, two = annotated.tokens[first.head], annotated.tokens[second.head]
    if (
        two.dep == "conj"
        and two.head == one.index
        and one.tag == two.tag == "NNS"
        and not (second.times or second.places)
    ):
        return True  # "several bombings and abductions" told as one
    effect = "effect" in first.rule or "effect" in second.rule
    up = _climb(annotated, one, effect)
    if two.index in up:
        return True
    down = _climb(annotated, two, effect)
    if one.index in down:
        return True
    common = next((i for i in up if i in down), None)
    if common is None or annotated.tokens[common].lemma in _SEQUENCE:
        return False
    return annotated.tokens[common].pos in {"VERB", "AUX"}


def _climb(annotated: AnnotatedArticle, token: Token, effect: bool) -> list[int]:
    """The tokens above, up to a word that sets events apart."""
    found = [token.index]
    for _ in range(_REACH):
        head = annotated.tokens[token.head]
        if head.index == token.index or token.dep not in _TIES:
            break
        if token.lower in _APART or any(c.dep == "mark" and c.lower in _APART for c in annotated.children(token)):
            break
        aftermath = token.lower in _AFTERMATH or any(
            c.dep == "mark" and c.lower in _AFTERMATH for c in annotated.children(token)
        )
        if aftermath and not effect:
            break
        if token.dep == "conj" and token.pos in {"VERB", "AUX"} and _own_subject(annotated, token) and not effect:
            break
        if token.dep == "conj" and token.pos in {"NOUN", "PROPN"}:
            break
        if token.dep in {"prep", "agent"} and head.lemma in _OCCASIONS and head.pos == "NOUN":
            break
        found.append(head.index)
        token = head
    return found


def _own_subject(annotated: AnnotatedArticle, verb: Token) -> bool:
    return any(c.dep in {"nsubj", "nsubjpass"} for c in annotated.children(verb))
