"""Posts right before a name: "Police spokesman X", "senior Y commander Lt. Col. X", "senators X and Z"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.extract.described_posts import is_unreal, position_of, singular, spoken_of, without_age
from kg.extract.name_index import NameIndex
from kg.extract.title_phrases import HYPHENS
from kg.extract.titles import is_post, kind_at_end, title_kinds
from kg.model.annotation import AnnotatedArticle, NameKind, NameMention, Token
from kg.model.fact import Position
from kg.model.span import Span

_BODIES = (NameKind.ORGANISATION,)
_LINKS = frozenset({"of", "for", "to", "at"})
_ONCE = frozenset(
    {"former", "ex", "then", "acting", "interim", "current", "late", "incoming", "outgoing", "deputy", "vice"}
)
_COMING = frozenset({"elect", "designate"})
_ADDRESSES = frozenset({"honorific", "style"})
_RANKS = _ADDRESSES | {"rank"}
_WITH_RANK = frozenset(
    {"chief", "commander", "governor", "leader", "mayor", "minister", "president", "secretary", "spokesman",
     "spokesperson", "spokeswoman"}
)  # fmt: skip


def posts_before_name(annotated: AnnotatedArticle, index: NameIndex, name: NameMention) -> Iterator[Position]:
    """Words right before the name that end in a post; bodies named among them are the post's organisation."""
    end = _first_of_row(annotated, index, name).first
    end = _before_bracket(annotated, end)
    addressed = _before(annotated, index, end, _ADDRESSES)
    ranked = _before(annotated, index, end, _RANKS)
    if ranked < end and annotated.tokens[ranked - 1].lower in _WITH_RANK:
        yield from _posts_ending_at(annotated, index, name, ranked, 0)  # "spokesman Capt. X" has two posts
    else:
        ranked = 0
    for before in dict.fromkeys((end, addressed)):
        yield from _posts_ending_at(annotated, index, name, before, ranked)


def _posts_ending_at(
    annotated: AnnotatedArticle, index: NameIndex, name: NameMention, end: int, since: int
) -> Iterator[Position]:
    """The posts whose words stand between the tokens `since` and `end`."""
    while end > since:
        stretch = tuple(t for t in _words_before(annotated, index, name, end) if t.index >= since)
        if not stretch:
            return
        found = _title_in(annotated, index, name, stretch)
        if found is None:
            return
        yield found
        end = stretch[0].index - 1  # "agent and specialist X" is both
        if end < 1 or annotated.tokens[end].tag != "CC":
            return


def _before_bracket(annotated: AnnotatedArticle, end: int) -> int:
    """Where the words before the bracket in "Superintendent (SP) X" end."""
    tokens = annotated.tokens
    if end < 4 or tokens[end - 1].text != ")":
        return end
    opening = next((at for at in (end - 3, end - 4) if tokens[at].text == "("), end)
    return opening if tokens[opening].sentence == tokens[end - 1].sentence else end


def _before(annotated: AnnotatedArticle, index: NameIndex, end: int, kinds: frozenset[str]) -> int:
    """Where the words before "Sir" in "General Sir X", before "Lt. Col." in "army spokesman Lt. Col. X" end."""
    tokens = annotated.tokens
    while end > 1 and index.at(end - 1) is None:
        dot = tokens[end - 1].text == "."
        words = tuple(t.lower for t in tokens[max(0, end - 3 - dot) : end - dot])
        if kind_at_end(words) not in kinds:  # the "general" of "attorney general" is no rank
            break
        end -= dot + next(n for n in range(len(words), 0, -1) if words[-n:] in title_kinds() or n == 1)
    return end


def _first_of_row(annotated: AnnotatedArticle, index: NameIndex, name: NameMention) -> NameMention:
    """The first name of a row that shares the plural title before it: X of "senators X, Y and Z"."""
    first = name
    while first.first > 1 and annotated.tokens[first.first - 1].text in (",", "and", "&"):
        before = index.at(first.first - 2) or index.at(first.first - 3)
        if before is None or before.kind is not NameKind.PERSON:
            break
        first = before
    plural = first.first > 0 and singular(annotated.tokens[first.first - 1]) != annotated.tokens[first.first - 1].lower
    return first if plural else name


def _title_in(
    annotated: AnnotatedArticle, index: NameIndex, name: NameMention, stretch: tuple[Token, ...]
) -> Position | None:
    title, organisation = _title_and_body(index, stretch)
    title = _behind_link(title)
    title, organisation = _with_body_behind(index, without_age(title), organisation)
    words = _words(title)
    if organisation is not None and words and not is_post(words):
        with_body = (annotated.tokens[organisation.last - 1].lower, *words)
        if is_post(with_body):  # "Provincial Council Member"
            title = [*annotated.tokens[organisation.first : organisation.last], *title]
            words, organisation = with_body, None
    head = words[: next((i for i, word in enumerate(words) if word in _LINKS), len(words))]
    seat = head[-1:] == ("member",) and organisation is not None and organisation.subkind == "Government"
    if not title or title[-1].lower in _LINKS or title[-1].pos == "DET" or is_unreal(title):
        return None  # "an adviser for X" is not X
    if not (is_post(head) or title_kinds().get(words[-3:]) == "office" or seat):
        return None
    body = organisation or _body_after(annotated, index, name)
    if body is None and (described := spoken_of(annotated, index, title[0].index, title[-1])) is not None:
        return position_of(name, tuple(title), described, Span(title[0].start, title[-1].end), "title-before")
    return position_of(name, tuple(title), body, Span(stretch[0].start, title[-1].end), "title-before")


def _title_and_body(index: NameIndex, stretch: tuple[Token, ...]) -> tuple[list[Token], NameMention | None]:
    """The words for the post, and the body named before them: "senior Y leader" is a leader of Y."""
    organisation: NameMention | None = None
    title: list[Token] = []
    for token in stretch:
        inside = index.at(token.index)
        if inside is not None and inside.kind in _BODIES and not _has_post(title):
            organisation, title = inside, [t for t in title if t.lower in _ONCE]
        elif inside is not None and inside.kind in (NameKind.COUNTRY, NameKind.DEMONYM) and not _has_post(title):
            organisation, title = None, [t for t in title if t.lower in _ONCE]  # "Western-backed Peruvian" says nothing
        elif token.tag == "POS" and not _has_post(title):
            title = []
        elif title or not (token.tag == "POS" or token.text in ("'s", "’s", ",", "(", ")") or token.text in HYPHENS):
            title.append(token)
    return title, organisation


def _words(title: Sequence[Token]) -> tuple[str, ...]:
    """The title's words in lower case, the last in the singular, without full stops and "-elect"."""
    words = [singular(t) if t is title[-1] else t.lower for t in title if t.text != "."]
    if len(words) > 2 and words[-1] in _COMING and words[-2] in HYPHENS:
        words = words[:-2]
    return tuple(words)


def _behind_link(title: list[Token]) -> list[Token]:
    """The person's own post in "adviser to President X", "spokesman for Governor X"."""
    link = next((i for i, t in enumerate(title) if t.lower in ("to", "for")), None)
    own = title[link + 1 :] if link is not None else []
    return own if own and kind_at_end(_words(own)) == "office" else title


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
    if token.text == ".":  # "Sgt." in two tokens
        return at > 0 and kind_at_end((annotated.tokens[at - 1].lower,)) is not None
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
    if (before.lower, annotated.tokens[at].lower, after.lower) in title_kinds():
        return True  # "chief of staff"
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
