"""Who did it, by somebody's word: the claims inside statements, and what the article hints at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.extract.attackers import Voices
from kg.extract.cues import lemma_of
from kg.extract.grammar import Grammar
from kg.extract.speakers import can_speak
from kg.extract.statement_kinds import tokens_between
from kg.model.annotation import AnnotatedArticle, Token
from kg.model.fact import AttackMention, Attribution, Claim, Reference, Responsibility, Role, Stance, Voice
from kg.model.span import Span
from kg.resources import read_tsv

_FIRST = frozenset({"we", "i", "us", "our", "me"})
_CLAIMING = frozenset({"claim", "accept", "take", "admit", "assume", "acknowledge"})
_DENYING = frozenset({"deny", "reject", "dismiss", "refute", "disclaim", "rebut", "dispute"})
_RESPONSIBILITY = frozenset({"responsibility", "credit", "involvement", "role", "part"})


@dataclass(frozen=True, slots=True)
class Blame:
    """Words that lay something at a party's door: `party` is its head, `deed` what it is blamed
    for (None where the words only point back), `word` the token that says so."""

    party: Token
    deed: Token | None
    word: Token
    denied: bool
    rule: str


@cache
def _places(pos: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in read_tsv("responsibility.tsv"):
        if row["pos"] == pos:
            found.setdefault(row["word"], []).append(row["party"])
    return {word: tuple(places) for word, places in found.items()}


# ---------------------------------------------------------------------- inside statements
def find_claims(
    grammar: Grammar, attribution: Attribution, *, attacks: Sequence[AttackMention], about: tuple[int, ...]
) -> tuple[Claim, ...]:
    """What a statement says of who did it; `about` are the attacks that it is about, the nearest first."""
    if not about:
        return ()
    by_index = {m.index: m for m in attacks}
    reader = _ClaimReader(grammar, attribution, [by_index[i] for i in about])
    found: dict[tuple[int, Span, Stance], Claim] = {}
    for claim in reader.claims():
        found.setdefault((claim.attack, claim.party.span, claim.stance), claim)
    return tuple(found.values())


class _ClaimReader:
    def __init__(self, grammar: Grammar, attribution: Attribution, about: list[AttackMention]) -> None:
        self.grammar = grammar
        self.attribution = attribution
        self.about = about
        self.cues = [grammar.tokens[i] for i in (attribution.cue_head, *attribution.more_cues)]
        self.denial = any(lemma_of(c) in _DENYING for c in self.cues)

    def claims(self) -> Iterator[Claim]:
        yield from self._of_responsibility()
        for cue in self.cues:
            for blame in blames_by_verb(self.grammar, cue):
                yield from self._from_blame(blame)
        for token in self._content():
            for blame in blames_by_copula(self.grammar, token):
                yield from self._from_blame(blame)
            if token.index not in {c.index for c in self.cues}:
                for blame in blames_by_verb(self.grammar, token):
                    yield from self._from_blame(blame)
        yield from self._of_mentions()

    def _content(self) -> tuple[Token, ...]:
        content = self.attribution.content
        return () if content is None else tokens_between(self.grammar, content.start, content.end)

    def _of_responsibility(self) -> Iterator[Claim]:
        """ "claimed responsibility", "denied involvement", "was claimed by"."""
        for cue in self.cues:
            lemma = lemma_of(cue)
            objects = list(self.grammar.children(cue, "dobj", "nsubjpass"))
            named = any(o.lemma in _RESPONSIBILITY for o in objects)
            if not named and not (lemma == "claim" and self.grammar.by_agent(cue)):
                continue
            if any(c.dep == "neg" for c in self.grammar.children(cue)):
                continue
            if lemma in _CLAIMING:
                yield from self._own(Stance.AFFIRMS, "claimed-responsibility", self._first_attacks())
            elif lemma in _DENYING:
                yield from self._own(Stance.DENIES, "denied-responsibility", self._first_attacks())

    def _first_attacks(self) -> list[AttackMention]:
        """All attacks in the content; the nearest alone where the words only point back."""
        content = self.attribution.content
        inside = [m for m in self.about if content is not None and content.contains(m.trigger)]
        return inside or self.about[:1]

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
        party = self._party(blame.party)
        if party is not None:
            stance = Stance.DENIES if denied else Stance.AFFIRMS
            yield Claim(attack=mention.index, predicate="perpetrator", party=party, stance=stance, rule=blame.rule)

    def _speaks_of_self(self, head: Token) -> bool:
        """ "We" and "I" inside the speaker's quoted words."""
        first = head.pos == "PRON" and head.lower in _FIRST and head.text != "US"
        return first and self.grammar.annotated.quotation_at(head.start) is not None

    def _attack_of(self, blame: Blame) -> AttackMention | None:
        """The attack that a party is blamed for: told in the deed's words, or pointed back at."""
        if blame.deed is None:
            return self.about[0]
        first, last = blame.deed.left_edge, blame.deed.right_edge
        inside = [m for m in self.about if first <= m.head <= last]
        if inside:
            return inside[0]
        if blame.deed.lower in {"it", "this", "that", "them", "those", "which"}:
            return self.about[0]
        return None

    def _party(self, head: Token) -> Reference | None:
        if self._speaks_of_self(head):
            return self._self()
        if not can_speak(self.grammar, head):
            return None
        return self.grammar.reference(head, Role.PERPETRATOR)

    def _of_mentions(self) -> Iterator[Claim]:
        """ "X said that Y attacked Z": the agents of the attacks in the content."""
        content = self.attribution.content
        if content is None:
            return
        stance = Stance.DENIES if self.denial else Stance.AFFIRMS
        for mention in self.about:
            if not content.contains(mention.trigger):
                continue
            for responsible in mention.responsible:
                head = self.grammar.tokens[responsible.party.head]
                party = self._self() if self._speaks_of_self(head) else responsible.party
                if content.contains(responsible.party.span):
                    yield Claim(
                        attack=mention.index, predicate="perpetrator", party=party, stance=stance, rule="content-agent"
                    )
        if self.denial and self._denies_own_deed():
            yield from self._own(Stance.DENIES, "denied-deed", self._first_attacks())

    def _denies_own_deed(self) -> bool:
        """ "denied carrying out the attack", "denied being behind it"."""
        return any(
            c.dep in {"xcomp", "pcomp"} and c.tag == "VBG"
            for cue in self.cues
            if lemma_of(cue) in _DENYING
            for c in self.grammar.children(cue)
        )


