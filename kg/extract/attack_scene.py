"""Where an attack may have been whose own clauses do not say: place names within reach of its mentions.

Each carries the name of its inference as rule. They count only where no mention of the attack has a place of its own,
which shows when mentions are joined (`kg.resolve.place_inference`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.extract.attack_clauses import speech
from kg.extract.attack_setting import facility_nouns
from kg.extract.grammar import Grammar
from kg.extract.triggers import lemma_of
from kg.model.annotation import AnnotatedArticle, NameKind, NameMention, Token
from kg.model.fact import AttackMention, Reference, Role
from kg.model.span import Span
from kg.resources import read_tsv
from kg.vocab.gazetteer import find_major_place, find_places

_LOCATIVE = frozenset("in at near outside inside on within across around off".split())
_INSIDE = frozenset({"in", "inside", "within", "across", "throughout"})
_PLACES = frozenset({NameKind.PLACE, NameKind.COUNTRY})
_BESIDE = frozenset({"appos", "conj", "nmod", "npadvmod"})
_BEFORE = frozenset({"compound", "poss"})
_LONGEST = 3  # words of a town's name before the name of an event
_LONGEST_NAME = 5  # words before the noun of an event or a building
_REACH = 8  # steps up the parse
_FAR = 3  # sentences between a town and "the town"


def add_scenes(annotated: AnnotatedArticle, attacks: tuple[AttackMention, ...]) -> tuple[AttackMention, ...]:
    """The mentions with the places in their reach."""
    if not attacks:
        return attacks
    scenes = _Scenes(Grammar(annotated))
    return tuple(replace(m, near_places=tuple(scenes.of(m))) for m in attacks)


class _Scenes:
    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._places = [n for n in grammar.annotated.names if n.kind in _PLACES]

    def of(self, mention: AttackMention) -> Iterator[Reference]:
        """The places within reach of a mention."""
        yield from self._in_name(mention)
        yield from self._in_target(mention)
        yield from self._where(mention)
        for name in self._places:
            if self._grammar.tokens[name.head].sentence == mention.sentence:
                preposition = self._preposition(name)
                if preposition is not None and self._is_in_front(preposition, mention):
                    yield from self._together(name, "place-in-front")
                elif preposition is not None and self._is_moment(preposition, mention):
                    yield from self._together(name, "place-of-moment")
        yield from self._told_before(mention)

    def _together(self, name: NameMention, rule: str) -> Iterator[Reference]:
        """The name, and the names beside it: "Mogadishu, Somalia"."""
        tokens = self._grammar.tokens
        run = [name]
        for other in self._places:
            if other.first == run[-1].last + 1 and tokens[run[-1].last].text == ",":
                run.append(other)
        for other in reversed(self._places):
            if run[0].first == other.last + 1 and tokens[other.last].text == ",":
                run.insert(0, other)
        for part in run:
            yield Reference(span=part.span, head=part.head, role=Role.PLACE, name=part.index, rule=rule)

    def _preposition(self, name: NameMention) -> Token | None:
        """The preposition under which the name tells where something is; None where it does not."""
        grammar, token = self._grammar, self._grammar.tokens[name.head]
        for _ in range(_REACH):
            head = grammar.head(token)
            if token.dep == "pobj" and head.lower == "of":
                token = grammar.head(head)
                if lemma_of(token) not in _place_nouns():
                    return None
            elif token.dep == "pobj":
                return head if head.lower in _LOCATIVE else None
            elif (token.dep in _BESIDE and head.index != token.index) or (
                token.dep in _BEFORE and lemma_of(head) in _place_nouns()
            ):
                token = head
            else:
                return None
        return None

    def _is_in_front(self, preposition: Token, mention: AttackMention) -> bool:
        """ "In Helmand, police say that gunmen killed …": where what is said happened."""
        grammar = self._grammar
        verb = grammar.head(preposition)
        first = grammar.annotated.sentences[preposition.sentence].first
        behind = grammar.tokens[preposition.right_edge + 1 : preposition.right_edge + 2]
        head = grammar.tokens[mention.head]
        return (
            preposition.index == first
            and [t.text for t in behind] == [","]
            and lemma_of(verb) in speech()
            and verb.index in {t.index for t in grammar.annotated.ancestors(head)}
        )

    def _is_moment(self, preposition: Token, mention: AttackMention) -> bool:
        """ "Was speaking at a rally in Kandahar when a bomb exploded"."""
        grammar = self._grammar
        doing = next((t for t in grammar.annotated.ancestors(preposition) if t.pos in {"VERB", "AUX"}), None)
        clause = grammar.tokens[mention.head]
        while clause.pos not in {"VERB", "AUX"} and clause.head != clause.index:
            clause = grammar.head(clause)
        if doing is None or clause.dep != "advcl" or clause.head != doing.index or lemma_of(doing) in speech():
            return False
        return any(c.lower == "when" for c in grammar.children(clause, "advmod", "mark"))

    def _where(self, mention: AttackMention) -> Iterator[Reference]:
        """ "Flew to Sousse, where gunmen had killed …", "Kenosha, in which riots followed the shooting"."""
        grammar = self._grammar
        head = grammar.tokens[mention.head]
        for clause in (head, *grammar.annotated.ancestors(head)):
            if clause.dep != "relcl":
                continue
            where = any(c.lower == "where" for c in grammar.children(clause, "advmod"))
            if not where and not any((p, o.lower) == ("in", "which") for p, o in grammar.prepositions(clause)):
                continue
            name = grammar.name_at(grammar.head(clause))
            if name is not None and name.kind in _PLACES:
                yield from self._together(name, "place-where")
            return

    def _in_name(self, mention: AttackMention) -> Iterator[Reference]:
        """ "The Oslo bombing", "a Madrid train attack": a well-known town at the beginning of the event's name."""
        grammar = self._grammar
        head = grammar.tokens[mention.head]
        if head.pos not in {"NOUN", "PROPN"} or "Assassination" in mention.kinds:
            return  # "the Kennedy assassination"
        first = min(t.index for t in grammar.tokens if mention.trigger.start <= t.start < mention.trigger.end)
        yield from self._town_before(head, first, "place-in-name")

    def _in_target(self, mention: AttackMention) -> Iterator[Reference]:
        """ "Gunmen stormed a Quetta mosque", "the bombing of the Zamboanga cathedral": the town of a building."""
        for target in mention.targets:
            head = self._grammar.tokens[target.head]
            if lemma_of(head) in facility_nouns():
                yield from self._town_before(head, head.index, "place-in-target")

    def _town_before(self, head: Token, first: int, rule: str) -> Iterator[Reference]:
        """The well-known town at the beginning of the names that stand before a noun, which begins at `first`."""
        tokens = self._grammar.tokens
        words: list[Token] = []
        for token in reversed(tokens[max(head.left_edge, first - _LONGEST_NAME) : first]):
            if token.pos != "PROPN" and not (token.pos == "NOUN" and token.dep == "compound"):
                break
            words.insert(0, token)
        while words and words[0].pos != "PROPN":
            words.pop(0)
        for length in range(min(_LONGEST, len(words)), 0, -1):
            part = words[:length]
            span = Span(part[0].start, part[-1].end)
            if self._is_town(part, self._grammar.annotated.text_of(span)):
                yield Reference(span=span, head=part[-1].index, role=Role.PLACE, rule=rule)
                return

    def _is_town(self, words: list[Token], text: str) -> bool:
        name = self._grammar.name_at(words[0])
        if name is not None and (name.known is not None or name.kind in {NameKind.PERSON, NameKind.COUNTRY}):
            return False
        place = find_major_place(text)
        return place is not None and place.kind in {"city", "admin1"}

    def _told_before(self, mention: AttackMention) -> Iterator[Reference]:
        """ "They killed nine people in the town": the only place of that kind that was named shortly before."""
        grammar = self._grammar
        head = grammar.tokens[mention.head]
        for word, noun in grammar.prepositions(head):
            kinds = _KINDS.get(lemma_of(noun))
            pointing = {c.lower for c in grammar.children(noun)}
            if word in _INSIDE and kinds is not None and pointing and pointing <= {"the", "that", "this"}:
                before = [
                    n
                    for n in self._places
                    if n.last <= noun.index and noun.sentence - grammar.tokens[n.head].sentence <= _FAR
                ]
                fitting = [n for n in before if kinds & _kinds_of(n)]
                if len({n.known or n.text for n in fitting}) == 1:
                    yield from self._together(fitting[-1], "place-told-before")


# What a common noun may point back to.
_KINDS = {
    **dict.fromkeys(("city", "town", "village", "capital"), frozenset({"city"})),
    **dict.fromkeys(("country", "nation"), frozenset({"country"})),
    **dict.fromkeys(("province", "state", "region", "district", "county", "area"), frozenset({"admin1", "admin2"})),
}


def _kinds_of(name: NameMention) -> frozenset[str]:
    if name.kind is NameKind.COUNTRY:
        return frozenset({"country"})
    return frozenset(place.kind for place in find_places(name.text)[:1])


@cache
def _place_nouns() -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("place_nouns.tsv"))
