"""Posts: who is what, where."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.described_posts import described_post, is_of_another, position_of
from kg.extract.name_index import NameIndex
from kg.extract.posts_before_comma import post_before_comma
from kg.extract.posts_before_name import posts_before_name
from kg.extract.posts_taken import posts_taken
from kg.extract.titles import POSTS, kind_of_head
from kg.model.annotation import AnnotatedArticle, NameKind, NameMention, Token
from kg.model.fact import Position
from kg.model.span import Span

_BE = frozenset({"be", "become", "remain", "serve"})
_HEADING = frozenset({"head", "chair", "command"})
_BODIES = (NameKind.ORGANISATION,)


def find_positions(annotated: AnnotatedArticle) -> tuple[Position, ...]:
    """All posts in the order of the text."""
    index = NameIndex(annotated)
    found: list[Position] = []
    for name in annotated.names:
        if name.kind is not NameKind.PERSON:
            continue
        found += posts_before_name(annotated, index, name)
        found += _apposition(annotated, index, name)
        found += _copula(annotated, index, name)
        found += _heading(annotated, index, name)
    found += posts_taken(annotated, index)
    unique = {(p.holder.span, p.title): p for p in sorted(found, key=lambda p: (p.span, p.title))}
    return tuple(sorted(unique.values(), key=lambda p: (p.span, p.title)))


# ---------------------------------------------------------------- "X, head of the Y" and "the head of the Y, X"
def _apposition(annotated: AnnotatedArticle, index: NameIndex, name: NameMention) -> Iterator[Position]:
    head = annotated.tokens[name.head]
    found: list[Position] = []
    for child in annotated.children(head):
        if child.dep == "appos" and index.at(child.index) is not name:
            found += described_post(annotated, index, name, child, "apposition-after")
    if head.dep == "appos" and annotated.head(head).index < name.first:
        governor = _governor(annotated, index, head)
        found += described_post(annotated, index, name, governor, "apposition-before")
        first = annotated.head(governor)
        if governor.dep == "conj" and not is_of_another(
            annotated, index, first, name
        ):  # "a singer and spokeswoman of the Y, X"
            found += described_post(annotated, index, name, first, "apposition-before")
    elif not any(child.dep == "appos" for child in annotated.children(head)):
        found += _after_comma(annotated, index, name)
    if not found and (noun := post_before_comma(annotated, index, name)) is not None:
        found += described_post(annotated, index, name, noun, "post-before-comma")
    yield from found


def _governor(annotated: AnnotatedArticle, index: NameIndex, head: Token) -> Token:
    """What the name stands in apposition to: in "the mayor of Oslo, X" the mayor, though parsers say Oslo, and in
    "a spokesman for the mayor, X" the spokesman."""
    governor = annotated.head(head)
    while governor.dep == "pobj":
        link = annotated.head(governor)
        above = annotated.head(link)
        comma = annotated.tokens[head.left_edge - 1].text == "," if head.left_edge else False
        told = comma and link.lower == "for" and above.pos in ("NOUN", "PROPN") and index.at(above.index) is None
        post = told and kind_of_head(above, annotated.tokens[max(0, above.index - 3) : above.index]) in POSTS
        if not post and index.at(governor.index) is None:
            break
        governor = above
    return governor


def _after_comma(annotated: AnnotatedArticle, index: NameIndex, name: NameMention) -> Iterator[Position]:
    """A noun phrase between commas right after the name, where the parser saw no apposition."""
    at = name.last
    tokens = annotated.tokens
    if at + 1 >= len(tokens) or tokens[at].text != "," or tokens[at + 1].sentence != tokens[name.first].sentence:
        return
    opens = tokens[name.first].index == annotated.sentences[tokens[at].sentence].first  # "X, Y spokesman said"
    last = at + 1 + (tokens[at + 1].tag in ("VBG", "VBN"))  # "retiring secretary"
    while last < len(tokens) and last - at < 9 and tokens[last].pos in ("DET", "ADJ", "NOUN", "PROPN", "PART"):
        if tokens[last].pos in ("NOUN", "PROPN") and index.at(last) is None:
            candidate = tokens[last]
            following = tokens[last + 1] if last + 1 < len(tokens) else None
            closes = (
                following is None
                or following.text in (",", ".", ";", ")")
                or following.lower in ("of", "for", "at")
                or (opens and following.pos == "VERB")
            )
            if closes and kind_of_head(candidate, tokens[at + 1 : last]) in POSTS:
                yield from described_post(annotated, index, name, candidate, "apposition-after")
                return
        last += 1


# ---------------------------------------------------------------- "X is the head of the Y"
def _copula(annotated: AnnotatedArticle, index: NameIndex, name: NameMention) -> Iterator[Position]:
    for verb in _verbs_of(annotated, name):
        if verb.lemma not in _BE or verb.dep == "ccomp" or annotated.quotation_at(verb.start) is not None:
            continue  # what somebody says that X is
        for child in annotated.children(verb):
            if child.dep == "attr" and child.index > verb.index:
                yield from described_post(annotated, index, name, child, "copula")
            elif child.dep == "prep" and child.lower == "as" and verb.lemma in ("serve", "remain"):
                for noun in annotated.children(child):
                    yield from described_post(annotated, index, name, noun, "serves-as")


def _heading(annotated: AnnotatedArticle, index: NameIndex, name: NameMention) -> Iterator[Position]:
    """ "X, who headed the Y"."""
    for verb in _verbs_of(annotated, name):
        if verb.lemma not in _HEADING or verb.pos != "VERB":
            continue
        for child in annotated.children(verb):
            body = index.at(child.index)
            if child.dep in ("dobj", "obj") and body is not None and body.kind in _BODIES:
                yield position_of(name, (verb,), body, Span(verb.start, verb.end).cover(body.span), "heads")


def _verbs_of(annotated: AnnotatedArticle, name: NameMention) -> Iterator[Token]:
    """Verbs of which the person is the subject, directly or through "who"."""
    head = annotated.tokens[name.head]
    if head.dep in ("nsubj",):
        verb = annotated.head(head)
        if not any(c.dep == "neg" for c in annotated.children(verb)):
            yield verb
    for child in annotated.children(head):
        if child.dep == "relcl":
            subjects = [c.lower for c in annotated.children(child) if c.dep in ("nsubj", "nsubjpass")]
            if subjects == ["who"] and not any(c.dep == "neg" for c in annotated.children(child)):
                yield child
