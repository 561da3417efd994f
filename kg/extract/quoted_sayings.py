"""Acts of saying told by nothing but a colon: "The mayor was defiant: '…'"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.sayings import Candidate
from kg.extract.speaker_search import everyone
from kg.extract.stretches import Stretches
from kg.model.annotation import Quotation, Token
from kg.model.span import Span

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
