"""What is said: the stretch of text that a cue governs."""

from __future__ import annotations

from functools import cache

from kg.extract.clauses import find_clause, quotation_behind
from kg.extract.cues import Cue, noun_cue
from kg.extract.stretches import Saying, Stretches
from kg.model.annotation import NameKind, Token
from kg.model.span import Span
from kg.resources import read_tsv

_RESPONSIBILITY = frozenset({"responsibility", "credit", "involvement", "blame"})
_TAKEN = frozenset({"life", "victim", "territory", "prize", "title", "land", "island"})  # "claimed 20 lives"
_PLEAS = frozenset({"guilty", "innocent"})
_LEADING = frozenset({"as", "for", "of", "on", "to", "against", "with", "about"})
_OF_SOMEBODY = frozenset({"charge", "credit"})
# "Confirmed him", "denied his appeal", "dismissed the case", "contested the seat": acts in office or on the way to one,
# no words on what is true.
_GRANTED = frozenset(
    """appeal plea request entry visa bail access permission motion right application petition asylum parole case
    lawsuit suit complaint charge custody admission clearance licence license loan citizenship nomination nominee
    appointment election seat vote race poll constituency presidency leadership primary mandate""".split()
)
_CHOSEN = frozenset({"nomination", "nominee", "appointment"})
_RULED_ON = frozenset({"deny", "dismiss", "confirm", "contest"})
_COUNTED = frozenset({"toll", "number", "count", "hundred", "dozen"})


def find_content(text: Stretches, saying: Saying, entry: Cue, *, clause_start: int) -> tuple[Span | None, str]:
    """The content and the name of the frame that it stands in; (None, "") where the words are no
    act of saying. `clause_start`: the offset where the part of the sentence begins that no earlier
    cue of the sentence has used."""
    for frame in _ORDER:
        if frame not in entry.frames:
            continue
        if frame in {"clause", "quote"}:
            span = find_clause(text, saying, entry, clause_start)
        else:
            span = _find_in_frame(text, saying, entry, frame)
        if span is not None:
            return span, frame
        if frame in {"comment", "responsible"}:
            return None, ""
    span = _behind_preposition(text, saying, entry)
    if span is not None:
        return _with_quotations(text, saying, span), "preposition"
    return (None, "none") if "none" in entry.frames else (None, "")


# "called it 'an outrage'" is no quotation of a whole saying, so what is called so comes before "quote".
_ORDER = (
    "comment",
    "responsible",
    "responsibility",
    "plea",
    "clause",
    "as",
    "quote",
    "speech",
    "object",
    "infinitive",
    "count",
)


def _find_in_frame(text: Stretches, saying: Saying, entry: Cue, frame: str) -> Span | None:
    if frame == "comment":
        return _comment(text, saying, entry)
    if frame == "responsible":
        return _responsible(text, saying)
    if frame == "plea":
        return _plea(text, saying)
    if frame == "responsibility":
        return _responsibility(text, saying)
    span = _stretch(text, _complements(text, saying, frame))
    if span is None and frame == "object":
        return _relative_object(text, saying)
    return None if span is None else _with_quotations(text, saying, span)


def _comment(text: Stretches, saying: Saying, entry: Cue) -> Span | None:
    """ "declined to comment", "refused to say who did it"."""
    children = text.grammar.children(saying.cue, "xcomp", "dobj")
    # "declined to be named" tells of a source, not of silence
    said = (c for c in children if c.lemma in entry.words and text.grammar.child(c, "auxpass") is None)
    return next((text.phrase(c) for c in said), None)


def _plea(text: Stretches, saying: Saying) -> Span | None:
    """ "pleaded guilty to the murder"."""
    words = [c for c in text.behind(saying) if c.dep in {"acomp", "oprd", "advmod", "xcomp"} and c.lower in _PLEAS]
    return text.phrase(words[0]) if words else None


def _responsible(text: Stretches, saying: Saying) -> Span | None:
    """ "held X responsible for"."""
    words = text.article.subtree(saying.cue)
    if any(t.index > saying.cue.index and t.lower in {"responsible", "accountable", "liable"} for t in words):
        return _stretch(text, [c for c in text.behind(saying) if c.dep in {"dobj", "oprd", "ccomp", "xcomp", "acomp"}])
    return None


