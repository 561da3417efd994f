"""The post that a noun phrase names, and whose it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.name_index import NameIndex
from kg.extract.title_phrases import HYPHENS, body_before, end_of_title, opens_phrase
from kg.extract.titles import POSTS, is_post, kind_of_head
from kg.model.annotation import AnnotatedArticle, NameKind, NameMention, Token
from kg.model.fact import Position, Reference, Role
from kg.model.span import Span

_UNREAL = frozenset(
    {"future", "would", "potential", "aspiring", "prospective", "possible", "hypothetical", "self", "many", "several",
     "some", "other", "few"}
)  # fmt: skip
_SEATED = frozenset(
    {"assembly", "board", "cabinet", "commission", "committee", "congress", "council", "house", "legislature",
     "parliament", "senate"}
)  # fmt: skip


def described_post(
    annotated: AnnotatedArticle, index: NameIndex, name: NameMention, head: Token, rule: str
) -> Iterator[Position]:
    """The post that a noun phrase names, with the body that it says it belongs to; with each post that "and" joins
    to it: "a critic and director of the Y"."""
    own = index.at(head.index)
    if (head.pos not in ("NOUN", "PROPN") and head.lower != "one") or (
        own is not None and own is not name and own.kind is not NameKind.OTHER
    ):
        return
    last = head.index
    found = _post_at(annotated, index, name, head, rule)
    if found is not None:
        yield found[0]
        last = found[1]
    children = tuple(annotated.children(head))
    listed = found is not None and any(c.dep == "conj" for c in children)  # "mayor, senator and member of the Y"
    for child in children:
        if is_of_another(annotated, index, child, name):
            continue  # "the minister, X, and the mayor, Z"
        joined = child.dep == "conj" or (child.dep == "appos" and listed and index.at(child.index) is None)
        if joined and child.index > last:
            yield from described_post(annotated, index, name, child, rule)


def _post_at(
    annotated: AnnotatedArticle, index: NameIndex, name: NameMention, head: Token, rule: str
) -> tuple[Position, int] | None:
    """The post that the noun is the head of, and the last token of its phrase."""
    if head.lower == "one":  # "one of the founders"
        several = [n for link in annotated.children(head) if link.lower == "of" for n in annotated.children(link)]
        office = bool(several) and several[0].tag == "NNS" and kind_of_head(several[0], ()) == "office"
        return _post_at(annotated, index, name, several[0], rule) if office else None
    if head.tag in ("NNS", "NNPS") and not _is_one_of(annotated, head):
        return None
    first = head.index
    while first > 0 and not opens_phrase(annotated, index, first - 1, name):
        if first <= head.left_edge and annotated.tokens[first - 1].text not in HYPHENS:
            break
        first -= 1 if annotated.tokens[first - 1].text not in HYPHENS else 2  # "vice-president"
    before = annotated.tokens[first : head.index]
    last, organisation = end_of_title(annotated, index, head, name)
    if _is_negated(annotated, head) or is_unreal(before):
        return None
    if kind_of_head(head, before) not in POSTS and not is_seat(annotated, head, organisation) and not _treats(head):
        return None
    title = tuple(without_age(annotated.tokens[first : last + 1]))
    body = organisation or body_before(annotated, index, head, first)
    covered = Span(title[0].start, title[-1].end)
    if organisation is not None:
        covered = covered.cover(organisation.span)
    described = None if body is not None else spoken_of(annotated, index, first, head)
    return position_of(name, title, described if body is None else body, covered, rule), last


def is_of_another(annotated: AnnotatedArticle, index: NameIndex, noun: Token, name: NameMention) -> bool:
    """Whether the noun has a name of its own beside it, or stands beside one."""
    governor = index.at(noun.head) if noun.dep == "appos" else None
    if governor is not None and governor is not name and governor.kind is NameKind.PERSON:
        return True
    beside = [index.at(c.index) for c in annotated.children(noun) if c.dep in ("appos", "compound", "nmod")]
    return any(other is not None and other is not name and other.kind is NameKind.PERSON for other in beside)


def _treats(head: Token) -> bool:
    """ "a doctor at the hospital": before a name the word is but a form of address."""
    return head.lower == "doctor"


def _is_one_of(annotated: AnnotatedArticle, noun: Token) -> bool:
    """ "one of the senators"."""
    governor = annotated.head(noun)
    return noun.dep == "pobj" and governor.lower == "of" and annotated.head(governor).lower == "one"


def is_seat(annotated: AnnotatedArticle, head: Token, organisation: NameMention | None) -> bool:
    """ "member of the city council": whoever sits in such a body has a post."""
    if head.lemma.lower() != "member":
        return False
    if organisation is not None:
        return organisation.subkind == "Government"
    return any(
        noun.lemma.lower() in _SEATED
        for link in annotated.children(head)
        if link.dep == "prep" and link.lower in ("of", "for")
        for noun in annotated.children(link)
    )


def spoken_of(annotated: AnnotatedArticle, index: NameIndex, first: int, head: Token) -> Reference | None:
    """The body that "their leader", "the group's leader" or "president of the federation" speaks of without a name;
    `first`: where the words for the post begin."""
    before = annotated.tokens[first - 1] if first else None
    if before is not None and before.lower in ("its", "their") and before.sentence == head.sentence:
        return Reference(span=Span(before.start, before.end), head=before.index, role=Role.AGENT)
    if before is not None and before.tag == "POS" and first > 2 and before.sentence == head.sentence:
        owner = annotated.tokens[first - 2]
        if annotated.tokens[first - 3].lower == "the" and owner.tag == "NN" and index.at(owner.index) is None:
            return Reference(span=Span(annotated.tokens[first - 3].start, owner.end), head=owner.index, role=Role.AGENT)
    for link in annotated.children(head):
        for noun in annotated.children(link) if link.lower in ("of", "for") else ():
            words = annotated.tokens[noun.left_edge : noun.index + 1]
            plain = len(words) == 2 and words[0].lower == "the" and noun.tag == "NN"
            if plain and index.at(noun.index) is None and noun.lemma.lower() not in _SEATED:
                return Reference(span=Span(words[0].start, noun.end), head=noun.index, role=Role.AGENT)
    return None


def position_of(
    name: NameMention,
    title: tuple[Token, ...],
    organisation: NameMention | Reference | None,
    covered: Span,
    rule: str,
) -> Position:
    """The post of the person; `covered`: the words that tell of it."""
    if isinstance(organisation, NameMention):
        organisation = reference_to(organisation, Role.AGENT)
    return Position(
        holder=reference_to(name, Role.HOLDER),
        title=Span(title[0].start, title[-1].end - (title[-1].lower != singular(title[-1]))),
        organisation=organisation,
        span=covered.cover(name.span),
        rule=rule,
    )


def reference_to(name: NameMention, role: Role) -> Reference:
    """The name in that role."""
    return Reference(span=name.span, head=name.head, role=role, name=name.index)


def _is_negated(annotated: AnnotatedArticle, head: Token) -> bool:
    governor = annotated.head(head)
    return any(c.dep == "neg" for c in annotated.children(head)) or (
        governor.index != head.index and any(c.dep == "neg" for c in annotated.children(governor))
    )


def singular(token: Token) -> str:
    """One of "astronauts X and Y" is an astronaut."""
    if token.tag in ("NNS", "NNPS") and token.lower == f"{token.lemma.lower()}s":
        return token.lemma.lower()
    several = token.tag == "NNP" and token.lower.endswith("s") and not is_post((token.lower,))
    return token.lower[:-1] if several and is_post((token.lower[:-1],)) else token.lower


def without_age(title: Sequence[Token]) -> list[Token]:
    """The words behind "37-year-old"."""
    old = next((i for i, t in enumerate(title[:6]) if t.lower == "old"), None)
    aged = old is not None and any(t.lower in ("year", "years") for t in title[:old])
    return list(title[old + 1 :]) if aged and old is not None else list(title)


def is_unreal(title: Sequence[Token]) -> bool:
    """Whether the words say that nobody holds the post: "future president", "would-be senator"."""
    return any(t.lower in _UNREAL for t in title)
