"""Which attacks a statement is about: those told in it, or the one that its words point back at."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.extract.grammar import Grammar
from kg.extract.statement_kinds import content_tokens
from kg.model.annotation import NameKind
from kg.model.fact import AttackMention, Attribution, Casualties
from kg.model.span import Span
from kg.resources import read_tsv

_QUANTIFIERS = frozenset(
    {"many", "some", "most", "several", "all", "both", "few", "they", "these", "those", "it", "this"}
)

_GENERAL = frozenset(
    {"people", "person", "man", "woman", "other", "country", "group", "member", "force", "area", "police"}
)


@cache
def _anaphors() -> Mapping[str, str]:
    return {row["word"]: row["sort"] for row in read_tsv("attack_anaphors.tsv")}


class Topics:
    """Finds the attacks of statements in one article. Attacks are `AttackMention.index` values."""

    def __init__(
        self, grammar: Grammar, attacks: tuple[AttackMention, ...], casualties: tuple[Casualties, ...]
    ) -> None:
        self._grammar = grammar
        self._attacks = attacks
        self._casualties = casualties
        self._people = self._people_words()
        self._arguments: dict[int, frozenset[str]] = {}

    def told_in(self, span: Span | None) -> tuple[int, ...]:
        """The attacks with a trigger inside a stretch of text."""
        if span is None:
            return ()
        return tuple(m.index for m in self._attacks if span.contains(m.trigger))

    def about(self, attribution: Attribution, previous: tuple[int, ...]) -> tuple[int, ...]:
        """The attacks that a statement is about. `previous`: those of the same speaker's statement
        right before, which a statement without a topic of its own goes on with."""
        told = self.told_in(attribution.content) or self.told_in(attribution.span)
        if told:
            return told
        counted = tuple(dict.fromkeys(c.attack for c in self._casualties if attribution.span.contains(c.span)))
        if counted:
            return counted
        if not self._attacks:
            return ()
        if self._quantified(attribution):
            return (self._nearest(attribution).index,)
        if self._points_back(attribution) or self._names_person(attribution):
            return (self._pointed_at(attribution),)
        sharing = self._sharing_arguments(attribution)
        if sharing is not None:
            return (sharing,)
        return previous or self._topic_before(attribution)

    def _topic_before(self, attribution: Attribution) -> tuple[int, ...]:
        """The attack told in the sentence before in the same paragraph: words without a topic of
        their own go on with it."""
        article = self._grammar.annotated
        sentence = article.sentences[self._grammar.tokens[attribution.cue_head].sentence]
        near = [
            m
            for m in self._attacks
            if m.trigger.end <= attribution.span.start
            and sentence.index - m.sentence <= 1
            and article.sentences[m.sentence].paragraph == sentence.paragraph
        ]
        return (near[-1].index,) if near else ()

    def _quantified(self, attribution: Attribution) -> bool:
        """ "Many have been claimed by X", "some of them": several attacks that were just told."""
        content = attribution.content
        if content is None or attribution.rule != "verb-responsibility":
            return False
        return self._grammar.annotated.text_of(content).lower() in _QUANTIFIERS

    def _nearest(self, attribution: Attribution) -> AttackMention:
        before = [m for m in self._attacks if m.trigger.end <= attribution.span.start]
        return before[-1] if before else self._attacks[0]

    def _points_back(self, attribution: Attribution) -> bool:
        words = content_tokens(self._grammar, attribution)
        return any(t.lemma.lower() in _anaphors() or t.lower in _anaphors() for t in words if t.pos != "AUX")

    def _sharing_arguments(self, attribution: Attribution) -> int | None:
        """The attack told before whose target, victims, weapon or attackers the content speaks of:
        after "a bomb hit a school" a word on "the school" is about the bomb."""
        nouns = {t.lemma.lower() for t in content_tokens(self._grammar, attribution) if t.pos in {"NOUN", "PROPN"}}
        before = [m for m in self._attacks if m.trigger.start < attribution.span.start]
        for mention in before[:1] + before[:0:-1]:
            if nouns & self._argument_words(mention):
                return mention.index
        return None

    def _argument_words(self, mention: AttackMention) -> frozenset[str]:
        found = self._arguments.get(mention.index)
        if found is None:
            parts = (*mention.targets, *mention.victims, *mention.weapons, *(r.party for r in mention.responsible))
            heads = (self._grammar.tokens[p.head] for p in parts)
            found = frozenset(t.lemma.lower() for t in heads if t.pos in {"NOUN", "PROPN"}) - _GENERAL
            self._arguments[mention.index] = found
        return found

    def _pointed_at(self, attribution: Attribution) -> int:
        """The attack told last in the sentence before, if in the same paragraph; else the report's main one."""
        article = self._grammar.annotated
        sentence = article.sentences[self._grammar.tokens[attribution.cue_head].sentence]
        before = [m for m in self._attacks if m.trigger.end <= attribution.span.start and not m.series]
        near = [
            m
            for m in before
            if sentence.index - m.sentence <= 1 and article.sentences[m.sentence].paragraph == sentence.paragraph
        ]
        return near[-1].index if near else self.main()

    def main(self) -> int:
        """The report's main attack: the first that is told, in the headline or the lead."""
        single = [m for m in self._attacks if not m.series]
        return (single or list(self._attacks))[0].index

    def _people_words(self) -> frozenset[str]:
        """The last words of the names of victims, suspects and attackers: "Mr Sato" is the man of the lead."""
        names = self._grammar.annotated.names
        parties = (p for m in self._attacks for p in (*m.victims, *(r.party for r in m.responsible)))
        found = (names[p.name] for p in parties if p.name is not None)
        return frozenset(n.text.split()[-1] for n in found if n.kind is NameKind.PERSON)

    def _names_person(self, attribution: Attribution) -> bool:
        words = content_tokens(self._grammar, attribution)
        return any(t.text in self._people or t.text.removesuffix("s") in self._people for t in words)
