"""Acts of saying told by a preposition ("according to") or by a speech noun ("a statement by")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from kg.extract.cues import cues_of, noun_cue, verb_cue
from kg.extract.sayings import Candidate
from kg.extract.speaker_search import everyone
from kg.extract.speakers import author_of, is_document
from kg.extract.stretches import Stretches
from kg.model.annotation import NameKind, Token
from kg.model.span import Span

_TITLE_REACH = 6  # tokens between a place and the name of its officer
_MEASURES = frozenset(
    """plan schedule tradition custom need ability taste size age type protocol script principle rank standard law rule
    timetable design wish want preference merit weight height norm definition procedure recipe calendar will""".split()
)
_ARRIVE = frozenset({"come", "pour", "flow", "flood", "arrive", "emerge", "follow"})
_GIVEN = frozenset(
    {
        "make",
        "issue",
        "release",
        "express",
        "offer",
        "send",
        "voice",
        "give",
        "publish",
        "extend",
        "convey",
        "post",
        "level",
    }
)


def preposition_sayings(reader: Stretches) -> Iterator[Candidate]:
    """ "according to X", "in the words of X"."""
    for token in reader.tokens:
        last = _preposition_end(reader, token)
        if last is None:
            continue
        objects = list(reader.grammar.children(last, "pobj"))
        speakers = [_document_author(reader, s) for s in _sources(reader, objects)]
        if not speakers:
            continue
        end = max(reader.tokens[o.right_edge].end for o in objects)
        phrase = Span(token.start, max(end, *(reader.tokens[s.right_edge].end for s in speakers if s.start > end), end))
        content = _clause_around(reader, token, phrase)
        if content is None:
            continue
        for speaker in speakers:
            yield Candidate(
                cue=token, speaker=speaker, content=content, span=phrase.cover(content), rule="according-to"
            )


def _sources(reader: Stretches, objects: list[Token]) -> list[Token]:
    """Whom "according to" names: anybody and anything but a plan or a measure; the person whose name the
    parser cut off from the post ("according to Ohio Senator Karin Holt, the bridge is empty")."""
    grammar = reader.grammar
    found = everyone(grammar, objects)
    if not found:
        found = [o for o in objects if o.pos in {"NOUN", "PROPN"} and o.lemma.lower() not in _MEASURES]
    return [_name_behind(reader, o) or o for o in found]


def _name_behind(reader: Stretches, head: Token) -> Token | None:
    """The person named right behind a post or a place, with nothing but titles between."""
    grammar = reader.grammar
    own = grammar.name_at(head)
    if own is not None and own.kind in {NameKind.PERSON, NameKind.ORGANISATION}:
        return None
    sentence = reader.sentence_of(head)
    comma = own is None
    for token in reader.tokens[head.right_edge + 1 : min(head.right_edge + _TITLE_REACH, sentence.last)]:
        name = grammar.name_at(token)
        if name is not None and name.kind is NameKind.PERSON:
            behind = reader.tokens[name.last] if name.last < sentence.last else None
            closed = behind is not None and behind.text in {",", "."}
            return reader.tokens[name.head] if closed else None
        if token.text == "," and comma:
            comma = False
        elif token.pos not in {"PROPN", "NOUN", "ADJ"}:
            return None
    return None


@cache
def _prepositions() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Prepositions of several words by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in cues_of("preposition"):
        words = tuple(phrase.split())
        if len(words) > 1:
            found.setdefault(words[0], []).append(words)
    return {first: tuple(phrases) for first, phrases in found.items()}


def _preposition_end(reader: Stretches, token: Token) -> Token | None:
    """The last word of a preposition of several words that begins at the token."""
    for words in _prepositions().get(token.lower, ()):
        stretch = reader.tokens[token.index : token.index + len(words)]
        if tuple(t.lower for t in stretch) == words:
            return stretch[-1]
    return None


def _document_author(reader: Stretches, noun: Token) -> Token:
    if is_document(reader.grammar, noun):
        return author_of(reader.grammar, noun) or noun
    return noun


def _clause_around(reader: Stretches, token: Token, phrase: Span) -> Span | None:
    """What the phrase qualifies: the rest of the sentence if it comes first, else what stands
    before it, and what follows it too if it is set between commas."""
    sentence = reader.sentence_of(token)
    text = reader.article.article.text
    start = reader.clause_start(token)
    end = sentence.end
    for other in reader.tokens[token.index : sentence.last]:
        if other.text == ";":
            end = other.start
            break
    before = text[start : token.start].strip(' ,–—-"“')
    after = text[phrase.end : end].strip(' ,.–—-"”')
    if len(before) > 3 and before.lower() not in {"and", "but", "so", "however", "still"}:
        if not after or not text[phrase.end :].lstrip().startswith((",", "–", "—", "-")):
            return _between(reader, start, token.start)
        head = reader.grammar.head(token)
        if head.start > phrase.end:
            return _between(reader, start, end)
        return _between(reader, start, token.start)
    return _between(reader, phrase.end, end) if after else None


def _between(reader: Stretches, start: int, end: int) -> Span | None:
    text = reader.article.article.text
    while start < end and text[start] in " ,–—-\n":
        start += 1
    while end > start and text[end - 1] in " ,.;–—-\n":
        end -= 1
    if end <= start:
        return None
    span = Span(start, end)
    for quotation in reader.article.quotations:
        if quotation.span.overlaps(span):
            span = span.cover(quotation.span)
    return span


def nominal_sayings(reader: Stretches) -> Iterator[Candidate]:
    """Speech nouns with an author and either a clause or a verb of coming and giving."""
    for token in reader.tokens:
        if noun_cue(token) is None:
            continue
        yield from _arriving(reader, token)
        yield from _with_clause(reader, token)


def _arriving(reader: Stretches, noun: Token) -> Iterator[Candidate]:
    """ "Statements of condemnation have come from A, B and C", "similar claims were made by A"."""
    grammar = reader.grammar
    verb = grammar.head(noun)
    speakers: list[Token] = []
    if noun.dep == "nsubj" and verb.lemma in _ARRIVE:
        speakers = [p for prep, p in grammar.prepositions(verb) if prep in {"from", "by"}]
        speakers += [c for c in grammar.children(verb, "npadvmod", "appos") if grammar.name_at(c) is not None]
    elif noun.dep == "nsubjpass" and verb.lemma in _GIVEN:
        speakers = grammar.by_agent(verb)
    content = Span(reader.tokens[noun.left_edge].start, reader.tokens[noun.right_edge].end)
    for speaker in everyone(grammar, speakers):
        span = content.cover(Span(speaker.start, speaker.end))
        yield Candidate(cue=noun, speaker=speaker, content=content, span=span, rule="noun-arrives")


def _with_clause(reader: Stretches, noun: Token) -> Iterator[Candidate]:
    """ "X's claim that …", "a statement by X that …"."""
    grammar = reader.grammar
    clause = next(
        (
            c
            for c in grammar.children(noun, "acl", "ccomp")
            if any(m.lower == "that" for m in grammar.children(c, "mark"))
        ),
        None,
    )
    if noun.dep == "pobj" and any(verb_cue(t) is not None for t in reader.article.ancestors(noun)):
        return  # "said in a statement that": the verb is the cue
    author = author_of(grammar, noun)
    if any(c.lower in {"no", "any"} for c in grammar.children(noun, "det")):
        return  # "made no claim of responsibility"
    if clause is None and author is not None and noun.lemma in {"claim", "admission", "denial"}:
        # "the Front's claim of responsibility"
        owned = (p for _, p in grammar.prepositions(noun) if p.lemma in {"responsibility", "involvement"})
        clause = next(owned, None)
    if clause is None or author is None:
        return
    content = Span(reader.tokens[clause.left_edge].start, reader.tokens[clause.right_edge].end)
    for speaker in everyone(grammar, [author]):
        span = content.cover(Span(noun.start, noun.end)).cover(Span(speaker.start, speaker.end))
        yield Candidate(cue=noun, speaker=speaker, content=content, span=span, rule="noun-clause")
