"""How far the phrase for a post goes, and which organisation it names: "director of global news" for the Agency."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.name_index import NameIndex
from kg.model.annotation import AnnotatedArticle, NameKind, NameMention, Token

HYPHENS = frozenset({"-", "‐", "‑", "–"})


def opens_phrase(annotated: AnnotatedArticle, index: NameIndex, at: int, name: NameMention) -> bool:
    """Whether the word at `at` stands outside the title: an article, a mark, a possessor, a name."""
    token = annotated.tokens[at]
    if token.text in HYPHENS or annotated.tokens[at + 1].text in HYPHENS:
        return False  # "Under-Secretary"
    if token.pos in ("DET", "PRON", "PUNCT", "PART", "ADP", "NUM", "CCONJ") or token.tag == "POS":
        return True
    inside = index.at(at)
    return inside is not None and (inside is name or inside.kind is not NameKind.OTHER)


def body_before(annotated: AnnotatedArticle, index: NameIndex, head: Token, first: int) -> NameMention | None:
    """The body named right before the title: "Y spokesman", "the Y's director"."""
    at = first - 1
    while at >= head.left_edge and annotated.tokens[at].tag == "POS":
        at -= 1
    inside = index.at(at) if at >= head.left_edge else None
    return inside if inside is not None and inside.kind in (NameKind.ORGANISATION,) else None


def end_of_title(
    annotated: AnnotatedArticle, index: NameIndex, head: Token, name: NameMention
) -> tuple[int, NameMention | None]:
    """Last token of the title and its organisation: "director of global news" for the Agency."""
    last = head.index
    at = last + 1
    while at < len(annotated.tokens) and annotated.tokens[at].sentence == head.sentence:
        token = annotated.tokens[at]
        if token.lower not in ("of", "for", "at", "in", "to", "from", "with") or at + 1 >= len(annotated.tokens):
            break
        begin = at + 1
        while begin < len(annotated.tokens) and annotated.tokens[begin].pos in ("DET",):
            begin += 1
        body = next((n for n in _names_in(annotated, index, begin, head) if not _qualifies(annotated, n)), None)
        if body is not None and body.kind is NameKind.ORGANISATION:
            return last, body
        if body is name or (body is not None and body.kind is NameKind.PERSON) or token.lower in ("from", "with"):
            break
        if body is None and token.lower in ("in", "to"):
            break
        end = body.last - 1 if body is not None else _end_of_phrase(annotated, index, begin)
        if end < begin:
            break
        last = end
        at = last + 1
    return last, None


def _qualifies(annotated: AnnotatedArticle, name: NameMention) -> bool:
    """A nationality word, an owner whose property is named next ("the UK's Conservative Party"), or where it sits
    ("the Oslo-based Agency")."""
    following = annotated.tokens[name.last] if name.last < len(annotated.tokens) else None
    linked = following is not None and (following.tag == "POS" or following.text in HYPHENS)
    return name.kind is NameKind.DEMONYM or linked


def _names_in(annotated: AnnotatedArticle, index: NameIndex, begin: int, head: Token) -> Iterator[NameMention]:
    """Names in the noun phrase that begins at `begin`."""
    at = begin
    while at < len(annotated.tokens) and annotated.tokens[at].sentence == head.sentence:
        inside = index.at(at)
        if inside is not None:
            yield inside
            at = inside.last
            continue
        token = annotated.tokens[at]
        based = token.text in HYPHENS or token.lower in ("based", "led", "run", "backed")
        if token.pos not in ("ADJ", "NOUN", "PROPN", "PART", "DET") and token.lower != "of" and not based:
            return
        at += 1


def _end_of_phrase(annotated: AnnotatedArticle, index: NameIndex, begin: int) -> int:
    """Last token of the adjectives and nouns from `begin` on."""
    at = begin
    while (
        at < len(annotated.tokens)
        and annotated.tokens[at].sentence == annotated.tokens[begin].sentence
        and annotated.tokens[at].pos in ("ADJ", "NOUN", "PROPN")
        and index.at(at) is None
    ):
        at += 1
    return at - 1
