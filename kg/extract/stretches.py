"""Stretches of a sentence: the words of the saying itself, whole quotations, phrases without their full stop."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.grammar import Grammar
from kg.model.annotation import Sentence, Token
from kg.model.span import Span

_TRAILING = frozenset({".", ",", ";", ":", "!", "?", "-", "–"})


@dataclass(frozen=True, slots=True)
class Saying:
    """A cue with its speaker. `first`, `last`: the token positions of the stretch of speaker, cue
    and what belongs to the saying itself, `last` exclusive."""

    cue: Token
    speaker: Token | None
    first: int
    last: int


class Stretches:
    """Questions about stretches of one article's text."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.article = grammar.annotated
        self.text = grammar.annotated.article.text
        self.tokens = grammar.tokens
        self.quotations = grammar.annotated.quotations

    def sentence_of(self, token: Token) -> Sentence:
        return self.article.sentences[token.sentence]

    def saying(self, cue: Token, speaker: Token | None) -> Saying:
        """The stretch around the cue that is no content."""
        who = speaker
        first = last = cue.index
        for child in self.grammar.children(cue, "aux", "auxpass", "advmod", "neg", "prt", "npadvmod"):
            if child.dep == "prt" or child.index == last + 1:
                last = max(last, child.right_edge)
            elif child.index < first:
                first = min(first, child.left_edge)
        if speaker is not None:
            if speaker.index < cue.index:
                while speaker.dep == "compound" and speaker.index < self.grammar.head(speaker).index < cue.index:
                    speaker = self.grammar.head(speaker)  # "the police statement said": its words begin with "the"
                first = min(first, speaker.left_edge)
            else:
                last = max(last, speaker.right_edge)
        if cue.dep == "pcomp" and self.grammar.head(cue).lower == "as":
            first = min(first, self._quoting(self.grammar.head(self.grammar.head(cue))))
        return Saying(cue, who, first, last + 1)

    def _quoting(self, verb: Token) -> int:
        """ "'…,' the paper quoted X as saying": where the words of quoting begin."""
        subject = self.grammar.child(verb, "nsubj", "nsubjpass")
        return verb.index if subject is None or subject.index > verb.index else subject.left_edge

    def clause_start(self, token: Token) -> int:
        """The offset where the part of the sentence around a token begins: behind the last
        semicolon, else at its start."""
        sentence = self.sentence_of(token)
        start = sentence.start
        for other in self.tokens[sentence.first : token.index]:
            if other.text == ";":
                start = other.end + 1
        return start

    def phrase(self, token: Token) -> Span:
        """The token with all that hangs below it, without a full stop."""
        return Span(self.tokens[token.left_edge].start, self.trimmed_end(token.right_edge))

    def trimmed_end(self, last: int) -> int:
        """The end of the token at a position, without punctuation at the end of a sentence."""
        while last > 0 and self.tokens[last].pos == "PUNCT" and self.tokens[last].text in _TRAILING:
            last -= 1
        return self.tokens[last].end

    def whole_quotations(self, span: Span) -> Span:
        """No quotation is cut in two."""
        for quotation in self.quotations:
            if quotation.span.overlaps(span):
                span = span.cover(quotation.span)
        return span

    def quotes_in(self, span: Span) -> tuple[Span, ...]:
        """The verbatim words within a stretch, without their marks."""
        return tuple(q.inner for q in self.quotations if span.contains(q.span) and len(q.inner) > 0)

    def holds_speaker(self, saying: Saying, child: Token) -> bool:
        """Whether a dependant of the cue is or contains its speaker."""
        speaker = saying.speaker
        return (
            speaker is not None
            and child.left_edge <= speaker.index <= child.right_edge
            and child.dep in {"nsubj", "dobj", "agent", "attr", "npadvmod"}
        )

    def behind(self, saying: Saying) -> list[Token]:
        """The dependants of the cue to its right, without its speaker."""
        children = self.grammar.children(saying.cue)
        return [c for c in children if c.index > saying.cue.index and not self.holds_speaker(saying, c)]