# ---------------------------------------------------------------------- words of blame
def blames_by_verb(grammar: Grammar, verb: Token) -> Iterator[Blame]:
    """ "blame X for", "blame it on X", "attribute it to X", "hold X responsible"."""
    if verb.pos not in {"VERB", "AUX"} and not verb.tag.startswith("VB"):
        return
    lemma = lemma_of(verb)
    denied = grammar.child(verb, "neg") is not None
    for place in _places("verb").get(lemma, ()):
        if place.startswith("object-"):
            yield from _object_blames(grammar, verb, place.removeprefix("object-"), denied)
        else:
            yield from _preposition_blames(grammar, verb, place, denied)
    if lemma == "hold":
        yield from _held_responsible(grammar, verb, denied)


def _object_blames(grammar: Grammar, verb: Token, preposition: str, denied: bool) -> Iterator[Blame]:
    passive = grammar.is_passive(verb)
    party = grammar.subject(verb) if passive else grammar.object(verb)
    deeds = [part for prep, part in grammar.prepositions(verb) if prep == preposition]
    if not deeds and party is not None:  # the parser may hang "for the attack" on the party
        deeds = [part for prep, part in grammar.prepositions(party) if prep == preposition]
    if party is None or not deeds:
        return
    for head in grammar.conjuncts(party):
        yield Blame(head, deeds[0], verb, denied, f"{lemma_of(verb)}-{preposition}")


def _preposition_blames(grammar: Grammar, verb: Token, preposition: str, denied: bool) -> Iterator[Blame]:
    passive = grammar.is_passive(verb)
    deed = grammar.subject(verb) if passive else grammar.object(verb)
    if deed is None:
        return
    carriers = [verb] if passive else [verb, deed]
    for carrier in carriers:
        for prep, part in grammar.prepositions(carrier):
            if prep == preposition:
                yield Blame(part, deed, verb, denied, f"{lemma_of(verb)}-{preposition}")


def _held_responsible(grammar: Grammar, verb: Token, denied: bool) -> Iterator[Blame]:
    adjective = next(
        (t for t in grammar.annotated.subtree(verb) if t.index > verb.index and t.lower in _places("adjective")), None
    )
    if adjective is None or adjective.index - verb.index > 30:
        return
    party = grammar.object(verb) or grammar.child(adjective, "nsubj") or _subject_of_small_clause(grammar, verb)
    deeds = [part for prep, part in grammar.prepositions(adjective) if prep == "for"]
    if party is None:
        return
    for head in grammar.conjuncts(party):
        yield Blame(head, deeds[0] if deeds else None, verb, denied, "hold-responsible")


def _subject_of_small_clause(grammar: Grammar, verb: Token) -> Token | None:
    for clause in grammar.children(verb, "ccomp", "oprd", "xcomp"):
        subject = grammar.child(clause, "nsubj")
        if subject is not None:
            return subject
    return None


def blames_by_copula(grammar: Grammar, token: Token) -> Iterator[Blame]:
    """ "X is behind the attack", "X was responsible for it", "it is the work of X", "X are the culprits"."""
    if token.lower == "behind" and token.dep in {"prep", "advmod"}:
        yield from _behind(grammar, token)
    elif token.lower in _places("adjective"):
        yield from _responsible(grammar, token)
    elif token.pos == "NOUN" and "subject" in _places("noun").get(token.lemma, ()):
        yield from _culprit(grammar, token)
    elif token.pos == "NOUN" and "of" in _places("noun").get(token.lemma, ()):
        yield from _work_of(grammar, token)


