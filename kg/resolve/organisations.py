"""Organisations: which names are one organisation."""

from __future__ import annotations

import re

from kg.model.annotation import AnnotatedArticle, NameKind, NameMention
from kg.resolve.drafts import Draft, Drafts
from kg.vocab.iri import slug

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def plain_name(name: str) -> str:
    """A name without article and possessive ending."""
    return re.sub(r"[’']s?$", "", _ARTICLE.sub("", name))


def resolve_organisations(annotated: AnnotatedArticle, drafts: Drafts) -> dict[int, str]:
    """Add the article's named organisations to `drafts`; the key of each name by its index."""
    keys: dict[int, str] = {}
    for mention in annotated.names:
        if mention.kind is not NameKind.ORGANISATION:
            continue
        draft = drafts.add(_draft(mention))
        draft.add_name(plain_name(mention.text))
        draft.add_mention(mention.span, mention.component)
        keys[mention.index] = draft.key
    return keys


def _draft(mention: NameMention) -> Draft:
    name = plain_name(mention.text)
    return Draft(
        key=mention.known or f"organisation/{slug(name)}",
        kind=mention.subkind or "Organisation",
        label=name,
        reason=f"named {name}",
    )
