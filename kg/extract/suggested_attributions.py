"""Attributions that a component beside the rules suggests, where the rules found none.

What a rule read stands. A suggestion becomes an attribution only where the words bear it out: somebody who can speak,
a cue that tells of something said, and something that was said; the rest is left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.cues import is_unreal, noun_cue, verb_cue
from kg.extract.sayings import Candidate
from kg.extract.speakers import can_speak, is_document, is_first_person
from kg.extract.stretches import Stretches
from kg.model.annotation import NameKind, Sentence, Token
from kg.model.span import Span
from kg.model.suggestion import SuggestedAttribution

# The confidence from which a suggestion is believed, chosen on reports kept apart. Only for cues that the rules know as
# words of saying: corpora of attribution also mark what people plan, want and see, which is no statement.
SURE = 0.8
# The confidence from which a suggested content takes the place of the one that a rule cut out by the parse.
SURE_CONTENT = 0.6
# The confidence from which a suggested speaker is believed although no list knows the word for somebody who speaks, or
# it is a text ("the advisory urges people to stay").
SURE_SPEAKER = 0.9
_OBJECTS = frozenset({"object", "count"})
_CLAUSES = frozenset({"clause", "quote"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SURE_CUE = 0.85  # the confidence from which a verb is believed that no list knows as one of saying
SURE_UNFIT = 0.85  # the confidence from which a content is believed of a sort that the verb does not have
_NARROW = frozenset({"comment", "quote"})
_SPEAKING = frozenset({"NOUN", "PROPN", "NUM"})


def suggested_sayings(reader: Stretches, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """The suggestions that no candidate of the rules covers, as candidates."""
    taken = list(found)
    for suggestion in reader.article.suggestions.attributions:
        candidate = _candidate(reader, suggestion)
        if candidate is not None and not any(_same(candidate, other) for other in taken):
            taken.append(candidate)
            yield candidate


def sharpened(reader: Stretches, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates of the rules, their content where a suggestion for the same cue and speaker is sure of another
    stretch of the same words, and their speaker where it is sure of somebody else. Quotations stay whole."""
    suggested = reader.article.suggestions.attributions
    surest = {s.cue: s for s in suggested if (s.content_confidence or 0) >= SURE_CONTENT}
    sure = {s.cue: s for s in suggested if (s.confidence or 0) >= SURE}
    candidates = list(found)
    sharing = Counter(candidate.cue.index for candidate in candidates)
    for candidate in candidates:
        cue = Span(candidate.cue.start, candidate.cue.end)
        if sharing[candidate.cue.index] == 1:
            other = next((s for span, s in sure.items() if span.contains(cue)), None)
            candidate = candidate if other is None else _with_speaker(reader, candidate, other)
        suggestion = next((s for span, s in surest.items() if span.contains(cue)), None)
        yield candidate if suggestion is None else _with_content(reader, candidate, suggestion)


def _with_speaker(reader: Stretches, candidate: Candidate, suggestion: SuggestedAttribution) -> Candidate:
    """The candidate with the suggested speaker where the parse led the rule astray: to words elsewhere, or to the body
    in "Karin Holt of the league said"."""
    grammar, own = reader.grammar, candidate.speaker
    head = head_of(reader, suggestion.speaker)
    if head is None or head.index == own.index or head.pos not in _SPEAKING or head.sentence != own.sentence:
        return candidate
    name, mine = grammar.name_at(head), grammar.name_at(own)
    named = name is not None and name.kind is NameKind.PERSON
    if suggestion.speaker.contains(Span(own.start, own.end)):
        if not named or (mine is not None and mine.kind is NameKind.PERSON):
            return candidate
    elif not can_speak(grammar, head) or is_document(grammar, head) or is_document(grammar, own):
        return candidate
    if candidate.content is not None and candidate.content.contains(suggestion.speaker):
        return candidate
    span = candidate.span.cover(Span(head.start, head.end) if name is None else name.span)
    return replace(candidate, speaker=head, span=span)


def _with_content(reader: Stretches, candidate: Candidate, suggestion: SuggestedAttribution) -> Candidate:
    old, new = candidate.content, suggestion.content
    speaker = Span(candidate.speaker.start, candidate.speaker.end)
    if old is None or new is None or not new.overlaps(old) or not suggestion.speaker.overlaps(speaker):
        return candidate
    content = reader.whole_quotations(_trimmed(reader, new))
    return replace(candidate, content=content, span=candidate.span.cover(content))


