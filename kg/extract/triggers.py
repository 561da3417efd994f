"""Finds the words that may report an attack: the lexicon of triggers and what only looks like one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.extract.grammar import Grammar
from kg.model.annotation import NameKind, Token
from kg.model.fact import Rejection
from kg.model.span import Span
from kg.resources import read_tsv

_NOUNS = frozenset({"NOUN", "PROPN"})
_TRIGGERS = _NOUNS | {"VERB", "ADJ"}
_INNER = frozenset({"compound", "amod", "nmod"})  # the "bomb" of a bomb attack is no mention of its own
_HYPHENS = frozenset({"-", "–"})
_PARTICLE_REACH = 6  # tokens between a verb and the rest of its phrase: "blow the whole building up"


@dataclass(frozen=True, slots=True)
class TriggerRow:
    """One row of `triggers.tsv`. `kinds`: ontology classes, most specific first."""

    words: tuple[str, ...]
    noun: bool
    kinds: tuple[str, ...]
    strength: str
    frame: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that a row matches: token positions (`last` exclusive) and their syntactic head."""

    first: int
    last: int
    head: int
    row: TriggerRow

    @property
    def name(self) -> str:
        return " ".join(self.row.words)


def split_words(words: str) -> tuple[str, ...]:
    """The words of a lexicon entry; hyphens part words as the tokeniser does."""
    return tuple(re.split(r"[ -]+", words))


def lemma_of(token: Token) -> str:
    """The lemma in lower case; a capitalised plural ("Attacks" in a title) loses its ending too."""
    lemma = token.lemma.lower()
    if token.pos == "PROPN" and len(lemma) > 4 and lemma.endswith("s") and not lemma.endswith("ss"):
        return lemma[:-1]
    return lemma


@cache
def _noun_rows() -> dict[str, tuple[TriggerRow, ...]]:
    return _rows(noun=True)


@cache
def _verb_rows() -> dict[str, tuple[TriggerRow, ...]]:
    return _rows(noun=False)


def _rows(*, noun: bool) -> dict[str, tuple[TriggerRow, ...]]:
    found: dict[str, list[TriggerRow]] = {}
    for cells in read_tsv("triggers.tsv"):
        if (cells["pos"] == "noun") != noun:
            continue
        words = split_words(cells["words"])
        row = TriggerRow(words, noun, tuple(cells["kind"].split()), cells["strength"], cells["frame"])
        found.setdefault(words[-1] if noun else words[0], []).append(row)
    return {key: tuple(sorted(rows, key=lambda r: -len(r.words))) for key, rows in found.items()}


@cache
def _lookalikes() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for cells in read_tsv("not_attacks.tsv"):
        words = split_words(cells["words"])
        found.setdefault(words[-1], []).append((words, cells["reason"]))
    return {key: tuple(rows) for key, rows in found.items()}


def find_candidates(grammar: Grammar) -> tuple[list[Candidate], list[Rejection]]:
    """All matches of the lexicon in the order of the text, longest first, without overlaps; and
    the matches inside longer phrases that mean something else ("heart attack")."""
    blocked = _blocked_tokens(grammar)
    found: list[Candidate] = []
    rejections: list[Rejection] = []
    taken: set[int] = set()
    for token in grammar.tokens:
        candidate = _match(grammar, token)
        if candidate is None:
            continue
        reason = next((blocked[i] for i in range(candidate.first, candidate.last) if i in blocked), None)
        if reason is not None:
            rejections.append(reject(grammar, candidate, "lookalike", reason))
            continue
        found.append(candidate)
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (c.first - c.last, c.first)):
        positions = {candidate.head, candidate.last - 1}
        if candidate.row.noun:
            positions = set(range(candidate.first, candidate.last))
        if not positions & taken:
            taken |= positions
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.head), rejections


