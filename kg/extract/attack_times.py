"""When: which attack a date belongs to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from kg.extract.attack_clauses import own_clause
from kg.extract.attack_owners import Owners
from kg.extract.grammar import Grammar
from kg.extract.triggers import Candidate, lemma_of
from kg.model.annotation import TimeMention, Token

_JUDGING = frozenset(
    {"claim", "condemn", "denounce", "deplore", "praise", "hail", "mourn", "deny", "blame", "decry", "criticise"}
    | {"criticize", "slam", "investigate", "discuss", "remember", "commemorate"}
)
_AFTER_ENTRY = ("-", "–", "—", ":")
_SCENE = frozenset({"in", "at", "on", "during", "by", "with"})  # "killed in today's march"
_INNER = frozenset({"compound", "amod", "nmod", "poss"})
_PHRASE = 14  # words of a noun's phrase behind it, at most
_FULL_DATES = frozenset({"date", "weekday"})
_ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth".split())
_NEWS = 7  # days that news lasts


class AttackTimes:
    """Hands the times of each sentence to its triggers."""

    def __init__(self, grammar: Grammar, owners: Owners) -> None:
        self._grammar = grammar
        self._owners = owners
        self._starts = [token.start for token in grammar.tokens]

    def _first(self, time: TimeMention) -> int:
        """The position of the first word of a time."""
        return min(bisect_left(self._starts, time.start), len(self._starts) - 1)

    def find(self) -> Mapping[int, tuple[int, ...]]:
        """For each trigger head the positions of the times that belong to it."""
        found: dict[int, list[int]] = {}
        for position, time in enumerate(self._grammar.annotated.times):
            first = self._first(time)
            token = self._time_head(first, time.end)
            if self._is_bound(first):
                continue
            entry = self._of_entry(first, time.end)
            if entry is not None:
                found.setdefault(entry.head, []).append(position)
                continue
            inner = self._within_compound(token)
            if inner is not None:
                found.setdefault(inner.head, []).append(position)
                continue
            if self._is_name_part(token):
                continue
            fresh = not self._is_old(time)
            if fresh and self._is_of_saying(token):
                continue
            owners = self._when(token) or self._owners.of_subject(token) or self._owners.above(token)
            if not owners and not self._opens_verb(first, time.end):
                owners = [
                    c for c in self._right_before(first, token, fresh=fresh) if not self._has_other(time, found, c)
                ]
            for candidate in owners:
                if self._counts_from(time, candidate) or self._dates_picture(time, candidate):
                    continue
                found.setdefault(candidate.head, []).append(position)
        return {head: tuple(times) for head, times in found.items()}

    def _is_name_part(self, token: Token) -> bool:
        """ "The 2020 convention", "Friday prayers", "Friday's vote": the time of something else."""
        head = self._grammar.head(token)
        while head.dep == "compound" and head.index not in self._owners.trigger_at:
            head = self._grammar.head(head)  # "the 2013 Boston Marathon bombings"
        if token.dep == "poss" and (head.dep != "pobj" or self._grammar.head(head).lower in _SCENE):
            return False
        return (
            token.dep in {"nummod", "compound", "amod", "nmod", "poss"}
            and head.pos in {"NOUN", "PROPN"}
            and head.index not in self._owners.trigger_at
            and not self._grammar.is_time(head)
        )

    def _within_compound(self, token: Token) -> Candidate | None:
        """ "The 2013 marathon bombing suspect": the year is the bombing's."""
        head = self._grammar.head(token)
        if token.dep not in {"nummod", "compound", "nmod"} or head.index in self._owners.trigger_at:
            return None
        between = (c for c in self._grammar.children(head, "compound") if token.index < c.index)
        return next((self._owners.trigger_at[c.index] for c in between if c.index in self._owners.trigger_at), None)

    def _of_entry(self, first: int, end: int) -> Candidate | None:
        """ "March 22, 2016 - Three bombers blow themselves up": the time at the head of an entry is that of the first
        attack told there."""
        tokens = self._grammar.tokens
        sentence = self._grammar.annotated.sentences[tokens[first].sentence]
        behind = self._grammar.annotated.article.text[end : sentence.end].lstrip()
        if first != sentence.first or behind[:1] not in _AFTER_ENTRY:
            return None
        inside = (self._owners.trigger_at.get(i) for i in range(first, sentence.last))
        return next((c for c in inside if c is not None and c.row.strength != "back"), None)

    def _right_before(self, first: int, head: Token, *, fresh: bool) -> list[Candidate]:
        """ "In connection with the bombing earlier this month", "the murder of two priests in La Paz last Wednesday":
        where nothing but the noun's own phrase stands before the time, whatever the parser hangs it on; not what was
        "condemned on Friday"."""
        tokens = self._grammar.tokens
        above = self._grammar.head(self._grammar.head(head) if head.dep == "pobj" else head)
        before = tokens[max(0, first - 2) : first]
        if (fresh and lemma_of(above) in _JUDGING) or any(t.dep == "cc" for t in before):
            return []
        for token in reversed(tokens[max(0, first - _PHRASE) : first]):
            if token.sentence != tokens[first].sentence or token.pos in {"VERB", "AUX", "PUNCT"}:
                return []
            own = self._owners.trigger_at.get(token.index)
            if own is not None:
                told = own.row.noun and own.row.strength != "back" and tokens[own.head].dep not in _INNER
                return [own] if told else []
        return []

    def _opens_verb(self, first: int, end: int) -> bool:
        """ "A survivor of the bombing Thursday described …": a bare day right before a verb is the verb's."""
        tokens = self._grammar.tokens
        behind = next((t for t in tokens[first : first + _PHRASE] if t.start >= end), None)
        bare = first == 0 or tokens[first - 1].pos not in {"ADP", "SCONJ"}
        return bare and behind is not None and behind.tag in {"VBD", "VBZ", "VBP", "MD"}

    def _has_other(self, time: TimeMention, found: Mapping[int, Sequence[int]], candidate: Candidate) -> bool:
        """Whether an attack has a time already that this one is not within, nor the other way round."""
        times = (self._grammar.annotated.times[position] for position in found.get(candidate.head, ()))
        return any(other.latest < time.earliest or time.latest < other.earliest for other in times)

    def _counts_from(self, time: TimeMention, candidate: Candidate) -> bool:
        """ "The worst attack since 2001", "the fourth raid since May": since when there was none like it."""
        if time.rule != "since":
            return False
        first, head = self._first(time), self._grammar.tokens[candidate.head]
        before = self._grammar.tokens[max(0, first - _PHRASE) : first]
        marks = [*self._grammar.children(head, "amod", "nummod"), *(t for t in before if t.sentence == head.sentence)]
        return any(t.tag == "JJS" or t.lower in _ORDINALS for t in marks)

    def _dates_picture(self, time: TimeMention, candidate: Candidate) -> bool:
        """ "Candles burn on a bridge the day after an attack in London, March 23, 2017.": a caption in the present
        tense ends in the day of the picture."""
        grammar = self._grammar
        head = grammar.tokens[candidate.head]
        sentence = grammar.annotated.sentences[head.sentence]
        text = grammar.annotated.article.text
        if time.rule not in _FULL_DATES or text[time.end : sentence.end].strip(". \n") or time.start == sentence.start:
            return False
        root = next(t for t in grammar.annotated.sentence_tokens(sentence) if t.head == t.index)
        told = text[sentence.start : time.start].rstrip().endswith(",") and root.tag in {"VBZ", "VBP"}
        clause = own_clause(grammar, head)
        return told and (clause is None or clause.index != root.index)

    def _is_old(self, time: TimeMention) -> bool:
        """Whether it lies so far back that a report would hardly tell of something that was said then."""
        published = self._grammar.annotated.article.publication_day
        return published is not None and (published - time.latest).days > _NEWS

    def _is_bound(self, first: int) -> bool:
        """ "As of Monday", "until May": how long something was known, not when it happened."""
        before = [t.lower for t in self._grammar.tokens[max(0, first - 2) : first]]
        return before[-2:] == ["as", "of"] or before[-1:] in (["until"], ["till"], ["by"])

    def _time_head(self, first: int, end: int) -> Token:
        tokens = self._grammar.tokens
        last = first
        while last + 1 < len(tokens) and tokens[last + 1].start < end:
            last += 1
        return next((tokens[i] for i in range(first, last + 1) if not first <= tokens[i].head <= last), tokens[first])

    def _when(self, token: Token) -> list[Candidate]:
        """ "On Saturday when two drones exploded": what the day is told with."""
        clauses = self._grammar.children(token, "relcl", "advcl")
        return next((owners for c in clauses if (owners := self._owners.by_clause.get(c.index))), [])

    def _is_of_saying(self, token: Token) -> bool:
        """ "Claimed responsibility for the bombing on Tuesday", "condemned the attack on Friday": when it was said."""
        grammar = self._grammar
        prep = grammar.head(token) if token.dep == "pobj" else token
        noun = grammar.head(prep)
        if noun.index not in self._owners.trigger_at or noun.pos != "NOUN" or prep.index < noun.index:
            return False
        for _ in range(3):
            noun = grammar.head(noun)
            if noun.pos == "VERB":
                return lemma_of(noun) in _JUDGING and noun.tag in {"VBD", "VBN"}
        return False
