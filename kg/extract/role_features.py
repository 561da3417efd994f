"""What tells whether a phrase fills a role of an attack: how it hangs on the word for the attack, what it means, what
stands beside it, and what the rules made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from kg.extract.attackers import Voices
from kg.extract.grammar import Grammar
from kg.extract.role_words import ACTING, find_sort, form_of, meeting_word, word_of
from kg.extract.voice import is_passive_reading
from kg.model.annotation import NameKind, NameMention, Token
from kg.model.fact import AttackMention, Attribution, Reference, Role
from kg.model.span import Span

ROLES = (Role.PLACE, Role.TARGET, Role.VICTIM, Role.WEAPON, Role.PERPETRATOR)
# What is told of a phrase: each role, and whether it is the perpetrator in the report's own words.
OUTCOMES = (*(role.value for role in ROLES), "author")
Facets = tuple[str, ...]
_VERBAL = frozenset({"VERB", "AUX"})
_BESIDE = frozenset({"conj", "appos"})  # what stands in a row stands where its first member stands
_PREPOSITIONS = frozenset({"prep", "agent", "dative", "mark", "prt"})
_PLACES = frozenset({NameKind.PLACE, NameKind.COUNTRY})
_MARKS = frozenset({",", ";", "–", "—", "(", ")", ":"})
_LONGEST = 6  # steps of a path that are told apart
_BUCKETS = (1, 2, 4, 8, 15, 25)


@dataclass(frozen=True, slots=True)
class _Path:
    """The way through the parse from the word for the attack to a phrase. `up`, `down`: labels; `top`: the word where
    they meet; `preposition`: what the phrase hangs on; `beside`: whether it is a later member of a row."""

    up: tuple[str, ...]
    down: tuple[str, ...]
    top: Token
    preposition: str
    beside: bool


@dataclass(frozen=True, slots=True)
class _Deed:
    """What is the same for every phrase beside a mention. `above`: the word for the attack and those that it hangs
    below, with their place; `clause`: its verb; `others`: the words of the sentence for other attacks; `held`: the
    roles that the mention has phrases in, `beyond` those of the others, by the phrase's head."""

    trigger: Token
    word: str
    voice: str
    facts: Facets
    above: Sequence[Token]
    places: dict[int, int]
    clause: int
    others: tuple[int, ...]
    held: dict[int, list[Role]]
    beyond: dict[int, list[Role]]


