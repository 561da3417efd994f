"""What trained components and language models suggest of attacks, let in where no rule has spoken.

A mention that the rules read keeps what they read; a suggestion only fills slots that they left empty. Words
that a rule looked at and refused stay refused. Nobody becomes responsible as fact by a suggestion: a suggested party
counts only where the report says that somebody accuses it, and then as accused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.arguments import Arguments, as_references, sort_out
from kg.extract.attackers import Voices
from kg.extract.explosions import NO_IMPACT
from kg.extract.grammar import Grammar
from kg.extract.realis import unreal_reason
from kg.extract.triggers import Candidate, TriggerRow
from kg.model.annotation import AnnotatedArticle, Token
from kg.model.fact import AttackMention, Attribution, Reference, Rejection, Responsibility, Role, Voice
from kg.model.span import Span
from kg.model.suggestion import SuggestedAttack, SuggestedSpan

_SLOTS = (
    ("places", Role.PLACE),
    ("targets", Role.TARGET),
    ("victims", Role.VICTIM),
    ("weapons", Role.WEAPON),
)
_OPPOSED = frozenset({"on", "against", "with"})  # whom it hits, with whom one fights
_LIKE = ("-inspired", "-style", "-like", "-type")
_CONTENT = frozenset({"NOUN", "PROPN", "VERB"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """From which confidence a component that says how sure it is is believed: for a mention by words that no rule
    looked at, and for what fills a slot that the rules left empty. Above 1: never."""

    mention: float
    places: float
    targets: float
    victims: float
    weapons: float
    parties: float


# Chosen on reports kept apart, where mentions, places and weapons did not gain.
TRUST = Trust(mention=1.01, places=1.01, targets=0.9, victims=0.8, weapons=1.01, parties=0.5)


def add_suggested_attacks(
    annotated: AnnotatedArticle,
    *,
    attributions: tuple[Attribution, ...],
    attacks: tuple[AttackMention, ...],
    rejections: tuple[Rejection, ...],
    trust: Trust = TRUST,
) -> tuple[tuple[AttackMention, ...], tuple[Rejection, ...]]:
    """The mentions with what was suggested, and the suggestions that were left out."""
    if not annotated.suggestions.attacks:
        return attacks, ()
    reader = _Reader(annotated, attributions, rejections, trust)
    found = list(attacks)
    for suggestion in annotated.suggestions.attacks:
        head = reader.head_of(suggestion.trigger)
        if head is None or head.pos not in _CONTENT:
            reader.refuse(suggestion, "no word that can tell of an act")
            continue
        place = next(
            (i for i, m in enumerate(found) if m.head == head.index or m.trigger.overlaps(suggestion.trigger)), None
        )
        if place is not None:
            found[place] = reader.filled(found[place], suggestion, head)
            continue
        if _is_unsure(suggestion.confidence, trust.mention):
            continue
        reason = reader.reason_against(suggestion, head)
        if reason is not None:
            reader.refuse(suggestion, reason)
            continue
        found.append(reader.filled(_mention(suggestion, head), suggestion, head))
    found.sort(key=lambda m: m.trigger)
    return tuple(replace(mention, index=index) for index, mention in enumerate(found)), tuple(reader.refused)


def _is_unsure(confidence: float | None, least: float) -> bool:
    """Whether a component that says how sure it is, is not sure enough."""
    return confidence is not None and confidence < least


def _mention(suggestion: SuggestedAttack, head: Token) -> AttackMention:
    return AttackMention(
        index=0,
        trigger=suggestion.trigger,
        head=head.index,
        sentence=head.sentence,
        kinds=suggestion.kinds,
        rule=suggestion.component,
        confidence=suggestion.confidence,
    )


class _Reader:
    def __init__(
        self,
        annotated: AnnotatedArticle,
        attributions: tuple[Attribution, ...],
        rejections: tuple[Rejection, ...],
        trust: Trust,
    ) -> None:
        self.trust = trust
        self.grammar = Grammar(annotated)
        self.voices = Voices(self.grammar, attributions)
        self.contents = [a.content for a in attributions if a.content is not None]
        self.rejections = rejections
        self.refused: list[Rejection] = []

    def refuse(self, suggestion: SuggestedAttack, reason: str, span: Span | None = None) -> None:
        """Note what was suggested and not let in."""
        self.refused.append(Rejection(span=span or suggestion.trigger, rule=suggestion.component, reason=reason))

    def head_of(self, span: Span) -> Token | None:
        """The word of the span that governs the others, whole words only."""
        inside = [t for t in self.grammar.tokens if span.start <= t.start and t.end <= span.end]
        positions = {t.index for t in inside}
        return next((t for t in inside if t.head not in positions or t.head == t.index), None)

    def reason_against(self, suggestion: SuggestedAttack, head: Token) -> str | None:
        """Why a new mention is not let in: refused by a rule, not told as having happened."""
        judged = (r for r in self.rejections if r.rule != NO_IMPACT)
        refused = next((r for r in judged if r.span.overlaps(suggestion.trigger)), None)
        if refused is not None:
            return f"the rule {refused.rule} refused the words: {refused.reason}"
        row = TriggerRow((head.lower,), head.pos != "VERB", suggestion.kinds, "weak", "")
        unreal = unreal_reason(self.grammar, Candidate(head.index, head.index + 1, head.index, row))
        return None if unreal is None else unreal[1]

    def filled(self, mention: AttackMention, suggestion: SuggestedAttack, trigger: Token) -> AttackMention:
        """The mention with the suggested fillers of its empty slots and with those whom somebody accuses."""
        changes: dict[str, tuple[Reference, ...]] = {}
        for slot, role in _SLOTS:
            if not getattr(mention, slot):
                spans = [
                    s for s in getattr(suggestion, slot) if not _is_unsure(s.confidence, getattr(self.trust, slot))
                ]
                changes[slot] = tuple(self._references(suggestion, spans, role, mention))
        mention = replace(mention, **changes)  # type: ignore[arg-type]
        if mention.responsible:
            return mention
        return replace(mention, responsible=tuple(self._accused(suggestion, trigger)))

    def _references(
        self, suggestion: SuggestedAttack, spans: Sequence[SuggestedSpan], role: Role, mention: AttackMention
    ) -> Iterator[Reference]:
        for suggested in spans:
            head = self._filler(suggested, role)
            if (
                head is None
                or head.sentence != mention.sentence
                or mention.trigger.contains(Span(head.start, head.end))
            ):
                self.refuse(suggestion, f"no {role.value}", suggested.span)
                continue
            for reference in as_references(self.grammar, [head], role):
                yield replace(reference, rule=suggestion.component, confidence=suggested.confidence)

    def _filler(self, suggested: SuggestedSpan, role: Role) -> Token | None:
        """The head of words that may stand in the role by the same tests that the rules' own findings pass."""
        head = self.head_of(suggested.span)
        if head is None:
            return None
        if role is Role.PLACE:
            return head if self.grammar.name_at(head) is not None else None
        arguments = Arguments()
        into = {Role.TARGET: arguments.targets, Role.VICTIM: arguments.victims, Role.WEAPON: arguments.weapons}
        (arguments.agents if role is Role.PERPETRATOR else into[role]).append(head)
        sort_out(self.grammar, arguments)
        return head if head in (*arguments.targets, *arguments.victims, *arguments.weapons, *arguments.agents) else None

    def _accused(self, suggestion: SuggestedAttack, trigger: Token) -> Iterator[Responsibility]:
        for suggested in suggestion.parties:
            if _is_unsure(suggested.confidence, self.trust.parties):
                continue
            head = self._filler(suggested, Role.PERPETRATOR)
            if head is None:
                self.refuse(suggestion, "nobody who could have done it", suggested.span)
                continue
            if not self._may_do(head, trigger):
                self.refuse(suggestion, "a party that the words give another part", suggested.span)
                continue
            if not any(c.contains(suggestion.trigger) and c.contains(suggested.span) for c in self.contents):
                self.refuse(suggestion, "a party that no words of the report lay it to", suggested.span)
                continue
            for responsible in self.voices.responsible(trigger, [head], suggestion.component):
                if responsible.voice is Voice.ALLEGED:
                    yield responsible

    def _is_cleared(self, party: Token) -> bool:
        """ "X had no involvement in it", "X was not implicated": the clause of the party denies."""
        verb = self.grammar.clause_root(party)
        told = [verb, *self.grammar.children(verb, "dobj", "attr", "acomp")]
        return party.dep in {"nsubj", "nsubjpass"} and any(
            c.dep == "neg" or c.lower in {"no", "nothing"} for t in told for c in self.grammar.children(t)
        )

    def _only_inspires(self, party: Token) -> bool:
        """ "An X-inspired couple", "an X-style attack": who is only spoken of."""
        name = self.grammar.name_at(party)
        last = party.index + 1 if name is None else name.last
        after = "".join(t.lower for t in self.grammar.tokens[last : last + 2])
        return after.startswith(_LIKE)

    def _may_do(self, party: Token, trigger: Token) -> bool:
        """Not who does something else ("the attack was repelled by the army"), nor whom it hits ("the attack on X")."""
        if self._is_cleared(party) or self._only_inspires(party):
            return False
        by = self.grammar.head(party)
        if party.dep == "pobj" and by.lower in _OPPOSED and self.grammar.head(by).index == trigger.index:
            return False
        if party.dep != "pobj" or by.lower != "by":
            return True
        above = self.grammar.annotated.ancestors(by)
        return (
            next((t.index for t in above if t.pos in {"VERB", "AUX"} or t.index == trigger.index), -1) == trigger.index
        )
