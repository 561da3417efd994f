"""What is said in clauses and quotations: behind the cue, in front of it, around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.channels import channel_of
from kg.extract.cues import Cue, noun_cue, verb_cue
from kg.extract.stretches import Saying, Stretches
from kg.model.annotation import Quotation, Token
from kg.model.span import Span

_ONLY_PUNCTUATION = re.compile(r"[\s,:;–—-]*")
_GAP = 120  # characters between a cue and the quotation that it introduces, at most
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_VERBAL = _FINITE | {"VB"}
_TO_HEARERS = frozenset({"tell", "inform", "assure", "remind", "warn", "reassure", "notify", "brief", "ask", "advise"})
_OUTER = frozenset({"parataxis", "ccomp", "dep", "conj", "advcl"})


def find_clause(text: Stretches, saying: Saying, entry: Cue, clause_start: int) -> Span | None:
    """The clauses and quotations of a saying as one stretch. `clause_start`: the offset where the
    part of the sentence begins that no earlier cue has used."""
    clauses = "clause" in entry.frames
    parts = list(_clauses_behind(text, saying, entry)) if clauses else []
    behind = quotation_behind(text, saying, parts[-1].end if parts else None)
    if behind is not None:
        parts.append(behind)
    before = _quotation_before(text, saying, clause_start, alone=not parts)
    if before is None and clauses and not parts:
        before = _clause_beside_as(text, saying) or _words_before(text, saying, entry, clause_start)
    if before is not None:
        parts.append(before)
    if not parts:
        return None
    span = parts[0]
    for part in parts[1:]:
        span = span.cover(part)
    return text.whole_quotations(span)


def _clauses_behind(text: Stretches, saying: Saying, entry: Cue) -> Iterator[Span]:
    found = [*_complement_clauses(text, saying, entry), *_clauses_of_text(text, saying)]
    if not found and "rest" in entry.frames:
        found += _rest_of_clause(text, saying)
    yield from found


def _complement_clauses(text: Stretches, saying: Saying, entry: Cue) -> Iterator[Span]:
    for child in text.behind(saying):
        apart = text.tokens[child.left_edge - 1].pos == "PUNCT"  # "described it as vile, calling her …"
        gerund = child.dep in {"xcomp", "advcl"} and child.tag == "VBG" and "gerund" in entry.frames and not apart
        asked = child.dep == "advcl" and any(m.lower in {"if", "whether"} for m in text.grammar.children(child, "mark"))
        # "…, which officials said was empty": the clause's subject stands before the cue
        start = max(child.left_edge, saying.last)
        while start < child.index and text.tokens[start].text == ",":
            start += 1
        if "that" in entry.frames and not _is_full_clause(text, child):
            continue
        if (child.dep == "ccomp" or gerund or (asked and "question" in entry.frames)) and start <= child.right_edge:
            yield Span(text.tokens[start].start, text.trimmed_end(child.right_edge))


def _clause_beside_as(text: Stretches, saying: Saying) -> Span | None:
    """ "As the Post noted, the mayor resigned": what somebody said is the clause that "as" belongs to."""
    cue = saying.cue
    mark = text.grammar.child(cue, "mark")
    if mark is None or mark.lower != "as" or mark.index != cue.left_edge or cue.dep != "advcl":
        return None
    if (
        cue.tag not in _FINITE
        or text.grammar.child(cue, "aux") is not None
        or any(c.dep == "prep" for c in text.behind(saying))
    ):
        return None
    sentence, behind = text.sentence_of(cue), text.tokens[_behind_hearer(text, saying) : text.sentence_of(cue).last]
    if mark.index == sentence.first and len(behind) > 1 and behind[0].text == ",":
        return Span(behind[1].start, text.trimmed_end(sentence.last - 1))
    return None


def _is_full_clause(text: Stretches, clause: Token) -> bool:
    """ "found that it was empty", not "found it empty"."""
    parts = [clause, *text.grammar.children(clause, "aux", "auxpass")]
    return any(t.tag in _FINITE for t in parts) or text.grammar.child(clause, "mark") is not None


def _clauses_of_text(text: Stretches, saying: Saying) -> Iterator[Span]:
    """ "said in a statement that …": the parser hangs the clause on the statement; "said at the start
    of the trial that …": on the last noun, as a relative clause to which "that" is nothing."""
    for _, noun in text.grammar.prepositions(saying.cue):
        if noun.index < saying.cue.index:
            continue
        of_text = noun_cue(noun) is not None or channel_of(noun) is not None
        nouns = [noun] if of_text else [noun, *(part for _, part in text.grammar.prepositions(noun))]
        for clause in (c for n in nouns for c in text.grammar.children(n, "acl", "ccomp", "relcl")):
            if (of_text or clause.dep == "relcl") and any(
                m.lower == "that" for m in text.grammar.children(clause, "mark", "advmod")
            ):
                yield text.phrase(clause)


def _rest_of_clause(text: Stretches, saying: Saying) -> list[Span]:
    """Where the parser finds no clause behind "said" but a finite verb follows: the words up to
    the end of the sentence or the next semicolon."""
    if saying.speaker is not None and saying.speaker.index > saying.cue.index:
        return []
    stretch: list[Token] = []
    for token in text.tokens[_behind_hearer(text, saying) : text.sentence_of(saying.cue).last]:
        if token.text == ";":
            break
        stretch.append(token)
    if not stretch or stretch[0].pos in {"PUNCT", "ADP", "CCONJ", "SCONJ"}:
        return []
    if stretch[0].dep == "npadvmod" and text.grammar.name_at(stretch[0]) is None:
        return []
    if not any(t.tag in _FINITE or (t.dep == "amod" and t.tag == "VBN") for t in stretch):
        return []
    return [Span(stretch[0].start, text.trimmed_end(stretch[-1].index))]


