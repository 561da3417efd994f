"""Reading a dependency parse: who does what to whom, and where a noun phrase begins and ends.

Labels are ClearNLP's as spaCy's English models give them. One `Grammar` is made per article: it
knows in constant time which name a token belongs to.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from kg.model.annotation import AnnotatedArticle, NameKind, NameMention, Token
from kg.model.fact import Reference, Role
from kg.model.span import Span

_LEFT_OF_HEAD = frozenset({"det", "poss", "amod", "compound", "nummod", "nmod", "quantmod", "advmod", "predet", "case"})
_LEFT_MARKS = frozenset({"punct"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_OBJECT = frozenset({"dobj", "obj"})
_NAMED = frozenset({"named", "called", "identified"})
_PARTICIPLES = frozenset({"taken", "slain", "blown", "beaten", "stolen", "overrun", "torn", "driven"})
_SEIZED = frozenset({"hostage", "captive", "prisoner", "fire"})  # "taken hostage", "set on fire"
_TOLD = frozenset({"allege", "report", "describe", "condemn", "denounce", "investigate", "recall", "mention"})
_CLAUSAL = frozenset({"relcl", "advcl", "aux", "auxpass"})
_VERBAL = frozenset({"VERB", "AUX"})


# "Arrested X for killing", "accused X of bombing", "thanked X for shooting": X did it, and not who arrested.
_OF_THE_OBJECT = frozenset({"for", "of", "with", "from", "over", "about"})


class Grammar:
    """Questions about the parse of one article."""

    def __init__(self, annotated: AnnotatedArticle) -> None:
        self.annotated = annotated
        self.tokens = annotated.tokens
        self._name_of: dict[int, NameMention] = {}
        for name in annotated.names:
            for position in range(name.first, name.last):
                self._name_of[position] = name
        self._in_time = _tokens_within(annotated)

    def name_at(self, token: Token) -> NameMention | None:
        """The name that the token belongs to."""
        return self._name_of.get(token.index)

    def is_time(self, token: Token) -> bool:
        """Whether the token belongs to a date or period."""
        return token.index in self._in_time

    def children(self, token: Token, *labels: str) -> Iterator[Token]:
        """The token's dependants with one of the labels (all without labels), in order."""
        for position in token.children:
            child = self.tokens[position]
            if not labels or child.dep in labels:
                yield child

    def child(self, token: Token, *labels: str) -> Token | None:
        """The first dependant with one of the labels."""
        return next(self.children(token, *labels), None)

    def head(self, token: Token) -> Token:
        return self.tokens[token.head]

    def conjuncts(self, token: Token) -> list[Token]:
        """The token and everything coordinated with it to its right, in order."""
        found, queue = [token], [token]
        while queue:
            for other in self.children(queue.pop(0), "conj"):
                if other.pos in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"}:
                    found.append(other)
                    queue.append(other)
        return found

    def prepositions(self, token: Token) -> Iterator[tuple[str, Token]]:
        """Each preposition below the token with its object: ("in", Mosul), ("near", base)."""
        for prep in self.children(token, "prep", "agent", "dative"):
            yield from self.objects_of(prep)

    def objects_of(self, prep: Token) -> Iterator[tuple[str, Token]]:
        """The objects of one preposition, through chains such as "off the coast", "from within X"."""
        for child in self.children(prep):
            if child.dep in {"pobj", "pcomp"}:
                for part in self.conjuncts(child) if child.dep == "pobj" else [child]:
                    yield prep.lower, part
            elif child.dep == "prep" or (child.dep == "conj" and child.pos == "ADP"):
                yield from self.objects_of(child)

    def is_passive(self, verb: Token) -> bool:
        """Whether the verb stands in the passive or as a past participle after its noun."""
        if any(c.dep in {"auxpass", "nsubjpass"} for c in self.children(verb)):
            return True
        if verb.tag not in {"VBN", "VBD"}:
            return False
        if verb.lower in _PARTICIPLES and self.child(verb, "aux") is None:
            return True  # never a past tense, whatever the tagger says: "the nurses taken hostage"
        if any(c.dep == "aux" and c.lemma == "have" for c in self.children(verb)):
            return any(c.dep == "auxpass" for c in self.children(verb))
        if self.child(verb, "agent") is not None:
            return True
        if verb.tag == "VBN" and verb.dep in {"xcomp", "oprd"} and self.head(verb).lemma == "find":
            return True  # "was found murdered"
        obj = self.child(verb, *_OBJECT)
        bare = obj is None or obj.lemma in _SEIZED
        if verb.dep in {"acl", "amod"}:
            return bare
        subject = self.child(verb, "nsubj")
        if verb.tag == "VBN" and verb.dep == "conj" and subject is None and obj is None:
            return self.is_passive(self.head(verb))
        if verb.tag != "VBN" or not bare:
            return False
        return subject is None or (obj is not None and self.child(verb, "aux") is None)

    def subject(self, verb: Token) -> Token | None:
        """The grammatical subject, also where it is shared with another verb or stands before a
        participle or relative clause."""
        seen: set[int] = set()
        while verb.index not in seen:
            seen.add(verb.index)
            own = self.child(verb, "nsubj", "nsubjpass", "csubj")
            if own is not None:
                return self._antecedent(own, verb)
            head = self.head(verb)
            if head.index == verb.index:
                return None
            if verb.dep in {"acl", "relcl"} and head.pos not in _VERBAL:
                return head
            if verb.dep == "pcomp":
                named = next((c for c in self.children(head, "pobj") if c.index < verb.index), None)
                if named is not None:
                    return named  # "told of soldiers shooting two men"
                blamed = self.child(self.head(head), "dobj") if head.lower in _OF_THE_OBJECT else None
                if blamed is not None:
                    return None if self.is_reciprocal(blamed) else blamed
                head = self.head(head)
            if verb.tag == "VBG" and verb.dep in {"xcomp", "ccomp"} and head.lemma in _TOLD:
                return None  # "alleging murder and attacking with knives": others did it
            if verb.dep not in {"conj", "xcomp", "advcl", "pcomp", "dep", "ccomp", "acl"} or head.pos not in _VERBAL:
                return None
            verb = head
        return None

    def is_reciprocal(self, token: Token) -> bool:
        """ "They accused each other", "blamed one another": whom, the words do not say."""
        before = self.tokens[token.index - 1].lower if token.index else ""
        return (before, token.lower) in {("each", "other"), ("one", "another")}

    def _antecedent(self, subject: Token, verb: Token) -> Token:
        if subject.lower in _RELATIVE and subject.tag in {"WDT", "WP"}:
            clause = verb
            while clause.dep in {"conj", "xcomp"} or (
                clause.dep == "ccomp" and subject.index < self.head(clause).index
            ):
                clause = self.head(clause)  # "who police say shot two men"
            if clause.dep in {"relcl", "acl"}:
                noun = self.head(clause)
                return self._person_before(noun) if subject.lower == "who" else noun
        return subject

    def _person_before(self, noun: Token) -> Token:
        """ "A lieutenant in the Norwich Brigade of the army who blew himself up": "who" is the lieutenant and not the
        body, which the parser hangs it on."""
        name = self.name_at(noun)
        person = noun
        while name is not None and name.kind is NameKind.ORGANISATION and person.dep == "pobj":
            person = self.head(self.head(person))
            name = self.name_at(person)
        return person if person.tag in {"NN", "NNS"} else noun

    def object(self, verb: Token) -> Token | None:
        """The direct object; for a relative clause on the object ("the man they shot") its antecedent."""
        objects = list(self.children(verb, *_OBJECT))
        if not objects:
            return self._shared_object(verb)
        # "Killed guards general X": of two objects the person is meant.
        people = (
            o
            for o in objects[1:]
            if (n := self.name_at(o)) is not None and n.kind is NameKind.PERSON and n.first == objects[0].index + 1
        )
        return self._antecedent(next(people, objects[0]), verb)

    def _shared_object(self, verb: Token) -> Token | None:
        """ "Police shot and killed the attacker": the object of both verbs hangs on the second."""
        following = self.tokens[verb.index + 1 : verb.index + 4]
        if not following or following[0].tag != "CC":
            return None
        second = next((t for t in following[1:] if t.head == verb.index and t.dep == "conj"), None)
        if second is None or second.tag not in {"VBD", verb.tag} or self.child(second, "nsubj", "auxpass") is not None:
            return None
        if self.child(verb, "auxpass", "nsubjpass") is not None:
            return None
        return next((c for c in self.children(second, *_OBJECT)), None)

    def by_agent(self, token: Token) -> list[Token]:
        """Who stands behind "by": "killed by X", "an attack by X and Y"."""
        found: list[Token] = []
        for prep in self.children(token, "agent", "prep"):
            if prep.lower == "by":
                found += [part for _, part in self.objects_of(prep)]
        return found

    def noun_phrase(self, head: Token, *, with_of: bool = True) -> Span:
        """The words of a noun phrase: from its first modifier to its head, and a restrictive
        "of" phrase behind; no article of apposition, no relative clause, no trailing place."""
        first = head
        for child in self.children(head):
            if child.index < head.index and child.dep in _LEFT_OF_HEAD and self._unbroken(child, head):
                start = self.tokens[child.left_edge]
                led = start.pos == "ADP" or any(t.text == "," for t in self.tokens[start.index : child.index])
                if led and child.dep in {"amod", "advmod"}:
                    start = child  # "Finally, by one report, suspected rebels"
                if start.index < first.index and not self._clause_within(child):
                    first = start
        name = self.name_at(head)
        if name is not None and name.first < first.index:
            first = self.tokens[name.first]
        last = self.tokens[name.last - 1] if name is not None and name.last - 1 > head.index else head
        span = Span(first.start, last.end)
        if with_of:
            of = next((c for c in self.children(head, "prep") if c.lower == "of" and c.index == last.index + 1), None)
            inner = self.child(of, "pobj") if of is not None else None
            if inner is not None:
                span = span.cover(self.noun_phrase(inner))
        return span

    def _unbroken(self, child: Token, head: Token) -> bool:
        """No dash, bracket or comma list between modifier and head that would drag in other words."""
        return not any(t.text in {"--", "–", "—", "(", ")", ";", ":"} for t in self.tokens[child.index : head.index])

    def _clause_within(self, token: Token) -> bool:
        return any(t.dep in _CLAUSAL for t in self.tokens[token.left_edge : token.right_edge + 1])

    def reference(self, head: Token, role: Role) -> Reference:
        """The phrase around a head noun in a role; a person's name wins over the post before it."""
        name = self.name_at(head)
        if name is not None and name.kind in {NameKind.DEMONYM, NameKind.OTHER}:
            name = None
        if role is Role.VICTIM and name is not None and name.kind is not NameKind.PERSON:
            named = self.named_apposition(head)
            if named is not None:
                return Reference(span=named.span, head=named.head, role=role, name=named.index)
        if name is None:
            named = self.named_apposition(head) or self._described_person(head)
            if named is not None:
                return Reference(span=named.span, head=named.head, role=role, name=named.index)
            return Reference(span=self.noun_phrase(head), head=head.index, role=role)
        return Reference(span=name.span, head=head.index, role=role, name=name.index)

    def named_apposition(self, head: Token) -> NameMention | None:
        following = self.tokens[head.index + 1] if head.index + 1 < len(self.tokens) else None
        name = self.name_at(following) if following is not None and head.pos == "NOUN" else None
        if name is not None and name.kind is NameKind.PERSON and name.first == head.index + 1 and head.tag == "NN":
            return name  # "schoolgirl Amina Yusuf"
        named = (o for c in self.children(head, "acl") if c.lower in _NAMED for o in self.children(c, "oprd", "dobj"))
        for other in [*self.children(head, "appos"), *named]:
            name = self.name_at(other)
            if name is not None and name.kind is NameKind.PERSON:
                return name
        return None

    def _described_person(self, head: Token) -> NameMention | None:
        """ "Jane Okello, a journalist who was shot": the person that a description stands behind."""
        if head.dep != "appos" or head.tag not in {"NN", "NNP"}:
            return None
        name = self.name_at(self.head(head))
        return name if name is not None and name.kind is NameKind.PERSON else None

    def clause_root(self, token: Token) -> Token:
        """The verb that governs the token's clause, or the sentence's root."""
        while token.head != token.index and not (
            token.pos in _VERBAL and token.dep not in {"amod", "compound", "aux", "auxpass"}
        ):
            token = self.tokens[token.head]
        return token


def _tokens_within(annotated: AnnotatedArticle) -> frozenset[int]:
    """The tokens that lie in times."""
    found: set[int] = set()
    for time in annotated.times:
        following = bisect_right(annotated.tokens, time.start, key=lambda token: token.end)
        while following < len(annotated.tokens) and annotated.tokens[following].start < time.end:
            found.add(following)
            following += 1
    return frozenset(found)
