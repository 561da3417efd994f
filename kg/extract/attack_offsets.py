"""Attacks whose time is counted from another attack or from a date: "three days after the bombing", "on Monday, a day
after the attack". What is counted from is never the same attack."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.extract.attack_setting import DYING
from kg.extract.grammar import Grammar
from kg.extract.numbers import read_number
from kg.extract.triggers import lemma_of
from kg.model.annotation import AnnotatedArticle, Sentence, Token
from kg.model.fact import AttackMention, Offset
from kg.resources import read_tsv

# Days of one unit, and by how many the last of several may be off.
_UNITS = {"day": (1, 0), "night": (1, 0), "evening": (1, 0), "morning": (1, 0), "week": (7, 3), "month": (30, 15)} | {
    "year": (365, 182)
}
# "Days after", "a few weeks before", "in the months after": the least and the most days.
_SOME = {"minute": (0, 1), "hour": (0, 1), "day": (1, 7), "week": (7, 60), "month": (28, 365), "year": (366, 7300)}
_FEW = {"minute": (0, 1), "hour": (0, 1), "day": (2, 7), "week": (10, 45), "month": (50, 270), "year": (550, 2920)}
_COUNTED = re.compile(
    r"(?:\b(?P<about>less than|under|within|more than|over|nearly|almost|about|around|some|barely|just|only)\s+)?"
    r"(?:\b(?P<number>the|a few|several|a couple of|a|an|\d{1,3}|[a-z]+(?:-[a-z]+)?)\s+)?"
    r"\b(?P<unit>minute|hour|day|night|evening|morning|week|month|year)(?P<several>s?)\s+"
    r"(?P<order>after|following|before|prior to|later|earlier)\b",
    re.IGNORECASE,
)
_FEW_WORDS = frozenset({"a few", "several", "a couple of"})
_BESIDE = re.compile(r"(?:'s|’s)?\s*,?\s*(?:just|only|about|some|barely|nearly|almost)?\s*")
_VERBAL = frozenset({"VERB", "AUX"})
_BUNDLES = frozenset({"series", "wave", "string", "spate", "pair", "number"})
_INNER = frozenset({"compound", "amod", "nmod"})
_SPOT = frozenset({"from", "near", "to", "after", "before", "since", "at"})  # "found near the blast, hours after"
_ALONE = frozenset({"later", "earlier"})
_FAR = 16  # words between a noun and what its time is counted with, at most


def add_offsets(annotated: AnnotatedArticle, attacks: tuple[AttackMention, ...]) -> tuple[AttackMention, ...]:
    """The mentions with what their times are counted from."""
    if not attacks:
        return attacks
    finder = _Offsets(Grammar(annotated), attacks)
    found: dict[int, list[Offset]] = {}
    for sentence in sorted({m.sentence for m in attacks}):
        for head, offset in finder.within(annotated.sentences[sentence]):
            found.setdefault(head, []).append(offset)
    return tuple(replace(m, offsets=tuple(found[m.head])) if m.head in found else m for m in attacks)


@dataclass(frozen=True, slots=True)
class _Counting:
    """The words that count: "three days after". `least`, `most`: days; `first`, `order`: the token that they begin
    with, and "after" or "before"; `start`: the offset of the first character."""

    least: int
    most: int
    first: int
    order: Token
    start: int


class _Offsets:
    def __init__(self, grammar: Grammar, attacks: tuple[AttackMention, ...]) -> None:
        self._grammar = grammar
        self._heads = {m.head: m for m in attacks}
        self._starts = [token.start for token in grammar.tokens]

    def within(self, sentence: Sentence) -> Iterator[tuple[int, Offset]]:
        """The heads of mentions of a sentence, each with an offset."""
        text = self._grammar.annotated.article.text
        for match in _COUNTED.finditer(text, sentence.start, sentence.end):
            days = _days(match)
            if days is None or (match["number"] or "").lower() == "for":
                continue  # "laid siege for hours before"
            order = self._grammar.tokens[bisect_left(self._starts, match.start("order"))]
            counting = _Counting(*days, bisect_left(self._starts, match.start()), order, match.start())
            if order.lower in _ALONE:
                yield from self._from_told(counting)
                continue
            anchor = self._anchor(counting)
            if anchor is None:
                continue
            mention = self._counted(counting, anchor)
            if mention is not None and self._only_dies(mention):
                continue
            if mention is not None and mention.head != anchor.head:
                yield mention.head, Offset(least=counting.least, most=counting.most, head=anchor.head)
            elif (time := self._date_before(counting.start)) is not None:
                yield anchor.head, Offset(least=-counting.most, most=-counting.least, time=time)

    def _from_told(self, counting: _Counting) -> Iterator[tuple[int, Offset]]:
        """ "Three days later gunmen shot …": counted from the attack that was told last, here or a sentence before,
        where no day was named that it is counted from."""
        mention = self._governing(counting) or self._right_before(counting.first)
        if mention is None or mention.times or mention.rule.endswith("effect") or self._only_dies(mention):
            return
        sentence = counting.order.sentence
        told = [
            m
            for head, m in self._heads.items()
            if head < min(mention.head, counting.first) and sentence - m.sentence <= 1 and not m.rule.endswith("effect")
        ]
        last = max(told, key=lambda m: m.head, default=None)
        if last is not None and not self._is_within(mention, last):
            yield mention.head, Offset(least=counting.least, most=counting.most, head=last.head)

    def _is_within(self, mention: AttackMention, other: AttackMention) -> bool:
        """ "Blew himself up while trying to attack a bank days earlier": the one is told in the other's clause."""
        token = self._grammar.tokens[mention.head]
        above = {t.index for t in self._grammar.annotated.ancestors(token)}
        return other.head in above and token.dep != "conj"

    def _governing(self, counting: _Counting) -> AttackMention | None:
        """The mention whose verb the words hang on."""
        for token in self._grammar.annotated.ancestors(counting.order):
            if token.pos in _VERBAL:
                return self._heads.get(token.index)
        return None

    def _only_dies(self, mention: AttackMention) -> bool:
        """ "She died three days after the bombing": of that, and not in another attack."""
        return lemma_of(self._grammar.tokens[mention.head]) in DYING | {"death"}

    def _anchor(self, counting: _Counting) -> AttackMention | None:
        """What the time is counted from: the object of "after", or the clause behind it and its subject."""
        grammar, order = self._grammar, counting.order
        noun = grammar.child(order, "pobj")
        if noun is None and order.lower == "prior":
            noun = next((o for p in grammar.children(order, "prep") for o in grammar.children(p, "pobj")), None)
        if noun is None:
            clause = grammar.head(order) if order.dep == "mark" else grammar.child(order, "pcomp")
            if clause is None or clause.index < order.index:
                return None
            subject = grammar.subject(clause)
            own = self._heads.get(clause.index) or (None if subject is None else self._at_noun(subject))
            inside = (self._heads.get(o.index) for p, o in grammar.prepositions(clause) if p in {"in", "during"})
            return own or next((m for m in inside if m is not None), None)
        return self._at_noun(noun)

    def _at_noun(self, noun: Token) -> AttackMention | None:
        """The mention at a noun; of "a series of attacks" the attacks."""
        if lemma_of(noun) in _BUNDLES:
            noun = next((o for p, o in self._grammar.prepositions(noun) if p == "of"), noun)
        return self._heads.get(noun.index)

    def _counted(self, counting: _Counting, anchor: AttackMention) -> AttackMention | None:
        """The mention whose time it is: the verb that the words hang on, the subject of one that only says that it
        happened, or the noun whose phrase stands right before them."""
        grammar, token = self._grammar, counting.order
        for token in grammar.annotated.ancestors(counting.order):
            if token.index == anchor.head or (token.dep == "mark" or counting.first <= token.index):
                if token.pos in _VERBAL and token.index in self._heads and token.index != anchor.head:
                    return self._heads[token.index]
                continue
            if token.index in self._heads and token.pos in _VERBAL:
                return self._heads[token.index]
            if token.pos in _VERBAL:
                break
        if token.pos in _VERBAL and lemma_of(token) in _happening():
            subject = grammar.subject(token)
            if subject is not None and (own := self._at_noun(subject)) is not None:
                return own
        return self._right_before(counting.first)

    def _right_before(self, first: int) -> AttackMention | None:
        tokens = self._grammar.tokens
        for token in reversed(tokens[max(0, first - _FAR) : first]):
            if token.sentence != tokens[first].sentence or token.pos in _VERBAL or token.text in {",", ";", ":"}:
                return None
            if token.index in self._heads and token.dep not in _INNER:
                spot = token.dep == "pobj" and self._grammar.head(token).lower in _SPOT
                return None if spot else self._heads[token.index]
        return None

    def _date_before(self, start: int) -> int | None:
        """The position of the date that stands right before: "on Monday, a day after the attack"."""
        annotated = self._grammar.annotated
        for position, time in enumerate(annotated.times):
            if time.end <= start and _BESIDE.fullmatch(annotated.article.text[time.end : start]):
                return position if time.earliest == time.latest else None
        return None


