"""Names seen over the whole report: which are nobody's, which come again, which a headline only seems to hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.annotate.candidates import Candidate, is_capitalised, text_of
from kg.annotate.name_words import words_of_sort
from kg.annotate.person_names import person_parts, plain, title_words
from kg.annotate.tokens import Tokenised
from kg.model.annotation import NameKind, Token
from kg.vocab.gazetteer import find_places


def is_attribute(tokens: tuple[Token, ...], candidate: Candidate, candidates: list[Candidate]) -> bool:
    """A single word taken for a person that only qualifies a thing and is nobody's name elsewhere."""
    if candidate.kind is not NameKind.PERSON or len(candidate) > 1 or candidate.component != "spacy-ner":
        return False
    token = tokens[candidate.first]
    thing = tokens[token.head]
    if token.dep not in ("compound", "nmod", "amod") or thing.pos != "NOUN" or thing.lower in title_words():
        return False
    return sum(text_of(tokens, c) == token.text for c in candidates) == 1


def find_titled(tokens: tuple[Token, ...], candidates: list[Candidate]) -> Iterator[Candidate]:
    """Two or more capitalised names behind a title in capitals, where nothing was marked: "Governor Ann Lee Hill"."""
    taken = {i for c in candidates for i in range(c.first, c.last)}
    posts = title_words("office", "rank", "honorific")
    for title in tokens[:-2]:
        if title.lower not in posts or not is_capitalised(title) or title.index in taken:
            continue
        last = title.index + 1
        while last < len(tokens) and last not in taken and _may_be_named(tokens[last], title):
            last += 1
        if last - title.index > 2:
            yield Candidate(first=title.index + 1, last=last, kind=NameKind.PERSON, component="title-before")


def _may_be_named(token: Token, title: Token) -> bool:
    return (
        token.sentence == title.sentence
        and token.pos == "PROPN"
        and is_capitalised(token)
        and token.text.replace("-", "").isalpha()
        and token.lower not in title_words()
    )


def find_repeated(tokens: tuple[Token, ...], candidates: list[Candidate]) -> Iterator[Candidate]:
    """Surnames of people named in full, and acronyms of named organisations, where nothing was marked."""
    taken = {i for c in candidates for i in range(c.first, c.last)}
    surnames = {
        parts[-1]
        for c in candidates
        if c.kind is NameKind.PERSON and len(parts := person_parts(tokens, c)) > 1 and len(parts[-1]) > 2
    }
    acronyms = {
        words: c
        for c in candidates
        if c.kind is NameKind.ORGANISATION
        and len(c) == 1
        and (words := text_of(tokens, c)).isupper()
        and len(words) > 2
    }
    for token in tokens:
        if token.index in taken or not is_capitalised(token):
            continue
        if token.pos == "PROPN" and plain(token.text) in surnames:
            yield Candidate(first=token.index, last=token.index + 1, kind=NameKind.PERSON, component="full-name")
        elif token.text in acronyms:
            yield replace(acronyms[token.text], first=token.index, last=token.index + 1, component="repeated")
        elif _is_speaking_acronym(tokens, token):
            yield Candidate(
                first=token.index, last=token.index + 1, kind=NameKind.ORGANISATION, component="speaking-acronym"
            )


def _is_speaking_acronym(tokens: tuple[Token, ...], token: Token) -> bool:
    """ "MNO5 reports": three capitals or more, the subject of a verb of saying."""
    return (
        token.dep == "nsubj"
        and token.pos == "PROPN"
        and len(token.text) > 2
        and token.text.isupper()
        and token.text.isalnum()
        and token.lower not in words_of_sort("none")
        and tokens[token.head].lemma in ("say", "report", "tell", "announce", "confirm", "write", "state")
    )


def without_unknown_headline_names(tokenised: Tokenised, candidates: list[Candidate]) -> list[Candidate]:
    """Capitals mean little in a headline: its names stay where a list knows them or the report repeats them."""
    tokens = tokenised.tokens
    headline = {s.index for s in tokenised.sentences if s.headline}
    body = [c for c in candidates if tokens[c.first].sentence not in headline]
    kinds = {plain(text_of(tokens, c)): c for c in reversed(body)}
    parts = {part for c in body if c.kind is NameKind.PERSON for part in person_parts(tokens, c)}
    kept: list[Candidate] = []
    for candidate in candidates:
        if tokens[candidate.first].sentence not in headline or candidate.known:
            kept.append(candidate)
            continue
        twin = kinds.get(plain(text_of(tokens, candidate)))
        own = person_parts(tokens, candidate)
        if twin is not None:
            kept.append(replace(candidate, kind=twin.kind, known=twin.known, subkind=twin.subkind))
        elif own and all(part in parts for part in own):
            kept.append(replace(candidate, kind=NameKind.PERSON, subkind=None, component="full-name"))
        elif candidate.sure or (candidate.kind is NameKind.PLACE and find_places(text_of(tokens, candidate))):
            kept.append(candidate)
    return kept
