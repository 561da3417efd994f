"""Who did it, and who vouches for that: asserted by the article, or alleged."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.arguments import as_references
from kg.extract.blames import is_attacker_noun, is_without_ground
from kg.extract.grammar import Grammar
from kg.extract.speakers import is_own
from kg.extract.triggers import lemma_of
from kg.model.annotation import Token
from kg.model.fact import Attribution, Reference, Responsibility, Role, Voice
from kg.model.span import Span
from kg.resources import read_tsv


@cache
def _hedges(use: str) -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("hedges.tsv") if row["use"] == use)


class Voices:
    """Tells for each trigger whether the article speaks in its own voice there."""

    def __init__(self, grammar: Grammar, attributions: tuple[Attribution, ...]) -> None:
        self._grammar = grammar
        self._contents = [a.content for a in attributions if a.content is not None]
        self._quotations = grammar.annotated.quotations

    def responsible(self, trigger: Token, agents: list[Token], rule: str) -> tuple[Responsibility, ...]:
        """The agents of a trigger as responsibilities with their voice."""
        found: list[Responsibility] = []
        if is_without_ground(self._grammar, trigger) or self.is_supposed(trigger):
            return ()  # "there is no record of a rebel attack", "if it had been done by rebels"
        for agent, party in zip(agents, (self._party(a) for a in agents), strict=True):
            voice = Voice.ALLEGED if self.is_hedged(trigger, agent) else Voice.ASSERTED
            found.append(Responsibility(party=party, voice=voice, rule=rule))
        return tuple(found)

    def is_supposed(self, trigger: Token) -> bool:
        """Whether the deed is told as what might have been: "if", "unless" above it, with no other clause between."""
        grammar = self._grammar
        verb = trigger if trigger.pos == "VERB" else grammar.clause_root(trigger)
        while verb.dep == "conj" and not any(m.lower in {"if", "unless"} for m in grammar.children(verb, "mark")):
            verb = grammar.head(verb)
        return any(m.lower in {"if", "unless"} for m in grammar.children(verb, "mark")) and verb.dep == "advcl"

    def _party(self, agent: Token) -> Reference:
        party = as_references(self._grammar, [agent], Role.PERPETRATOR)[0]
        return _of_its_people(self._grammar, party)

    def is_hedged(self, trigger: Token, agent: Token) -> bool:
        """Whether anything between the article and the accusation takes the article's word back."""
        grammar = self._grammar
        if self._is_presupposed(trigger, agent):
            return False
        for token in (trigger, agent):
            if any(c.start <= token.start < c.end for c in self._contents):
                return True
            if any(q.start <= token.start < q.end for q in self._quotations):
                return True
        sentence = grammar.annotated.sentences[trigger.sentence]
        words = grammar.annotated.sentence_tokens(sentence)
        if sentence.headline and (
            any(t.lower in _hedges("headline") for t in words) or _is_in_marks(words, (trigger, agent))
        ):
            return True
        if any(self._hedges_here(t, trigger, agent, words) for t in words):
            return True
        if any(is_own(t) and not self._is_quoted(t) for t in words):
            return True  # "the army attacked our positions": a party to the fight speaks, and no reporter
        if any(t.pos == "VERB" and self._is_told(t, trigger) for t in _govern(grammar, trigger)):
            return True
        if any(_is_story(grammar, t, trigger) for t in _govern(grammar, trigger)):
            return True
        return any(lemma_of(t) in _hedges("verb") and not _is_attempt(grammar, t) for t in self._above(trigger))

    def _is_quoted(self, token: Token) -> bool:
        return any(q.start <= token.start < q.end for q in self._quotations)

    def _is_told(self, verb: Token, trigger: Token) -> bool:
        """ "She heard that the army had attacked", "they were convinced that it was their work"; not "she heard shots
        when they attacked", "it happened that they attacked"."""
        if lemma_of(verb) in _NOT_TOLD:
            return False
        clauses = (c for c in self._grammar.children(verb, "ccomp") if _is_finite(self._grammar, c))
        return any(c.left_edge <= trigger.index <= c.right_edge for c in clauses)

    def _is_presupposed(self, trigger: Token, agent: Token) -> bool:
        """ "Police are looking for the gunmen who killed five": whoever says it, somebody without a name did it whom
        the clause on the noun makes known; not in quoted words."""
        grammar = self._grammar
        definite = any(c.lower in {"the", "those", "these"} for c in grammar.children(agent, "det"))
        if trigger.dep != "relcl" or trigger.head != agent.index or not definite or self._is_quoted(trigger):
            return False
        words = grammar.children(trigger, "advmod", "aux", "neg")
        doubted = any(w.lower in _hedges("adverb") or w.tag == "MD" or w.dep == "neg" for w in words)
        told = grammar.name_at(agent) is None and grammar.named_apposition(agent) is None and agent.dep != "appos"
        return told and not doubted and is_attacker_noun(agent)

    def _hedges_here(self, word: Token, trigger: Token, agent: Token, words: tuple[Token, ...]) -> bool:
        """Whether a hedging word takes back this accusation and not only a clause beside it."""
        if word.lower not in _hedges("adverb") and lemma_of(word) not in _hedges("adjective"):
            return False
        if _narrows(self._grammar, word, agent):
            return False
        phrase = words[word.left_edge - words[0].index : word.right_edge + 1 - words[0].index]
        last = next((t for t in reversed(words) if t.pos != "PUNCT"), words[-1])
        if word.index == words[0].index or last in phrase:
            return True
        governor = self._grammar.clause_root(self._grammar.head(word))
        beside = governor.dep == "conj" and governor.index != trigger.index and agent.index < governor.index
        return not (beside and trigger.index < governor.index)

    def _above(self, trigger: Token) -> list[Token]:
        """The words that the trigger hangs below, and what "according to" hangs on any of them."""
        grammar = self._grammar
        found = _govern(grammar, trigger)
        for token in (trigger, *found[-1:]):
            found += [c for c in grammar.children(token, "prep") if c.lower in {"according", "per"}]
        return found


