"""Statements: attributions with their kind, the attacks that they are about and what they claim."""

from __future__ import annotations

from kg.extract.about import Topics
from kg.extract.claims import find_claims
from kg.extract.grammar import Grammar
from kg.extract.statement_kinds import find_kinds
from kg.model.annotation import AnnotatedArticle
from kg.model.fact import AttackMention, Attribution, Casualties, Statement


def find_statements(
    annotated: AnnotatedArticle,
    *,
    attributions: tuple[Attribution, ...],
    attacks: tuple[AttackMention, ...],
    casualties: tuple[Casualties, ...],
) -> tuple[Statement, ...]:
    """All statements in the order of the text."""
    grammar = Grammar(annotated)
    topics = Topics(grammar, attacks, casualties)
    found: list[Statement] = []
    for attribution in attributions:
        about = topics.about(attribution, _previous(annotated, found, attribution))
        claims = find_claims(grammar, attribution, attacks=attacks, about=about)
        about = tuple(dict.fromkeys((*about, *(c.attack for c in claims))))
        found.append(
            Statement(
                index=len(found),
                attribution=attribution,
                kinds=find_kinds(grammar, attribution, claims),
                rule=attribution.rule,
                about=about,
                times=_times(annotated, attribution),
                claims=claims,
            )
        )
    return tuple(found)


def _previous(annotated: AnnotatedArticle, found: list[Statement], attribution: Attribution) -> tuple[int, ...]:
    """What the statement in the sentence before, in the same paragraph, was about: words without a
    topic of their own go on with it."""
    if not found:
        return ()
    here = annotated.sentences[annotated.tokens[attribution.cue_head].sentence]
    there = annotated.sentences[annotated.tokens[found[-1].attribution.cue_head].sentence]
    close = here.paragraph == there.paragraph and here.index - there.index <= 1
    return found[-1].about if close else ()


def _times(annotated: AnnotatedArticle, attribution: Attribution) -> tuple[int, ...]:
    """When it was said: times that hang on the cue, in the statement's sentence but not in its content."""
    cue = annotated.tokens[attribution.cue_head]
    near = {cue.index, *(c.index for c in annotated.children(cue) if c.dep in {"npadvmod", "prep", "nmod", "advmod"})}
    found: list[int] = []
    for position, time in enumerate(annotated.times):
        head = next((t for t in annotated.subtree(cue) if t.start <= time.start < t.end), None)
        if head is None or (attribution.content is not None and attribution.content.overlaps(time.span)):
            continue
        if {head.index, *(t.index for t in annotated.ancestors(head))} & (near - {cue.index}):
            found.append(position)
    return tuple(found)
