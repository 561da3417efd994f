"""One hedge counts for the whole attack: "Mayor Lund was kidnapped, apparently by the ELN", and further down "Lund was
kidnapped by the ELN" is the same guess told shorter, and no fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from kg.model.annotation import AnnotatedArticle
from kg.model.fact import AttackMention, Responsibility, Voice
from kg.model.span import Span
from kg.resources import read_tsv

_USES = frozenset({"adverb", "adjective"})
_SHORTEST = 3  # characters of a word that tells a party


def hedge_whole_attacks(annotated: AnnotatedArticle, attacks: tuple[AttackMention, ...]) -> tuple[AttackMention, ...]:
    """The mentions, asserted parties alleged where another mention of the same kind and the same named victim says
    "apparently", "suspected" of the same party."""
    doubts = [(m, words) for m in attacks for words in _doubted(annotated, m)]
    if not doubts:
        return attacks
    return tuple(
        replace(m, responsible=tuple(_hedged(annotated, m, r, doubts) for r in m.responsible)) for m in attacks
    )


def _hedged(
    annotated: AnnotatedArticle,
    mention: AttackMention,
    responsible: Responsibility,
    doubts: list[tuple[AttackMention, frozenset[str]]],
) -> Responsibility:
    if responsible.voice is not Voice.ASSERTED:
        return responsible
    own, hit = _names(annotated, responsible.party.span), _hit(annotated, mention)
    doubted = any(set(m.kinds) & set(mention.kinds) and hit & _hit(annotated, m) and own & words for m, words in doubts)
    return replace(responsible, voice=Voice.ALLEGED) if doubted else responsible


def _doubted(annotated: AnnotatedArticle, mention: AttackMention) -> Iterator[frozenset[str]]:
    """The names of parties that a hedging word stands in front of, or that the hedged verb of the mention has."""
    sentence = annotated.sentence_tokens(annotated.sentences[mention.sentence])
    verb = any(t.head == mention.head and t.dep == "advmod" and t.lower in _hedges() for t in sentence)
    for responsible in mention.responsible:
        inside = responsible.party.span
        modified = any(inside.start <= t.start < inside.end and t.lower in _hedges() for t in sentence)
        if responsible.voice is Voice.ALLEGED and (verb or modified):
            yield _names(annotated, inside)
    behind = [t for t in sentence if t.index > mention.head]
    for hedge, by in pairwise(behind):
        if hedge.lower in _hedges() and by.lower == "by":  # "was kidnapped on Monday, apparently by the ELN"
            yield _names(annotated, Span(by.start, annotated.tokens[by.right_edge].end))


@cache
def _hedges() -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("hedges.tsv") if row["use"] in _USES)


def _names(annotated: AnnotatedArticle, span: Span) -> frozenset[str]:
    """The words with capitals of a party, in small letters: "ELN guerrillas" and "the Eln" share one."""
    words = (w.strip("().,") for w in annotated.article.text[span.start : span.end].split())
    return frozenset(w.lower() for w in words if w[:1].isupper() and len(w) >= _SHORTEST and w.lower() != "the")


def _hit(annotated: AnnotatedArticle, mention: AttackMention) -> frozenset[str]:
    """The last names of the victims that have one."""
    named = (annotated.names[v.name].text for v in mention.victims if v.name is not None)
    return frozenset(n.split()[-1].lower() for n in named)
