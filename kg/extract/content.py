"""What is said: the stretch of text that a cue governs, and the quotations in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.cues import Cue, verb_cue
from kg.extract.grammar import Grammar
from kg.model.annotation import Quotation, Sentence, Token
from kg.model.span import Span

_ONLY_PUNCTUATION = re.compile(r"[\s,:;–—-]*")
_GAP = 120  # characters between a cue and the quotation that it introduces, at most
_COMMENT = frozenset(
    {
        "comment",
        "say",
        "answer",
        "elaborate",
        "discuss",
        "disclose",
        "confirm",
        "speculate",
        "give",
        "reveal",
        "talk",
        "speak",
        "respond",
        "provide",
        "specify",
        "identify",
        "name",
        "release",
    }
)
_WITNESSING = frozenset(
    {
        "describe",
        "recall",
        "recount",
        "report",
        "deny",
        "admit",
        "mention",
        "acknowledge",
        "recommend",
        "suggest",
        "confess",
    }
)
_ASKING = frozenset({"ask", "wonder", "question", "inquire", "enquire", "query"})
_CLAUSAL = frozenset(
    {
        "say",
        "claim",
        "argue",
        "believe",
        "think",
        "insist",
        "allege",
        "state",
        "warn",
        "note",
        "add",
        "announce",
        "tell",
    }
)
_RESPONSIBILITY = frozenset({"responsibility", "credit", "involvement", "blame"})
_SPEECH_FREE = frozenset(
    {
        "prep",
        "agent",
        "punct",
        "cc",
        "conj",
        "nsubj",
        "nsubjpass",
        "aux",
        "auxpass",
        "neg",
        "advmod",
        "npadvmod",
        "mark",
        "dative",
        "expl",
        "csubj",
    }
)


@dataclass(frozen=True, slots=True)
class Saying:
    """A cue with its speaker in the sentence: `block` is the stretch of speaker, cue and what
    belongs to the saying itself, token positions, end exclusive."""

    cue: Token
    speaker: Token | None
    first: int
    last: int


class ContentReader:
    """Finds the content of cues in one article."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.article = grammar.annotated
        self.text = grammar.annotated.article.text
        self._quotations = grammar.annotated.quotations

    # ------------------------------------------------------------------ the saying itself
    def saying(self, cue: Token, speaker: Token | None) -> Saying:
        """The stretch around the cue that is no content."""
        first = last = cue.index
        for child in self.grammar.children(cue, "aux", "auxpass", "advmod", "neg", "prt", "npadvmod"):
            if child.dep == "prt" or child.index == last + 1:
                last = max(last, child.right_edge)
            elif child.index < first:
                first = min(first, child.left_edge)
        if speaker is not None:
            if speaker.index < cue.index:
                first = min(first, self.tokens[speaker.index].left_edge, speaker.left_edge)
            else:
                last = max(last, speaker.right_edge)
        return Saying(cue, speaker, first, last + 1)

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.grammar.tokens

    def sentence_of(self, token: Token) -> Sentence:
        return self.article.sentences[token.sentence]

    # ------------------------------------------------------------------ content
    def content(self, saying: Saying, entry: Cue, *, clause_start: int) -> tuple[Span | None, str]:
        """The content and the name of the frame that it stands in; (None, "") where the words are
        no act of saying. `clause_start` is the offset where the part of the sentence begins that
        no earlier cue of the sentence has used."""
        frames = entry.frames
        if "comment" in frames:
            return self._comment(saying)
        if "responsible" in frames:
            return self._responsible(saying)
        if "responsibility" in frames:
            span = self._responsibility(saying)
            if span is not None:
                return span, "responsibility"
        if "clause" in frames or "quote" in frames:
            span = self._clause(saying, entry, clause_start)
            if span is not None:
                return span, "clause" if "clause" in frames else "quote"
        for frame in ("as", "speech", "object", "infinitive", "count"):
            if frame in frames:
                span = self._objects(saying, frame)
                if span is not None:
                    return self._with_quotations(saying, span), frame
        span = self._prepositions(saying, entry)
        if span is not None:
            return self._with_quotations(saying, span), "preposition"
        return (None, "none") if "none" in frames else (None, "")

    def _comment(self, saying: Saying) -> tuple[Span | None, str]:
        for child in self.grammar.children(saying.cue, "xcomp", "dobj"):
            if child.lemma in _COMMENT:
                return Span(self.tokens[child.left_edge].start, self._trimmed_end(child.right_edge)), "comment"
        return None, ""

    def _responsible(self, saying: Saying) -> tuple[Span | None, str]:
        for token in self.article.subtree(saying.cue):
            if token.index > saying.cue.index and token.lower in {"responsible", "accountable", "liable"}:
                return self._objects(saying, "as"), "responsible"
        return None, ""

    def _responsibility(self, saying: Saying) -> Span | None:
        """ "claimed responsibility", "took the blame"; "attacks claimed by X"."""
        cue = saying.cue
        for child in self.grammar.children(cue, "dobj", "nsubjpass"):
            if child.lemma in _RESPONSIBILITY and (child.lemma != "blame" or cue.lemma in {"accept", "take"}):
                return Span(self.tokens[child.left_edge].start, self._trimmed_end(child.right_edge))
        if cue.lemma != "claim" or not self.grammar.by_agent(cue) or self.grammar.child(cue, "ccomp", "xcomp"):
            return None
        claimed = self.grammar.subject(cue)
        if claimed is None or claimed.lemma in {"life", "victim", "territory", "prize", "title", "land", "island"}:
            return None
        return Span(self.tokens[claimed.left_edge].start, self.tokens[claimed.index].end)

    def _objects(self, saying: Saying, frame: str) -> Span | None:
        """The objects and complements behind the verb, from the first to the last."""
        accepted = self._complements(saying, frame)
        if not accepted:
            return None
        first, last = min(c.left_edge for c in accepted), max(c.right_edge for c in accepted)
        return Span(self.tokens[first].start, self._trimmed_end(last))

    def _complements(self, saying: Saying, frame: str) -> list[Token]:
        behind = [
            c
            for c in self.grammar.children(saying.cue)
            if c.index > saying.cue.index and not self._is_speaker(saying, c)
        ]
        objects = [c for c in behind if c.dep in {"dobj", "oprd", "attr", "acomp"}]
        passive = list(self.grammar.children(saying.cue, "nsubjpass"))
        clauses = [c for c in behind if c.dep in {"xcomp", "ccomp"}]
        preps = [
            c
            for c in behind
            if c.dep == "prep" and c.lower in {"as", "for", "of", "on", "to", "against", "with", "about"}
        ]
        if frame == "as":
            named = [
                c
                for c in behind
                if c.dep in {"oprd", "ccomp", "xcomp", "acomp", "attr"} or (c.dep == "prep" and c.lower == "as")
            ]
            quoted = [c for c in objects if any(t.pos == "PUNCT" and t.text in '"“' for t in self.article.subtree(c))]
            two = len([c for c in objects if c.dep == "dobj"]) > 1
            return passive + objects + named if named or quoted or two else []
        if frame == "infinitive":
            if not any(
                self.grammar.child(c, "aux") is not None
                and any(a.lower == "to" for a in self.grammar.children(c, "aux"))
                for c in clauses
            ):
                return []
            return objects + clauses
        if frame == "speech":
            from kg.extract.cues import noun_cue

            spoken = [c for c in objects if noun_cue(c) is not None]
            return spoken + passive if spoken or any(noun_cue(c) is not None for c in passive) else []
        if frame == "count":
            counted = [
                c
                for c in objects
                if any(
                    t.pos == "NUM" or t.lemma in {"toll", "number", "count", "hundred", "dozen"}
                    for t in self.article.subtree(c)
                )
            ]
            return objects + [c for c in behind if c.dep == "prep" and c.lower in {"at", "in"}] if counted else []
        if objects or passive:
            return passive + objects + preps + clauses
        return []

    def _prepositions(self, saying: Saying, entry: Cue) -> Span | None:
        for clause in self.grammar.children(saying.cue, "advcl"):  # "called for it to be investigated"
            if any(m.lower in entry.prepositions for m in self._marks(clause)):
                return Span(self.tokens[clause.left_edge].start, self._trimmed_end(clause.right_edge))
        for child in self.grammar.children(saying.cue, "prep", "prt", "advmod"):
            if child.index > saying.cue.index and child.lower in entry.prepositions:
                if child.dep == "prep":
                    return Span(child.start, self._trimmed_end(child.right_edge))
                after = next((c for c in self.grammar.children(saying.cue, "prep") if c.index > child.index), None)
                if after is not None:
                    return Span(after.start, self._trimmed_end(after.right_edge))
        return None

    def _is_speaker(self, saying: Saying, child: Token) -> bool:
        speaker = saying.speaker
        return (
            speaker is not None
            and child.left_edge <= speaker.index <= child.right_edge
            and child.dep in {"nsubj", "dobj", "agent", "attr", "npadvmod"}
        )

    # ------------------------------------------------------------------ clauses and quotations
    def _clause(self, saying: Saying, entry: Cue, clause_start: int) -> Span | None:
        clause_only = "clause" in entry.frames
        parts: list[Span] = []
        if clause_only:
            parts += self._clauses_behind(saying)
        behind = self._quotation_behind(saying, parts[-1].end if parts else None)
        if behind is not None:
            parts.append(behind)
        before = self._before(saying, clause_start, wanted=not parts, clause=clause_only)
        if before is not None:
            parts.append(before)
        if not parts:
            return None
        span = parts[0]
        for part in parts[1:]:
            span = span.cover(part)
        return self._whole_quotations(span)

    def _clauses_behind(self, saying: Saying) -> list[Span]:
        found: list[Span] = []
        for child in self.grammar.children(saying.cue):
            if child.index < saying.cue.index or self._is_speaker(saying, child):
                continue
            # "…, which officials said was empty": the clause's subject stands before the cue
            start = self.tokens[max(child.left_edge, saying.last)]
            gerund = child.dep in {"xcomp", "advcl"} and child.tag == "VBG" and saying.cue.lemma in _WITNESSING
            question = child.dep == "advcl" and any(m.lower in {"if", "whether"} for m in self._marks(child))
            said = child.dep == "ccomp" or gerund or (question and saying.cue.lemma in _ASKING)
            if said and start.index <= child.right_edge:
                found.append(Span(start.start, self._trimmed_end(child.right_edge)))
        if not found and saying.cue.lemma in _CLAUSAL:
            found += self._rest_of_clause(saying)
        return found

    def _marks(self, clause: Token) -> list[Token]:
        return list(self.grammar.children(clause, "mark"))

    def _rest_of_clause(self, saying: Saying) -> list[Span]:
        """Where the parser finds no clause behind "said" but a finite verb follows: the words up
        to the end of the sentence or the next semicolon."""
        sentence = self.sentence_of(saying.cue)
        if saying.speaker is not None and saying.speaker.index > saying.cue.index:
            return []
        stretch: list[Token] = []
        for token in self.tokens[self._behind_hearer(saying) : sentence.last]:
            if token.text == ";":
                break
            stretch.append(token)
        if not stretch or stretch[0].pos in {"PUNCT", "ADP", "CCONJ", "SCONJ"}:
            return []
        if stretch[0].dep == "npadvmod" and self.grammar.name_at(stretch[0]) is None:
            return []
        if not any(t.tag in {"VBD", "VBZ", "VBP", "MD"} or (t.dep == "amod" and t.tag == "VBN") for t in stretch):
            return []
        return [Span(stretch[0].start, self._trimmed_end(stretch[-1].index))]

    def _behind_hearer(self, saying: Saying) -> int:
        """The position behind "to journalists", "told reporters"."""
        for child in self.grammar.children(saying.cue, "prep", "dative", "dobj"):
            heard = child.lower == "to" if child.dep != "dobj" else saying.cue.lemma == "tell"
            if heard and child.left_edge == saying.last:
                return child.right_edge + 1
        return saying.last

    def _quotation_behind(self, saying: Saying, after: int | None) -> Span | None:
        """The quotation that the cue introduces: right behind it, or behind a colon."""
        end = max(self.tokens[saying.last - 1].end, after or 0)
        limit = self.sentence_of(saying.cue).end
        for quotation in self._quotations:
            if quotation.start < end or quotation.start >= limit + 2:
                continue
            gap = self.text[end : quotation.start]
            if _ONLY_PUNCTUATION.fullmatch(gap) or gap.rstrip().endswith(":"):
                return quotation.span
            if len(gap) > _GAP or after is not None or ";" in gap:
                return None
            between = [t for t in self.tokens[saying.last :] if t.start < quotation.start and t.start >= end]
            if any(verb_cue(t) is not None or t.tag in {"VBD", "VBZ", "VBP"} for t in between):
                return None
            return quotation.span if quotation.start < limit else None
        return None

    def _before(self, saying: Saying, clause_start: int, *, wanted: bool, clause: bool) -> Span | None:
        """The content in front of speaker and cue: up to a comma or to closing quotation marks."""
        first = self.tokens[saying.first]
        quotation = self._quotation_before(first.start)
        if quotation is not None and quotation.end > clause_start:
            starts_inside = self.tokens[max(0, saying.first - 1)].sentence
            begin = (
                min(max(clause_start, 0), quotation.start)
                if not _opens(self.text, clause_start, quotation)
                else quotation.start
            )
            return Span(begin, quotation.end) if starts_inside >= 0 else None
        if not clause or not wanted:
            return None
        cue = saying.cue
        own = next((c for c in self.grammar.children(cue, "ccomp", "parataxis") if c.index < saying.first), None)
        head = self.grammar.head(cue)
        outer = cue.dep in {"parataxis", "ccomp", "dep", "conj", "advcl"} and head.index != cue.index
        previous = self.tokens[saying.first - 1] if saying.first > 0 else None
        comma = previous is not None and previous.text in {",", "—", "–", "--"} and previous.sentence == cue.sentence
        if own is None and not (comma and (outer or cue.dep in {"ROOT", "appos", "acl", "relcl"})):
            return None
        if previous is None or previous.start < clause_start:
            return None
        end = previous.start if previous.pos == "PUNCT" else previous.end
        if own is None and cue.dep == "parataxis" and head.index > cue.index:
            end = self._trimmed_end(head.right_edge)
        start = clause_start
        return Span(start, end) if end > start else None

    def _quotation_before(self, offset: int) -> Quotation | None:
        for quotation in reversed(self._quotations):
            if quotation.end <= offset:
                return quotation if _ONLY_PUNCTUATION.fullmatch(self.text[quotation.end : offset]) else None
        return None

    # ------------------------------------------------------------------ extending
    def _with_quotations(self, saying: Saying, span: Span) -> Span:
        behind = self._quotation_behind(saying, span.end)
        return self._whole_quotations(span if behind is None else span.cover(behind))

    def _whole_quotations(self, span: Span) -> Span:
        """No quotation is cut in two."""
        for quotation in self._quotations:
            if quotation.span.overlaps(span):
                span = span.cover(quotation.span)
        return span

    def _trimmed_end(self, last: int) -> int:
        """The end of the token at a position, without punctuation at the end of a sentence."""
        while (
            last > 0
            and self.tokens[last].pos == "PUNCT"
            and self.tokens[last].text in {".", ",", ";", ":", "!", "?", "-", "–"}
        ):
            last -= 1
        return self.tokens[last].end

    def quotes_in(self, span: Span) -> tuple[Span, ...]:
        """The verbatim words within a stretch, without their marks."""
        return tuple(q.inner for q in self._quotations if span.contains(q.span) and len(q.inner) > 0)


def _opens(text: str, clause_start: int, quotation: Quotation) -> bool:
    return not text[clause_start : quotation.start].strip()


def clause_starts(article_tokens: Sequence[Token], sentence: Sentence, offset: int) -> int:
    """Where the part of the sentence around an offset begins: behind the last semicolon, else at its start."""
    start = sentence.start
    for token in article_tokens[sentence.first : sentence.last]:
        if token.start >= offset:
            break
        if token.text == ";":
            start = token.end + 1
    return start
