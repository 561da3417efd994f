"""Phrases beside words for attacks, with the roles that somebody marked: what the scorer of roles learns from.

Mention sheets point at what fills a role. Sheets name it: a phrase of a mention's sentence fills the role if it has the
words of the name; where it shares only some of them, nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from kg.extract.argument_parts import inner_noun
from kg.extract.arguments import as_references
from kg.extract.attacks import find_attacks
from kg.extract.attributions import find_attributions
from kg.extract.grammar import Grammar
from kg.extract.learned_roles import RolePhrases
from kg.extract.role_features import ROLES
from kg.extract.role_reader import Signals
from kg.model.annotation import AnnotatedArticle, NameKind, Token
from kg.model.fact import AttackMention, Role
from kg.model.span import Span

_POINTED: Mapping[Role, tuple[str, ...]] = {
    Role.PLACE: ("place",),
    Role.TARGET: ("target",),
    Role.VICTIM: ("victim",),
    Role.WEAPON: ("weapon",),
    Role.PERPETRATOR: ("by", "alleged", "claimed"),
}
_NAMED: Mapping[Role, tuple[str, ...]] = {
    Role.PLACE: ("places",),
    Role.TARGET: ("targets",),
    Role.VICTIM: ("victims",),
    Role.WEAPON: ("weapons",),
    Role.PERPETRATOR: ("perpetrators", "alleged", "claimed_by"),
}
_ALIKE = 0.5  # token F1 from which a phrase is the filler that is named
_TELLING = 4  # letters of a word that tells more than grammar
_ARTICLES = frozenset("the a an of in on at for and to its their s".split())
Label = bool | None  # None: nobody knows


@dataclass(frozen=True, slots=True)
class RoleExample:
    """A phrase and a mention. `group`: the text that it is from; `labels`: whether it is what `OUTCOMES` say."""

    group: str
    features: tuple[str, ...]
    signals: tuple[Signals, ...]
    labels: tuple[Label, ...]


class Marks(Protocol):
    """What somebody marked in a text."""

    def fits(self, mention: AttackMention, annotated: AnnotatedArticle) -> bool:
        """Whether the mention's words were marked."""

    def label(self, mention: AttackMention, token: Token, role: Role | None, grammar: Grammar) -> Label:
        """Whether a phrase fills a role of the mention; without a role: is the author in the report's own words."""


def make_role_examples(annotated: AnnotatedArticle, marks: Marks, group: str) -> Iterator[RoleExample]:
    """Every phrase beside the mentions that the rules find and somebody marked."""
    attributions = find_attributions(annotated)
    mentions, _ = find_attacks(annotated, attributions=attributions)
    phrases = RolePhrases(annotated, attributions, mentions)
    for mention in mentions:
        if not marks.fits(mention, annotated):
            continue
        for phrase in phrases.beside(mention):
            labels = [marks.label(mention, phrase.token, role, phrases.grammar) for role in (*ROLES, None)]
            features = tuple(feature for part in phrase.features for feature in part)
            yield RoleExample(group, features, phrase.signals, tuple(labels))


class PointedMarks:
    """Those of a mention sheet: of mentions of one attack in one sentence the fillers count for all."""

    def __init__(self, sheet: Mapping[str, Any]) -> None:
        self._mentions: Sequence[Mapping[str, Any]] = sheet["mentions"]

    def fits(self, mention: AttackMention, annotated: AnnotatedArticle) -> bool:
        return bool(self._own(mention))

    def _own(self, mention: AttackMention) -> list[Mapping[str, Any]]:
        return [m for m in self._mentions if Span(*m["trigger"]).overlaps(mention.trigger)]

    def label(self, mention: AttackMention, token: Token, role: Role | None, grammar: Grammar) -> Label:
        attacks = {key for m in self._own(mention) for key in m["attacks"]}
        sentence = grammar.annotated.sentences[mention.sentence]
        beside = [m for m in self._mentions if sentence.start <= m["trigger"][0] < sentence.end]
        names = ("by",) if role is None else _POINTED[role]
        spans = [Span(*s) for m in beside if attacks & set(m["attacks"]) for name in names for s in m.get(name, ())]
        verdicts = [_is_pointed_at(span, token, grammar) for span in spans]
        return True if True in verdicts else None if None in verdicts else False


def _is_pointed_at(span: Span, token: Token, grammar: Grammar) -> Label:
    """Whether the phrase is what the words are about; unknown for a name that is only part of them."""
    name = grammar.name_at(token)
    if not (span.start <= token.start and token.end <= span.end):
        return None if name is not None and name.span.overlaps(span) else False
    top = token
    while top.dep in {"conj", "appos"} and _is_within(grammar.head(top), span):
        top = grammar.head(top)
    above = grammar.head(top)
    if above.index == top.index or not _is_within(above, span):
        return True
    while _is_within(grammar.head(above), span) and above.head != above.index:
        above = grammar.head(above)
    if inner_noun(grammar, above).index == top.index:
        return True
    partial = name is not None and name.kind in {NameKind.PLACE, NameKind.COUNTRY, NameKind.PERSON}
    return None if partial else False


def _is_within(token: Token, span: Span) -> bool:
    return span.start <= token.start and token.end <= span.end


class NamedMarks:
    """Those of a sheet, which names the fillers of an attack."""

    def __init__(self, sheet: Mapping[str, Any]) -> None:
        self._attacks: Sequence[Mapping[str, Any]] = sheet["attacks"]
        self._names = {entity["id"]: entity["names"] for entity in sheet["entities"]}

    def fits(self, mention: AttackMention, annotated: AnnotatedArticle) -> bool:
        return bool(self._own(mention))

    def _own(self, mention: AttackMention) -> list[Mapping[str, Any]]:
        return [a for a in self._attacks if any(Span(*s).overlaps(mention.trigger) for s in a["mentions"])]

    def label(self, mention: AttackMention, token: Token, role: Role | None, grammar: Grammar) -> Label:
        slots = ("perpetrators",) if role is None else _NAMED[role]
        (reference,) = as_references(grammar, [token], role or Role.PERPETRATOR)
        phrases = [grammar.annotated.text_of(reference.span)]
        name = grammar.name_at(token)
        phrases += [] if name is None else [name.text]
        forms = [form for attack in self._own(mention) for slot in slots for form in self._forms(attack.get(slot, []))]
        likeness = max((_likeness(phrase, form) for phrase in phrases for form in forms), default=0.0)
        if likeness >= (1.0 if role is Role.PLACE else _ALIKE):
            return True
        shared = _words(phrases[0]) & {word for form in forms for word in _words(form)}
        return None if any(len(word) >= _TELLING for word in shared) else False

    def _forms(self, rows: Iterable[Any]) -> Iterator[str]:
        for row in rows:
            forms = row["is"] if isinstance(row, dict) else row
            for form in [forms] if isinstance(forms, str) else forms:
                yield from self._names.get(form, [form])


def _words(phrase: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", phrase.lower())) - _ARTICLES


def _likeness(first: str, second: str) -> float:
    mine, theirs = _words(first), _words(second)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0
