"""Which attack a place or a time belongs to, by what governs the two in the sentence."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.attack_clauses import aftermath, own_clause, speech
from kg.extract.grammar import Grammar
from kg.extract.triggers import Candidate, lemma_of
from kg.extract.weapons import weapon_at
from kg.model.annotation import Token

# "The blast rocked Erbil": what an attack does to the place where it is.
SHAKING = frozenset({"hit", "strike", "rock", "shake", "jolt", "rattle", "devastate", "target", "convulse"})
# "The attacks that killed nine on Monday": what an attack does to people, told of it in a clause of its own.
_HARMING = frozenset({"kill", "wound", "injure", "leave", "claim", "maim", "cause"})
# "The explosion, which occurred on Monday": such a clause only tells when and where.
_HAPPENING = frozenset({"be", "occur", "happen", "take", "begin", "start", "come", "unfold", "erupt"})
_CLAUSES = 8  # of one sentence, at most, that a time is looked for
_CLAUSES_BELOW = frozenset({"advcl", "ccomp", "xcomp", "conj", "dep"})
_OLDER = frozenset({"after", "since", "because", "although", "though"})


class Owners:
    """The triggers of an article: `trigger_at` by token, `by_clause` by the verb whose time and place are theirs."""

    def __init__(self, grammar: Grammar, candidates: Sequence[Candidate]) -> None:
        self._grammar = grammar
        self.trigger_at = {i: c for c in candidates for i in range(c.first, c.last) if c.row.noun or i == c.head}
        self.by_clause: dict[int, list[Candidate]] = {}
        for candidate in candidates:
            head = grammar.tokens[candidate.head]
            clause = own_clause(grammar, head)
            if clause is not None:
                self.by_clause.setdefault(clause.index, []).append(candidate)

    def above(self, token: Token, *, place: bool = False) -> list[Candidate]:
        """The triggers that govern a place or time: the nearest above it, or those of its clause."""
        grammar = self._grammar
        crossed = 0
        while True:
            own = self.trigger_at.get(token.index)
            if own is not None:
                return [own]
            if token.dep in {"pobj", "conj"} and self._is_strange_agent(token):
                return []
            if token.pos in {"VERB", "AUX"} and token.dep not in {"aux", "auxpass", "amod", "compound"}:
                owners = self.by_clause.get(token.index)
                if token.dep in {"acl", "advcl"} and token.lower in {"named", "called"}:
                    token = grammar.head(token)  # "the yacht, named X, on Monday": the time is not the name's
                    continue
                if lemma_of(token) in aftermath():
                    return []
                if lemma_of(token) in speech() and token.tag in {"VBZ", "VBP"} and not place:
                    # "On Monday, officials say, rebels raided …": what is said now is told of that day.
                    return self._complement_owners(token, frozenset({"ccomp"})) if not crossed else []
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

    def of_subject(self, token: Token) -> list[Candidate]:
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
        inside = (self.trigger_at.get(i) for i in range(subject.right_edge, subject.left_edge - 1, -1))
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
        return [o for c in bare for o in self.by_clause.get(c.index, ()) if o.row.strength == "effect"]

    def _is_told_further(self, clause: Token) -> bool:
        """Whether a relative clause tells when and where the attack was, or what its weapon did."""
        grammar = self._grammar
        above = grammar.head(clause)
        if above.index in self.trigger_at and lemma_of(clause) in SHAKING | _HARMING:
            return any(s.lower in {"that", "which"} for s in grammar.children(clause, "nsubj"))
        return self._only_tells_when(clause) or weapon_at(grammar, above) is not None

    def _only_tells_when(self, clause: Token) -> bool:
        """ "Which occurred on Monday", "which was in Paris"; not "the city, which is near Paris"."""
        if clause.lemma == "be":
            return self._grammar.head(clause).index in self.trigger_at
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
                owners = self.by_clause.get(child.index)
                if owners:
                    return owners
                if child.pos in {"VERB", "AUX"} and lemma_of(child) not in speech() | aftermath():
                    queue.append(child)
            seen += 1
        return []
