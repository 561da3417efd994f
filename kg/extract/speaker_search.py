"""Finds the speakers of a reporting verb: by the parse, and by position where the parse goes astray."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract.cues import Cue, lemma_of, noun_sort
from kg.extract.grammar import Grammar
from kg.extract.speaker_position import inverted_speaker, speaker_set_off
from kg.extract.speakers import author_of, can_speak, is_document, is_first_person
from kg.model.annotation import NameKind, Token

# Verbs of which only somebody, or words that somebody wrote, can be the subject.
_OF_SPEAKERS = frozenset(
    """say tell add report announce state warn claim believe think hope fear doubt allege argue insist complain contend
    assert lament deny acknowledge admit concede explain assure stress emphasize emphasise reiterate declare vow promise
    pledge testify predict recall remark boast joke swear wonder speculate reply conclude""".split()
)
_QUOTING = frozenset({"quote", "cite"})
_PARTICIPLES = frozenset({"sworn", "shown", "given", "written", "spoken", "sung"})
_LEADING_GERUND = frozenset({"by", "in", "before", "after", "while", "when", "upon"})


def find_speakers(grammar: Grammar, verb: Token, entry: Cue) -> list[Token]:
    """The heads of the phrases for those who say it; empty where nobody is named. Those who speak
    of themselves inside a quotation ("we condemn …") are left to the quotation's own speaker."""
    found = _by_parse(grammar, verb)
    if "clause" in entry.frames or "quote" in entry.frames:
        inverted = _heads(grammar, inverted_speaker(grammar, verb) if "inverts" in entry.frames else None)
        found = inverted or found or _unlisted(grammar, verb)
    if not found and not grammar.is_passive(verb):
        found = _heads(grammar, speaker_set_off(grammar, verb))
    quoted = grammar.annotated.quotation_at(verb.start) is not None
    return [s for s in found if not (quoted and is_first_person(s))]


def everyone(grammar: Grammar, heads: Iterable[Token]) -> list[Token]:
    """The heads with all that are coordinated with them, those too that the parser takes for
    appositions: "A, Pope B and C"."""
    found: dict[int, Token] = {}
    for head in heads:
        for part in grammar.conjuncts(head):
            found.setdefault(part.index, part)
            for other in _apposed(grammar, part):
                found.setdefault(other.index, other)
    return [t for i in sorted(found) if can_speak(grammar, t := found[i]) and not _is_title(grammar, t)]


def _is_title(grammar: Grammar, noun: Token) -> bool:
    """ "Retired agent and bomb expert Karin Holt": one person with two titles, not two speakers."""
    if noun.tag != "NN" or grammar.name_at(noun) is not None or grammar.child(noun, "det", "poss") is not None:
        return False
    other = grammar.child(noun, "conj")
    name = grammar.name_at(other) if other is not None else None
    return noun_sort(noun.lemma) == "person" and name is not None and name.kind is NameKind.PERSON


def _apposed(grammar: Grammar, part: Token) -> Iterator[Token]:
    name = grammar.name_at(part)
    for other in grammar.children(part, "appos"):
        second = grammar.name_at(other)
        if name is not None and second is not None and name.kind is NameKind.PERSON is second.kind:
            yield from grammar.conjuncts(other)
        else:  # "the news firm Saba and Mr Lund"; but not "Mr Lund, a lawyer and member of parliament"
            yield from (c for c in grammar.conjuncts(other)[1:] if grammar.name_at(c) is not None)


def _heads(grammar: Grammar, head: Token | None) -> list[Token]:
    return [] if head is None else everyone(grammar, [_author(grammar, head)])


def _author(grammar: Grammar, head: Token) -> Token:
    """Behind "a statement by X" X, else the head itself."""
    return (author_of(grammar, head, by_verb=head.dep == "nsubjpass") or head) if is_document(grammar, head) else head


def _by_parse(grammar: Grammar, verb: Token) -> list[Token]:
    if _is_passive(grammar, verb):
        return everyone(grammar, grammar.by_agent(verb)) or _author_of_text(grammar, verb)
    quoted = _quoted_one(grammar, verb)
    if quoted is not None:
        return _heads(grammar, quoted)
    subjects = list(grammar.children(verb, "nsubj"))
    # "Quoting an official, the Daily Post said": of two subjects the nearer one
    subject = subjects[-1] if len(subjects) > 1 else grammar.subject(verb)
    if subject is not None and is_document(grammar, subject) and verb.dep in {"acl", "relcl"}:
        subject = author_of(grammar, subject) or subject
    if subject is None and verb.dep == "pcomp":
        subject = _subject_of_gerund(grammar, verb)
    found = _heads(grammar, subject)
    clause_behind = subject is not None and verb.dep in {"acl", "relcl"} and subject.index < verb.index
    return [s for s in found if not clause_behind or s.index < verb.index]  # "X, who pleaded guilty, and Y, …"


def _quoted_one(grammar: Grammar, verb: Token) -> Token | None:
    """ "The paper quoted X as saying", "X was cited as saying": X says it, and not who quotes X."""
    prep = grammar.head(verb)
    governor = grammar.head(prep)
    if verb.tag != "VBG" or prep.lower != "as" or lemma_of(governor) not in _QUOTING:
        return None
    if grammar.is_passive(governor):
        return grammar.subject(governor)
    return grammar.child(governor, "dobj")


def _author_of_text(grammar: Grammar, verb: Token) -> list[Token]:
    """ "In a letter sent by the mayor, residents were urged to stay": who wrote what the passive stands in."""
    if verb.dep != "ROOT":
        return []
    texts = [part for prep, part in grammar.prepositions(verb) if prep == "in" and is_document(grammar, part)]
    authors = [author_of(grammar, text, by_verb=False) for text in texts]
    return everyone(grammar, [a for a in authors if a is not None])


def _subject_of_gerund(grammar: Grammar, verb: Token) -> Token | None:
    """ "She was quick in blaming X": the subject of the predicate that the gerund belongs to."""
    prep = grammar.head(verb)
    predicate = grammar.head(prep)
    if prep.lower not in _LEADING_GERUND or predicate.dep not in {"acomp", "attr", "dobj", "advmod"}:
        return None
    return grammar.subject(grammar.head(predicate))


def _is_passive(grammar: Grammar, verb: Token) -> bool:
    if grammar.is_passive(verb):
        return True
    if verb.lower in _PARTICIPLES and grammar.child(verb, "aux") is None:
        return True  # "New governor sworn"
    # "the group, also called the Front": a bare participle is never the active verb of its clause
    if grammar.child(verb, "nsubj") is not None or any(c.lemma == "have" for c in grammar.children(verb, "aux")):
        return False
    if verb.tag == "VBD" and verb.dep == "dep" and verb.index > 0:
        return grammar.tokens[verb.index - 1].pos in {"ADV", "PUNCT"}
    return verb.tag == "VBN" or (verb.tag == "VBD" and verb.dep in {"advcl", "acl"})


def _unlisted(grammar: Grammar, verb: Token) -> list[Token]:
    """A plain verb of saying with a clause makes a speaker of any noun: "a placard said that …"."""
    own = grammar.child(verb, "nsubj")
    if own is None or lemma_of(verb) not in _OF_SPEAKERS or own.pos not in {"NOUN", "PROPN"}:
        return []
    return [own] if grammar.child(verb, "ccomp") is not None else []
