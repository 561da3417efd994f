"""Organisations that neither a capital nor the recogniser shows, by what stands around: "the interior ministry",
"the NPU leader Mario Quispe"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.annotate.candidates import Candidate, is_acronym, is_capitalised, text_of
from kg.annotate.name_words import words_of_sort
from kg.annotate.organisation_names import Noun, noun_at_end
from kg.annotate.person_names import title_words
from kg.model.annotation import NameKind, Token
from kg.vocab.countries import names_country
from kg.vocab.gazetteer import find_places

_BODIES = frozenset({"ministry", "court", "agency"})
_ONLY_COURTS = frozenset({"supreme", "high", "constitutional"})
# What a body is, right before its name: its class.
_SORTS = {
    **dict.fromkeys(("newspaper", "daily", "weekly", "outlet", "magazine", "website", "tabloid"), "MediaOrganisation"),
    **dict.fromkeys(("firm", "company", "airline", "startup", "retailer", "manufacturer", "bank"), "Company"),
    **dict.fromkeys(
        ("agency", "organisation", "organization", "charity", "foundation", "group", "movement", "network", "ngo",
         "nonprofit", "union", "organiser", "organizer", "institute"),
        "Organisation",
    ),
    "militia": "ArmedGroup",
    "party": "PoliticalParty",
}  # fmt: skip
WORLD_BODY = "world-body"  # of the United Nations, and not the whole of it
_UN_BODIES = frozenset({"agency", "office"})
_MANY = frozenset({"every", "any", "no", "each", "another", "some", "which", "what"})
_LEADING = frozenset(
    {"leader", "leaders", "spokesman", "spokeswoman", "spokesperson", "chairman", "chairwoman", "chairperson", "ceo",
     "chief", "president", "founder", "co-founder", "director", "executive", "commander", "official", "activist",
     "secretary", "member", "members", "lawmaker", "candidate", "correspondent", "journalist", "reporter", "employee"}
)  # fmt: skip
_QUALIFIERS = frozenset(
    {"chief", "deputy", "executive", "general", "managing", "military", "political", "press", "senior"}
)
_LONGEST = 4  # words of a name right before a post


def find_state_bodies(tokens: tuple[Token, ...]) -> Iterator[Candidate]:
    """A country's bodies in lower case, of which there is one: "the interior ministry", "the supreme court"."""
    for token in tokens[1:]:
        if token.lower not in _BODIES or token.tag not in ("NN", "NNP") or not token.text.islower():
            continue
        noun = _national(tokens, token.index + 1)
        if noun is None or len(noun.words) < 2 or (noun.words[-1] == "court" and noun.words[0] not in _ONLY_COURTS):
            continue
        first = token.index + 1 - len(noun.words)
        before = tokens[first - 1] if first else None
        if before is None or before.sentence != token.sentence or before.lower in _MANY:
            continue
        if not tokens[first].text.islower():
            continue
        first -= before.lower in ("federal", "national")
        yield Candidate(
            first=first,
            last=token.index + 1,
            kind=NameKind.ORGANISATION,
            component="organisation-noun",
            subkind=noun.kind,
        )


def _national(tokens: tuple[Token, ...], last: int) -> Noun | None:
    noun = noun_at_end(tuple(t.lower for t in tokens[max(0, last - 3) : last]))
    return noun if noun is not None and noun.national else None


def find_world_bodies(tokens: tuple[Token, ...]) -> Iterator[Candidate]:
    """ "the UN refugee agency", "the United Nations human rights office": bodies of their own."""
    for token in tokens[2:]:
        if token.text not in _UN_BODIES:
            continue
        first = token.index
        while first > 0 and token.index - first < _LONGEST and tokens[first - 1].text.islower():
            first -= 1
        short = tokens[first - 1].text in ("UN", "U.N.")
        long = tuple(t.text for t in tokens[max(0, first - 2) : first]) == ("United", "Nations")
        if first < token.index and (short or long) and tokens[first - 1].sentence == token.sentence:
            yield Candidate(
                first=first - (1 if short else 2),
                last=token.index + 1,
                kind=NameKind.ORGANISATION,
                component=WORLD_BODY,
                subkind="IntergovernmentalOrganisation",
                sure=True,
            )


