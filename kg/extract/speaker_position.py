"""Finds the speaker of a reporting verb by its position, where the parse goes astray.

Parsers trip over the order "…, said the official" and "…, the official said": they take the
inverted subject for an object, or the name before the verb for an apposition. A speaker right
behind or right before the verb, set off by a comma or closing quotation marks, is then read by
position.
"""

from __future__ import annotations

from kg.extract.grammar import Grammar
from kg.extract.speakers import can_speak
from kg.model.annotation import NameKind, NameMention, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_INVERTING = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_QUOTE_MARKS = frozenset({'"', "”", "“", "''", "'", "’", "»"})
_RELATIVE = frozenset({"who", "which", "whose", "whom"})
_NAMED = frozenset({NameKind.PERSON, NameKind.ORGANISATION})
_REACH = 12  # tokens behind an inverted verb within which its subject's head stands


def inverted_speaker(grammar: Grammar, verb: Token) -> Token | None:
    """ "…," said the official: the noun phrase right behind the verb, when what is said stands before."""
    if verb.tag not in _INVERTING or verb.index == 0 or not _comes_after_words(grammar, verb):
        return None
    head = _phrase_behind(grammar, verb)
    if (
        head is None
        or not can_speak(grammar, head)
        or any(c.index > head.index for c in grammar.children(verb, "ccomp"))
    ):
        return None
    own = grammar.child(verb, "nsubj")
    if own is not None and own.index > verb.index:
        return own
    if own is not None and own.right_edge == verb.index - 1 and own.pos != "PRON" and not _comma_before(grammar, verb):
        return None
    return head


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


def speaker_set_off(grammar: Grammar, verb: Token) -> Token | None:
    """The phrase before a verb that the parser gave no subject: "…, an unnamed official said",
    "the head of the union, Karin Holt, said", "Karin Holt, who saw it, said"."""
    participle = verb.tag == "VBN" and verb.dep == "acl" and grammar.head(verb).dep == "ROOT"
    if (verb.tag not in _FINITE and not participle) or verb.index == 0 or grammar.child(verb, "nsubj") is not None:
        return None
    before = grammar.tokens[verb.index - 1]
    if before.sentence != verb.sentence:
        return None
    if before.text != ",":
        return None if participle else _opened_by_comma(grammar, before)
    if before.index == 0:
        return None
    return _before_relative(grammar, before) or _between_commas(grammar, before)


def _opened_by_comma(grammar: Grammar, last: Token) -> Token | None:
    """The noun phrase that a comma opens and the token closes."""
    best: Token | None = None
    for token in [last, *grammar.annotated.ancestors(last)]:
        if token.right_edge != last.index:
            break
        before = grammar.tokens[token.left_edge - 1] if token.left_edge > 0 else None
        opens = before is None or before.sentence != token.sentence or before.text in {",", ";"} | _QUOTE_MARKS
        if token.pos in _NOMINAL and opens:
            best = token
    return best


def _between_commas(grammar: Grammar, comma: Token) -> Token | None:
    """ "…, Karin Holt, said": the name between commas; "Karin Holt, a teacher from X, said": the name
    before the description between commas."""
    name = _name_ending_at(grammar, comma.index - 1)
    if name is not None and name.kind is NameKind.PERSON:
        return grammar.tokens[name.head]
    opening = next((t for t in reversed(_sentence_before(grammar, comma)) if t.text == ","), None)
    if opening is None or any(t.pos in {"VERB", "AUX"} for t in grammar.tokens[opening.index : comma.index]):
        return None
    named = _name_ending_at(grammar, opening.index - 1)
    return grammar.tokens[named.head] if named is not None and named.kind is NameKind.PERSON else None


def _before_relative(grammar: Grammar, comma: Token) -> Token | None:
    """ "Karin Holt, meanwhile, who saw it, said": the name before a relative clause that ends at the comma."""
    before = _sentence_before(grammar, comma)
    pronoun = next((t for t in reversed(before) if t.lower in _RELATIVE), None)
    if pronoun is None or pronoun.index == 0 or grammar.tokens[pronoun.index - 1].text != ",":
        return None
    last = pronoun.index - 2
    if last > 1 and grammar.tokens[last].pos == "ADV" and grammar.tokens[last - 1].text == ",":
        last -= 2
    name = _name_ending_at(grammar, last)
    if name is None:
        return grammar.tokens[last] if last >= 0 and grammar.tokens[last].pos == "PROPN" else None
    return grammar.tokens[name.head] if name.kind in _NAMED else None


def _name_ending_at(grammar: Grammar, position: int) -> NameMention | None:
    name = grammar.name_at(grammar.tokens[position]) if position >= 0 else None
    return name if name is not None and name.last == position + 1 else None


def _sentence_before(grammar: Grammar, token: Token) -> tuple[Token, ...]:
    return grammar.tokens[grammar.annotated.sentences[token.sentence].first : token.index]
