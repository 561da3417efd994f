"""Whom a mention of deaths makes a victim of the attack that it was joined with.

"They were killed" is joined with the attack told of near it, and may speak of another one. Two kinds of words are
mostly wrong then: nouns beside an attack on which it does not hang ("the bombing of a bank, together
with the killing of a workman"), and people without a name or a number two or more sentences away ("soldiers have been
killed"). Counted on the marked mentions: right in 2 of 7 and 10 of 35.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import AttackMention, Reference

_FAR = 2  # sentences


def victims_of(
    annotated: AnnotatedArticle, mentions: Sequence[AttackMention]
) -> Iterator[tuple[tuple[Reference, ...], str]]:
    """The victims of each mention of an attack that are likely enough the attack's own, with the mention's rule."""
    firm = [m for m in mentions if not _tells_deaths(m) and "back" not in m.rule]
    for mention in mentions:
        yield tuple(v for v in mention.victims if _is_tied(annotated, mention, v, firm)), mention.rule


def _tells_deaths(mention: AttackMention) -> bool:
    return "effect" in mention.rule


def _is_tied(
    annotated: AnnotatedArticle, mention: AttackMention, victim: Reference, firm: Sequence[AttackMention]
) -> bool:
    others = [m for m in firm if m.index != mention.index]
    if not _tells_deaths(mention) or not others:
        return True
    away = min(abs(mention.sentence - m.sentence) for m in others)
    if away == 0:
        beside = [m for m in others if m.sentence == mention.sentence]
        noun = annotated.tokens[mention.head].pos in {"NOUN", "PROPN"}
        return not noun or any(_hangs_on(annotated, m.head, mention.head) for m in beside)
    return away < _FAR or _is_named(annotated, victim) or _is_counted(annotated, victim)


def _hangs_on(annotated: AnnotatedArticle, lower: int, upper: int) -> bool:
    """Whether one word stands below another: "killed in the attack", "the blast killed two"."""
    return any(t.index == upper for t in annotated.ancestors(annotated.tokens[lower]))


def _is_named(annotated: AnnotatedArticle, victim: Reference) -> bool:
    return victim.name is not None or any(n.first <= victim.head < n.last for n in annotated.names)


def _is_counted(annotated: AnnotatedArticle, victim: Reference) -> bool:
    head = annotated.tokens[victim.head]
    return head.pos == "NUM" or any(c.pos == "NUM" for c in annotated.children(head))
