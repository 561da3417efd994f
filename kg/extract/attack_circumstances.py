"""Where and when: which attack a place name or a date belongs to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache

from kg.extract.attack_clauses import aftermath, own_clause, speech
from kg.extract.grammar import Grammar
from kg.extract.triggers import Candidate, lemma_of
from kg.extract.weapons import is_people_noun, weapon_at
from kg.model.annotation import NameKind, NameMention, TimeMention, Token
from kg.model.fact import Reference, Role
from kg.resources import read_tsv

_LOCATIVE = frozenset(
    "in at near outside inside on off within around across between along throughout through over".split()
)
# "The blast rocked Erbil": what an attack does to the place where it is.
_SHAKING = frozenset({"hit", "strike", "rock", "shake", "jolt", "rattle", "devastate", "target", "convulse"})
_COMPASS = frozenset("north south east west northeast northwest southeast southwest".split())
_TOWNS = frozenset({"city", "town", "village"})
_HAPPENING = frozenset({"be", "occur", "happen", "take", "begin", "start", "come", "unfold", "erupt"})
_CLAUSES = 8  # of one sentence, at most, that a time is looked for
_CLAUSES_BELOW = frozenset({"advcl", "ccomp", "xcomp", "conj", "dep"})
_JUDGING = frozenset(
    {"claim", "condemn", "denounce", "deplore", "praise", "hail", "mourn", "deny", "blame", "decry", "criticise"}
    | {"criticize", "slam", "investigate", "discuss", "remember", "commemorate"}
)
# "The attacks that killed nine on Monday": what an attack does to people, told of it in a clause of its own.
_HARMING = frozenset({"kill", "wound", "injure", "leave", "claim", "maim", "cause"})
_AFTER_ENTRY = ("-", "–", "—", ":")
_INNER = frozenset({"compound", "amod", "nmod", "poss"})
_PHRASE = 14  # words of a noun's phrase behind it, at most
_FULL_DATES = frozenset({"date", "weekday"})
_ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth".split())
_NEWS = 7  # days that news lasts
_OLDER = frozenset({"after", "since", "because", "although", "though"})
_PLACES = frozenset({NameKind.PLACE, NameKind.COUNTRY})


class Circumstances:
    """Hands the places and times of each sentence to its triggers."""

    def __init__(self, grammar: Grammar, candidates: Sequence[Candidate]) -> None:
        self._grammar = grammar
        self._trigger_at = {i: c for c in candidates for i in range(c.first, c.last) if c.row.noun or i == c.head}
        self._by_clause: dict[int, list[Candidate]] = {}
        for candidate in candidates:
            head = grammar.tokens[candidate.head]
            clause = own_clause(grammar, head)
            if clause is not None:
                self._by_clause.setdefault(clause.index, []).append(candidate)

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
                owners = [] if anchor is None else self._of_subject(anchor) or self._owners(anchor, place=True)
            before = name
            reference = Reference(span=name.span, head=name.head, role=Role.PLACE, name=name.index)
            for candidate in owners:
                found.setdefault(candidate.head, []).append(reference)
        return {head: tuple(references) for head, references in found.items()}

    def _stand_together(self, first: NameMention, second: NameMention) -> bool:
        """ "Mogadishu, Somalia": town and country, whatever the parser makes of the comma."""
        return second.first == first.last + 1 and self._grammar.tokens[first.last].text == ","

    def times(self) -> Mapping[int, tuple[int, ...]]:
        """For each trigger head the positions of the times that belong to it."""
        found: dict[int, list[int]] = {}
        starts = [t.start for t in self._grammar.tokens]
        for position, time in enumerate(self._grammar.annotated.times):
            first = min(bisect_left(starts, time.start), len(starts) - 1)
            token = self._time_head(first, time.end)
            if self._is_bound(first):
                continue
            entry = self._of_entry(first, time.end)
            if entry is not None:
                found.setdefault(entry.head, []).append(position)
                continue
            inner = self._within_compound(token)
            if inner is not None:
                found.setdefault(inner.head, []).append(position)
                continue
            if self._is_name_part(token):
                continue
            fresh = not self._is_old(time)
            if fresh and self._is_of_saying(token):
                continue
            owners = self._when(token) or self._of_subject(token) or self._owners(token)
            for candidate in owners or self._right_before(first, token, fresh=fresh):
                if self._counts_from(time, candidate) or self._dates_picture(time, candidate):
                    continue
                found.setdefault(candidate.head, []).append(position)
        return {head: tuple(times) for head, times in found.items()}

    def _is_name_part(self, token: Token) -> bool:
        """ "The 2020 convention", "Friday prayers": the time of something else."""
        head = self._grammar.head(token)
        while head.dep == "compound" and head.index not in self._trigger_at:
            head = self._grammar.head(head)  # "the 2013 Boston Marathon bombings"
        return (
            token.dep in {"nummod", "compound", "amod", "nmod"}
            and head.pos in {"NOUN", "PROPN"}
            and head.index not in self._trigger_at
            and not self._grammar.is_time(head)
        )

    def _within_compound(self, token: Token) -> Candidate | None:
        """ "The 2013 marathon bombing suspect": the year is the bombing's."""
        head = self._grammar.head(token)
        if token.dep not in {"nummod", "compound", "nmod"} or head.index in self._trigger_at:
            return None
        between = (c for c in self._grammar.children(head, "compound") if token.index < c.index)
        return next((self._trigger_at[c.index] for c in between if c.index in self._trigger_at), None)

    def _of_entry(self, first: int, end: int) -> Candidate | None:
        """ "March 22, 2016 - Three bombers blow themselves up": the time at the head of an entry is that of the first
        attack told there."""
        tokens = self._grammar.tokens
        sentence = self._grammar.annotated.sentences[tokens[first].sentence]
        behind = self._grammar.annotated.article.text[end : sentence.end].lstrip()
        if first != sentence.first or behind[:1] not in _AFTER_ENTRY:
            return None
        inside = (self._trigger_at.get(i) for i in range(first, sentence.last))
        return next((c for c in inside if c is not None and c.row.strength != "back"), None)

    def _right_before(self, first: int, head: Token, *, fresh: bool) -> list[Candidate]:
        """ "In connection with the bombing earlier this month", "the murder of two priests in La Paz last Wednesday":
        where nothing but the noun's own phrase stands before the time, whatever the parser hangs it on; not what was
        "condemned on Friday"."""
        tokens = self._grammar.tokens
        above = self._grammar.head(self._grammar.head(head) if head.dep == "pobj" else head)
        if fresh and lemma_of(above) in _JUDGING:
            return []
        for token in reversed(tokens[max(0, first - _PHRASE) : first]):
            if token.sentence != tokens[first].sentence or token.pos in {"VERB", "AUX", "PUNCT"}:
                return []
            own = self._trigger_at.get(token.index)
            if own is not None:
                told = own.row.noun and own.row.strength != "back" and tokens[own.head].dep not in _INNER
                return [own] if told else []
        return []

    def _counts_from(self, time: TimeMention, candidate: Candidate) -> bool:
        """ "The worst attack since 2001", "the fourth raid since May": since when there was none like it."""
        if time.rule != "since":
            return False
        head = self._grammar.tokens[candidate.head]
        marks = self._grammar.children(head, "amod", "nummod")
        return any(c.tag == "JJS" or c.lower in _ORDINALS for c in marks)

    def _dates_picture(self, time: TimeMention, candidate: Candidate) -> bool:
        """ "Candles burn on a bridge the day after an attack in London, March 23, 2017.": a caption in the present
        tense ends in the day of the picture."""
        grammar = self._grammar
        head = grammar.tokens[candidate.head]
        sentence = grammar.annotated.sentences[head.sentence]
        text = grammar.annotated.article.text
        if time.rule not in _FULL_DATES or text[time.end : sentence.end].strip(". \n") or time.start == sentence.start:
            return False
        root = next(t for t in grammar.annotated.sentence_tokens(sentence) if t.head == t.index)
        told = text[sentence.start : time.start].rstrip().endswith(",") and root.tag in {"VBZ", "VBP"}
        clause = own_clause(grammar, head)
        return told and (clause is None or clause.index != root.index)

    def _is_old(self, time: TimeMention) -> bool:
        """Whether it lies so far back that a report would hardly tell of something that was said then."""
        published = self._grammar.annotated.article.publication_day
        return published is not None and (published - time.latest).days > _NEWS

    def _is_bound(self, first: int) -> bool:
        """ "As of Monday", "until May": how long something was known, not when it happened."""
        before = [t.lower for t in self._grammar.tokens[max(0, first - 2) : first]]
        return before[-2:] == ["as", "of"] or before[-1:] in (["until"], ["till"], ["by"])

    def _time_head(self, first: int, end: int) -> Token:
        tokens = self._grammar.tokens
        last = first
        while last + 1 < len(tokens) and tokens[last + 1].start < end:
            last += 1
        return next((tokens[i] for i in range(first, last + 1) if not first <= tokens[i].head <= last), tokens[first])

    def _locative_anchor(self, name: NameMention) -> Token | None:
        """The token from which the climb begins if the name stands as a place; else None."""
        grammar = self._grammar
        token = grammar.tokens[name.head]
        within = False
        for _ in range(8):
            head = grammar.head(token)
            if within and token.dep in {"dobj", "nsubjpass"} and head.index in self._trigger_at:
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
                if head.lower == "into" and (above in self._trigger_at or above in self._by_clause):
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
            elif token.dep in {"poss", "compound"}:
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
        subject = grammar.child(verb, "nsubj") if token.dep == "dobj" and lemma_of(verb) in _SHAKING else None
        if subject is None:
            return False
        inside = [subject.index, *(o.index for p, o in grammar.prepositions(subject) if p == "of")]
        return any(i in self._trigger_at for i in inside)

    def _comes_under(self, token: Token) -> bool:
        """ "Sirte came under attack"."""
        verb = self._grammar.head(token)
        under = (o.index for p, o in self._grammar.prepositions(verb) if p == "under")
        return token.dep == "nsubj" and lemma_of(verb) in {"come", "be"} and any(i in self._trigger_at for i in under)

    def _is_distance(self, token: Token) -> bool:
        """ "44 km southwest of X", "just north of X": a point of the compass without "the" is not in X."""
        return lemma_of(token) in _COMPASS and self._grammar.child(token, "det") is None

    def _names_scene(self, name: NameMention, head: Token) -> bool:
        """ "The Kabul bombing", "a Basra bomb": a town before the act or the weapon; a country there is who acts."""
        if name.kind is NameKind.COUNTRY or (name.known or "").startswith("country/"):
            return False
        return head.index in self._trigger_at

    def _when(self, token: Token) -> list[Candidate]:
        """ "On Saturday when two drones exploded": what the day is told with."""
        clauses = self._grammar.children(token, "relcl", "advcl")
        return next((owners for c in clauses if (owners := self._by_clause.get(c.index))), [])

    def _is_of_saying(self, token: Token) -> bool:
        """ "Claimed responsibility for the bombing on Tuesday", "condemned the attack on Friday": when it was said."""
        grammar = self._grammar
        prep = grammar.head(token) if token.dep == "pobj" else token
        noun = grammar.head(prep)
        if noun.index not in self._trigger_at or noun.pos != "NOUN" or prep.index < noun.index:
            return False
        for _ in range(3):
            noun = grammar.head(noun)
            if noun.pos == "VERB":
                return lemma_of(noun) in _JUDGING and noun.tag in {"VBD", "VBN"}
        return False

    def _owners(self, token: Token, *, place: bool = False) -> list[Candidate]:
        """The triggers that govern a place or time: the nearest above it, or those of its clause."""
        grammar = self._grammar
        crossed = 0
        while True:
            own = self._trigger_at.get(token.index)
            if own is not None:
                return [own]
            if token.dep in {"pobj", "conj"} and self._is_strange_agent(token):
                return []
            if token.pos in {"VERB", "AUX"} and token.dep not in {"aux", "auxpass", "amod", "compound"}:
                owners = self._by_clause.get(token.index)
                if token.dep in {"acl", "advcl"} and token.lower in {"named", "called"}:
                    token = grammar.head(token)  # "the yacht, named X, on Monday": the time is not the name's
                    continue
                if lemma_of(token) in aftermath():
                    return []
                if lemma_of(token) in speech():
                    # "A bombing was yesterday reported to have killed …": the raised subject keeps its time.
                    return [c for c in owners or () if grammar.tokens[c.head].dep == "nsubjpass"]
                if owners:
                    return owners
                joined = self._results(token) if place else []
                joined = joined or self._complement_owners(token, frozenset({"conj", "xcomp"}))
                if joined and not crossed:
                    return joined
                crossed += 1
                if self._is_contrast(token):
                    return []
                if crossed > 2 or (token.dep == "relcl" and not self._is_told_further(token)):
                    return []
            if token.head == token.index:
                below = _CLAUSES_BELOW - {"advcl"} if place else _CLAUSES_BELOW
                return self._complement_owners(token, below) if crossed == 1 else []
            token = grammar.head(token)

    def _of_subject(self, token: Token) -> list[Candidate]:
        """ "The toll of a bombing at a market on Tuesday rose": between subject and verb stands what belongs to
        the subject, also where the parser hangs it on the verb."""
        grammar = self._grammar
        while token.dep == "pobj" or (token.dep == "npadvmod" and grammar.head(token).pos not in {"VERB", "AUX"}):
            token = grammar.head(token)
        verb = grammar.head(token)
        subject = grammar.child(verb, "nsubj", "nsubjpass") if verb.pos in {"VERB", "AUX"} else None
        if subject is None or not subject.right_edge < token.index < verb.index or lemma_of(verb) in speech():
            return []
        if any(t.text in {",", ";", "–", "—"} for t in grammar.tokens[subject.right_edge : token.index]):
            return []
        inside = (self._trigger_at.get(i) for i in range(subject.right_edge, subject.left_edge - 1, -1))
        nearest = next((c for c in inside if c is not None and c.row.noun), None)
        return [] if nearest is None else [nearest]

    def _is_contrast(self, clause: Token) -> bool:
        """ "He died, while the other was arrested on Monday": what somebody else did."""
        marks = {m.lower for m in self._grammar.children(clause, "mark")}
        own = self._grammar.child(clause, "nsubj", "nsubjpass")
        somebody_else = own is not None and own.pos != "PRON"
        return clause.dep == "advcl" and somebody_else and bool(marks & {"while", "whereas", "although"})

    def _results(self, verb: Token) -> list[Candidate]:
        """ "A car bomb ripped through Quetta, killing four"."""
        participles = [c for c in self._grammar.children(verb, "advcl") if c.tag == "VBG" and c.index > verb.index]
        bare = (c for c in participles if self._grammar.child(c, "mark", "nsubj") is None)
        return [o for c in bare for o in self._by_clause.get(c.index, ()) if o.row.strength == "effect"]

    def _is_told_further(self, clause: Token) -> bool:
        """Whether a relative clause tells when and where the attack was, or what its weapon did."""
        grammar = self._grammar
        above = grammar.head(clause)
        if above.index in self._trigger_at and lemma_of(clause) in _SHAKING | _HARMING:
            return any(s.lower in {"that", "which"} for s in grammar.children(clause, "nsubj"))
        return self._only_tells_when(clause) or weapon_at(grammar, above) is not None

    def _only_tells_when(self, clause: Token) -> bool:
        """ "Which occurred on Monday", "which was in Paris"; not "the city, which is near Paris"."""
        if clause.lemma == "be":
            return self._grammar.head(clause).index in self._trigger_at
        return lemma_of(clause) in _HAPPENING

    def _is_strange_agent(self, token: Token) -> bool:
        """Inside "by X" of a verb that is no trigger ("claimed by the movement in Yemen")."""
        grammar = self._grammar
        prep = grammar.head(token)
        verb = grammar.head(prep)
        return prep.lower == "by" and prep.dep == "agent" and lemma_of(verb) in speech()

    def _complement_owners(self, verb: Token, labels: frozenset[str]) -> list[Candidate]:
        """ "It happened on Monday when gunmen attacked …", "on Monday a man came in, drew a knife and began to stab":
        the triggers of the clauses below; what was done on Wednesday "after gunmen attacked" is older."""
        queue, seen = [verb], 0
        while queue and seen < _CLAUSES:
            for child in self._grammar.children(queue.pop(0), *labels):
                if child.dep == "advcl" and any(m.lower in _OLDER for m in self._grammar.children(child, "mark")):
                    continue
                owners = self._by_clause.get(child.index)
                if owners:
                    return owners
                if child.pos in {"VERB", "AUX"} and lemma_of(child) not in speech() | aftermath():
                    queue.append(child)
            seen += 1
        return []


# "The explosion, which occurred on Monday": such a clause only tells when and where.


@cache
def _place_nouns() -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("place_nouns.tsv"))