def _behind(grammar: Grammar, token: Token) -> Iterator[Blame]:
    be = grammar.head(token)
    deed = grammar.child(token, "pobj")
    subject = grammar.subject(be) if be.lemma == "be" else None
    if subject is None:
        return
    for head in grammar.conjuncts(subject):
        yield Blame(head, deed, token, grammar.child(be, "neg") is not None, "behind")


def _responsible(grammar: Grammar, token: Token) -> Iterator[Blame]:
    be = grammar.head(token)
    subject = grammar.subject(be) if be.lemma == "be" and token.dep in {"acomp", "attr"} else None
    deeds = [part for prep, part in grammar.prepositions(token) if prep in {"for", "of"}]
    if subject is None or not deeds:
        return
    for head in grammar.conjuncts(subject):
        yield Blame(head, deeds[0], token, grammar.child(be, "neg") is not None, "responsible-for")


def _culprit(grammar: Grammar, token: Token) -> Iterator[Blame]:
    be = grammar.head(token)
    subject = grammar.subject(be) if be.lemma == "be" and token.dep == "attr" else None
    if subject is None or any(c.dep == "poss" for c in grammar.children(token)):
        return
    deeds = [part for prep, part in grammar.prepositions(token) if prep in {"of", "behind"}]
    for head in grammar.conjuncts(subject):
        yield Blame(head, deeds[0] if deeds else None, token, grammar.child(be, "neg") is not None, "culprit")


def _work_of(grammar: Grammar, token: Token) -> Iterator[Blame]:
    be = grammar.head(token)
    subject = grammar.subject(be) if be.lemma == "be" and token.dep == "attr" else None
    if subject is None:
        return
    for prep, part in grammar.prepositions(token):
        if prep == "of":
            yield Blame(part, subject, token, grammar.child(be, "neg") is not None, "work-of")


# ---------------------------------------------------------------------- in the article's own words
def add_responsibility(
    annotated: AnnotatedArticle, *, attributions: tuple[Attribution, ...], attacks: tuple[AttackMention, ...]
) -> tuple[AttackMention, ...]:
    """The attack mentions with the parties of `find_responsibility` beside their own."""
    found = find_responsibility(annotated, attributions=attributions, attacks=attacks)
    more: dict[int, list[Responsibility]] = {}
    for index, responsibility in found:
        more.setdefault(index, []).append(responsibility)
    return tuple(replace(m, responsible=(*m.responsible, *more[m.index])) if m.index in more else m for m in attacks)


def find_responsibility(
    annotated: AnnotatedArticle, *, attributions: tuple[Attribution, ...], attacks: tuple[AttackMention, ...]
) -> tuple[tuple[int, Responsibility], ...]:
    """Pairs of an attack mention's index and a party that words outside any statement lay it at:
    alleged ("an attack blamed on X", "X is believed to be behind it"), claimed ("claimed by X")."""
    if not attacks:
        return ()
    grammar = Grammar(annotated)
    voices = Voices(grammar, attributions)
    contents = [a.content for a in attributions if a.content is not None]
    found: dict[tuple[int, Span], tuple[int, Responsibility]] = {}
    for token in annotated.tokens:
        if any(c.start <= token.start < c.end for c in contents) or token.index in {a.cue_head for a in attributions}:
            continue
        blames = [*blames_by_verb(grammar, token), *blames_by_copula(grammar, token)]
        for blame in blames:
            if blame.denied or not can_speak(grammar, blame.party):
                continue
            mention = _mention_of(annotated, blame, attacks)
            if mention is None:
                continue
            own_voice = blame.rule in {"behind", "responsible-for", "work-of"} and not voices.is_hedged(
                blame.word, blame.party
            )
            party = grammar.reference(blame.party, Role.PERPETRATOR)
            voice = Voice.ASSERTED if own_voice else Voice.ALLEGED
            pair = (mention.index, Responsibility(party=party, voice=voice, rule=blame.rule))
            found.setdefault((mention.index, party.span), pair)
    return tuple(found.values())


def _mention_of(annotated: AnnotatedArticle, blame: Blame, attacks: Sequence[AttackMention]) -> AttackMention | None:
    sentence = blame.word.sentence
    if blame.deed is not None:
        inside = [m for m in attacks if blame.deed.left_edge <= m.head <= blame.deed.right_edge]
        if inside:
            return inside[0]
        if blame.deed.lower not in {"it", "this", "that", "them", "those", "which"}:
            return None
    before = [m for m in attacks if m.sentence <= sentence and m.trigger.end <= blame.word.start]
    same = [m for m in before if sentence - m.sentence <= 1]
    return same[-1] if same else None
