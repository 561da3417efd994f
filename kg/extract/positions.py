"""Posts: who is what, where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.extract.described_posts import described_post, is_unreal, position_of, singular, without_age
from kg.extract.name_index import NameIndex
from kg.extract.posts_before_comma import post_before_comma
from kg.extract.posts_taken import posts_taken
from kg.extract.title_phrases import HYPHENS
from kg.extract.titles import POSTS, is_post, kind_at_end, kind_of_head
from kg.model.annotation import AnnotatedArticle, NameKind, NameMention, Token
from kg.model.fact import Position
from kg.model.span import Span

_BE = frozenset({"be", "become", "remain", "serve"})
_HEADING = frozenset({"head", "chair", "command"})
_BODIES = (NameKind.ORGANISATION,)
_LINKS = frozenset({"of", "for", "to", "at"})
_ONCE = frozenset(
    {"former", "ex", "then", "acting", "interim", "current", "late", "incoming", "outgoing", "deputy", "vice"}
)


def find_positions(annotated: AnnotatedArticle) -> tuple[Position, ...]:
    """All posts in the order of the text."""
    index = NameIndex(annotated)
    found: list[Position] = []
    for name in annotated.names:
        if name.kind is not NameKind.PERSON:
            continue
        found += _before_name(annotated, index, name)
        found += _apposition(annotated, index, name)
        found += _copula(annotated, index, name)
        found += _heading(annotated, index, name)
    found += posts_taken(annotated, index)
    unique = {(p.holder.span, p.title): p for p in sorted(found, key=lambda p: (p.span, p.title))}
    return tuple(sorted(unique.values(), key=lambda p: (p.span, p.title)))


# ---------------------------------------------------------------- "Police spokesman X"
def _before_name(annotated: AnnotatedArticle, index: NameIndex, name: NameMention) -> Iterator[Position]:
    """Words right before the name that end in a post; bodies named among them are the post's organisation."""
    end = _before_honorifics(annotated, _first_of_row(annotated, index, name).first)
    while end > 0:
        stretch = _words_before(annotated, index, name, end)
        if not stretch:
            return
        found = _title_in(annotated, index, name, stretch)
        if found is None:
            return
        yield found
        end = stretch[0].index - 1  # "agent and specialist X" is both
        if end < 1 or annotated.tokens[end].tag != "CC":
            return


def _before_honorifics(annotated: AnnotatedArticle, end: int) -> int:
    """Where the words before "Sir" in "General Sir X" end."""
    while end > 1 and kind_at_end((annotated.tokens[end - 1].lower.rstrip("."),)) == "honorific":
        end -= 1
    return end


def _first_of_row(annotated: AnnotatedArticle, index: NameIndex, name: NameMention) -> NameMention:
    """The first name of a row that shares the plural title before it: X of "senators X, Y and Z"."""
    first = name
    while first.first > 1 and annotated.tokens[first.first - 1].text in (",", "and", "&"):
        before = index.at(first.first - 2) or index.at(first.first - 3)
        if before is None or before.kind is not NameKind.PERSON:
            break
        first = before
    plural = first.first > 0 and annotated.tokens[first.first - 1].tag in ("NNS", "NNPS")
    return first if plural else name


def _title_in(
    annotated: AnnotatedArticle, index: NameIndex, name: NameMention, stretch: tuple[Token, ...]
) -> Position | None:
    organisation: NameMention | None = None
    title: list[Token] = []
    for token in stretch:
        inside = index.at(token.index)
        if inside is not None and inside.kind in _BODIES and not title:
            organisation = inside
        elif inside is not None and inside.kind in (NameKind.COUNTRY, NameKind.DEMONYM) and not _has_post(title):
            organisation, title = None, [t for t in title if t.lower in _ONCE]  # "Western-backed Peruvian" says nothing
        elif title or not (token.tag == "POS" or token.text in ("'s", "’s", ",", "(", ")") or token.text in HYPHENS):
            title.append(token)
    title, organisation = _with_body_behind(index, without_age(title), organisation)
    words = tuple(singular(t) if t is title[-1] else t.lower for t in title)
    if organisation is not None and words and not is_post(words):
        with_body = (annotated.tokens[organisation.last - 1].lower, *words)
        if is_post(with_body):  # "Provincial Council Member"
            title = [*annotated.tokens[organisation.first : organisation.last], *title]
            words, organisation = with_body, None
    head = words[: next((i for i, word in enumerate(words) if word in _LINKS), len(words))]
    if not title or title[-1].lower in _LINKS or title[-1].pos == "DET" or not is_post(head) or is_unreal(title):
        return None  # "an adviser for X" is not X
    organisation = organisation or _body_after(annotated, index, name)
    return position_of(name, tuple(title), organisation, Span(stretch[0].start, title[-1].end), "title-before")


def _with_body_behind(
    index: NameIndex, title: list[Token], organisation: NameMention | None
) -> tuple[list[Token], NameMention | None]:
    """The title and its organisation where that stands behind it: "secretary general of the Y"."""
    link = next((i for i, t in enumerate(title) if t.lower in _LINKS), None)
    if link is None or link == 0 or not title[link + 1 :]:
        return title, organisation
    body = index.at(title[-1].index)
    rest = [t for t in title[link + 1 :] if t.pos != "DET"]
    if title[link].lower == "to" or body is None or body.kind not in _BODIES or body.first != rest[0].index:
        return title, organisation
    return title[:link], body