def _same(candidate: Candidate, other: Candidate) -> bool:
    """Whether another candidate's words take in the cue or the speaker of this one, and it is no saying of somebody
    else inside what the other tells of."""
    cue, speaker = candidate.cue, candidate.speaker
    cue_inside = other.span.contains(Span(cue.start, cue.end))
    if not cue_inside and not other.span.contains(Span(speaker.start, speaker.end)):
        return False
    told = other.content is not None and other.content.contains(candidate.span)
    return not (told and cue.index != other.cue.index and speaker.index != other.speaker.index)


def _candidate(reader: Stretches, suggestion: SuggestedAttribution) -> Candidate | None:
    grammar = reader.grammar
    cue, speaker = head_of(reader, suggestion.cue), head_of(reader, suggestion.speaker)
    if cue is None or speaker is None or suggestion.content is None or suggestion.confidence is None:
        return None
    known = verb_cue(cue) is not None or noun_cue(cue) is not None or cue.lower == "according"
    if suggestion.confidence < (SURE if known else SURE_CUE) or not (
        known or _is_quoted(reader, cue, suggestion.content)
    ):
        return None
    if reader.article.quotation_at(cue.start) is not None or is_unreal(grammar, cue):
        return None
    if is_first_person(speaker) or not _can_have_said(reader, cue, speaker, suggestion.confidence):
        return None
    content = reader.whole_quotations(_trimmed(reader, suggestion.content))
    if not _fits(reader, cue, content, suggestion.confidence):
        return None
    name = grammar.name_at(speaker)
    who = Span(speaker.start, speaker.end) if name is None else name.span
    span = Span(cue.start, cue.end).cover(who).cover(content)
    return Candidate(
        cue=cue,
        speaker=speaker,
        content=content,
        span=span,
        rule=suggestion.component,
        confidence=suggestion.confidence,
    )


def _is_quoted(reader: Stretches, cue: Token, content: Span) -> bool:
    """Whether words behind an unknown verb are plainly what was said: a quotation, or a clause with "that"."""
    words = [t for t in reader.tokens if content.start <= t.start < content.end]
    finite = any(t.tag in _FINITE for t in words)
    quoted = any(q.start == content.start and not q.scare for q in reader.article.quotations)
    return cue.pos == "VERB" and finite and (quoted or words[0].lower == "that")


def _fits(reader: Stretches, cue: Token, content: Span, confidence: float) -> bool:
    """Whether the words are such as the verb has for its content, or the reader is sure of it all the same: nobody says
    anything who "refused to leave" or "ordered the release"."""
    entry = verb_cue(cue)
    if entry is None or entry.frames & _OBJECTS or (confidence >= SURE_UNFIT and not entry.frames <= _NARROW):
        return True
    words = [t for t in reader.tokens if content.start <= t.start < content.end]
    before = reader.tokens[words[0].index - 1].lower if words and words[0].index else ""
    if before in entry.words or (words and words[0].lower in entry.words):
        return True
    if any(t.tag in _FINITE for t in words) or reader.quotes_in(content):
        return bool(entry.frames & _CLAUSES)
    if any(t.tag == "TO" for t in words):
        return "infinitive" in entry.frames
    return "speech" in entry.frames and any(noun_cue(t) is not None for t in words)


def _can_have_said(reader: Stretches, cue: Token, speaker: Token, confidence: float) -> bool:
    text = is_document(reader.grammar, speaker)
    if can_speak(reader.grammar, speaker) and not text:
        return True
    entry = verb_cue(cue)
    if entry is not None and "document" in entry.frames and cue.lemma != "read":
        return False  # a film "shows" the bridge, but says nothing
    return confidence >= SURE_SPEAKER and (text or speaker.pos in _SPEAKING or speaker.lower == "which")


def head_of(reader: Stretches, span: Span) -> Token | None:
    """The token that governs the others of a stretch within one sentence; None where it holds no word."""
    inside = [t for t in _tokens(reader, span) if t.pos not in {"PUNCT", "SPACE"}]
    positions = {t.index for t in inside}
    return next((t for t in inside if t.head == t.index or t.head not in positions), None)


def _tokens(reader: Stretches, span: Span) -> list[Token]:
    sentence = next((s for s in reader.article.sentences if s.start <= span.start < s.end), None)
    return [] if sentence is None else _between(reader, sentence, span)


def _between(reader: Stretches, sentence: Sentence, span: Span) -> list[Token]:
    tokens = reader.tokens[sentence.first : sentence.last]
    return [t for t in tokens if t.start < span.end and t.end > span.start]


def _trimmed(reader: Stretches, span: Span) -> Span:
    """Without spaces and marks at the end."""
    words = span.slice(reader.text)
    return Span(span.start, span.start + len(words.rstrip(" \n.,;:")))
