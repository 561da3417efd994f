"""Proper names: spaCy's entities, corrected and completed by the actor list and the gazetteers."""

from __future__ import annotations

from kg.annotate.tokens import Tokenised
from kg.model.annotation import NameKind, NameMention, TimeMention
from kg.model.article import Article

KINDS = {
    "PERSON": NameKind.PERSON,
    "ORG": NameKind.ORGANISATION,
    "GPE": NameKind.PLACE,
    "LOC": NameKind.PLACE,
    "FAC": NameKind.PLACE,
    "NORP": NameKind.DEMONYM,
}


def find_names(article: Article, tokenised: Tokenised, *, times: tuple[TimeMention, ...]) -> tuple[NameMention, ...]:
    """All names of people, organisations, countries, places and peoples, in the order of the text."""
    found: list[NameMention] = []
    tokens = tokenised.tokens
    for entity in tokenised.entities:
        if entity.label not in KINDS:
            continue
        start, end = tokens[entity.first].start, tokens[entity.last - 1].end
        head = next(
            (t.index for t in tokens[entity.first : entity.last] if not entity.first <= t.head < entity.last),
            entity.first,
        )
        found.append(
            NameMention(
                index=len(found),
                start=start,
                end=end,
                text=article.text[start:end],
                kind=KINDS[entity.label],
                first=entity.first,
                last=entity.last,
                head=head,
                component="spacy-ner",
            )
        )
    return tuple(found)
