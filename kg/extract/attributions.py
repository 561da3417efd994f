"""Who says what: speaker, cue and content of every attribution.

Candidates come from reporting verbs, from "according to" and from speech nouns; candidates of one
speaker in one sentence are one attribution, a quotation that goes on in the following sentences
belongs to it, and an attribution inside another's content has that one as its parent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.adjectival_cues import adjectival_sayings
from kg.extract.channels import channel_of, find_channel
from kg.extract.grammar import Grammar
from kg.extract.nominal_cues import nominal_sayings, preposition_sayings
from kg.extract.quoted_sayings import colon_sayings, lone_quotation
from kg.extract.sayings import Candidate
from kg.extract.speakers import is_anonymous, is_document, principal_of, speaker_reference
from kg.extract.stretches import Stretches
from kg.extract.suggested_attributions import sharpened, suggested_sayings
from kg.extract.verbal_cues import verbal_sayings
from kg.model.annotation import AnnotatedArticle
from kg.model.fact import Attribution, Reference
from kg.model.span import Span

_POINTING = frozenset({"the", "this", "that", "its", "his", "her", "their"})
_ISSUER_REACH = 6  # sentences back to where a statement was issued


def find_attributions(annotated: AnnotatedArticle, *, rules: bool = True) -> tuple[Attribution, ...]:
    """All attributions in the order of the text; without `rules` those alone that a component suggests."""
    reader = Stretches(Grammar(annotated))
    candidates = list(sharpened(reader, _by_rules(reader))) if rules else []
    candidates += suggested_sayings(reader, candidates)
    candidates.sort(key=lambda c: (c.span.start, c.cue.index, c.speaker.index))
    found = _extend(reader, _merge(reader, candidates))
    found += _uncued(reader, found) if rules else []
    found.sort(key=lambda a: (a.span.start, a.speaker.span.start, a.cue.start))
    return _with_parents([replace(a, index=i) for i, a in enumerate(found)])


def _by_rules(reader: Stretches) -> Iterator[Candidate]:
    found = [*verbal_sayings(reader), *preposition_sayings(reader), *nominal_sayings(reader)]
    found += adjectival_sayings(reader)
    yield from found
    yield from colon_sayings(reader, found)


def _merge(reader: Stretches, candidates: list[Candidate]) -> list[Attribution]:
    """One attribution for each speaker of a sentence."""
    grammar = reader.grammar
    found: list[Attribution] = []
    place: dict[tuple[int, Span], int] = {}
    for candidate in candidates:
        own = speaker_reference(grammar, candidate.speaker)
        reference = _issuer(reader, found, candidate) or own
        key = (candidate.cue.sentence, reference.span)
        if key in place:
            found[place[key]] = _joined(reader, found[place[key]], candidate)
            continue
        place[key] = len(found)
        found.append(_attribution(reader, candidate, reference, candidate.span.cover(own.span)))
    return found


def _issuer(reader: Stretches, found: list[Attribution], candidate: Candidate) -> Reference | None:
    """Whose text "the statement" is, when somebody was said shortly before to have said something in one."""
    grammar = reader.grammar
    noun = candidate.speaker
    if not is_document(grammar, noun) or not any(d.lower in _POINTING for d in grammar.children(noun, "det")):
        return None
    channel = channel_of(noun)
    for earlier in reversed(found):
        distance = candidate.cue.sentence - grammar.tokens[earlier.cue_head].sentence
        if channel is not None and earlier.channel == channel and 0 <= distance <= _ISSUER_REACH:
            return earlier.speaker
    return None


def _attribution(reader: Stretches, candidate: Candidate, reference: Reference, span: Span) -> Attribution:
    grammar = reader.grammar
    sentence = reader.sentence_of(candidate.cue)
    content = candidate.content
    return Attribution(
        index=0,
        span=span,
        speaker=reference,
        cue=Span(candidate.cue.start, candidate.cue.end),
        cue_head=candidate.cue.index,
        content=content,
        rule=candidate.rule,
        quotes=reader.quotes_in(content) if content is not None else (),
        on_behalf_of=principal_of(grammar, candidate.speaker),
        anonymous=is_anonymous(grammar, grammar.tokens[reference.head], sentence.span),
        channel=find_channel(grammar, candidate.cue),
        more_cues=(),
        confidence=candidate.confidence,
    )


def _joined(reader: Stretches, first: Attribution, second: Candidate) -> Attribution:
    content = first.content or second.content
    if first.content is not None and second.content is not None:
        content = first.content.cover(second.content)
    return replace(
        first,
        span=first.span.cover(second.span),
        content=content,
        quotes=reader.quotes_in(content) if content is not None else (),
        channel=first.channel or find_channel(reader.grammar, second.cue),
        more_cues=(*first.more_cues, second.cue.index),
    )


def _uncued(reader: Stretches, found: list[Attribution]) -> list[Attribution]:
    """The quotations that stand for themselves, each an attribution to the one whom the sentence before is about."""
    added: list[Attribution] = []
    for quotation in reader.article.quotations:
        taken = any(a.span.overlaps(quotation.span) for a in found)
        if quotation.scare or taken or not _fills_sentences(reader, quotation.span):
            continue
        candidate = lone_quotation(reader, quotation, [*found, *added])
        if candidate is not None:
            reference = speaker_reference(reader.grammar, candidate.speaker)
            added.append(_attribution(reader, candidate, reference, candidate.span))
    return added


def _extend(reader: Stretches, found: list[Attribution]) -> list[Attribution]:
    """Let a quotation go on through the following sentences that are nothing but quoted words."""
    for quotation in reader.article.quotations:
        if any(a.span.overlaps(quotation.span) for a in found) or not _fills_sentences(reader, quotation.span):
            continue
        before = _attribution_before(reader, found, quotation.start)
        if before is None:
            continue
        attribution = found[before]
        content = quotation.span if attribution.content is None else attribution.content.cover(quotation.span)
        found[before] = replace(
            attribution,
            span=attribution.span.cover(quotation.span),
            content=content,
            quotes=reader.quotes_in(content),
        )
    return found


def _attribution_before(reader: Stretches, found: list[Attribution], offset: int) -> int | None:
    """The attribution with a quotation that ends right before an offset, or whose sentence does: "…," said
    Karin Holt, a teacher. "…"."""
    near = [
        position
        for position, attribution in enumerate(found)
        if attribution.span.end <= offset
        and attribution.quotes
        and (_is_gap(reader, attribution.span.end, offset) or _closes_sentence(reader, attribution, offset))
    ]
    return max(near, key=lambda position: found[position].span.end, default=None)


def _is_gap(reader: Stretches, start: int, end: int) -> bool:
    return not reader.text[start:end].strip(" .,\n\r\t\"”'’")


def _closes_sentence(reader: Stretches, attribution: Attribution, offset: int) -> bool:
    """Whether nothing but the rest of the saying's own sentence stands before an offset in its paragraph, the
    quoted words before the cue."""
    cue = reader.tokens[attribution.cue_head]
    sentence = reader.sentence_of(cue)
    quoted_first = attribution.quotes[-1].end <= cue.start
    end = max(sentence.end, attribution.span.end)
    return quoted_first and end <= offset and _is_gap(reader, end, offset) and "\n" not in reader.text[end:offset]


def _fills_sentences(reader: Stretches, span: Span) -> bool:
    """Whether a quotation begins a sentence and nothing but punctuation follows it in its last one."""
    sentences = reader.article.sentences
    first = next((s for s in sentences if s.start <= span.start < s.end), None)
    last = next((s for s in sentences if s.start < span.end <= s.end + 1), None)
    if first is None or last is None:
        return False
    before, after = reader.text[first.start : span.start], reader.text[span.end : max(last.end, span.end)]
    return not before.strip(' "“”') and not after.strip(' ."”')


def _with_parents(found: list[Attribution]) -> tuple[Attribution, ...]:
    """Say of each attribution which one it stands in: the smallest content around its cue and speaker."""
    result: list[Attribution] = []
    for attribution in found:
        around = [
            other
            for other in found
            if other.index != attribution.index
            and other.content is not None
            and other.content.contains(attribution.cue)
            and other.content.contains(attribution.speaker.span)
            and not (attribution.content is not None and attribution.content.contains(other.cue))
            and other.speaker.span != attribution.speaker.span
            and other.span != attribution.span
        ]
        parent = min(around, key=lambda a: len(a.span), default=None)
        result.append(replace(attribution, parent=None if parent is None else parent.index))
    return tuple(result)
