"""What tells whether a phrase fills a role of an attack: how it hangs on the word for the attack, what it means, what
stands beside it, and what the rules made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.argument_parts import vehicles
from kg.extract.attackers import Voices
from kg.extract.grammar import Grammar
from kg.extract.triggers import lemma_of
from kg.extract.voice import is_attack_word, is_passive_reading
from kg.extract.weapons import attacker_class, is_people_noun, weapon_at
from kg.model.annotation import NameKind, NameMention, Token
from kg.model.fact import AttackMention, Attribution, Reference, Role
from kg.model.span import Span
from kg.resources import read_tsv

ROLES = (Role.PLACE, Role.TARGET, Role.VICTIM, Role.WEAPON, Role.PERPETRATOR)
# What is told of a phrase: each role, and whether it is the perpetrator in the report's own words.
OUTCOMES = (*(role.value for role in ROLES), "author")
_ACTING = frozenset({"violent", "armed", "people", "Person", "Body", "Bodygroup", "Bodyforce", "Bodystate", "Country"})
_VERBAL = frozenset({"VERB", "AUX"})
_BESIDE = frozenset({"conj", "appos"})  # what stands in a row stands where its first member stands
_PREPOSITIONS = frozenset({"prep", "agent", "dative", "mark", "prt"})
_FORCES = {"ArmedGroup": "group", "StateForce": "force", "Coalition": "force", "Government": "state"}
_LONGEST = 6  # steps of a path that are told apart
_BUCKETS = (1, 2, 4, 8, 15, 25)


@cache
def _words(table: str, column: str) -> frozenset[str]:
    return frozenset(row[column].lower() for row in read_tsv(table))


@cache
def _light_verbs() -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("irrealis.tsv") if row["use"] in {"light", "happen"})


@cache
def _saying() -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("hedges.tsv") if row["use"] == "verb") | {"say", "tell", "report"}


@dataclass(frozen=True, slots=True)
class _Path:
    """The way through the parse from the word for the attack to a phrase. `up`, `down`: labels; `top`: the word where
    they meet; `preposition`: what the phrase hangs on; `beside`: whether it is a later member of a row."""

    up: tuple[str, ...]
    down: tuple[str, ...]
    top: Token
    preposition: str
    beside: bool


class RoleFeatures:
    """Names what holds of a phrase and a mention, as short strings; what holds of a phrase alone is found once."""

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
        self._sorts: dict[int, str] = {}
        self._own: dict[int, tuple[str, ...]] = {}
        self._deeds: dict[int, tuple[str, ...]] = {}

    def _within(self, span: Span, head: int) -> Iterator[int]:
        tokens = self._grammar.tokens
        first = last = head
        while first > 0 and tokens[first - 1].start >= span.start:
            first -= 1
        while last + 1 < len(tokens) and tokens[last + 1].end <= span.end:
            last += 1
        return iter(range(first, last + 1))

    def of(self, mention: AttackMention, token: Token, row: Sequence[Token], *, rules: bool = True) -> list[str]:
        """All that holds of a phrase (by its head) and a mention; `row`: the phrases of the sentence, in order.
        `rules`: whether what the rules made of it is known."""
        trigger = self._grammar.tokens[mention.head]
        path = self._path(trigger, token)
        sort = self.sort_of(token)
        found = ["all", f"s:{sort}", *self._own_of(token)]
        found += self._by_path(path, trigger, token, sort)
        found += self._by_distance(mention, trigger, token, sort, row)
        if rules:
            found += self._by_rules(mention, token, sort)
        found += self._by_voice(trigger, token, sort)
        found += [f"{fact}&{sort}" for fact in self._deed(mention)]
        return found

    # ---- the phrase alone

    def sort_of(self, token: Token) -> str:
        """The one word for what a phrase means that most depends on."""
        known = self._sorts.get(token.index)
        if known is None:
            known = self._sorts[token.index] = self._find_sort(token)
        return known

    def _find_sort(self, token: Token) -> str:
        name = self._grammar.name_at(token)
        lemma = lemma_of(token)
        if name is not None:
            return _sort_of_name(name)
        if weapon_at(self._grammar, token) is not None:
            return "weapon"
        force = attacker_class(self._grammar, token)
        if force in {"violent", "armed", "hit"}:
            return force
        if is_people_noun(token):
            return "people"
        if is_attack_word(token):
            return "act"
        for table, column, sort in _TABLES:
            if lemma in _words(table, column):
                return sort
        return "vehicle" if lemma in vehicles() else "thing"

    def _own_of(self, token: Token) -> tuple[str, ...]:
        known = self._own.get(token.index)
        if known is None:
            known = self._own[token.index] = tuple(self._find_own(token))
        return known

    def _find_own(self, token: Token) -> Iterator[str]:
        grammar = self._grammar
        sort, name = self.sort_of(token), grammar.name_at(token)
        if name is None:
            yield f"w:{_word(token)}"
            before = grammar.child(token, "compound")
            if before is not None:
                yield f"c:{_word(before)}"
        else:
            yield f"known:{(name.known or 'no').split('/')[0]}&{sort}"
            yield f"words:{min(len(name.text.split()), 4)}&{sort}"
        yield f"d:{token.dep}&{sort}"
        yield f"h:{_word(grammar.head(token))}&{token.dep}&{sort}"
        determiner = grammar.child(token, "det", "poss")
        yield f"det:{'no' if determiner is None else determiner.lower if determiner.dep == 'det' else 'poss'}&{sort}"
        if grammar.child(token, "nummod") is not None:
            yield f"num&{sort}"
        yield f"tag:{token.tag}&{sort}"
        for child in grammar.children(token, "amod", "acl", "relcl"):
            yield f"{child.dep}:{_word(child)}"
        yield from self._beside(token, name, sort)
        sentence = grammar.annotated.sentences[token.sentence]
        if sentence.headline:
            yield f"headline&{sort}"

    def _beside(self, token: Token, name: NameMention | None, sort: str) -> Iterator[str]:
        """The words right before and behind the phrase."""
        tokens = self._grammar.tokens
        first = token.index if name is None else name.first
        last = token.index if name is None else name.last - 1
        before = tokens[first - 1] if first and tokens[first - 1].sentence == token.sentence else None
        behind = tokens[last + 1] if last + 1 < len(tokens) and tokens[last + 1].sentence == token.sentence else None
        yield f"b:{'^' if before is None else _form(before)}&{sort}"
        yield f"a:{'$' if behind is None else _form(behind)}&{sort}"
        if behind is not None and behind.text == "," and last + 2 < len(tokens):
            following = self._grammar.name_at(tokens[last + 2])
            if following is not None and following.kind in {NameKind.PLACE, NameKind.COUNTRY}:
                yield f"wider&{sort}"  # "Basra, Iraq"
        if before is not None and before.text == "," and first >= 2:
            earlier = self._grammar.name_at(tokens[first - 2])
            if earlier is not None and earlier.kind in {NameKind.PLACE, NameKind.COUNTRY}:
                yield f"narrower&{sort}"

    # ---- the mention alone

    def _deed(self, mention: AttackMention) -> tuple[str, ...]:
        known = self._deeds.get(mention.head)
        if known is None:
            known = self._deeds[mention.head] = tuple(self._find_deed(mention))
        return known

    def _find_deed(self, mention: AttackMention) -> Iterator[str]:
        trigger = self._grammar.tokens[mention.head]
        yield f"t:{_word(trigger)}"
        yield f"tp:{self._voice_of(trigger)}"
        yield f"k:{mention.kinds[0]}"
        if mention.anaphoric:
            yield "points-back"
        yield f"mates:{min(len(self._mentions.get(mention.sentence, ())), 3)}"

    def _voice_of(self, trigger: Token) -> str:
        if trigger.pos not in _VERBAL:
            return "noun"
        return "passive" if is_passive_reading(self._grammar, trigger) else "active"

    # ---- how the two hang together

    def _path(self, trigger: Token, token: Token) -> _Path:
        grammar = self._grammar
        above = [trigger, *grammar.annotated.ancestors(trigger)]
        position = {t.index: i for i, t in enumerate(above)}
        down: list[str] = []
        preposition, beside = "", False
        step = token
        while step.index not in position:
            if step.dep in _BESIDE:
                beside = True
            elif step.dep in _PREPOSITIONS:
                preposition = preposition or step.lower
                down.append(f"{step.dep}_{step.lower}")
            else:
                down.append(step.dep)
            step = grammar.head(step)
        up = [t.dep for t in above[: position[step.index]] if t.dep != "conj"]
        return _Path(tuple(up), tuple(reversed(down)), step, preposition, beside)

    def _by_path(self, path: _Path, trigger: Token, token: Token, sort: str) -> Iterator[str]:
        top = "" if path.top.index in {trigger.index, token.index} else _name_top(path.top)
        word, voice = _word(trigger), self._voice_of(trigger)
        if len(path.up) + len(path.down) > _LONGEST:
            yield "far"
            yield f"far&{sort}"
            labels = f"{path.up[:1]}…{path.down[-2:]}"
        else:
            labels = f"{'/'.join(path.up)}|{'/'.join(path.down)}"
            yield f"p:{labels}|{top}"
        yield f"p:{labels}"
        yield f"p:{labels}&{sort}"
        yield f"p:{labels}&{voice}&{sort}"
        yield f"p:{labels}&{word}"
        bare = f"{len(path.up)}{path.down[0] if path.down else ''}{len(path.down)}"
        yield f"q:{bare}&{sort}&{voice}"
        yield f"up:{'/'.join(path.up[-2:])}&{top}&{sort}"
        yield f"end:{'/'.join(path.down[-2:])}&{sort}"
        yield f"pr:{path.preposition}&{sort}"
        yield f"pr:{path.preposition}&{len(path.up)}&{sort}"
        yield f"pr:{path.preposition}&{word}"
        if path.beside:
            yield f"beside&{sort}"
        if path.top.index == trigger.index:
            yield f"below&{sort}"
        same = self._grammar.clause_root(trigger).index == self._grammar.clause_root(token).index
        yield f"clause:{same}&{sort}"

    def _by_distance(
        self, mention: AttackMention, trigger: Token, token: Token, sort: str, row: Sequence[Token]
    ) -> Iterator[str]:
        side = "<" if token.index < trigger.index else ">"
        apart = abs(token.index - trigger.index)
        low, high = sorted((token.index, trigger.index))
        yield f"dist:{side}{_bucket(apart)}&{sort}"
        between = self._grammar.tokens[low + 1 : high]
        yield f"commas:{side}{min(sum(t.text in _MARKS for t in between), 3)}&{sort}"
        yield f"verbs:{side}{min(sum(t.pos == 'VERB' for t in between), 3)}&{sort}"
        others = [m.head for m in self._mentions.get(mention.sentence, ()) if m.head != mention.head]
        yield f"inner:{side}{min(sum(low < head < high for head in others), 2)}&{sort}"
        yield f"nearer:{any(abs(token.index - head) < apart for head in others)}&{sort}"
        alike = [t.index for t in row if self.sort_of(t) == sort]
        yield f"alike:{min(len(alike), 4)}&{sort}"
        yield f"first:{alike[0] == token.index}&{sort}"
        yield f"closest:{all(abs(i - trigger.index) >= apart for i in alike)}&{side}&{sort}"

    def _by_rules(self, mention: AttackMention, token: Token, sort: str) -> Iterator[str]:
        own = roles_in(mention, token)
        for role in ROLES:
            if role in own:
                yield f"rule:{role}"
                yield f"rule:{role}&{sort}"
                yield f"rule:{role}&{_word(self._grammar.tokens[mention.head])}"
                yield f"rule:{role}&{mention.rule}&{self._grammar.tokens[mention.head].pos}"
            elif fillers_of(mention, role):
                yield f"full:{role}&{sort}"
            else:
                yield f"empty:{role}&{sort}"
        for other in self._mentions.get(mention.sentence, ()):
            if other.head != mention.head:
                for role in roles_in(other, token):
                    yield f"beyond:{role}"
                    yield f"beyond:{role}&{sort}"

    def _by_voice(self, trigger: Token, token: Token, sort: str) -> Iterator[str]:
        if sort in _ACTING:
            yield f"hedged:{self._voices.is_hedged(trigger, token)}&{sort}"
        if token.index in self._speakers:
            yield "speaker"
        deed = next((c for c in self._contents if c.start <= trigger.start < c.end), None)
        told = next((c for c in self._contents if c.start <= token.start < c.end), None)
        yield f"said:{deed is not None}{told is not None}"


_MARKS = frozenset({",", ";", "–", "—", "(", ")", ":"})
_TABLES = (
    ("facility_nouns.tsv", "word", "building"),
    ("place_nouns.tsv", "word", "area"),
    ("organisation_nouns.tsv", "noun", "body"),
    ("body_nouns.tsv", "noun", "body"),
    ("abstract_targets.tsv", "word", "abstract"),
)


def _sort_of_name(name: NameMention) -> str:
    last = name.text.split()[-1].lower()
    if name.kind in {NameKind.PLACE, NameKind.ORGANISATION, NameKind.OTHER} and last in _words(*_TABLES[0][:2]):
        return "Building"
    if name.kind is NameKind.ORGANISATION:
        return f"Body{_FORCES.get(name.subkind or '', '')}"
    return name.kind.value.capitalize()


def _word(token: Token) -> str:
    """The lemma; of a name only that it is one: what is learned is to hold of others too."""
    return "Name" if token.pos == "PROPN" else "number" if token.pos == "NUM" else lemma_of(token)


def _form(token: Token) -> str:
    return token.lower if token.pos not in {"PROPN", "NUM"} else _word(token)


def _name_top(token: Token) -> str:
    lemma = lemma_of(token)
    if token.pos not in _VERBAL:
        return token.pos
    if lemma in _saying():
        return "SAY"
    return "LIGHT" if lemma in _light_verbs() else lemma


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