class RoleFeatures:
    """Names what holds of a phrase and a mention, as short strings; what holds of one of them alone is found once."""

    def __init__(
        self, grammar: Grammar, mentions: Sequence[AttackMention], attributions: Sequence[Attribution]
    ) -> None:
        self._grammar = grammar
        self._mentions: dict[int, list[AttackMention]] = {}
        for mention in mentions:
            self._mentions.setdefault(mention.sentence, []).append(mention)
        self._contents = [a.content for a in attributions if a.content is not None]
        self._voices = Voices(grammar, tuple(attributions))
        self._speakers = {i for a in attributions for i in self._within(a.speaker.span, a.speaker.head)}
        self._commas = list(accumulate((t.text in _MARKS for t in grammar.tokens), initial=0))
        self._verbs = list(accumulate((t.pos == "VERB" for t in grammar.tokens), initial=0))
        self._sorts: dict[int, str] = {}
        self._own: dict[int, Facets] = {}
        self._deeds: dict[int, _Deed] = {}
        self._shared: dict[tuple[int, str], Facets] = {}
        self._clauses: dict[int, int] = {}

    def of(self, mention: AttackMention, token: Token, row: Sequence[Token]) -> tuple[Facets, Facets, Facets]:
        """All that holds of a phrase (by its head), of the mention beside such a phrase, and of the two together;
        `row`: the phrases of the sentence, in order."""
        deed = self._deed(mention)
        sort = self.sort_of(token)
        both = [
            *self._by_path(self._path(deed, token), deed, token, sort),
            *self._by_distance(deed, token, sort, row),
            *self._by_rules(mention, deed, token, sort),
            *self._by_voice(deed.trigger, token, sort),
        ]
        return self._own_of(token), self._shared_by(mention, deed, sort), tuple(both)

    # ---- the phrase alone

    def sort_of(self, token: Token) -> str:
        """The one word for what a phrase means that most depends on."""
        known = self._sorts.get(token.index)
        if known is None:
            known = self._sorts[token.index] = find_sort(self._grammar, token)
        return known

    def _own_of(self, token: Token) -> Facets:
        known = self._own.get(token.index)
        if known is None:
            known = self._own[token.index] = tuple(self._find_own(token))
        return known

    def _find_own(self, token: Token) -> Iterator[str]:
        grammar = self._grammar
        sort, name = self.sort_of(token), grammar.name_at(token)
        yield "all"
        yield f"s:{sort}"
        if name is None:
            yield f"w:{word_of(token)}"
            before = grammar.child(token, "compound")
            if before is not None:
                yield f"c:{word_of(before)}"
        else:
            yield f"known:{(name.known or 'no').split('/')[0]}&{sort}"
            yield f"words:{min(len(name.text.split()), 4)}&{sort}"
        yield f"d:{token.dep}&{sort}"
        yield f"h:{word_of(grammar.head(token))}&{token.dep}&{sort}"
        determiner = grammar.child(token, "det", "poss")
        yield f"det:{'no' if determiner is None else determiner.lower if determiner.dep == 'det' else 'poss'}&{sort}"
        if grammar.child(token, "nummod") is not None:
            yield f"num&{sort}"
        yield f"tag:{token.tag}&{sort}"
        for child in grammar.children(token, "amod", "acl", "relcl"):
            yield f"{child.dep}:{word_of(child)}"
        yield from self._beside(token, name, sort)
        if grammar.annotated.sentences[token.sentence].headline:
            yield f"headline&{sort}"

    def _beside(self, token: Token, name: NameMention | None, sort: str) -> Iterator[str]:
        """The words right before and behind the phrase."""
        tokens = self._grammar.tokens
        first = token.index if name is None else name.first
        last = token.index if name is None else name.last - 1
        before = tokens[first - 1] if first and tokens[first - 1].sentence == token.sentence else None
        behind = tokens[last + 1] if last + 1 < len(tokens) and tokens[last + 1].sentence == token.sentence else None
        yield f"b:{'^' if before is None else form_of(before)}&{sort}"
        yield f"a:{'$' if behind is None else form_of(behind)}&{sort}"
        if behind is not None and behind.text == "," and self._is_place(last + 2):
            yield f"wider&{sort}"  # "Basra, Iraq"
        if before is not None and before.text == "," and first >= 2 and self._is_place(first - 2):
            yield f"narrower&{sort}"

    def _is_place(self, position: int) -> bool:
        tokens = self._grammar.tokens
        name = self._grammar.name_at(tokens[position]) if position < len(tokens) else None
        return name is not None and name.kind in _PLACES

    # ---- the mention alone

    def _deed(self, mention: AttackMention) -> _Deed:
        known = self._deeds.get(mention.head)
        if known is None:
            known = self._deeds[mention.head] = self._find_deed(mention)
        return known

    def _find_deed(self, mention: AttackMention) -> _Deed:
        grammar = self._grammar
        trigger = grammar.tokens[mention.head]
        word, voice = word_of(trigger), self._voice_of(trigger)
        above = [trigger, *grammar.annotated.ancestors(trigger)]
        mates = self._mentions.get(mention.sentence, ())
        others = [m for m in mates if m.head != mention.head]
        facts = [f"t:{word}", f"tp:{voice}", f"k:{mention.kinds[0]}", f"mates:{min(len(mates), 3)}"]
        facts += ["points-back"] if mention.anaphoric else []
        facts += [f"{'full' if fillers_of(mention, role) else 'empty'}:{role}" for role in ROLES]
        beyond: dict[int, list[Role]] = {}
        for other in others:
            for index, roles in self._held_by(other).items():
                beyond.setdefault(index, []).extend(roles)
        return _Deed(
            trigger=trigger,
            word=word,
            voice=voice,
            facts=tuple(facts),
            above=above,
            places={t.index: i for i, t in enumerate(above)},
            clause=self._clause_of(trigger),
            others=tuple(m.head for m in others),
            held=self._held_by(mention),
            beyond=beyond,
        )

    def _voice_of(self, trigger: Token) -> str:
        if trigger.pos not in _VERBAL:
            return "noun"
        return "passive" if is_passive_reading(self._grammar, trigger) else "active"

    def _shared_by(self, mention: AttackMention, deed: _Deed, sort: str) -> Facets:
        """What holds of the mention, for all phrases of a sort."""
        key = (mention.head, sort)
        known = self._shared.get(key)
        if known is None:
            known = self._shared[key] = tuple(f"{fact}&{sort}" for fact in deed.facts)
        return known

    # ---- how the two hang together

    def _path(self, deed: _Deed, token: Token) -> _Path:
        grammar = self._grammar
        down: list[str] = []
        preposition, beside = "", False
        step = token
        while step.index not in deed.places and step.head != step.index:
            if step.dep in _BESIDE:
                beside = True
            elif step.dep in _PREPOSITIONS:
                preposition = preposition or step.lower
                down.append(f"{step.dep}_{step.lower}")
            else:
                down.append(step.dep)
            step = grammar.head(step)
        up = [t.dep for t in deed.above[: deed.places.get(step.index)] if t.dep != "conj"]
        return _Path(tuple(up), tuple(reversed(down)), step, preposition, beside)

    def _by_path(self, path: _Path, deed: _Deed, token: Token, sort: str) -> Iterator[str]:
        below = path.top.index == deed.trigger.index
        top = "" if below or path.top.index == token.index else meeting_word(path.top)
        if len(path.up) + len(path.down) > _LONGEST:
            yield f"far&{sort}"
            labels = f"{path.up[:1]}…{path.down[-2:]}"
        else:
            labels = f"{'/'.join(path.up)}|{'/'.join(path.down)}"
            yield f"p:{labels}|{top}"
        yield f"p:{labels}"
        yield f"p:{labels}&{sort}"
        yield f"p:{labels}&{deed.voice}&{sort}"
        yield f"p:{labels}&{deed.word}"
        yield f"q:{len(path.up)}{path.down[0] if path.down else ''}{len(path.down)}&{sort}&{deed.voice}"
        yield f"up:{'/'.join(path.up[-2:])}&{top}&{sort}"
        yield f"end:{'/'.join(path.down[-2:])}&{sort}"
        yield f"pr:{path.preposition}&{sort}"
        yield f"pr:{path.preposition}&{len(path.up)}&{sort}"
        yield f"pr:{path.preposition}&{deed.word}"
        if path.beside:
            yield f"beside&{sort}"
        if below:
            yield f"below&{sort}"
        yield f"clause:{deed.clause == self._clause_of(token)}&{sort}"

    def _clause_of(self, token: Token) -> int:
        known = self._clauses.get(token.index)
        if known is None:
            known = self._clauses[token.index] = self._grammar.clause_root(token).index
        return known

    def _by_distance(self, deed: _Deed, token: Token, sort: str, row: Sequence[Token]) -> Iterator[str]:
        here, there = deed.trigger.index, token.index
        side, apart = "<" if there < here else ">", abs(there - here)
        low, high = min(here, there), max(here, there)
        yield f"dist:{side}{_bucket(apart)}&{sort}"
        yield f"commas:{side}{min(self._commas[high] - self._commas[low + 1], 3)}&{sort}"
        yield f"verbs:{side}{min(self._verbs[high] - self._verbs[low + 1], 3)}&{sort}"
        yield f"inner:{side}{min(sum(low < head < high for head in deed.others), 2)}&{sort}"
        yield f"nearer:{any(abs(there - head) < apart for head in deed.others)}&{sort}"
        alike = [t.index for t in row if self.sort_of(t) == sort]
        yield f"alike:{min(len(alike), 4)}&{sort}"
        yield f"first:{alike[0] == there}&{sort}"
        yield f"closest:{all(abs(i - here) >= apart for i in alike)}&{side}&{sort}"

    def _by_rules(self, mention: AttackMention, deed: _Deed, token: Token, sort: str) -> Iterator[str]:
        for role in deed.held.get(token.index, ()):
            yield f"rule:{role}"
            yield f"rule:{role}&{sort}"
            yield f"rule:{role}&{deed.word}"
            yield f"rule:{role}&{mention.rule}&{deed.trigger.pos}"
        for role in deed.beyond.get(token.index, ()):
            yield f"beyond:{role}"
            yield f"beyond:{role}&{sort}"

    def _by_voice(self, trigger: Token, token: Token, sort: str) -> Iterator[str]:
        if sort in ACTING:
            yield f"hedged:{self._voices.is_hedged(trigger, token)}&{sort}"
        if token.index in self._speakers:
            yield "speaker"
        deed = any(c.start <= trigger.start < c.end for c in self._contents)
        told = any(c.start <= token.start < c.end for c in self._contents)
        yield f"said:{deed}{told}"

    def _held_by(self, mention: AttackMention) -> dict[int, list[Role]]:
        """The roles that the mention has phrases in, by the head of the phrase."""
        found: dict[int, list[Role]] = {}
        names = self._grammar.annotated.names
        for role in ROLES:
            for reference in fillers_of(mention, role):
                heads = {reference.head, *([] if reference.name is None else [names[reference.name].head])}
                for head in sorted(heads):
                    if role not in (known := found.setdefault(head, [])):
                        known.append(role)
        return found

    def _within(self, span: Span, head: int) -> Iterator[int]:
        tokens = self._grammar.tokens
        first = last = head
        while first > 0 and tokens[first - 1].start >= span.start:
            first -= 1
        while last + 1 < len(tokens) and tokens[last + 1].end <= span.end:
            last += 1
        return iter(range(first, last + 1))


def _bucket(number: int) -> int:
    return next((i for i, most in enumerate(_BUCKETS) if number <= most), len(_BUCKETS))


def fillers_of(mention: AttackMention, role: Role) -> Sequence[Reference]:
    """What the mention has in a role."""
    if role is Role.PERPETRATOR:
        return [r.party for r in mention.responsible]
    slot = {Role.PLACE: mention.places, Role.TARGET: mention.targets, Role.VICTIM: mention.victims}
    return slot.get(role, mention.weapons)


def roles_in(mention: AttackMention, token: Token) -> list[Role]:
    """The roles that the mention has the phrase in already."""
    return [role for role in ROLES if any(_is_at(r, token) for r in fillers_of(mention, role))]


def _is_at(reference: Reference, token: Token) -> bool:
    return reference.head == token.index or (
        reference.name is not None and reference.span.start <= token.start < reference.span.end
    )
