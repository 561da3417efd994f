"""How many people a noun phrase stands for."""

from __future__ import annotations

from functools import cache

from kg.extract.grammar import Grammar
from kg.extract.numbers import add_counts, read_count
from kg.model.annotation import NameKind, Token
from kg.model.fact import Count
from kg.model.span import Span
from kg.resources import read_tsv

_NOBODY = frozenset({"nobody", "none"})
_ANYBODY = frozenset({"one", "people", "person", "persons", "body", "lives"})
_ONE = frozenset({"a", "an", "one", "another"})
_TOTALS = frozenset({"total", "number", "group", "combination", "mixture"})
_REACH = 10  # words of a noun phrase in front of its head
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON", "ADJ", "X"})


def count_people(grammar: Grammar, head: Token) -> tuple[Count, Span] | None:
    """The number of people in a noun phrase and what is coordinated with it, with the words that say it.

    "Two soldiers and a civilian" are three. None where the number is vague and where the phrase is
    about something else than people.
    """
    if head.lemma.lower() in _TOTALS and not read_count([t.lower for t in _modifiers(grammar, head)]):
        inner = next((part for word, part in grammar.prepositions(head) if word == "of"), None)
        return None if inner is None else count_people(grammar, inner)
    counts: list[Count] = []
    single = 0
    span: Span | None = None
    for part in grammar.conjuncts(head):
        if _is_verbal(grammar, part):
            break
        found = _count_part(grammar, part)
        if found is None and _is_one(grammar, part):
            single += 1
        elif found is None:
            return None
        else:
            counts.append(found)
        span = _words(grammar, part) if span is None else span.cover(_words(grammar, part))
    if not counts or span is None:
        return None
    return add_counts([*counts, *([Count(minimum=single, maximum=single)] if single else [])]), span


def _is_verbal(grammar: Grammar, part: Token) -> bool:
    return part.pos in {"VERB", "AUX"} or grammar.child(part, "nsubj", "nsubjpass") is not None


def _count_part(grammar: Grammar, head: Token) -> Count | None:
    if _is_nobody(grammar, head):
        return Count(minimum=0, maximum=0)
    if head.pos not in _NOMINAL or _is_no_number(grammar, head):
        return None
    words = _modifiers(grammar, head)
    count = read_count([t.lower for t in (*words, *_behind(grammar, head))])
    if count is not None and head.lemma.lower() not in _not_people() and not _holds_date(grammar, words):
        return count
    if count is None and head.tag in {"NN", "PRP"} and _determined_by_one(grammar, head):
        return Count(minimum=1, maximum=1) if is_people(grammar, head) else None
    return None


def _modifiers(grammar: Grammar, head: Token) -> list[Token]:
    """The words of the phrase up to its head, without what stands before a comma or a verb."""
    first = max(head.left_edge, head.index - _REACH)
    words: list[Token] = []
    for token in reversed(grammar.tokens[first : head.index + 1]):
        if token.text in {",", ";", "(", ")", ":", "–", "—"} or (token.pos in {"VERB", "AUX"} and token.tag != "VBN"):
            break
        words.insert(0, token)
    return words


def _behind(grammar: Grammar, head: Token) -> list[Token]:
    """ "Or more" behind the phrase, and what a number by itself goes on with ("two or three")."""
    following = grammar.tokens[head.index + 1 : head.index + 4]
    if head.pos == "NUM":
        return list(following)
    return list(following[:2]) if [t.lower for t in following[:2]] == ["or", "more"] else []


def _holds_date(grammar: Grammar, words: list[Token]) -> bool:
    """Whether the number of the phrase is part of a date ("the 2006 victims")."""
    times = grammar.annotated.times
    return any(t.pos == "NUM" and any(m.start <= t.start < m.end for m in times) for t in words)


def _determined_by_one(grammar: Grammar, head: Token) -> bool:
    return any(c.lower in _ONE for c in grammar.children(head, "det", "nummod"))


def _is_nobody(grammar: Grammar, head: Token) -> bool:
    """ "Nobody", "no one", "no people"; but "no soldiers" and "none of the guards" leave others."""
    if head.lower in _NOBODY:
        return not any(word == "of" for word, _ in grammar.prepositions(head))
    before = grammar.tokens[head.index - 1 : head.index]
    return head.lower in _ANYBODY and bool(before) and before[0].lower == "no"


def _is_one(grammar: Grammar, head: Token) -> bool:
    """A single person beside counted ones: "the driver and two passengers"."""
    name = grammar.name_at(head)
    if name is not None:
        return name.kind is NameKind.PERSON
    return head.tag == "NN" and is_people(grammar, head)


def _is_no_number(grammar: Grammar, head: Token) -> bool:
    """Times, dates, ages, shares and measures."""
    times = grammar.annotated.times
    if any(t.start <= head.start < t.end for t in times):
        return True
    following = grammar.tokens[head.index + 1 : head.index + 2]
    return bool(following) and following[0].text in {"%", "percent", "per", "km", "miles", "kilometres"}


def is_people(grammar: Grammar, head: Token) -> bool:
    """Whether a noun is one for people: from the lexicon of people, a people's name, or "X-year-old"."""
    name = grammar.name_at(head)
    if name is not None and name.kind is NameKind.DEMONYM:
        return True
    lemma = head.lemma.lower()
    return lemma in _people() or head.lower in _people() or lemma.rpartition("-")[2] in _people()


@cache
def _not_people() -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("not_people.tsv"))


@cache
def _people() -> frozenset[str]:
    words = {row["words"] for row in (*read_tsv("people.tsv"), *read_tsv("attackers.tsv"))}
    return frozenset(words)


def _words(grammar: Grammar, head: Token) -> Span:
    words = _modifiers(grammar, head)
    return Span(words[0].start, head.end)