def reject(grammar: Grammar, candidate: Candidate, rule: str, reason: str) -> Rejection:
    """Why a candidate is left alone."""
    tokens = grammar.tokens
    return Rejection(span=Span(tokens[candidate.first].start, tokens[candidate.last - 1].end), rule=rule, reason=reason)


def _match(grammar: Grammar, token: Token) -> Candidate | None:
    if token.pos not in _TRIGGERS and token.tag != "VBG":
        return None
    name = grammar.name_at(token)
    if name is not None and name.kind is NameKind.PERSON:
        return None
    lemma = lemma_of(token)
    noun_like = token.pos in _NOUNS or (token.tag == "VBG" and _is_noun_like(grammar, token))
    if noun_like:
        for row in _noun_rows().get(lemma, ()):
            first = words_before(grammar.tokens, token.index, row.words)
            if first is not None and not (row.frame == "weapon" and row.strength == "back" and token.dep in _INNER):
                return Candidate(first, token.index + 1, _span_head(grammar, first, token.index + 1), row)
        return None
    if token.pos == "VERB" or (token.pos == "ADJ" and token.tag in {"VBN", "VBD", "JJ"}):
        if token.pos == "ADJ":
            lemma = _PARTICIPLES.get(token.lower, "")
        for row in _verb_rows().get(lemma, ()):
            last = _verb_phrase(grammar, token, row.words[1:])
            if last is not None:
                return Candidate(token.index, last + 1, token.index, row)
    return None


def _is_noun_like(grammar: Grammar, gerund: Token) -> bool:
    """ "The bombing of", "fighting between X and Y has left"."""
    if grammar.child(gerund, "det", "amod", "poss") is not None:
        return True
    return gerund.dep in {"nsubj", "csubj"} and any(p == "between" for p, _ in grammar.prepositions(gerund))


# Participles that the tagger takes for adjectives: "two people injured", "the wounded men".
_PARTICIPLES = {"injured": "injure", "wounded": "wound", "killed": "kill", "murdered": "murder", "kidnapped": "kidnap"}


def words_before(tokens: tuple[Token, ...], last: int, words: tuple[str, ...]) -> int | None:
    """The position where `words` begin if they end at `last`; hyphens between them are skipped."""
    position = last
    sentence = tokens[last].sentence
    for word in reversed(words):
        if position < last and position >= 0 and tokens[position].text in _HYPHENS:
            position -= 1
        if position < 0 or tokens[position].sentence != sentence:
            return None
        token = tokens[position]
        if word not in (lemma_of(token), token.lower):
            return None
        position -= 1
    return position + 1


def _verb_phrase(grammar: Grammar, verb: Token, rest: tuple[str, ...]) -> int | None:
    last = verb.index
    for word in rest:
        position = next(
            (
                t.index
                for t in grammar.tokens[last + 1 : last + 1 + _PARTICLE_REACH]
                if t.sentence == verb.sentence and word in (lemma_of(t), t.lower)
            ),
            None,
        )
        if position is None or not _belongs(grammar, grammar.tokens[position], verb):
            return None
        last = position
    return last


def _belongs(grammar: Grammar, word: Token, verb: Token) -> bool:
    """Whether a word of a verb phrase stands right behind that verb or hangs on it, directly or through a small
    clause or particle."""
    if word.index == verb.index + 1:
        return True
    for _ in range(3):
        if word.head == verb.index:
            return True
        word = grammar.head(word)
    return False


def _span_head(grammar: Grammar, first: int, last: int) -> int:
    return next((i for i in range(first, last) if not first <= grammar.tokens[i].head < last), last - 1)


def _blocked_tokens(grammar: Grammar) -> dict[int, str]:
    blocked: dict[int, str] = {}
    table = _lookalikes()
    for token in grammar.tokens:
        for words, reason in table.get(lemma_of(token), ()):
            first = words_before(grammar.tokens, token.index, words)
            if first is not None:
                blocked.update(dict.fromkeys(range(first, token.index + 1), reason))
    return blocked
