"""Where: which attack a place name belongs to; and when, by `attack_times`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from kg.extract.attack_owners import SHAKING, Owners
from kg.extract.attack_times import AttackTimes
from kg.extract.grammar import Grammar
from kg.extract.triggers import Candidate, lemma_of
from kg.extract.weapons import is_people_noun
from kg.model.annotation import NameKind, NameMention, Token
from kg.model.fact import Reference, Role
from kg.model.span import Span
from kg.resources import read_tsv

_LOCATIVE = frozenset(
    "in at near outside inside on off within around across between along throughout through over".split()
)
_COMPASS = frozenset("north south east west northeast northwest southeast southwest".split())
_TOWNS = frozenset({"city", "town", "village"})
_PLACES = frozenset({NameKind.PLACE, NameKind.COUNTRY})


class Circumstances:
    """Hands the places and times of each sentence to its triggers."""

    def __init__(self, grammar: Grammar, candidates: Sequence[Candidate]) -> None:
        self._grammar = grammar
        self._owners = Owners(grammar, candidates)

    def times(self) -> Mapping[int, tuple[int, ...]]:
        """For each trigger head the positions of the times that belong to it."""
        return AttackTimes(self._grammar, self._owners).find()

    def places(self) -> Mapping[int, tuple[Reference, ...]]:
        """For each trigger head the place names that belong to it."""
        found: dict[int, list[Reference]] = {}
        before: NameMention | None = None
        owners: list[Candidate] = []
        for name in self._grammar.annotated.names:
            if name.kind not in _PLACES:
                continue
            if before is None or not self._stand_together(before, name):
                anchor = self._locative_anchor(name)
                owners = (
                    [] if anchor is None else self._owners.of_subject(anchor) or self._owners.above(anchor, place=True)
                )
            before = name
            reference = Reference(span=name.span, head=name.head, role=Role.PLACE, name=name.index)
            for candidate in owners:
                found.setdefault(candidate.head, []).append(reference)
        for adjective, capital in self._capitals():
            anchor = self._anchor(capital)
            owners = [] if anchor is None else self._owners.of_subject(anchor) or self._owners.above(anchor, place=True)
            span = Span(adjective.start, capital.end)
            for candidate in owners:
                seat = Reference(span=span, head=capital.index, role=Role.PLACE, rule="place-capital")
                found.setdefault(candidate.head, []).append(seat)
        return {head: tuple(references) for head, references in found.items()}

    def _capitals(self) -> Iterator[tuple[NameMention, Token]]:
        """ "In the Libyan capital", where no name follows: the adjective and the noun."""
        grammar = self._grammar
        followed = {n.first for n in grammar.annotated.names if n.kind is NameKind.PLACE}
        for name in grammar.annotated.names:
            if name.kind is not NameKind.DEMONYM or name.last + 2 >= len(grammar.tokens):
                continue
            noun, behind = grammar.tokens[name.last], grammar.tokens[name.last + 1]
            named = behind.index in followed or (behind.text == "," and behind.index + 1 in followed)
            if noun.lower == "capital" and noun.pos == "NOUN" and behind.lower != "city" and not named:
                yield name, noun

    def _stand_together(self, first: NameMention, second: NameMention) -> bool:
        """ "Mogadishu, Somalia": town and country, whatever the parser makes of the comma."""
        return second.first == first.last + 1 and self._grammar.tokens[first.last].text == ","

    def _locative_anchor(self, name: NameMention) -> Token | None:
        """The token from which the climb begins if the name stands as a place; else None."""
        return self._anchor(self._grammar.tokens[name.head], name)

    def _anchor(self, token: Token, name: NameMention | None = None) -> Token | None:
        grammar = self._grammar
        within = False
        for _ in range(8):
            head = grammar.head(token)
            if within and token.dep in {"dobj", "nsubjpass"} and head.index in self._owners.trigger_at:
                return token
            if self._is_shaken(token) or self._comes_under(token):
                return token
            if token.dep == "pobj":
                if head.lower == "of":
                    token = grammar.head(head)
                    if lemma_of(token) in _place_nouns() and not self._is_distance(token):
                        within = True
                        continue
                    return None
                above = grammar.head(head).index
                if head.lower == "into" and (above in self._owners.trigger_at or above in self._owners.by_clause):
                    return head
                return head if head.lower in _LOCATIVE else None
            if head.index == token.index:
                return None
            if token.dep == "npadvmod" and head.dep in {"amod", "compound"}:
                return None
            if token.dep == "npadvmod" and head.pos in {"VERB", "AUX"}:
                return token
            if token.dep in {"appos", "conj", "npadvmod", "nmod"}:
                token = head
            elif token.dep in {"poss", "compound"} and name is not None:
                if self._names_scene(name, head):
                    return token
                if lemma_of(head) in _TOWNS and grammar.child(head, "det") is not None:
                    return None  # "the Ontario city": wider than where it was
                if token.dep == "compound" and name.kind is NameKind.COUNTRY and grammar.name_at(head) is not name:
                    return None
                within = name.kind is NameKind.PLACE and not is_people_noun(head)
                token = head
            else:
                return None
        return None

    def _is_shaken(self, token: Token) -> bool:
        """ "Explosions rocked Erbil", "a wave of bombings hit Basra"."""
        grammar, verb = self._grammar, self._grammar.head(token)
        subject = grammar.child(verb, "nsubj") if token.dep == "dobj" and lemma_of(verb) in SHAKING else None
        if subject is None:
            return False
        inside = [subject.index, *(o.index for p, o in grammar.prepositions(subject) if p == "of")]
        return any(i in self._owners.trigger_at for i in inside)

    def _comes_under(self, token: Token) -> bool:
        """ "Sirte came under attack"."""
        verb = self._grammar.head(token)
        under = (o.index for p, o in self._grammar.prepositions(verb) if p == "under")
        return (
            token.dep == "nsubj"
            and lemma_of(verb) in {"come", "be"}
            and any(i in self._owners.trigger_at for i in under)
        )

    def _is_distance(self, token: Token) -> bool:
        """ "44 km southwest of X", "just north of X": a point of the compass without "the" is not in X."""
        return lemma_of(token) in _COMPASS and self._grammar.child(token, "det") is None

    def _names_scene(self, name: NameMention, head: Token) -> bool:
        """ "The Kabul bombing", "a Basra bomb": a town before the act or the weapon; a country there is who acts."""
        if name.kind is NameKind.COUNTRY or (name.known or "").startswith("country/"):
            return False
        return head.index in self._owners.trigger_at


@cache
def _place_nouns() -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("place_nouns.tsv"))