def _is_story(grammar: Grammar, noun: Token, trigger: Token) -> bool:
    """ "Accounts of how the rebels ambushed them": somebody's story, and no report."""
    if noun.pos != "NOUN" or lemma_of(noun) not in _STORIES or noun.sentence != trigger.sentence:
        return False
    words = grammar.tokens[noun.index + 1 : noun.index + 3]
    return [t.lower for t in words] == ["of", "how"] and words[-1].index < trigger.index


def _of_its_people(grammar: Grammar, party: Reference) -> Reference:
    """ "Attacked by U.s. Embassy employees": some who work there, and not the body itself, where the parser ends the
    sentence within the name."""
    text = grammar.annotated.article.text
    following = [t for t in grammar.tokens[party.head : party.head + 6] if t.start >= party.span.end]
    if _SHORTENED.fullmatch(text[party.span.start : party.span.end]):
        following = following[following[:1] != [] and following[0].text == "." :]
        following = following[1:] if following[1:] and following[0].text[0].isupper() else following
    worker = following[0] if following else None
    if worker is None or worker.text not in _WORKERS or "\n" in text[party.span.end : worker.start]:
        return party
    return Reference(span=Span(party.span.start, worker.end), head=worker.index, role=party.role)


def _is_in_marks(words: tuple[Token, ...], told: tuple[Token, ...]) -> bool:
    """Whether one of the words told stands between the quotation marks of a headline, or which do, cannot be said."""
    marks = [t.index for t in words if t.text in _MARKS and t.tag != "POS"]
    pairs = list(zip(marks[::2], marks[1::2], strict=False))
    return len(marks) % 2 == 1 or any(first < t.index < last for t in told for first, last in pairs)


def _is_finite(grammar: Grammar, verb: Token) -> bool:
    """ "Had attacked", and not "being attacked"."""
    return any(t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in (verb, *grammar.children(verb, "aux", "auxpass")))


def _govern(grammar: Grammar, trigger: Token) -> list[Token]:
    """The words above a trigger that may take back what it tells. "The driver, who killed two men, was sentenced",
    "a man who killed two told the court": what the clause on a subject tells is not what the verb is about."""
    found: list[Token] = []
    token, told = trigger, False
    while token.head != token.index:
        above = grammar.head(token)
        if token.dep == "relcl" and _is_aside(grammar, token, above):
            return found
        aside = told and token.dep in {"nsubj", "nsubjpass"}
        told = token.dep == "relcl" or (told and token.dep in {"appos", "conj", "compound"})
        if not aside:
            found.append(above)
        token = above
        if aside:
            told = False
    return found


def _is_attempt(grammar: Grammar, verb: Token) -> bool:
    """ "Who tried to blow up a train", unlike "who is tried for it"."""
    return verb.lemma.lower() == "try" and grammar.child(verb, "xcomp") is not None


def _is_aside(grammar: Grammar, clause: Token, named: Token) -> bool:
    """ "The sentence of Karl Berg, who planted bombs": what a clause set off by a comma tells of a name is the report's
    own word, whatever the words around it are about."""
    holder = grammar.head(named) if named.dep == "appos" else named
    if grammar.name_at(named) is None and grammar.name_at(holder) is None:
        return False
    before = grammar.tokens[clause.left_edge - 1]
    return before.text in {",", "—", "–", "-", "--"} and before.sentence == clause.sentence


def _narrows(grammar: Grammar, word: Token, agent: Token) -> bool:
    """ "Stabbed reportedly several people", "shot him, reportedly outside a store": the adverb takes back only the
    number or the place that follows it."""
    following = grammar.tokens[word.index + 1 : word.index + 2]
    if word.pos != "ADV" or not following or following[0].sentence != word.sentence or word.index < agent.index:
        return False
    counts = following[0].pos == "NUM" or following[0].lower in _QUANTIFIERS
    return counts or (following[0].pos == "ADP" and grammar.head(word).index == following[0].index)


_STORIES = frozenset({"account", "story", "narrative", "version", "tale", "legend", "rumour", "rumor"})
_WORKERS = frozenset({"employees", "workers", "staff", "staffers", "guards", "employee", "worker", "guard"})
_SHORTENED = re.compile(r"(?:\w\.)+\w\.?")  # "U.S.", "U.s", behind which a stop ends no sentence
_MARKS = frozenset({'"', "'", "“", "”", "‘", "’"})
_NOT_TOLD = frozenset(
    {"be", "make", "let", "see", "watch", "have", "help", "happen", "come", "begin", "start", "continue"}
)
_QUANTIFIERS = frozenset({"several", "many", "some", "dozens", "hundreds", "scores"})
