"""Acts of saying told by a reporting verb."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.content import ContentReader, Saying, clause_starts
from kg.extract.cues import Cue, is_unreal, lemma_of, verb_cue
from kg.extract.sayings import Candidate
from kg.extract.speakers import can_speak, is_document, is_first_person, speakers_of
from kg.model.annotation import Token
from kg.model.span import Span

_PLAIN_SPEECH = frozenset({"say", "tell", "add", "report", "announce", "state", "warn"})
_PHYSICAL_FRAMES = frozenset(
    {"object", "as", "infinitive", "speech", "count", "preposition", "responsibility", "comment"}
)


def verbal_sayings(reader: ContentReader) -> Iterator[Candidate]:
    """Every reporting verb with a speaker and something said."""
    used: dict[int, int] = {}  # sentence → offset behind the last saying that had its content in front
    for token in reader.tokens:
        entry = verb_cue(token)
        if entry is None or token.dep in {"amod", "compound", "aux", "nmod"} or is_unreal(reader.grammar, token):
            continue
        if lemma_of(token) == "cite":
            yield from _cited(reader, token)
            continue
        yield from _from_verb(reader, token, entry, used)


def _from_verb(reader: ContentReader, token: Token, entry: Cue, used: dict[int, int]) -> Iterator[Candidate]:
    speakers = _speakers(reader, token, entry)
    speakers = [s for s in speakers if not (is_first_person(s) and reader.article.quotation_at(s.start) is not None)]
    if not speakers:
        return
    saying = reader.saying(token, speakers[0])
    start = max(clause_starts(reader.tokens, reader.sentence_of(token), token.start), used.get(token.sentence, 0))
    content, frame = reader.content(saying, entry, clause_start=start)
    if not frame or (frame in _PHYSICAL_FRAMES and is_document(reader.grammar, speakers[0])):
        return
    if content is not None and content.start < token.start:
        used[token.sentence] = reader.tokens[saying.last - 1].end
    for speaker in speakers:
        yield _candidate(reader, saying, speaker, content, f"verb-{frame}")


def _speakers(reader: ContentReader, token: Token, entry: Cue) -> list[Token]:
    grammar = reader.grammar
    found = speakers_of(grammar, token)
    if found or grammar.is_passive(token):
        return found
    own = grammar.child(token, "nsubj")
    if own is None and "clause" in entry.frames and token.tag in {"VBD", "VBZ", "VBP"}:
        # "…, stated Minister X": the parser may take the inverted subject for an object.
        after = next(
            (c for c in grammar.children(token, "dobj", "attr", "npadvmod", "ccomp") if c.index > token.index), None
        )
        before = any(c.index < token.index for c in grammar.children(token, "ccomp")) or _quotation_ends_before(
            reader, token
        )
        if after is not None and before and can_speak(grammar, after):
            return grammar.conjuncts(after)
    if own is not None and lemma_of(token) in _PLAIN_SPEECH and own.pos in {"NOUN", "PROPN"}:
        return [own] if grammar.child(token, "ccomp") is not None else []
    return []


def _quotation_ends_before(reader: ContentReader, token: Token) -> bool:
    previous = reader.tokens[token.index - 1] if token.index > 0 else token
    quotation = reader.article.quotation_at(previous.start)
    return quotation is not None and quotation.end <= token.start


def _cited(reader: ContentReader, token: Token) -> Iterator[Candidate]:
    """ "X, citing Y, reported …": what X reports is Y's word as well."""
    grammar = reader.grammar
    cited = [s for o in grammar.children(token, "dobj") for s in grammar.conjuncts(o) if can_speak(grammar, s)]
    verb = grammar.head(token)
    entry = verb_cue(verb)
    if not cited or token.tag != "VBG" or entry is None or verb.index == token.index:
        return
    main = reader.saying(verb, grammar.subject(verb))
    content, _ = reader.content(main, entry, clause_start=reader.sentence_of(token).start)
    if content is None:
        return
    saying = reader.saying(token, None)
    for speaker in cited:
        if not is_document(grammar, speaker):
            yield _candidate(reader, saying, speaker, content, "cited-source")


def _candidate(reader: ContentReader, saying: Saying, speaker: Token, content: Span | None, rule: str) -> Candidate:
    name = reader.grammar.name_at(speaker)
    who = Span(speaker.start, speaker.end) if name is None else name.span
    span = Span(saying.cue.start, saying.cue.end).cover(who)
    if content is not None:
        span = span.cover(content)
    return Candidate(cue=saying.cue, speaker=speaker, content=content, span=span, rule=rule)