def _days(match: re.Match[str]) -> tuple[int, int] | None:
    """The least and the most days that the words count; negative for before."""
    number, unit = (match["number"] or "").lower(), match["unit"].lower()
    about = (match["about"] or "").lower()
    if match["several"]:
        count = read_number([number])[0] if number else None
        if number in _FEW_WORDS:
            days = _FEW.get(unit)
        elif count is None:
            days = _SOME.get(unit)
        else:
            days = _exactly(count, unit, about)
    else:
        days = _exactly(1, unit, about) if number in {"the", "a", "an", "one"} else None
    if days is None:
        return None
    back = match["order"].lower() in {"before", "prior to", "earlier"}
    return (-days[1], -days[0]) if back else days


def _exactly(count: int, unit: str, about: str) -> tuple[int, int]:
    """ "Three days", "less than a week", "36 hours"."""
    if unit in {"minute", "hour"}:
        days = count // 24 if unit == "hour" else 0
        return days, days + 1
    length, slack = _UNITS[unit]
    if about in {"less than", "under", "within"}:
        return 0, count * length
    if about in {"more than", "over"}:
        return count * length, (count + 1) * length
    return max(1, count * length - slack), count * length + slack


@cache
def _happening() -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("irrealis.tsv") if row["use"] == "happen") | {"be", "follow"}
