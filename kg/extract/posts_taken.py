"""Posts that somebody takes, holds or leaves: "X was elected mayor", "X resigned as head of the Y"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.described_posts import described_post
from kg.extract.name_index import NameIndex
from kg.model.annotation import AnnotatedArticle, NameKind, NameMention, Token
from kg.model.fact import Position

# Who is the object of these gets the post or loses it.
_GIVEN = frozenset(
    {"appoint", "choose", "confirm", "crown", "depose", "dismiss", "elect", "hire", "inaugurate", "install", "name",
     "oust", "pick", "promote", "reelect", "re-elect", "remove", "replace", "sack", "select", "succeed", "swear"}
)  # fmt: skip
# Who is their subject has it or had it.
_HELD = frozenset(
    {"act", "begin", "continue", "quit", "replace", "resign", "retire", "return", "serve", "stand", "step", "succeed",
     "take", "work"}
)  # fmt: skip
_POSTS = frozenset({"capacity", "job", "position", "post", "role", "tenure", "term", "time"})
_OBJECTS = frozenset({"dobj", "obj"})


def posts_taken(annotated: AnnotatedArticle, index: NameIndex) -> Iterator[Position]:
    """All such posts of named persons. What may or shall be is left out, and so is what somebody says."""
    for verb in annotated.tokens:
        if verb.pos != "VERB":
            continue
        children = tuple(annotated.children(verb))
        yield from _opening(annotated, index, children)
        if verb.lemma not in _GIVEN and verb.lemma not in _HELD:
            continue
        if any(c.dep == "neg" or c.tag == "MD" for c in children):
            continue
        if annotated.quotation_at(verb.start) is not None:
            continue
        holders = tuple(_holders(annotated, index, verb, children))
        for post in _posts(annotated, verb, children) if holders else ():
            for holder in holders:
                yield from described_post(annotated, index, holder, post, "takes-post")


def _opening(annotated: AnnotatedArticle, index: NameIndex, children: tuple[Token, ...]) -> Iterator[Position]:
    """ "As head of the Y, X did …"."""
    for link in children:
        opens = link.index == annotated.sentences[link.sentence].first and link.lower == "as"
        for child in children if opens else ():
            name = index.at(child.index)
            if name is None or name.kind is not NameKind.PERSON or child.dep not in ("nsubj", "nsubjpass"):
                continue
            for post in _behind_as(annotated, link):
                yield from described_post(annotated, index, name, post, "takes-post")


def _holders(
    annotated: AnnotatedArticle, index: NameIndex, verb: Token, children: tuple[Token, ...]
) -> Iterator[NameMention]:
    """The persons whose post the verb tells of."""
    passive = any(c.dep == "nsubjpass" for c in children)
    for child in children:
        name = index.at(child.index)
        if child.lower == "who" and verb.dep == "relcl":
            name = index.at(verb.head)
        if name is None or name.kind is not NameKind.PERSON:
            continue
        given = child.dep == "nsubjpass" or (child.dep in _OBJECTS and not passive)
        if (given and verb.lemma in _GIVEN) or (child.dep == "nsubj" and verb.lemma in _HELD):
            yield name


def _posts(annotated: AnnotatedArticle, verb: Token, children: tuple[Token, ...]) -> Iterator[Token]:
    """The nouns for the post: "elected president", "resigned as president", "left his post as president"."""
    for child in children:
        if verb.lemma in _GIVEN and child.dep in ("oprd", "attr", "xcomp") and child.index > verb.index:
            yield child
        yield from _behind_as(annotated, child)
        nouns = [child] if child.dep in _OBJECTS else list(annotated.children(child)) if child.dep == "prep" else []
        for noun in nouns:
            if noun.lemma in _POSTS:
                for link in annotated.children(noun):
                    yield from _behind_as(annotated, link)


def _behind_as(annotated: AnnotatedArticle, link: Token) -> Iterator[Token]:
    """The nouns behind "as", and behind another "as" that "and" joins to it."""
    if link.lower != "as" or link.dep not in ("prep", "conj"):
        return
    for child in annotated.children(link):
        if child.dep == "pobj":
            yield child
        elif child.dep == "conj":
            yield from _behind_as(annotated, child)
