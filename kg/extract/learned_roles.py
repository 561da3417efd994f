"""Fills the roles of attacks by what was learned of phrases and the words for attacks, and takes out what a rule put
there against all that was learned.

Nobody becomes responsible here as fact whom the report names: see `_Filler._responsible`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import mul

from kg.extract.arguments import Arguments, as_references, sort_out
from kg.extract.attackers import Voices
from kg.extract.grammar import Grammar
from kg.extract.role_candidates import find_role_candidates, stands_in_trigger
from kg.extract.role_features import OUTCOMES, ROLES, Facets, RoleFeatures, fillers_of, roles_in
from kg.extract.role_reader import ReaderSignals, Signals
from kg.extract.role_weights import RoleWeights, Scores
from kg.extract.weapons import attacker_class
from kg.model.annotation import AnnotatedArticle, NameKind, Token
from kg.model.fact import AttackMention, Attribution, Reference, Rejection, Responsibility, Role, Voice
from kg.model.span import Span

COMPONENT = "learned-role"
_SLOTS = ("places", "targets", "victims", "weapons")  # in the order of ROLES
_PARTY, _AUTHOR = OUTCOMES.index(Role.PERPETRATOR), OUTCOMES.index("author")
_PLACES = frozenset({NameKind.PLACE, NameKind.COUNTRY})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase by its head, what holds of it, of a mention and of the two, and what the trained reader says of them."""

    token: Token
    features: tuple[Facets, Facets, Facets]
    signals: tuple[Signals, ...]


class RolePhrases:
    """The phrases beside the mentions of attacks in an article."""

    def __init__(
        self, annotated: AnnotatedArticle, attributions: Sequence[Attribution], attacks: Sequence[AttackMention]
    ) -> None:
        self.grammar = Grammar(annotated)
        self._features = RoleFeatures(self.grammar, attacks, attributions)
        self._signals = ReaderSignals(self.grammar)
        self._heads = frozenset(m.head for m in attacks)
        self._rows: dict[int, tuple[Token, ...]] = {}

    def beside(self, mention: AttackMention) -> Iterator[Phrase]:
        """The phrases of the mention's sentence, in order."""
        row = self._rows.get(mention.sentence)
        if row is None:
            sentence = self.grammar.annotated.sentences[mention.sentence]
            row = self._rows[mention.sentence] = find_role_candidates(self.grammar, sentence, self._heads)
        for token in row:
            if not stands_in_trigger(mention, token):
                yield Phrase(token, self._features.of(mention, token, row), self._signals.of(mention, token))


@dataclass(frozen=True, slots=True)
class Scored:
    """A phrase by its head, with the probability of each of `OUTCOMES`."""

    token: Token
    chances: tuple[float, ...]


class RoleScorer:
    """How likely phrases fill roles; what holds of a phrase or a mention alone is summed once."""

    def __init__(self, weights: RoleWeights) -> None:
        self._weights = weights
        self._sums: dict[Facets, Scores] = {}

    def scored(self, phrase: Phrase) -> Scored:
        """The probabilities of a phrase; where the reader knows the mention's words, with its word."""
        own, mention, both = phrase.features
        sums = (self._sum(own), self._sum(mention), self._weights.score(both))
        chances: list[float] = []
        for score, signals, weights in zip(
            map(sum, zip(*sums, strict=True)), phrase.signals, self._weights.reader, strict=True
        ):
            if signals[0]:
                score = weights[0] * score + sum(map(mul, weights[1:], signals))
            chances.append(1.0 / (1.0 + math.exp(-score)))
        return Scored(phrase.token, tuple(chances))

    def _sum(self, features: Facets) -> Scores:
        known = self._sums.get(features)
        if known is None:
            known = self._sums[features] = self._weights.score(features)
        return known


def add_learned_roles(
    annotated: AnnotatedArticle,
    *,
    attributions: tuple[Attribution, ...],
    attacks: tuple[AttackMention, ...],
    weights: RoleWeights,
) -> tuple[tuple[AttackMention, ...], tuple[Rejection, ...]]:
    """The mentions with what fills their roles, and what was taken out of them."""
    if not attacks:
        return attacks, ()
    phrases = RolePhrases(annotated, attributions, attacks)
    filler = _Filler(phrases, Voices(phrases.grammar, attributions), weights)
    return tuple(filler.filled(m) for m in attacks), tuple(filler.refused)