def _behind_hearer(text: Stretches, saying: Saying) -> int:
    """The position behind "to journalists", "told reporters"."""
    for child in text.grammar.children(saying.cue, "prep", "dative", "dobj"):
        heard = child.lower == "to" if child.dep != "dobj" else saying.cue.lemma == "tell"
        if heard and child.left_edge == saying.last:
            # "told detectives he saw it": for the parser a relative clause of the detectives
            clause = text.grammar.child(child, "relcl") if child.dep == "dobj" else None
            return child.right_edge + 1 if clause is None else max(clause.left_edge, child.index + 1)
    return saying.last


def quotation_behind(text: Stretches, saying: Saying, after: int | None) -> Span | None:
    """The quotation that the cue introduces: right behind it, or behind a colon. `after`: the end
    of content that stands there already."""
    end = max(text.tokens[saying.last - 1].end, after or 0)
    limit = text.sentence_of(saying.cue).end
    quotation = next((q for q in text.quotations if end <= q.start < limit + 2), None)
    if quotation is None:
        return None
    gap = text.text[end : quotation.start]
    if _ONLY_PUNCTUATION.fullmatch(gap) or gap.rstrip().endswith(":"):
        return quotation.span
    if len(gap) > _GAP or after is not None or ";" in gap or quotation.start >= limit:
        return None
    between = [
        t for t in text.tokens[saying.last : text.sentence_of(saying.cue).last] if end <= t.start < quotation.start
    ]
    if any(verb_cue(t) is not None or t.tag in _FINITE - {"MD"} for t in between):
        return None
    return quotation.span


def _quotation_before(text: Stretches, saying: Saying, clause_start: int, *, alone: bool) -> Span | None:
    """The quotation that ends right before speaker and cue, with the words before it in the sentence.
    `alone`: nothing else was said, so that the quotation may stand in the sentence before."""
    first = text.tokens[saying.first]
    quotation = next((q for q in reversed(text.quotations) if q.end <= first.start), None)
    if quotation is None or not _closes_at(text, quotation, first.start):
        return None
    if quotation.end <= clause_start:
        # the sentence splitter may part "…," from "she said"
        return quotation.span if alone and _leads_on(text, quotation, saying) else None
    led_in = clause_start < quotation.start and bool(text.text[clause_start : quotation.start].strip())
    return Span(clause_start if led_in else quotation.start, quotation.end)


def _leads_on(text: Stretches, quotation: Quotation, saying: Saying) -> bool:
    """Whether "he told the crowd" closes the sentence that a quotation in the same paragraph began."""
    first = text.tokens[saying.first]
    last = text.text[quotation.inner.end - 1 : quotation.inner.end]
    same_line = "\n" not in text.text[quotation.end : first.start]
    objects = saying.cue.lemma != "tell" and any(c.dep in {"dobj", "oprd", "ccomp"} for c in text.behind(saying))
    more = any(c.dep != "punct" for c in text.behind(saying))
    ends = ",!?" if more else ",!?."  # "…." Holt said.
    return last in ends and same_line and not objects and saying.first == text.sentence_of(first).first


def _closes_at(text: Stretches, quotation: Quotation, offset: int) -> bool:
    return _ONLY_PUNCTUATION.fullmatch(text.text[quotation.end : offset]) is not None


def _words_before(text: Stretches, saying: Saying, entry: Cue, clause_start: int) -> Span | None:
    """The words in front of speaker and cue, up to a comma; the whole clause around a saying that
    is set into it between commas."""
    cue, previous = saying.cue, text.tokens[saying.first - 1] if saying.first > 0 else None
    if previous is None or previous.start < clause_start:
        return None
    if any(c.lower != "it" for c in text.grammar.children(cue, "nsubjpass")):
        return None  # "he was found by search crews" is no finding that something is so
    objects = any(c.dep == "dobj" for c in text.behind(saying))
    if objects and ("object" in entry.frames or cue.lemma not in _TO_HEARERS):
        return None  # "On Monday, X proposed a law": the object is what was said
    if any(c.dep == "xcomp" and c.left_edge == saying.last for c in text.behind(saying)):
        return None  # "In the office, everyone has agreed to leave", "predicted to win"
    if any(c.tag == "WRB" for c in text.grammar.children(cue, "advmod")):
        return None  # "the last was in May, when the police found a bomb"
    own = any(c.index < saying.first for c in text.grammar.children(cue, "ccomp", "parataxis"))
    head = text.grammar.head(cue)
    set_in = cue.dep in {"ROOT", "appos", "acl", "relcl"} or (cue.dep in _OUTER and head.index != cue.index)
    comma = previous.text in {",", "—", "–", "--"} and previous.sentence == cue.sentence
    if not own and not (comma and set_in):
        return None
    end = previous.start if previous.pos == "PUNCT" else previous.end
    if not own and cue.dep == "parataxis" and head.index > cue.index:
        end = text.trimmed_end(head.right_edge)
    sentence = text.sentence_of(cue)
    if any(
        t.tag in _VERBAL and t.start < end
        for t in text.tokens[sentence.first : saying.first]
        if t.start >= clause_start
    ):
        return Span(clause_start, end)
    # "At best, they write, the change has failed": the verb stands behind the saying
    rest = text.tokens[_behind_hearer(text, saying) : sentence.last]
    if own or not rest or rest[0].text != "," or not any(t.tag in _FINITE for t in rest):
        return None
    return Span(clause_start, text.trimmed_end(sentence.last - 1))
