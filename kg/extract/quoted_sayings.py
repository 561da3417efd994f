"""Acts of saying told by nothing but a colon, "The mayor was defiant: '…'", or by the quotation marks alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.sayings import Candidate
from kg.extract.speaker_search import everyone
from kg.extract.speakers import is_document, is_first_person
from kg.extract.stretches import Stretches
from kg.model.annotation import Quotation, Sentence, Token
from kg.model.fact import Attribution
from kg.model.span import Span

_WORDS = 5  # of a quotation that may stand for itself
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def colon_sayings(reader: Stretches, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Quotations behind a colon that no cue has taken: they belong to the subject of the clause."""
    taken = [c.content for c in found if c.content is not None]
    for quotation in reader.article.quotations:
        if quotation.scare or any(t.overlaps(quotation.span) for t in taken):
            continue
        verb = _verb_before_colon(reader, quotation)
        subject = reader.grammar.subject(verb) if verb is not None else None
        if verb is None or subject is None:
            continue
        for speaker in everyone(reader.grammar, [subject]):
            span = quotation.span.cover(Span(speaker.start, speaker.end)).cover(Span(verb.start, verb.end))
            yield Candidate(cue=verb, speaker=speaker, content=quotation.span, span=span, rule="colon-quotation")


def _verb_before_colon(reader: Stretches, quotation: Quotation) -> Token | None:
    """The finite verb of the clause that a colon closes right before a quotation."""
    text = reader.article.article.text
    if not text[: quotation.start].rstrip().endswith(":"):
        return None
    sentence = next((s for s in reader.article.sentences if s.start <= quotation.start < s.end), None)
    if sentence is None:
        return None
    verbs = [
        t
        for t in reader.tokens[sentence.first : sentence.last]
        if t.start < quotation.start
        and t.tag in _FINITE
        and t.pos in {"VERB", "AUX"}
        and t.dep not in {"aux", "auxpass"}
    ]
    main = [t for t in verbs if t.dep in {"ROOT", "ccomp", "conj", "parataxis"}]
    return (main or verbs)[-1] if verbs else None


def lone_quotation(reader: Stretches, quotation: Quotation, found: Sequence[Attribution]) -> Candidate | None:
    """ "The mayor wept. 'We lost our bridge.'": whole sentences in quotation marks that no cue leads to. They belong to
    who was quoted last or else is the subject of the sentence before, in the same paragraph; in a paragraph of their
    own to who was quoted at the end of the one before."""
    if len(quotation.inner.slice(reader.text).split()) < _WORDS:
        return None
    sentences = reader.article.sentences
    here = next((s for s in sentences if s.start <= quotation.start < s.end), None)
    if here is None or here.index == 0 or here.headline:
        return None
    before = sentences[here.index - 1]
    if before.headline or here.paragraph - before.paragraph > 1:
        return None
    mark = next(t for t in reader.tokens[here.first :] if t.end > quotation.start)
    speaker = _last_speaker(reader, before, found, quoted=here.paragraph != before.paragraph)
    if speaker is None and here.paragraph == before.paragraph:
        speaker = _subject(reader, before)
    if speaker is None:
        return None
    return Candidate(cue=mark, speaker=speaker, content=quotation.span, span=quotation.span, rule="lone-quotation")


def _last_speaker(reader: Stretches, sentence: Sentence, found: Sequence[Attribution], *, quoted: bool) -> Token | None:
    """Who speaks in a sentence; None where nobody does, or several do. `quoted`: in quotation marks alone."""
    here = [a for a in found if sentence.start <= a.cue.start < sentence.end and (a.quotes or not quoted)]
    heads = dict.fromkeys(a.speaker.head for a in here)
    return reader.tokens[next(iter(heads))] if len(heads) == 1 else None


def _subject(reader: Stretches, sentence: Sentence) -> Token | None:
    roots = [t for t in reader.tokens[sentence.first : sentence.last] if t.dep == "ROOT" and t.tag in _FINITE]
    subject = reader.grammar.subject(roots[0]) if len(roots) == 1 else None
    people = [] if subject is None else everyone(reader.grammar, [subject])
    if len(people) != 1 or is_document(reader.grammar, people[0]):
        return None
    return None if is_first_person(people[0]) else people[0]