def _responsibility(text: Stretches, saying: Saying) -> Span | None:
    """ "claimed responsibility", "took the blame"; "attacks claimed by X"."""
    cue = saying.cue
    for child in text.grammar.children(cue, "dobj", "nsubjpass"):
        if child.lemma in _RESPONSIBILITY and (child.lemma != "blame" or cue.lemma in {"accept", "take"}):
            return _with_deed(text, cue, text.phrase(child))
        told = (
            text.tokens[cue.index + 1].lower == "that"
        )  # "claimed that the attack was …", whatever the parser makes of it
        if cue.lemma == "claim" and child.dep == "dobj" and is_attack(child) and not told:
            return text.phrase(child)
    if cue.lemma != "claim" or not text.grammar.by_agent(cue) or text.grammar.child(cue, "ccomp", "xcomp"):
        return None
    claimed = text.grammar.subject(cue)
    if claimed is None or claimed.lemma in _TAKEN:
        return None
    return Span(text.tokens[claimed.left_edge].start, claimed.end)


def _with_deed(text: Stretches, cue: Token, said: Span) -> Span:
    """ "Took credit for the attack": the deed may hang on the verb."""
    for prep in text.grammar.children(cue, "prep"):
        if prep.start >= said.end and prep.lower in {"for", "in"}:
            return said.cover(text.phrase(prep))
    return said


@cache
def _attack_nouns() -> frozenset[str]:
    events = {row["word"] for row in read_tsv("attack_anaphors.tsv") if row["sort"] == "event"}
    crimes = {row["word"] for row in read_tsv("responsibility.tsv") if row["party"] == "crime"}
    return frozenset(events | crimes) - {"death", "loss", "tragedy", "disaster", "victim"}


def is_attack(noun: Token) -> bool:
    """Whether a noun is a word for an attack or a crime."""
    return noun.lemma.lower() in _attack_nouns()


def _stretch(text: Stretches, parts: list[Token]) -> Span | None:
    """From the first to the last of the phrases."""
    if not parts:
        return None
    first, last = min(p.left_edge for p in parts), max(p.right_edge for p in parts)
    return Span(text.tokens[first].start, text.trimmed_end(last))


def _complements(text: Stretches, saying: Saying, frame: str) -> list[Token]:
    """The dependants of the cue that are its content in a frame; empty where the frame does not fit."""
    behind = text.behind(saying)
    objects = [c for c in behind if c.dep in {"dobj", "oprd", "attr", "acomp"}]
    passive = list(text.grammar.children(saying.cue, "nsubjpass"))
    clauses = [c for c in behind if c.dep in {"xcomp", "ccomp"}]
    if frame == "as":
        return passive + objects + clauses + _named_so(behind) if _is_naming(text, objects, behind) else []
    if frame == "infinitive":
        to = any(a.lower == "to" for c in clauses for a in text.grammar.children(c, "aux"))
        return objects + clauses if to else []
    if frame == "speech":
        return objects + passive if any(noun_cue(c) is not None for c in objects + passive) else []
    if frame == "count":
        counted = any(t.pos == "NUM" or t.lemma in _COUNTED for c in objects for t in text.article.subtree(c))
        return objects + [c for c in behind if c.dep == "prep" and c.lower in {"at", "in"}] if counted else []
    if saying.cue.lemma in _RULED_ON and any(_is_ruled_on(text, saying.cue, c) for c in (*objects, *passive)):
        return []
    leading = [c for c in behind if c.dep == "prep" and c.lower in _LEADING]
    return passive + objects + leading + clauses if objects or passive else []


def _is_ruled_on(text: Stretches, cue: Token, told: Token) -> bool:
    if cue.lemma == "confirm":
        name = text.grammar.name_at(told)
        if told.lower in {"him", "her"} or (name is not None and name.kind is NameKind.PERSON):
            return True
        if told.lemma not in _CHOSEN:
            return False
    return told.lemma in _GRANTED and not any(prep in {"of", "that"} for prep, _ in text.grammar.prepositions(told))


