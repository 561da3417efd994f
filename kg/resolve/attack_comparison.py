"""Attacks that a report sets beside another: those it compares with, and those that came before."""

from __future__ import annotations

from kg.model.annotation import AnnotatedArticle, Token
from kg.model.fact import AttackMention

_COMPARING = frozenset({"like", "unlike"})
_ALIKE = frozenset({"similar", "akin", "comparable", "identical"})
_KNOWN = frozenset({"the", "that", "those"})
_EARLIER = frozenset({"previously", "earlier"})


def compared_with(annotated: AnnotatedArticle, mention: AttackMention) -> frozenset[int]:
    """The tokens above "similar to the shootings at Y", "like the bombing of Y": words for deeds among them are for
    other acts than the mention's."""
    head = annotated.tokens[mention.head]
    noun = annotated.head(head) if head.dep == "conj" else head
    if not any(c.lower in _KNOWN for c in annotated.children(noun) if c.dep == "det"):
        return frozenset()
    word = _comparing(annotated, noun)
    return frozenset() if word is None else frozenset(t.index for t in annotated.ancestors(word))


def _comparing(annotated: AnnotatedArticle, noun: Token) -> Token | None:
    """ "Like" before the noun, or "similar" where "to" is."""
    preposition = annotated.head(noun)
    if noun.dep != "pobj" or preposition.dep != "prep":
        return None
    if preposition.lower in _COMPARING:
        return preposition
    above = annotated.head(preposition)
    return above if preposition.lower == "to" and above.lower in _ALIKE else None


def tells_of_earlier_ones(annotated: AnnotatedArticle, mention: AttackMention) -> bool:
    """ "Had previously carried out attacks": several, and before the one that the report is about."""
    head = annotated.tokens[mention.head]
    if head.tag != "NNS" or any(c.dep == "det" for c in annotated.children(head)):
        return False
    verb = next((t for t in annotated.ancestors(head) if t.pos in {"VERB", "AUX"}), None)
    return verb is not None and any(c.lower in _EARLIER for c in annotated.children(verb) if c.dep == "advmod")


def is_this_one(annotated: AnnotatedArticle, mention: AttackMention) -> bool:
    """ "This attack": one."""
    head = annotated.tokens[mention.head]
    return head.tag == "NN" and any(c.lower == "this" for c in annotated.children(head) if c.dep == "det")
