"""Acts of saying told by an adjective of conviction or reproof: "the mayor was adamant that …", "X was critical of"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.content import clause_or_phrase
from kg.extract.cues import cues_of, is_unreal
from kg.extract.sayings import Candidate
from kg.extract.speaker_search import everyone
from kg.extract.speakers import is_document
from kg.extract.stretches import Stretches
from kg.model.span import Span

_BEING = frozenset({"be", "remain", "stay"})


def adjectival_sayings(reader: Stretches) -> Iterator[Candidate]:
    """Predicates of a speaker with a clause or a phrase that tells what is meant."""
    entries = cues_of("adjective")
    for token in reader.tokens:
        entry = entries.get(token.lower)
        if entry is None or token.dep not in {"acomp", "oprd"}:
            continue
        verb = reader.grammar.head(token)
        if verb.lemma not in _BEING or is_unreal(reader.grammar, verb):
            continue
        content = clause_or_phrase(reader, token, verb, entry)
        subject = reader.grammar.subject(verb)
        if content is None or subject is None or is_document(reader.grammar, subject):
            continue
        for speaker in everyone(reader.grammar, [subject]):
            span = content.cover(Span(speaker.start, speaker.end)).cover(Span(token.start, token.end))
            yield Candidate(cue=token, speaker=speaker, content=content, span=span, rule="adjective")