def _has_post(title: Sequence[Token]) -> bool:
    """Whether some beginning of the words is a post: in "President of Peru" the country is part of the title."""
    words = tuple(t.lower for t in title)
    return any(is_post(words[:length]) for length in range(1, len(words) + 1))


def _body_after(annotated: AnnotatedArticle, index: NameIndex, name: NameMention) -> NameMention | None:
    """The organisation in "Superintendent X of the Y"."""
    at = name.last
    if at + 1 >= len(annotated.tokens) or annotated.tokens[at].lower != "of":
        return None
    at += 2 if annotated.tokens[at + 1].pos == "DET" and at + 2 < len(annotated.tokens) else 1
    body = index.at(at)
    return body if body is not None and body.kind in _BODIES else None


def _words_before(annotated: AnnotatedArticle, index: NameIndex, name: NameMention, end: int) -> tuple[Token, ...]:
    """The adjectives, nouns and names without a break before `end`, from the last article or mark on."""
    first = end
    while first > 0 and _belongs_to_title(annotated, index, first - 1, name):
        first -= 1
    while first < end and annotated.tokens[first].pos in ("PART", "PUNCT", "ADP", "CCONJ"):
        first += 1
    return annotated.tokens[first:end]


def _belongs_to_title(annotated: AnnotatedArticle, index: NameIndex, at: int, name: NameMention) -> bool:
    token = annotated.tokens[at]
    if token.sentence != annotated.tokens[name.first].sentence:
        return False
    inside = index.at(at)
    if inside is not None:
        return inside.kind is not NameKind.PERSON and name.first - at < 12
    if token.text in HYPHENS or token.tag == "POS":
        return True
    if token.text in ("(", ")"):
        beside = index.at(at + 1 if token.text == "(" else at - 1)
        return beside is not None and beside.kind in _BODIES
    if token.lower in _LINKS and at > 0:
        return _links_title(annotated, at)
    if token.lower == "the" and at > 1 and annotated.tokens[at - 1].lower in _LINKS:
        return annotated.tokens[at + 1].text[:1].isupper() and _links_title(annotated, at - 1)
    if token.tag == "CC" and token.lower == "and":  # "Minister of Works and Transport X"
        return _minister_of(annotated, at) and annotated.tokens[at + 1].text[:1].isupper()
    return token.pos in ("NOUN", "PROPN", "ADJ") or (token.tag in ("VBN", "VBG") and token.dep in ("amod", "compound"))


def _links_title(annotated: AnnotatedArticle, at: int) -> bool:
    """Whether the preposition stands between a post and what it is the post of."""
    before, after = annotated.tokens[at - 1], annotated.tokens[at + 1]
    if after.lower == "the" and at + 2 < len(annotated.tokens):
        after = annotated.tokens[at + 2]
    if not after.text[:1].isupper():
        return False
    words = tuple(t.lower for t in annotated.tokens[max(0, at - 4) : at])
    return is_post(words) or (annotated.tokens[at].lower in ("of", "for") and before.text[:1].isupper())


def _minister_of(annotated: AnnotatedArticle, at: int) -> bool:
    """Whether the words before "and" name one field of a minister's."""
    before = [t.lower for t in annotated.tokens[max(0, at - 5) : at]]
    return any(a in ("minister", "secretary") and b in _LINKS for a, b in pairwise(before))


# ---------------------------------------------------------------- "X, head of the Y" and "the head of the Y, X"
def _apposition(annotated: AnnotatedArticle, index: NameIndex, name: NameMention) -> Iterator[Position]:
    head = annotated.tokens[name.head]
    found: list[Position] = []
    for child in annotated.children(head):
        if child.dep == "appos" and index.at(child.index) is not name:
            found += described_post(annotated, index, name, child, "apposition-after")
    if head.dep == "appos" and annotated.head(head).index < name.first:
        found += described_post(annotated, index, name, _governor(annotated, index, head), "apposition-before")
    elif not any(child.dep == "appos" for child in annotated.children(head)):
        found += _after_comma(annotated, index, name)
    if not found and (noun := post_before_comma(annotated, index, name)) is not None:
        found += described_post(annotated, index, name, noun, "post-before-comma")
    yield from found


def _governor(annotated: AnnotatedArticle, index: NameIndex, head: Token) -> Token:
    """What the name stands in apposition to: in "the mayor of Oslo, X" the mayor, though parsers say Oslo."""
    governor = annotated.head(head)
    while index.at(governor.index) is not None and governor.dep == "pobj":
        governor = annotated.head(annotated.head(governor))
    return governor


def _after_comma(annotated: AnnotatedArticle, index: NameIndex, name: NameMention) -> Iterator[Position]:
    """A noun phrase between commas right after the name, where the parser saw no apposition."""
    at = name.last
    tokens = annotated.tokens
    if at + 1 >= len(tokens) or tokens[at].text != "," or tokens[at + 1].sentence != tokens[name.first].sentence:
        return
    last = at + 1
    while last < len(tokens) and last - at < 9 and tokens[last].pos in ("DET", "ADJ", "NOUN", "PROPN", "PART"):
        if tokens[last].pos in ("NOUN", "PROPN") and index.at(last) is None:
            candidate = tokens[last]
            following = tokens[last + 1] if last + 1 < len(tokens) else None
            closes = (
                following is None or following.text in (",", ".", ";", ")") or following.lower in ("of", "for", "at")
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
