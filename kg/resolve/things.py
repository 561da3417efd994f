"""What is described rather than named: unnamed parties, things attacked, weapons."""

from __future__ import annotations

import re

from kg.model.annotation import AnnotatedArticle, Token
from kg.model.fact import Reference
from kg.model.span import Span
from kg.resolve.drafts import Draft
from kg.vocab.iri import slug

_FRONT_POS = frozenset({"DET", "PUNCT", "SPACE", "PART", "PRON", "CCONJ"})
_SPACES = re.compile(r"\s+")
_OTHERNESS = frozenset({"another", "second", "third", "other"})


def phrase_tokens(annotated: AnnotatedArticle, reference: Reference) -> tuple[Token, ...]:
    """The tokens of a reference's words."""
    head = annotated.tokens[reference.head]
    sentence = annotated.sentences[head.sentence]
    return tuple(
        t
        for t in annotated.sentence_tokens(sentence)
        if reference.span.start <= t.start and t.end <= reference.span.end
    )


def bare_phrase(annotated: AnnotatedArticle, reference: Reference) -> str:
    """The reference's words without article, possessive pronoun or quotation mark in front and marks behind."""
    tokens = phrase_tokens(annotated, reference)
    first, last = 0, len(tokens)
    while first < last and tokens[first].pos in _FRONT_POS and tokens[first].index != reference.head:
        first += 1
    while last > first and tokens[last - 1].pos in ("PUNCT", "SPACE") and tokens[last - 1].index != reference.head:
        last -= 1
    if first == last:
        return _SPACES.sub(" ", reference.span.slice(annotated.article.text))
    return _SPACES.sub(" ", annotated.text_of(Span(tokens[first].start, tokens[last - 1].end)))


def is_definite(annotated: AnnotatedArticle, reference: Reference) -> bool:
    """Whether the phrase points back: "the official", "that group", "their leader" does not."""
    tokens = phrase_tokens(annotated, reference)
    return bool(tokens) and tokens[0].lower in ("the", "this", "that", "these", "those")


def is_new(annotated: AnnotatedArticle, reference: Reference) -> bool:
    """Whether the phrase brings in somebody not spoken of yet: "an official", "another source"."""
    tokens = phrase_tokens(annotated, reference)
    return bool(tokens) and (tokens[0].lower in ("a", "an", "one") or any(t.lower in _OTHERNESS for t in tokens[:3]))


def is_nobody(annotated: AnnotatedArticle, reference: Reference) -> bool:
    """Whether the words say that there is none: "no organisation", "nobody"."""
    head = annotated.tokens[reference.head]
    nothing = {"no", "neither", "none", "nobody", "no-one"}
    return head.lower in nothing or any(c.lower in nothing for c in annotated.children(head) if c.dep in ("det", "neg"))


def describe_party(annotated: AnnotatedArticle, reference: Reference) -> Draft:
    """An unnamed party, known by these words in this article."""
    return described(annotated, reference, prefix="source", kind="UnnamedParty")


def describe_asset(annotated: AnnotatedArticle, reference: Reference) -> Draft:
    """A thing attacked."""
    return described(annotated, reference, prefix="asset", kind="Asset")


def describe_weapon(annotated: AnnotatedArticle, reference: Reference) -> Draft:
    """A weapon; the same words name the same kind of weapon in every article."""
    tokens = phrase_tokens(annotated, reference)
    head = annotated.tokens[reference.head]
    written = bare_phrase(annotated, reference)
    kept = [t for t in tokens if t.pos not in (*_FRONT_POS, "NUM") and t.index <= reference.head] or [head]
    words = [_singular(t) if t is head else t.lower for t in kept]
    label = " ".join(words).replace(" - ", "-")
    draft = Draft(key=f"weapon/{slug(label)}", kind="Weapon", label=label, reason=f"described as {written!r}")
    draft.add_name(written)
    draft.add_mention(reference.span, "described")
    return draft


def _singular(token: Token) -> str:
    return token.lemma.lower() if token.tag in ("NNS", "NNPS") else token.lower


def described(annotated: AnnotatedArticle, reference: Reference, *, prefix: str, kind: str) -> Draft:
    """An entity of this article, named by the slug of the words that describe it."""
    label = bare_phrase(annotated, reference)
    key = f"{prefix}/{annotated.article.key}-{slug(label)}"
    draft = Draft(key=key, kind=kind, label=label, reason=f"described as {label!r}")
    draft.add_mention(reference.span, "described")
    return draft
