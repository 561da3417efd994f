"""What shows that a supposed organisation is one, where neither its words nor a list do."""

from __future__ import annotations

from kg.annotate.candidates import Candidate, text_of
from kg.annotate.person_names import is_located, title_words
from kg.model.annotation import NameKind, Token

_ACTING = frozenset({"nsubj", "nsubjpass", "agent", "poss"})
_BEFORE = frozenset({"to", "by", "told", "with", "for"})


def is_unproven(tokens: tuple[Token, ...], candidate: Candidate, candidates: list[Candidate]) -> bool:
    """Whether only the recogniser's guess speaks for a single word being an organisation: no acronym, named once,
    and nothing that it does, says or owns."""
    if candidate.kind is not NameKind.ORGANISATION or candidate.known or candidate.subkind:
        return False
    if candidate.component != "spacy-ner" or _is_acronym(text_of(tokens, candidate)):
        return False
    if len(candidate) > 1:
        return False
    word = text_of(tokens, candidate)
    if sum(text_of(tokens, c) == word and c.kind is NameKind.ORGANISATION for c in candidates) > 1:
        return False
    return not _acts(tokens, candidate)


def _is_acronym(word: str) -> bool:
    return sum(letter.isupper() for letter in word) > 1 and len(word) > 1


def _acts(tokens: tuple[Token, ...], candidate: Candidate) -> bool:
    """Whether the name is a subject, an owner, the author of something, or stands before somebody's post."""
    token = tokens[candidate.last - 1]
    if is_located(tokens, candidate):
        return False
    if token.dep in _ACTING:
        return True
    if token.dep == "pobj" and tokens[token.head].lower in _BEFORE:
        return True
    after = tokens[candidate.last] if candidate.last < len(tokens) else None
    return after is not None and after.lower in title_words("office", "profession", "description")
