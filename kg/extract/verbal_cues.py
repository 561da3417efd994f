"""Acts of saying told by a reporting verb."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.content import find_content, is_attack
from kg.extract.cues import Cue, cues_of, is_unreal, verb_cue
from kg.extract.sayings import Candidate
from kg.extract.speaker_search import everyone, find_speakers
from kg.extract.speakers import is_document
from kg.extract.stretches import Saying, Stretches
from kg.model.annotation import NameKind, Token
from kg.model.span import Span

_PHYSICAL_FRAMES = frozenset({"object", "as", "infinitive", "speech", "count", "responsibility", "comment"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# Inside somebody's quotation only weighty acts of saying by others are told apart.
_WEIGHTY = frozenset({"responsibility", "comment"})


def verbal_sayings(reader: Stretches) -> Iterator[Candidate]:
    """Every reporting verb with a speaker and something said."""
    used: dict[int, int] = {}  # sentence → offset behind the last saying that had its content in front
    for token in reader.tokens:
        if _is_citing(token):
            yield from _cited(reader, token)
            continue
        claimed = _claimed_attack(reader, token)
        if claimed is not None:
            yield claimed
            continue
        entry = verb_cue(token) or _mistaken_for_noun(reader, token)
        if entry is None or _is_modifier(reader, token) or is_unreal(reader.grammar, token):
            continue
        yield from _from_verb(reader, token, entry, used)


def _mistaken_for_noun(reader: Stretches, token: Token) -> Cue | None:
    """ "The agency reports 16 deaths": tagged as a noun, but with a subject and an object of its own."""
    if token.tag != "NNS" or reader.grammar.child(token, "nsubj") is None:
        return None
    if reader.grammar.child(token, "dobj", "ccomp") is None:
        return None
    return cues_of("verb").get(token.lemma.lower())


def _claimed_attack(reader: Stretches, token: Token) -> Candidate | None:
    """ "Red Dawn claims attack in Karvel", "Red Dawn claims Karvel bombing": a headline that the parser reads as one
    noun."""
    noun = reader.grammar.head(token)
    name = reader.grammar.name_at(reader.tokens[token.index - 1]) if token.index > 0 else None
    if token.lower not in {"claims", "claim", "claimed"} or token.dep not in {"compound", "nmod", "amod"}:
        return None
    if name is None or name.kind is not NameKind.ORGANISATION or noun.index < token.index or not is_attack(noun):
        return None
    first = reader.tokens[token.index + 1]
    content = Span(first.start, reader.trimmed_end(noun.right_edge))
    span = name.span.cover(content)
    return Candidate(
        cue=token, speaker=reader.tokens[name.head], content=content, span=span, rule="verb-responsibility"
    )


def _is_modifier(reader: Stretches, token: Token) -> bool:
    """ "the reported attack"; but not "…" tweeted Mayor X, which looks like one to the parser."""
    if token.dep not in {"amod", "compound", "aux", "nmod"}:
        return False
    before = reader.article.quotation_at(reader.tokens[token.index - 1].start) if token.index > 0 else None
    return before is None or before.end > token.start


def _from_verb(reader: Stretches, token: Token, entry: Cue, used: dict[int, int]) -> Iterator[Candidate]:
    speakers = find_speakers(reader.grammar, token, entry)
    if not speakers:
        return
    saying = reader.saying(token, speakers[0])
    start = max(reader.clause_start(token), used.get(token.sentence, 0))
    content, frame = find_content(reader, saying, entry, clause_start=start)
    if not frame or (frame in _PHYSICAL_FRAMES and is_document(reader.grammar, speakers[0])):
        return
    if "document" in entry.frames and not _is_from_text(reader, token, content):
        return
    quotation = reader.article.quotation_at(token.start) if frame in _PHYSICAL_FRAMES - _WEIGHTY else None
    if quotation is not None and quotation.start <= speakers[0].start:  # but: the ministry "strongly condemned" it
        return
    if content is not None and content.start < token.start:
        used[token.sentence] = reader.tokens[saying.last - 1].end
    for speaker in speakers:
        yield _candidate(reader, saying, speaker, content, f"verb-{frame}")


def _is_from_text(reader: Stretches, cue: Token, content: Span | None) -> bool:
    """Whether a text says it ("a study shows that …"), or the words are quoted ("a placard read: '…'")."""
    subject = reader.grammar.subject(cue) or next(
        (c for c in reader.grammar.children(cue) if c.index > cue.index), None
    )
    quoted = content is not None and any(q.start == content.start for q in reader.article.quotations)
    return (subject is not None and is_document(reader.grammar, subject)) or (quoted and cue.lemma == "read")


def _is_citing(token: Token) -> bool:
    return token.lower in {"citing", "quoting"} and (token.tag == "VBG" or token.dep in {"compound", "amod"})


def _cited(reader: Stretches, token: Token) -> Iterator[Candidate]:
    """ "X, citing Y, reported …", "quoting Y, X said": what X reports is Y's word as well."""
    grammar = reader.grammar
    cited = everyone(grammar, grammar.children(token, "dobj"))
    verb = grammar.head(token)
    if not cited and token.index == reader.sentence_of(token).first:
        name = grammar.name_at(reader.tokens[token.index + 1])
        cited = [] if name is None else [reader.tokens[name.head]]
        behind = reader.tokens[token.index : reader.sentence_of(token).last]
        verb = next((t for t in behind if t.tag in _FINITE and verb_cue(t) is not None), token)
    entry = verb_cue(verb)
    if not cited or entry is None or verb.index == token.index:
        return
    main = reader.saying(verb, grammar.subject(verb))
    content, _ = find_content(reader, main, entry, clause_start=reader.sentence_of(token).start)
    if content is None:
        return
    saying = reader.saying(token, None)
    for speaker in cited:
        if not is_document(grammar, speaker):
            yield _candidate(reader, saying, speaker, content, "cited-source")


def _candidate(reader: Stretches, saying: Saying, speaker: Token, content: Span | None, rule: str) -> Candidate:
    name = reader.grammar.name_at(speaker)
    who = Span(speaker.start, speaker.end) if name is None else name.span
    span = Span(saying.cue.start, saying.cue.end).cover(who)
    if content is not None:
        span = span.cover(content)
    return Candidate(cue=saying.cue, speaker=speaker, content=content, span=span, rule=rule)