def _relative_object(text: Stretches, saying: Saying) -> Span | None:
    """ "A charge X denies", "a killing that X condemned": the noun before a relative clause."""
    cue, own = saying.cue, text.grammar.child(saying.cue, "nsubj")
    if cue.dep != "relcl" or own is None or own.tag in {"WDT", "WP"} or own.lower == "that":
        return None
    phrase = text.grammar.noun_phrase(text.grammar.head(cue))
    for prep in text.grammar.children(cue, "prep"):  # "whom prosecutors accuse of shooting two men"
        if prep.index > cue.index and prep.lower in _LEADING:
            phrase = phrase.cover(text.phrase(prep))
    return phrase


def _named_so(behind: list[Token]) -> list[Token]:
    """What something is called: a second object, an adjective, a phrase with "as"."""
    return [c for c in behind if c.dep in {"oprd", "acomp", "attr"} or (c.dep == "prep" and c.lower == "as")]


def _is_naming(text: Stretches, objects: list[Token], behind: list[Token]) -> bool:
    quoted = any(t.text in {'"', "“"} for c in objects for t in text.article.subtree(c))
    two = sum(c.dep == "dobj" for c in objects) > 1
    small_clause = any(c.dep in {"ccomp", "xcomp"} and c.pos in {"NOUN", "PROPN", "ADJ"} for c in behind)
    return bool(_named_so(behind)) or quoted or two or small_clause


def _behind_preposition(text: Stretches, saying: Saying, entry: Cue) -> Span | None:
    for clause in text.grammar.children(saying.cue, "advcl"):  # "called for it to be investigated"
        if any(m.lower in entry.words for m in text.grammar.children(clause, "mark")):
            return text.phrase(clause)
    for child in text.grammar.children(saying.cue, "prep", "prt", "advmod"):
        if child.index < saying.cue.index or child.lower not in entry.words:
            continue
        prep = child
        if child.dep != "prep":  # "spoke out against"
            after = (c for c in text.grammar.children(saying.cue, "prep") if c.index > child.index)
            prep = next(after, child)
        if prep.dep == "prep":
            charged = text.grammar.child(saying.cue, "dobj", "nsubjpass") if prep.lower == "with" else None
            if charged is None and saying.cue.lemma in _OF_SOMEBODY:
                return None  # "Student charged with", a headline's passive
            first = text.tokens[min(prep.index + 1, prep.right_edge) if charged is None else charged.left_edge]
            last = _last_of_purpose(text, saying.cue, prep)
            return Span(first.start, max(first.end, text.trimmed_end(last)))
    return None


def _last_of_purpose(text: Stretches, cue: Token, prep: Token) -> int:
    """The last token of "on the ministry to help": what somebody is called on to do stands behind the phrase."""
    for clause in text.grammar.children(cue, "xcomp", "advcl", "ccomp"):
        to = any(c.tag == "TO" for c in text.grammar.children(clause, "aux"))
        if to and clause.left_edge == prep.right_edge + 1:
            return clause.right_edge
    return prep.right_edge


def _with_quotations(text: Stretches, saying: Saying, span: Span) -> Span:
    behind = quotation_behind(text, saying, span.end)
    return text.whole_quotations(span if behind is None else span.cover(behind))


def clause_or_phrase(text: Stretches, adjective: Token, verb: Token, entry: Cue) -> Span | None:
    """What follows an adjective of saying: a clause ("adamant that …") or a preposition ("critical of")."""
    for carrier in (adjective, verb):
        for child in text.grammar.children(carrier):
            if child.index < adjective.index:
                continue
            marked = any(m.lower == "that" for m in text.grammar.children(child, "mark"))
            finite = child.dep == "ccomp" and (marked or text.grammar.child(child, "nsubj", "nsubjpass") is not None)
            if ("clause" in entry.frames and finite) or (child.dep == "prep" and child.lower in entry.words):
                phrase = text.phrase(child)
                if child.dep == "prep" and child.right_edge > child.index:
                    phrase = Span(text.tokens[child.index + 1].start, phrase.end)
                return text.whole_quotations(phrase)
    return None
