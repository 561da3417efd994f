"""Who did it, by somebody's word: the claims inside statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.blames import Blame, blamed_reference, can_be_blamed, is_deed, is_persons_crime, points_back
from kg.extract.cues import lemma_of, noun_sort
from kg.extract.grammar import Grammar
from kg.extract.statement_kinds import is_own_word, tokens_between
from kg.extract.suspects import find_blames
from kg.model.annotation import NameKind, Token
from kg.model.fact import AttackMention, Attribution, Claim, Reference, Stance
from kg.model.span import Span
from kg.model.suggestion import LEARNED

_FIRST = frozenset({"we", "i", "us", "our", "me"})
_CLAIMING = frozenset({"claim", "accept", "take", "admit", "assume", "acknowledge"})
_DENYING = frozenset({"deny", "reject", "dismiss", "refute", "disclaim", "rebut", "dispute"})
_OWN_PEOPLE = frozenset(
    """fighter member force militant man soldier troop mujahid mujahideen brigade unit cell operative gunman bomber
    martyr commando air-force jet warplane aircraft drone wing squad guerrilla warrior hero lion sniper""".split()
)
_RECENT = 2  # sentences
_RIGHT_BEHIND = 3  # tokens between "said" and "that they"
_ANSWERING = frozenset({"response", "retaliation", "revenge", "reprisal", "reply", "answer", "vengeance"})
_ANSWERS = frozenset({"retaliate", "respond", "avenge", "revenge", "follow"})
_BEHIND = frozenset({"after", "following", "since", "before", "like", "unlike", "than"})
_HEDGES = frozenset({"allegedly", "supposedly", "purportedly"})
_ASKING = frozenset({"ask", "wonder", "inquire", "enquire"})
_RESPONSIBILITY = frozenset({"responsibility", "credit", "involvement", "role", "part"})


def find_claims(
    grammar: Grammar, attribution: Attribution, *, attacks: Sequence[AttackMention], about: tuple[int, ...]
) -> tuple[Claim, ...]:
    """What a statement says of who did it; `about` are the attacks that it is about, the nearest first."""
    if not about:
        return ()
    by_index = {m.index: m for m in attacks}
    reader = _ClaimReader(grammar, attribution, [by_index[i] for i in about], attacks)
    found: dict[tuple[int, Span, Stance], Claim] = {}
    for claim in reader.claims():
        if claim.party.span.overlaps(attribution.speaker.span) and reader.is_hedged():
            continue
        found.setdefault((claim.attack, claim.party.span, claim.stance), claim)
    return tuple(found.values())


class _ClaimReader:
    def __init__(
        self,
        grammar: Grammar,
        attribution: Attribution,
        about: list[AttackMention],
        attacks: Sequence[AttackMention],
    ) -> None:
        self.grammar = grammar
        self.attribution = attribution
        self.about = about
        self.attacks = attacks
        self.cues = [grammar.tokens[i] for i in (attribution.cue_head, *attribution.more_cues)]
        self.denial = any(lemma_of(c) in _DENYING for c in self.cues)

    def is_hedged(self) -> bool:
        """ "He allegedly confessed": somebody who is not named says so, not the one who confessed."""
        return any(c.lower in _HEDGES for cue in self.cues for c in self.grammar.children(cue, "advmod"))

    def claims(self) -> Iterator[Claim]:
        yield from self._of_responsibility()
        for cue in self.cues:
            for blame in find_blames(self.grammar, cue):
                yield from self._from_blame(blame)
        for token in self._content():
            if token.index not in {c.index for c in self.cues}:
                for blame in find_blames(self.grammar, token):
                    yield from self._from_blame(blame)
        yield from self._of_mentions()

    def _content(self) -> tuple[Token, ...]:
        content = self.attribution.content
        return () if content is None else tokens_between(self.grammar, content.start, content.end)

    def _of_responsibility(self) -> Iterator[Claim]:
        """ "claimed responsibility", "denied involvement", "was claimed by", "X's claim of responsibility"."""
        for cue in self.cues:
            lemma = lemma_of(cue)
            if is_own_word(self.grammar, cue):
                stance = Stance.DENIES if lemma == "denial" else Stance.AFFIRMS
                yield from self._own(stance, "claim-of-responsibility", self._first_attacks())
                continue
            objects = list(self.grammar.children(cue, "dobj", "nsubjpass"))
            named = any(o.lemma in _RESPONSIBILITY for o in objects)
            plain = self.grammar.tokens[cue.index + 1].lower != "that"
            attacks = self.grammar.by_agent(cue) or any(plain and o.dep == "dobj" and self._is_told(o) for o in objects)
            attacks = attacks or (cue.dep in {"compound", "nmod", "amod"} and self._is_told(self.grammar.head(cue)))
            told = self._own_deeds(cue) if lemma in _CLAIMING else []
            if told:
                yield from self._own(Stance.AFFIRMS, "claimed-deed", told)
            if not named and not (lemma == "claim" and attacks):
                continue
            if any(c.dep == "neg" for c in self.grammar.children(cue)) or not self._is_by_speaker(cue):
                continue
            if lemma in _CLAIMING:
                yield from self._own(Stance.AFFIRMS, "claimed-responsibility", self._first_attacks())
            elif lemma in _DENYING:
                yield from self._own(Stance.DENIES, "denied-responsibility", self._first_attacks())

    def _is_by_speaker(self, cue: Token) -> bool:
        """Whether the speaker is who claims or denies: a component may take another party of the sentence for it."""
        by = self.grammar.by_agent(cue)
        subject = self.grammar.subject(cue)
        doers = by or ([] if subject is None else self.grammar.conjuncts(subject))
        speaker = self.attribution.speaker
        if not self.attribution.rule.startswith(LEARNED) or not doers:
            return True
        return any(speaker.span.start <= d.start < speaker.span.end or d.index == speaker.head for d in doers)

    def _own_deeds(self, cue: Token) -> list[AttackMention]:
        """ "Claimed to have carried out the attack", "admitted shooting two men"."""
        clauses = [
            c
            for c in self.grammar.children(cue, "xcomp")
            if (c.tag == "VBG" or self.grammar.child(c, "aux") is not None)
            and self.grammar.child(c, "auxpass", "nsubj", "nsubjpass", "neg") is None
        ]
        return [m for m in self.about if any(is_deed(self.grammar, c, m.head) for c in clauses)]

    def _is_told(self, noun: Token) -> bool:
        """ "Claimed the attack": whether the noun is the word for one, or points back at one."""
        if noun.pos != "NOUN":
            return False
        return any(is_deed(self.grammar, noun, m.head) for m in self.about) or points_back(self.grammar, noun)

    def _first_attacks(self) -> list[AttackMention]:
        """All attacks in the content; the nearest alone where the words only point back."""
        content = self.attribution.content
        inside = [m for m in self.about if content is not None and content.contains(m.trigger)]
        return self._claimed_of(inside) or self._told_last() or self._this_one() or self.about[:1]

    def _this_one(self) -> list[AttackMention]:
        """ "Responsibility for this attack" behind "had carried out attacks": the one told before those."""
        cue = self.cues[0]
        carriers = (cue, *self.grammar.children(cue, "dobj", "nsubjpass"))
        deeds = [part for carrier in carriers for _, part in self.grammar.prepositions(carrier) if part.tag == "NN"]
        if not any(c.lower == "this" for deed in deeds for c in self.grammar.children(deed, "det")):
            return []
        many = [m for m in self.about if self.grammar.tokens[m.head].tag == "NNS"]
        single = [m for m in self.attacks if m.head < cue.index and self.grammar.tokens[m.head].tag != "NNS"]
        return single[-1:] if many[:1] == self.about[:1] else []

    def _told_last(self) -> list[AttackMention]:
        """What a bare "X claimed responsibility" is for, where another deed with a time of its own was told between the
        attack that the report is about and these words."""
        cue = self.cues[0]
        objects = self.grammar.children(cue, "dobj", "nsubjpass")
        if not self.about or any(True for carrier in (cue, *objects) for _ in self.grammar.prepositions(carrier)):
            return []
        before = [m for m in self.attacks if m.head < cue.index and "effect" not in m.rule]
        if not before or before[-1].head <= self.about[0].head or cue.sentence - before[-1].sentence > _RECENT:
            return []
        last = self.grammar.tokens[before[-1].head]
        return before[-1:] if last.tag == "VBD" and last.dep == "ROOT" and before[-1].times else []

    def _claimed_of(self, inside: list[AttackMention]) -> list[AttackMention]:
        """The attacks that stand for what is claimed: not what the deed answers ("the bombing, which it called a
        response to an air strike"), nor what the speaker says beside ("and said that the shooting …")."""
        deeds = [
            part
            for cue in self.cues
            for carrier in (cue, *self.grammar.children(cue, "dobj", "nsubjpass"))
            for prep, part in self.grammar.prepositions(carrier)
            if prep in {"for", "of", "in"}
        ]
        own = [m for m in inside if any(d.left_edge <= m.head <= d.right_edge for d in deeds)] or inside
        return [m for m in own if not self._is_answered(m, {d.index for d in deeds})] or inside[:1]

    def _is_answered(self, mention: AttackMention, deeds: set[int]) -> bool:
        """Whether the attack is what another answers or comes after, inside the phrase of that other."""
        for token in (head := self.grammar.tokens[mention.head], *self.grammar.annotated.ancestors(head)):
            if token.index in deeds:
                return False
            above = self.grammar.head(token)
            if token.lemma in _ANSWERING or above.lemma in _ANSWERS or above.lower in _BEHIND:
                return True
        return False

    def _own(self, stance: Stance, rule: str, attacks: list[AttackMention]) -> Iterator[Claim]:
        for mention in attacks:
            yield Claim(attack=mention.index, predicate="perpetrator", party=self._self(), stance=stance, rule=rule)

    def _self(self) -> Reference:
        """The speaker, or whom the speaker speaks for."""
        return self.attribution.on_behalf_of or self.attribution.speaker

    def _from_blame(self, blame: Blame) -> Iterator[Claim]:
        mention = self._attack_of(blame)
        if mention is None:
            return
        denied = blame.denied != self.denial
        party = self._party(blame.party, blame.deed)
        if party is not None:
            stance = Stance.DENIES if denied else Stance.AFFIRMS
            yield Claim(attack=mention.index, predicate="perpetrator", party=party, stance=stance, rule=blame.rule)

    def _speaks_of_self(self, head: Token) -> bool:
        """ "We" and "I" inside the speaker's quoted words; "it" and "they" right behind the cue, when a
        group speaks or somebody for a group: "a spokesman for X said they were behind it"."""
        if head.pos != "PRON" or head.text == "US":
            return False
        if self.grammar.annotated.quotation_at(head.start) is not None:
            return head.lower in _FIRST
        close = 0 < head.index - self.cues[-1].index <= _RIGHT_BEHIND
        return head.lower in {"it", "they"} and close and self._is_group()

    def _speaks_of_own_people(self, head: Token) -> bool:
        """ "The Front said its fighters carried out the attack"; "our fighters" in its quoted words."""
        owner = self.grammar.child(head, "poss")
        if owner is None or head.lemma not in _OWN_PEOPLE or not self._is_group():
            return False
        if self.grammar.annotated.quotation_at(head.start) is not None:
            return owner.lower == "our"
        close = 0 < head.index - self.cues[-1].index <= _RIGHT_BEHIND + 2
        return owner.lower in {"its", "their"} and close

    def _is_group(self) -> bool:
        if self.attribution.on_behalf_of is not None:
            return True
        head = self.grammar.tokens[self.attribution.speaker.head]
        name = self.grammar.name_at(head)
        if name is not None:
            return name.kind in {NameKind.ORGANISATION, NameKind.COUNTRY}
        return noun_sort(head.lemma) in {"group", "organisation"}

    def _attack_of(self, blame: Blame) -> AttackMention | None:
        """The attack that a party is blamed for: told in the deed's words, or pointed back at."""
        if blame.deed is None:
            return self.about[0]
        inside = [m for m in self.about if is_deed(self.grammar, blame.deed, m.head)]
        if inside:
            return inside[0]
        return self.about[0] if points_back(self.grammar, blame.deed) or is_persons_crime(self.grammar, blame) else None

    def _party(self, head: Token, deed: Token | None) -> Reference | None:
        if self._speaks_of_self(head) or self._speaks_of_own_people(head):
            return self._self()
        if not can_be_blamed(self.grammar, head):
            return None
        return blamed_reference(self.grammar, head, deed)

    def _of_mentions(self) -> Iterator[Claim]:
        """ "X said that Y attacked Z": the agents of the attacks in the content."""
        content = self.attribution.content
        if content is None:
            return
        stance = Stance.DENIES if self.denial else Stance.AFFIRMS
        for mention in self.about:
            if not content.contains(mention.trigger) or self._is_supposed(mention):
                continue
            for responsible in mention.responsible:
                head = self.grammar.tokens[responsible.party.head]
                own = responsible.party.span == self.attribution.speaker.span and self._tells_own_deed(mention)
                mine = self._speaks_of_self(head) or self._speaks_of_own_people(head)
                party = self._self() if own or mine else responsible.party
                if own or content.contains(responsible.party.span) or self._is_antecedent(head):
                    yield Claim(
                        attack=mention.index, predicate="perpetrator", party=party, stance=stance, rule="content-agent"
                    )
        if self.denial and self._denies_own_deed():
            yield from self._own(Stance.DENIES, "denied-deed", self._first_attacks())

    def _is_antecedent(self, party: Token) -> bool:
        """ "Karl Berg, who police say shot two men": whom the clause of the saying belongs to."""
        return any(c.dep == "relcl" and c.head in {party.index, party.head} for c in self.cues)

    def _is_supposed(self, mention: AttackMention) -> bool:
        """ "If the attack had been done by X", "we asked why X attacked": nobody says that it was."""
        head = self.grammar.tokens[mention.head]
        clauses = [head, *self.grammar.annotated.ancestors(head)]
        if any(c.dep == "ccomp" and lemma_of(self.grammar.head(c)) in _ASKING for c in clauses):
            return True
        return any(
            m.lower in {"if", "unless", "whether"}
            for clause in clauses
            if self.attribution.content is not None
            and self.attribution.content.contains(Span(clause.start, clause.end))
            for m in self.grammar.children(clause, "mark")
        )

    def _tells_own_deed(self, mention: AttackMention) -> bool:
        """ "claimed to have killed": the deed is what the speaker says of itself."""
        deed = self.grammar.tokens[mention.head]
        return deed.dep == "xcomp" and deed.head in {c.index for c in self.cues if lemma_of(c) in _CLAIMING}

    def _denies_own_deed(self) -> bool:
        """ "denied carrying out the attack", "denied being behind it"."""
        return any(
            c.dep in {"xcomp", "pcomp"} and c.tag == "VBG"
            for cue in self.cues
            if lemma_of(cue) in _DENYING
            for c in self.grammar.children(cue)
        )