class _Filler:
    def __init__(self, phrases: RolePhrases, voices: Voices, weights: RoleWeights) -> None:
        self._phrases = phrases
        self._voices = voices
        self._scorer = RoleScorer(weights)
        self._grammar = phrases.grammar
        self._limits = dict(zip(OUTCOMES, weights.limits, strict=True))
        self.refused: list[Rejection] = []

    def filled(self, mention: AttackMention) -> AttackMention:
        """The mention without what hardly belongs there, and with what likely fills its roles."""
        scored = [self._scorer.scored(phrase) for phrase in self._phrases.beside(mention)]
        kept = self._without_unlikely(mention, scored)
        return replace(
            kept, likely=tuple(self._likely(kept, scored)), likely_responsible=tuple(self._responsible(kept, scored))
        )

    def _without_unlikely(self, mention: AttackMention, scored: Sequence[Scored]) -> AttackMention:
        """The mention without what a rule put where it hardly belongs."""
        changes: dict[str, tuple[Reference, ...]] = {}
        for number, role in enumerate(ROLES[: len(_SLOTS)]):
            least = self._limits[role].drop
            doubted = {s.token.index: s.chances[number] for s in scored if s.chances[number] < least}
            left: list[Reference] = []
            for reference in fillers_of(mention, role):
                chance = doubted.get(reference.head)
                if chance is None:
                    left.append(reference)
                else:
                    self._refuse(reference.span, role, f"hardly a {role} of this attack ({chance:.2f})")
            changes[_SLOTS[number]] = tuple(left)
        return replace(mention, **changes)  # type: ignore[arg-type]

    def _refuse(self, span: Span, role: Role, reason: str) -> None:
        self.refused.append(Rejection(span=span, rule=f"{COMPONENT}-{role}", reason=reason))

    def _likely(self, mention: AttackMention, scored: Sequence[Scored]) -> Iterator[Reference]:
        for number, role in enumerate(ROLES[: len(_SLOTS)]):
            spans = [r.span for r in fillers_of(mention, role)]
            for found in scored:
                chance = found.chances[number]
                if chance < self._limits[role].fill or roles_in(mention, found.token):
                    continue
                (reference,) = as_references(self._grammar, [found.token], role)
                if any(span.overlaps(reference.span) for span in spans):
                    continue
                reason = self._reason_against(found, number)
                if reason is not None:
                    self._refuse(reference.span, role, reason)
                    continue
                spans.append(reference.span)
                yield replace(reference, rule=f"{COMPONENT}-{role}", confidence=round(chance, 2))

    def _reason_against(self, found: Scored, number: int) -> str | None:
        """Why a likely filler is not let in: likelier in another role, or not what the rules would let in either."""
        best = max(range(len(ROLES)), key=found.chances.__getitem__)
        if best != number:
            return f"likelier a {ROLES[best]}"
        return None if self._may_stand(found.token, ROLES[number]) else f"no words for a {ROLES[number]}"

    def _responsible(self, mention: AttackMention, scored: Sequence[Scored]) -> Iterator[Responsibility]:
        """Those likely behind the attack: accused where the report takes its word back or somebody else speaks, and as
        fact only violent people without a name ("two gunmen") whom it tells of in its own voice."""
        trigger = self._grammar.tokens[mention.head]
        hit = [r.span for r in (*mention.victims, *mention.targets)]
        for found in scored:
            party, author = found.chances[_PARTY], found.chances[_AUTHOR]
            if party < self._limits[Role.PERPETRATOR].fill or party < max(found.chances[:_PARTY]):
                continue
            if not self._may_act(found.token) or roles_in(mention, found.token):
                continue
            for responsible in self._voices.responsible(trigger, [found.token], f"{COMPONENT}-party"):
                if any(span.overlaps(responsible.party.span) for span in hit):
                    continue
                asserted = responsible.voice is Voice.ASSERTED
                if asserted and (author < self._limits[OUTCOMES[_AUTHOR]].fill or not self._is_nameless(found.token)):
                    self._refuse(responsible.party.span, Role.PERPETRATOR, "nobody says so in so many words")
                    continue
                sure = round(author if asserted else party, 2)
                yield replace(responsible, party=replace(responsible.party, confidence=sure))

    def _may_act(self, token: Token) -> bool:
        arguments = Arguments(agents=[token])
        sort_out(self._grammar, arguments)
        return token in arguments.agents

    def _is_nameless(self, token: Token) -> bool:
        """ "A suicide bomber": known by the deed alone, and no name in the phrase."""
        inside = self._grammar.annotated.subtree(token)
        return attacker_class(self._grammar, token) == "violent" and all(
            self._grammar.name_at(t) is None for t in inside
        )

    def _may_stand(self, token: Token, role: Role) -> bool:
        """Whether the phrase passes the tests that the rules' own findings pass."""
        name = self._grammar.name_at(token)
        if role is Role.PLACE:
            return name is not None and name.kind in _PLACES
        if role is Role.WEAPON:
            return name is None or name.kind is NameKind.OTHER
        arguments = Arguments()
        (arguments.targets if role is Role.TARGET else arguments.victims).append(token)
        sort_out(self._grammar, arguments)
        return token in (*arguments.targets, *arguments.victims)
