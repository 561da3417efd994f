"""What is described rather than named: unnamed parties, things attacked, weapons."""

from __future__ import annotations

import re

from kg.model.annotation import AnnotatedArticle, Token
from kg.model.fact import Reference
from kg.model.span import Span
from kg.resolve.drafts import Draft
from kg.vocab.iri import slug

_SKIPPED_POS = frozenset({"DET", "PUNCT", "SPACE", "PART", "PRON"})
_SPACES = re.compile(r"\s+")


def bare_phrase(annotated: AnnotatedArticle, reference: Reference) -> str:
    """The reference's words without article, possessive pronoun or quotation mark in front and without marks behind."""
    tokens = _phrase(annotated, reference)
    while tokens and tokens[0].pos in _SKIPPED_POS and tokens[0].index != reference.head:
        tokens = tokens[1:]
    while tokens and tokens[-1].pos in ("PUNCT", "SPACE") and tokens[-1].index != reference.head:
        tokens = tokens[:-1]
    if not tokens:
        return reference.span.slice(annotated.article.text)
    return _SPACES.sub(" ", annotated.text_of(Span(tokens[0].start, tokens[-1].end)))


def _phrase(annotated: AnnotatedArticle, reference: Reference) -> list[Token]:
    head = annotated.tokens[reference.head]
    sentence = annotated.sentences[head.sentence]
    return [t for t in annotated.sentence_tokens(sentence) if reference.span.contains(Span(t.start, t.end))]


def describe_party(annotated: AnnotatedArticle, reference: Reference) -> Draft:
    """An unnamed party, known by these words in this article."""
    return _described(annotated, reference, prefix="source", kind="UnnamedParty")


def describe_asset(annotated: AnnotatedArticle, reference: Reference) -> Draft:
    """A thing attacked."""
    return _described(annotated, reference, prefix="asset", kind="Asset")


def describe_place(annotated: AnnotatedArticle, reference: Reference) -> Draft:
    """A place known only by these words in this article."""
    return _described(annotated, reference, prefix="place", kind="Place")


def describe_weapon(annotated: AnnotatedArticle, reference: Reference) -> Draft:
    """A weapon; the same words name the same kind of weapon in every article."""
    written = bare_phrase(annotated, reference)
    head = annotated.tokens[reference.head]
    label = written.lower()
    if label.endswith(head.lower):
        label = label[: -len(head.lower)] + head.lemma.lower()
    draft = Draft(key=f"weapon/{slug(label)}", kind="Weapon", label=label, reason=f"described as {written!r}")
    draft.add_name(written)
    draft.add_mention(reference.span, "described")
    return draft


def _described(annotated: AnnotatedArticle, reference: Reference, *, prefix: str, kind: str) -> Draft:
    label = bare_phrase(annotated, reference)
    key = f"{prefix}/{annotated.article.key}-{slug(label)}"
    draft = Draft(key=key, kind=kind, label=label, reason=f"described as {label!r}")
    draft.add_mention(reference.span, "described")
    return draft
