"""How agents stand to one another: part of, member of, backed by, aligned with, opposed to.

Only what the report says in its own voice between two named parties; what stands in somebody's
words or behind a hedge is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from kg.extract.name_index import NameIndex
from kg.model.annotation import AnnotatedArticle, NameKind, NameMention, Token
from kg.model.fact import Affiliation, Attribution, Reference, Role
from kg.model.span import Span
from kg.resources import read_tsv

_ORGANISED = (NameKind.ORGANISATION,)
_PARTIES = (NameKind.ORGANISATION, NameKind.COUNTRY, NameKind.PLACE)
_REACHING_BACK = frozenset({"that", "which", "who"})
_GROUPS = frozenset({"group", "faction", "militia", "unit", "brigade", "party", "force", "agency", "body"})
_BELONGING = frozenset({"come", "fall", "operate", "serve"})
_HYPHENS = frozenset({"-", "‐", "‑", "–"})
_HEDGES = re.compile(
    r"\b(?:alleged(?:ly)?|suspected|reported(?:ly)?|believed|accused|apparent(?:ly)?|said to be|thought to be"
    r"|claim(?:s|ed)?|purported(?:ly)?|denie[sd]|not|no longer|former(?:ly)?|possibl[ey]|may|might|could)\b",
    re.IGNORECASE,
)


def find_affiliations(annotated: AnnotatedArticle, *, attributions: tuple[Attribution, ...]) -> tuple[Affiliation, ...]:
    """All affiliations in the order of the text."""
    index = NameIndex(annotated)
    reported = tuple(a.content for a in attributions if a.content is not None)
    found = [
        affiliation
        for reader in (
            _hyphenated,
            _by_participle,
            _part_nouns,
            _possessed,
            _belongs,
            _one_of_groups,
            _member_before,
            _named_after_whole,
        )
        for affiliation in reader(annotated, index)
        if not any(content.overlaps(affiliation.span) for content in reported)
        and not _is_hedged(annotated, affiliation)
    ]
    unique = {(a.subject.span, a.relation, a.object.span): a for a in sorted(found, key=lambda a: (a.span, a.rule))}
    return tuple(unique.values())


def _is_hedged(annotated: AnnotatedArticle, affiliation: Affiliation) -> bool:
    """Whether a doubt stands between the two parties or in the clause before them."""
    token = annotated.tokens[affiliation.subject.head]
    sentence = annotated.sentences[token.sentence]
    around = Span(max(sentence.start, affiliation.span.start - 40), affiliation.span.end)
    return sentence.headline or _HEDGES.search(annotated.text_of(around)) is not None


def _reference(name: NameMention) -> Reference:
    return Reference(span=name.span, head=name.head, role=Role.AGENT, name=name.index)


def _affiliation(subject: NameMention, relation: str, other: NameMention, rule: str) -> Affiliation:
    return Affiliation(
        subject=_reference(subject),
        relation=relation,
        object=_reference(other),
        span=subject.span.cover(other.span),
        rule=rule,
    )


def _named(index: NameIndex, token: Token, kinds: tuple[NameKind, ...]) -> NameMention | None:
    name = index.at(token.index)
    return name if name is not None and name.kind in kinds else None


@cache
def _relations(form: str) -> Mapping[str, str]:
    """The relation that each word of a form (suffix, prefix, participle, noun, verb) makes."""
    return {row["word"]: row["relation"] for row in read_tsv("affiliation_words.tsv") if row["form"] == form}


# ---------------------------------------------------------------- "Iran-backed X", "pro-Iran X", "X, a Y-backed group"
def _hyphenated(annotated: AnnotatedArticle, index: NameIndex) -> Iterator[Affiliation]:
    suffixes, prefixes = _relations("suffix"), _relations("prefix")
    tokens = annotated.tokens
    for token in tokens[1:-1]:
        if token.text not in _HYPHENS:
            continue
        before, after = tokens[token.index - 1], tokens[token.index + 1]
        patron: NameMention | None = None
        relation, last = None, after
        if after.lower in suffixes:
            patron, relation = index.at(before.index), suffixes[after.lower]
        elif before.lower in prefixes:
            patron, relation = index.at(after.index), prefixes[before.lower]
            last = tokens[patron.last - 1] if patron is not None else after
        if patron is None or relation is None or patron.kind is NameKind.PERSON:
            continue
        client = _modified(annotated, index, last) or _described_as(annotated, index, annotated.head(after))
        if client is not None and client is not patron and client.kind in _ORGANISED:
            yield _affiliation(client, relation, patron, f"hyphen-{relation}")


def _modified(annotated: AnnotatedArticle, index: NameIndex, last: Token) -> NameMention | None:
    """The organisation whose name follows the modifier, with nothing but adjectives and nouns between."""
    at = last.index + 1
    while at < len(annotated.tokens) and at - last.index < 6 and annotated.tokens[at].sentence == last.sentence:
        name = index.at(at)
        if name is not None:
            if name.kind is NameKind.DEMONYM:
                at = name.last
                continue
            return name if name.kind in _ORGANISED else None
        if annotated.tokens[at].pos not in ("ADJ", "NOUN", "PROPN"):
            return None
        at += 1
    return None


# ---------------------------------------------------------------- "X, backed by Y", "X is supported by Y"
def _by_participle(annotated: AnnotatedArticle, index: NameIndex) -> Iterator[Affiliation]:
    words = _relations("participle")
    participles = {phrase.split()[0] for phrase in words}
    for token in annotated.tokens:
        if token.lower not in participles or token.pos not in ("VERB", "ADJ"):
            continue
        for prep in annotated.children(token):
            relation = words.get(f"{token.lower} {prep.lower}")
            if relation is None or prep.dep not in ("agent", "prep"):
                continue
            subject = _subject_of_participle(annotated, index, token)
            for noun in annotated.children(prep):
                patron = _named(index, noun, _PARTIES)
                if subject is not None and patron is not None and patron is not subject:
                    yield _affiliation(subject, relation, patron, f"participle-{relation}")


def _subject_of_participle(annotated: AnnotatedArticle, index: NameIndex, verb: Token) -> NameMention | None:
    if verb.dep in ("acl", "amod", "relcl"):
        noun = annotated.head(verb)
        own = _named(index, noun, _ORGANISED)
        if own is not None or noun.lower in _REACHING_BACK or index.at(noun.index) is not None:
            return own
        described = _described_as(annotated, index, noun)  # "X, an alliance backed by Y"
        return described if described is not None and described.kind in _ORGANISED else None
    for child in annotated.children(verb):
        if child.dep in ("nsubj", "nsubjpass"):
            return _named(index, child, _ORGANISED)
    return None


# ---------------------------------------------------------------- "X, the armed wing of Y", "X, one of Y's factions"
def _part_nouns(annotated: AnnotatedArticle, index: NameIndex) -> Iterator[Affiliation]:
    nouns = _relations("noun")
    for token in annotated.tokens:
        if token.pos != "NOUN":
            continue
        relation = nouns.get(token.lemma.lower()) or nouns.get(token.lower)
        if relation is None:
            continue
        whole = _whole_of(annotated, index, token)
        part = _described_as(annotated, index, token) or _right_before(index, token)
        if whole is None and part is not None and part.kind in _ORGANISED and relation == "partOf":
            yield from _of_described(annotated, index, token, part)
        if whole is None or part is None or whole is part:
            continue
        if part.kind is NameKind.PERSON:
            if token.lemma == "member" and whole.kind is NameKind.ORGANISATION:
                yield _affiliation(part, "memberOf", whole, "member-of")
        elif whole.kind is NameKind.ORGANISATION or relation != "partOf":
            yield _affiliation(part, relation, whole, f"noun-{relation}")


def _right_before(index: NameIndex, noun: Token) -> NameMention | None:
    """X in "the X department of Y"."""
    name = index.at(noun.index - 1) if noun.index else None
    return name if name is not None and name.kind in _ORGANISED else None


def _of_described(
    annotated: AnnotatedArticle, index: NameIndex, noun: Token, part: NameMention
) -> Iterator[Affiliation]:
    """ "X, a faction of the alliance": which body that is, is settled with the other descriptions."""
    for prep in annotated.children(noun):
        if prep.dep != "prep" or prep.lower not in ("of", "within"):
            continue
        for whole in annotated.children(prep):
            words = [c for c in annotated.children(whole) if c.index < whole.index]
            if [c.lower for c in words] == ["the"] and whole.pos == "NOUN" and index.at(whole.index) is None:
                span = Span(words[0].start, whole.end)
                described = Reference(span=span, head=whole.index, role=Role.AGENT)
                yield Affiliation(
                    subject=_reference(part),
                    relation="partOf",
                    object=described,
                    span=part.span.cover(span),
                    rule="part-of-described",
                )


def _one_of_groups(annotated: AnnotatedArticle, index: NameIndex) -> Iterator[Affiliation]:
    """ "X, one of the groups in Y", "X comes under Y"."""
    for token in annotated.tokens:
        if token.lower not in ("in", "within", "under"):
            continue
        noun = annotated.head(token)
        whole = next((n for c in annotated.children(token) if (n := _named(index, c, _ORGANISED)) is not None), None)
        part: NameMention | None = None
        if noun.lemma in _GROUPS and noun.dep == "pobj" and annotated.head(annotated.head(noun)).lower == "one":
            part = _described_as(annotated, index, noun)
        elif token.lower == "under" and noun.lemma in _BELONGING and noun.pos == "VERB":
            part = _subject_of_participle(annotated, index, noun)
        if whole is not None and part is not None and part is not whole and part.kind in _ORGANISED:
            yield _affiliation(part, "partOf", whole, "one-of")


def _whole_of(annotated: AnnotatedArticle, index: NameIndex, noun: Token) -> NameMention | None:
    """Y in "wing of Y", "Y's wing", "the Y faction"."""
    for child in annotated.children(noun):
        if child.dep == "prep" and child.lower in ("of", "to", "with", "within", "inside", "under"):
            for inner in annotated.children(child):
                name = _named(index, inner, _PARTIES)
                if name is not None:
                    return name
        elif child.dep == "poss":
            name = _named(index, child, _PARTIES)
            if name is not None:
                return name
    return None


def _described_as(annotated: AnnotatedArticle, index: NameIndex, noun: Token) -> NameMention | None:
    """X in "X, a wing of Y", "X is a wing of Y", "X, one of Y's factions", "Y's military wing, X"."""
    kinds = (NameKind.ORGANISATION, NameKind.PERSON)
    top = noun
    if noun.dep == "pobj" and annotated.head(annotated.head(noun)).lower == "one":
        top = annotated.head(annotated.head(noun))
    if top.dep == "appos":
        return _named(index, annotated.head(top), kinds)
    if top.dep == "attr" and annotated.head(top).lemma == "be":
        verb = annotated.head(top)
        subjects = [c for c in annotated.children(verb) if c.dep == "nsubj"]
        if verb.dep == "relcl" and subjects and subjects[0].lower in _REACHING_BACK:
            subjects = [annotated.head(verb)]
        if any(c.dep == "neg" for c in annotated.children(annotated.head(top))):
            return None
        return _named(index, subjects[0], kinds) if subjects else None
    for child in annotated.children(top):
        if child.dep == "appos" and child.index > top.index:
            return _named(index, child, kinds)
    return None


# ---------------------------------------------------------------- "the army's Northern Command"
def _possessed(annotated: AnnotatedArticle, index: NameIndex) -> Iterator[Affiliation]:
    for name in annotated.names:
        if name.kind is not NameKind.ORGANISATION or name.subkind in (None, "MediaOrganisation", "Company"):
            continue
        head = annotated.tokens[name.head]
        for child in annotated.children(head):
            whole = _named(index, child, _ORGANISED)
            if child.dep == "poss" and whole is not None and whole is not name and whole.last <= name.first:
                yield _affiliation(name, "partOf", whole, "possessor")
            elif (
                child.lower == "of"
                and child.index == name.last
                and name.subkind in ("StateForce", "ArmedGroup", "Government")
            ):
                for inner in annotated.children(child):
                    whole = _named(index, inner, _ORGANISED)
                    if whole is not None and whole is not name:
                        yield _affiliation(name, "partOf", whole, "unit-of")


def _named_after_whole(annotated: AnnotatedArticle, index: NameIndex) -> Iterator[Affiliation]:
    """ "the KTVQ Bomb Squad" where the report names the KTVQ too."""
    wholes = {n.text: n for n in reversed(annotated.names) if n.kind is NameKind.ORGANISATION and n.text.isupper()}
    for name in annotated.names:
        words = [t.text for t in annotated.tokens[name.first : name.last]]
        whole = wholes.get(words[0]) if name.kind is NameKind.ORGANISATION and len(words) > 1 else None
        if whole is not None and whole.subkind != "MediaOrganisation" and words[-1].lower() in _relations("unit"):
            yield _affiliation(name, "partOf", whole, "named-after")


def _belongs(annotated: AnnotatedArticle, index: NameIndex) -> Iterator[Affiliation]:
    """ "X, which belongs to Y", "X is part of Y"."""
    for token in annotated.tokens:
        if token.lemma != "belong" or token.pos != "VERB":
            continue
        subject = _subject_of_participle(annotated, index, token)
        for prep in annotated.children(token):
            if prep.lower != "to":
                continue
            for noun in annotated.children(prep):
                whole = _named(index, noun, _ORGANISED)
                if subject is not None and whole is not None and whole is not subject:
                    yield _affiliation(subject, "partOf", whole, "belongs-to")


def _member_before(annotated: AnnotatedArticle, index: NameIndex) -> Iterator[Affiliation]:
    """ "Y member X"."""
    for name in annotated.names:
        if name.kind is not NameKind.PERSON or name.first < 2 or annotated.tokens[name.first - 1].lower != "member":
            continue
        whole = _named(index, annotated.tokens[name.first - 2], _ORGANISED)
        if whole is not None and annotated.tokens[whole.first].sentence == annotated.tokens[name.first].sentence:
            yield _affiliation(name, "memberOf", whole, "member-before")
