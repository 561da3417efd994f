"""Finds the speakers of a reporting verb: by the parse, and by position where the parse goes astray.

Parsers trip over the order "…, said the official" and "…, the official said": they take the
inverted subject for an object, or the name before the verb for an apposition. A speaker right
behind or right before the verb, set off by a comma or closing quotation marks, is then read by
position.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract.cues import Cue, lemma_of, noun_sort
from kg.extract.grammar import Grammar
from kg.extract.speakers import author_of, can_speak, is_document, is_first_person
from kg.model.annotation import NameKind, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_PLAIN_SPEECH = frozenset({"say", "tell", "add", "report", "announce", "state", "warn", "claim"})
_INVERTING = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_QUOTE_MARKS = frozenset({'"', "”", "“", "''", "'", "’", "»"})
_REACH = 12  # tokens behind an inverted verb within which its subject's head stands


def find_speakers(grammar: Grammar, verb: Token, entry: Cue) -> list[Token]:
    """The heads of the phrases for those who say it; empty where nobody is named. Those who speak
    of themselves inside a quotation ("we condemn …") are left to the quotation's own speaker."""
    found = _by_parse(grammar, verb)
    if "clause" in entry.frames or "quote" in entry.frames:
        inverted = _inverted(grammar, verb) if "inverts" in entry.frames else []
        found = inverted or found or _set_off_before(grammar, verb) or _unlisted(grammar, verb)
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


def _author(grammar: Grammar, head: Token) -> Token:
    """Behind "a statement by X" X, else the head itself."""
    return (author_of(grammar, head, by_verb=head.dep == "nsubjpass") or head) if is_document(grammar, head) else head


def _by_parse(grammar: Grammar, verb: Token) -> list[Token]:
    if _is_passive(grammar, verb):
        return everyone(grammar, grammar.by_agent(verb))
    subjects = list(grammar.children(verb, "nsubj"))
    # "Quoting an official, the Daily Post said": of two subjects the nearer one
    subject = subjects[-1] if len(subjects) > 1 else grammar.subject(verb)
    if subject is not None and is_document(grammar, subject) and verb.dep in {"acl", "relcl"}:
        subject = author_of(grammar, subject) or subject
    return [] if subject is None else everyone(grammar, [_author(grammar, subject)])


def _is_passive(grammar: Grammar, verb: Token) -> bool:
    if grammar.is_passive(verb):
        return True
    # "the group, also called the Front": a bare participle is never the active verb of its clause
    if grammar.child(verb, "nsubj") is not None or any(c.lemma == "have" for c in grammar.children(verb, "aux")):
        return False
    if verb.tag == "VBD" and verb.dep == "dep" and verb.index > 0:
        return grammar.tokens[verb.index - 1].pos in {"ADV", "PUNCT"}
    return verb.tag == "VBN" or (verb.tag == "VBD" and verb.dep in {"advcl", "acl"})


def _inverted(grammar: Grammar, verb: Token) -> list[Token]:
    """ "…," said the official: the noun phrase right behind the verb, when what is said stands before."""
    if verb.tag not in _INVERTING or verb.index == 0 or not _comes_after_words(grammar, verb):
        return []
    head = _phrase_behind(grammar, verb)
    if (
        head is None
        or not can_speak(grammar, head)
        or any(c.index > head.index for c in grammar.children(verb, "ccomp"))
    ):
        return []
    own = grammar.child(verb, "nsubj")
    if own is not None and own.index > verb.index:
        return everyone(grammar, [_author(grammar, own)])
    if own is not None and own.right_edge == verb.index - 1 and own.pos != "PRON" and not _comma_before(grammar, verb):
        return []
    return everyone(grammar, [_author(grammar, head)])


def _comes_after_words(grammar: Grammar, verb: Token) -> bool:
    before = grammar.tokens[verb.index - 1]
    return before.sentence == verb.sentence and (before.text in {",", ";"} or before.text in _QUOTE_MARKS)


def _comma_before(grammar: Grammar, verb: Token) -> bool:
    return grammar.tokens[verb.index - 1].pos == "PUNCT"


def _phrase_behind(grammar: Grammar, verb: Token) -> Token | None:
    """The head of the noun phrase that begins right behind a verb."""
    first = verb.index + 1
    sentence = grammar.annotated.sentences[verb.sentence]
    if first >= sentence.last or grammar.tokens[first].dep in {"npadvmod", "advmod", "mark", "prep"}:
        return None
    for token in grammar.tokens[first : min(first + _REACH, sentence.last)]:
        if token.pos == "PUNCT" and token.text not in {"-", "'", "’", "."}:
            return None
        if token.pos in {"VERB", "AUX"} and token.index != first:
            return None
        name = grammar.name_at(token)
        if name is not None and name.kind is NameKind.PERSON:
            return grammar.tokens[name.head]
        inside = token.dep in {"compound", "nmod", "poss", "amod", "npadvmod"} and token.head > token.index
        if token.pos in _NOMINAL and not inside and not _title_of_name(grammar, token):
            return token
    return None


def _title_of_name(grammar: Grammar, token: Token) -> bool:
    """ "Minister of Information Peter Smith": the parser hangs the post before the name."""
    return token.dep in {"nmod", "pobj"} and any(
        grammar.tokens[i].dep == "nmod" and grammar.tokens[i].head > token.index
        for i in range(max(0, token.index - 3), token.index + 1)
    )


def _set_off_before(grammar: Grammar, verb: Token) -> list[Token]:
    """ "…, an unnamed official said": the noun phrase between a comma and a verb without a subject."""
    if verb.tag not in _FINITE or verb.index == 0 or _is_passive(grammar, verb):
        return []
    best: Token | None = None
    last = verb.index - 1
    for token in [grammar.tokens[last], *grammar.annotated.ancestors(grammar.tokens[last])]:
        if token.right_edge != last:
            break
        before = grammar.tokens[token.left_edge - 1] if token.left_edge > 0 else None
        opens = before is None or before.sentence != token.sentence or before.text in {",", ";"} | _QUOTE_MARKS
        if token.pos in _NOMINAL and opens:
            best = token
    return everyone(grammar, [_author(grammar, best)]) if best is not None else []


def _unlisted(grammar: Grammar, verb: Token) -> list[Token]:
    """A plain verb of saying with a clause makes a speaker of any noun: "a placard said that …"."""
    own = grammar.child(verb, "nsubj")
    if own is None or lemma_of(verb) not in _PLAIN_SPEECH or own.pos not in {"NOUN", "PROPN"}:
        return []
    return [own] if grammar.child(verb, "ccomp") is not None else []
