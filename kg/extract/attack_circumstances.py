"""Where and when: which attack a place name or a date belongs to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from kg.extract.grammar import Grammar
from kg.extract.triggers import Candidate, lemma_of
from kg.model.annotation import NameKind, NameMention, Token
from kg.model.fact import Reference, Role

_LOCATIVE = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "on",
        "off",
        "within",
        "around",
        "across",
        "between",
        "along",
        "of",
        "throughout",
        "from",
        "towards",
        "to",
        "over",
        "through",
        "into",
    }
)
_WEAK_LOCATIVE = frozenset({"from", "to", "towards", "into", "over", "through"})
_PLACES = frozenset({NameKind.PLACE, NameKind.COUNTRY})
_SPEECH = frozenset({"say", "tell", "report", "announce", "state", "speak", "add", "write", "claim", "warn", "condemn"})


class Circumstances:
    """Hands the places and times of each sentence to its triggers."""

    def __init__(self, grammar: Grammar, candidates: Sequence[Candidate]) -> None:
        self._grammar = grammar
        self._trigger_at = {i: c for c in candidates for i in range(c.first, c.last) if c.row.noun or i == c.head}
        self._by_clause: dict[int, list[Candidate]] = {}
        self._by_sentence: dict[int, list[Candidate]] = {}
        for candidate in candidates:
            head = grammar.tokens[candidate.head]
            self._by_clause.setdefault(grammar.clause_root(head).index, []).append(candidate)
            self._by_sentence.setdefault(head.sentence, []).append(candidate)

    def places(self) -> Mapping[int, tuple[Reference, ...]]:
        """For each trigger head the place names that belong to it."""
        found: dict[int, list[Reference]] = {}
        for name in self._grammar.annotated.names:
            if name.kind not in _PLACES:
                continue
            anchor = self._locative_anchor(name)
            if anchor is None:
                continue
            reference = Reference(span=name.span, head=name.head, role=Role.PLACE, name=name.index)
            for candidate in self._owners(anchor):
                found.setdefault(candidate.head, []).append(reference)
        return {head: tuple(references) for head, references in found.items()}

    def times(self) -> Mapping[int, tuple[int, ...]]:
        """For each trigger head the positions of the times that belong to it."""
        found: dict[int, list[int]] = {}
        starts = [t.start for t in self._grammar.tokens]
        for position, time in enumerate(self._grammar.annotated.times):
            first = min(bisect_left(starts, time.start), len(starts) - 1)
            token = self._time_head(first, time.end)
            for candidate in self._owners(token):
                found.setdefault(candidate.head, []).append(position)
        return {head: tuple(times) for head, times in found.items()}

    def _time_head(self, first: int, end: int) -> Token:
        tokens = self._grammar.tokens
        last = first
        while last + 1 < len(tokens) and tokens[last + 1].start < end:
            last += 1
        return next((tokens[i] for i in range(first, last + 1) if not first <= tokens[i].head <= last), tokens[first])

    def _locative_anchor(self, name: NameMention) -> Token | None:
        """The token from which the climb begins if the name stands as a place; else None."""
        grammar = self._grammar
        token = grammar.tokens[name.head]
        for _ in range(6):
            head = grammar.head(token)
            if token.dep in {"pobj"}:
                prep = head
                if prep.lower in _LOCATIVE and prep.lower not in _WEAK_LOCATIVE:
                    return prep
                return None
            if token.dep in {"appos", "conj", "npadvmod", "nmod"} and head.index != token.index:
                if token.dep == "npadvmod" and head.pos in {"VERB", "AUX"}:
                    return token
                token = head
                continue
            if token.dep in {"poss", "compound", "amod"} and head.index != token.index:
                if head.index in self._trigger_at:
                    return token if grammar.name_at(token) is name and name.kind is NameKind.PLACE else None
                if token.dep == "amod" or (
                    token.dep == "compound" and name.kind is NameKind.COUNTRY and head.pos == "NOUN"
                ):
                    return None
                token = head
                continue
            return None
        return None

    def _owners(self, token: Token) -> list[Candidate]:
        """The triggers that govern a place or time: the nearest above it, or those of its clause."""
        grammar = self._grammar
        crossed = 0
        seen: set[int] = set()
        while token.index not in seen:
            seen.add(token.index)
            own = self._trigger_at.get(token.index)
            if own is not None:
                return [own]
            if token.pos in {"VERB", "AUX"} and token.dep not in {"aux", "auxpass", "amod", "compound"}:
                owners = self._by_clause.get(token.index)
                if owners:
                    return owners
                if lemma_of(token) in _SPEECH:
                    return []
                crossed += 1
                if crossed > 2:
                    return []
            if token.head == token.index:
                return self._complement_owners(token) if crossed == 1 else []
            token = grammar.head(token)
        return []

    def _complement_owners(self, verb: Token) -> list[Candidate]:
        """ "It happened on Monday when gunmen attacked …": the triggers of the clauses below."""
        for child in self._grammar.children(verb, "advcl", "ccomp", "xcomp", "conj"):
            owners = self._by_clause.get(child.index)
            if owners:
                return owners
        return []
