"""Posts in a phrase that a comma parts from the name: "The leader of the Front, X, said", where the parser sees no
apposition."""

from __future__ import annotations

from kg.extract.described_posts import is_seat
from kg.extract.name_index import NameIndex
from kg.extract.title_phrases import end_of_title
from kg.extract.titles import POSTS, kind_of_head
from kg.model.annotation import AnnotatedArticle, NameMention, Token

_REACH = 16  # words from the post to the comma
_BETWEEN = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART", "ADP", "CCONJ", "NUM"})


def post_before_comma(annotated: AnnotatedArticle, index: NameIndex, name: NameMention) -> Token | None:
    """The noun for the post in the phrase that ends at the comma before the name; None where there is none, or where
    the comma may set the name beside somebody else."""
    tokens = annotated.tokens
    comma = name.first - 1
    if comma < 1 or tokens[comma].text != "," or tokens[comma].sentence != tokens[name.first].sentence:
        return None
    noun = _post(annotated, index, name, comma)
    if noun is None:
        return None
    start = _phrase_start(annotated, noun)
    after = tokens[name.last] if name.last < len(tokens) else None
    if after is not None and after.tag == "CC":
        return None  # "the mayor, X and Y"
    closed = after is None or after.text in (",", ".", ":", ";")
    opens = start == annotated.sentences[noun.sentence].first or tokens[start - 1].text in ('"', "“", ",")
    return noun if closed or opens else None


def _post(annotated: AnnotatedArticle, index: NameIndex, name: NameMention, comma: int) -> Token | None:
    """The first post whose phrase, with what it is the post of, ends at the comma."""
    tokens = annotated.tokens
    found: Token | None = None
    at = comma - 1
    while at >= 0 and comma - at <= _REACH and tokens[at].sentence == tokens[comma].sentence:
        token = tokens[at]
        if token.pos not in _BETWEEN and index.at(at) is None:
            break
        if token.tag in ("NN", "NNP") and index.at(at) is None:
            last, body = end_of_title(annotated, index, token, name)
            post = kind_of_head(token, tokens[max(0, at - 4) : at]) in POSTS
            if not post and not is_seat(annotated, token, body):
                at -= 1
                continue
            end = body.last if body is not None else last + 1
            if end == comma and _has_article(annotated, token):
                found = token
        at -= 1
    return found


def _phrase_start(annotated: AnnotatedArticle, noun: Token) -> int:
    at = noun.index
    while at > 0 and annotated.tokens[at - 1].sentence == noun.sentence:
        before = annotated.tokens[at - 1]
        if before.pos not in ("ADJ", "NOUN", "PROPN", "DET", "PART", "NUM") and before.tag != "PRP$":
            break
        at -= 1
    return at


def _has_article(annotated: AnnotatedArticle, noun: Token) -> bool:
    """ "the mayor of X", "Libya's ruler", "their leader": words that make the post one person's."""
    words = annotated.tokens[_phrase_start(annotated, noun) : noun.index]
    return any(t.pos == "DET" or t.tag in ("POS", "PRP$") for t in words)