def find_introduced(tokens: tuple[Token, ...], candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Names behind the noun for what they are ("the newspaper X", "the advocacy group X"), which the recogniser took
    for persons or places; wherever they stand."""
    unknown = [c for c in candidates if c.known is None and c.subkind is None and not c.settled]
    unknown = [c for c in unknown if c.kind in (NameKind.PERSON, NameKind.PLACE, NameKind.ORGANISATION)]
    sorts = {text_of(tokens, c): sort for c in unknown if (sort := _sort_before(tokens, c)) is not None}
    for candidate in unknown:
        sort = sorts.get(text_of(tokens, candidate))
        if sort is not None:
            component = "organisation-noun"
            yield replace(candidate, kind=NameKind.ORGANISATION, subkind=sort, component=component, sure=True)


def _sort_before(tokens: tuple[Token, ...], candidate: Candidate) -> str | None:
    if candidate.first == 0:
        return None
    noun = tokens[candidate.first - 1]
    if noun.text in (",", "–", "—") and candidate.last < len(tokens) and tokens[candidate.last].text == noun.text:
        noun = tokens[candidate.first - 2]  # "a little-known group, X, claimed it"
    sort = _SORTS.get(noun.text)
    if sort is None or noun.sentence != tokens[candidate.first].sentence:
        return None
    heads = [t for t in tokens[candidate.first : candidate.last] if not candidate.first <= t.head < candidate.last]
    named = noun.dep in ("compound", "nmod", "appos") and candidate.first <= noun.head < candidate.last
    return sort if named or any(t.dep == "appos" and t.head == noun.index for t in heads) else None


def find_joint(tokens: tuple[Token, ...]) -> Iterator[Candidate]:
    """Bodies of two places or fields, which "and" or a comma does not part: "the Punjab and Haryana High Court"."""
    for token in tokens:
        if not is_capitalised(token) or noun_at_end((token.lower,)) is None:
            continue
        first, last = _start_of_pair(tokens, token) or token.left_edge, token.index + 1
        while first < last and tokens[first].pos in ("DET", "PUNCT"):
            first += 1
        inside = tokens[first:last]
        marks = [t.index for t in inside if not (is_capitalised(t) and t.pos in ("PROPN", "NOUN", "ADJ"))]
        if len(inside) < 4 or not marks or any(tokens[i].text not in (",", "and", "&") for i in marks):
            continue
        if not any(tokens[i].tag == "CC" for i in marks) or not is_capitalised(inside[0]):
            continue
        parts = [t.lower for t in inside[:-2]]
        noun = noun_at_end(tuple(t.lower for t in inside))
        if noun is None or any(noun_at_end((word,)) is not None for word in parts):
            continue  # "the Army and Navy Board" may be two
        yield Candidate(
            first=first,
            last=last,
            kind=NameKind.ORGANISATION,
            component="organisation-noun",
            subkind=noun.kind,
            sure=True,
        )


def _start_of_pair(tokens: tuple[Token, ...], noun: Token) -> int | None:
    """Where "Punjab" stands in "the Punjab and Haryana High Court", which the parser may take for two: places have
    no article, so it belongs to what comes behind."""
    at = noun.index
    while at > 0 and is_capitalised(tokens[at - 1]) and noun.index - at < _LONGEST:
        at -= 1
    if at < 3 or at == noun.index or tokens[at - 1].lower != "and" or tokens[at - 1].sentence != noun.sentence:
        return None
    first = at - 2
    place = tokens[first]
    after_article = tokens[first - 1].lower == "the" and place.sentence == noun.sentence
    return first if after_article and is_capitalised(place) and find_places(place.text) else None


def find_before_posts(tokens: tuple[Token, ...], candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The words in capitals between a name's title in lower case and whatever stands before them: whoever leads or
    speaks does so for a body. Places and peoples, parties' adjectives and ranks are left as they are."""
    known = list(candidates)
    taken = {i for c in known for i in range(c.first, c.last)}
    people = {c.first for c in known if c.kind is NameKind.PERSON}
    for post in tokens[1:-1]:
        if post.lower not in _LEADING or not (post.text.islower() or post.text == "CEO"):
            continue
        last = post.index
        while last > 1 and tokens[last - 1].text in _QUALIFIERS:
            last -= 1
        first = last
        while first > 0 and last - first < _LONGEST and _may_name_body(tokens[first - 1], post, taken):
            first -= 1
        named = Candidate(first=first, last=last, kind=NameKind.ORGANISATION, component="before-post")
        if first == last or not (post.index + 1 in people or is_acronym(text_of(tokens, named))):
            continue
        if not _is_place_or_people(tokens, named):
            yield named


def _may_name_body(token: Token, post: Token, taken: set[int]) -> bool:
    return (
        token.sentence == post.sentence
        and token.index not in taken
        and token.pos == "PROPN"
        and is_capitalised(token)
        and token.text[0].isalpha()
        and token.lower not in title_words()
        and token.lower not in words_of_sort("none")
    )


def _is_place_or_people(tokens: tuple[Token, ...], named: Candidate) -> bool:
    words = text_of(tokens, named)
    if names_country(words):
        return True
    return not is_acronym(words) and bool(find_places(words))
