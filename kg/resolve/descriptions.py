"""Whom a definite description means: "the official", "the group", "the minister"."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from itertools import takewhile

from kg.model.annotation import AnnotatedArticle, Token
from kg.model.fact import Facts, Reference, Voice
from kg.resolve.attack_roles import is_attacker_noun, is_force_noun
from kg.resolve.drafts import Drafts
from kg.resolve.mentions import Mention, Spoken
from kg.resolve.nouns import bodies_of_noun, is_plural, member_nouns, post_nouns
from kg.resolve.things import bare_phrase, phrase_tokens
from kg.resources import read_tsv

_REACH = 3  # sentences back to a body that only its class fits
_INTRODUCTION = 10  # tokens behind a name
_STEM = 4  # letters that the name of a country and its adjective share
_NAMING = frozenset({"NOUN", "PROPN"})
_TELLING = frozenset({"ADJ", "NOUN", "PROPN"})
_CALLED_SO = {
    "government": ("government", "administration", "regime", "authorit"),
    **dict.fromkeys(
        ("police", "police force", "police department"), ("police", "sheriff", "constab", "gendarm", "carabinieri")
    ),
}  # parts of the names that fit
_OF_ATTACKERS = frozenset({"lone", "sole", "armed", "masked", "male", "female", "unidentified", "unknown"})
_TELL_NOTHING = frozenset(
    {
        "armed", "extremist", "insurgent", "islamist", "jihadist", "local", "militant", "rebel", "same", "terror",
        "terrorist", "news", "state", "whole", "military",
    }
)  # fmt: skip


class Descriptions:
    """Finds earlier mentions for definite descriptions of one article."""

    def __init__(
        self, annotated: AnnotatedArticle, facts: Facts, *, drafts: Drafts, spoken: Spoken, keys: dict[int, str]
    ) -> None:
        self._annotated = annotated
        self._drafts = drafts
        self._spoken = spoken
        self._titles = _titles_of(annotated, facts, keys)
        self._introductions = _introductions(annotated, keys)
        self._called = _called(annotated, keys)
        told = (r for attack in facts.attacks for r in attack.responsible if r.voice is Voice.ASSERTED)
        self._authors = {r.party.head for r in told}

    def find(self, reference: Reference, token: Token) -> Mention | None:
        """The earlier mention that the description goes back to, of a party, a body or the holder of a post."""
        return (
            self._party(reference, token)
            or self._attacker(reference, token)
            or self.find_body(reference, token)
            or self._post_holder(reference, token)
        )

    def find_body(self, reference: Reference, token: Token) -> Mention | None:
        """The named body or country that "the group", "the ministry" or "the country" goes back to. Words that
        qualify the noun must be words of the body's name, or say no more than its class does."""
        own = self._qualifiers(reference, token)
        if token.lower in member_nouns() and (inner := self._collective(token)) is not None:
            token, own = inner, own - {inner.lower}
        kinds = bodies_of_noun().get(token.lower)
        called = {key for noun, at, key in self._called if noun == token.lemma.lower() and at < token.index}
        if called and own <= _TELL_NOTHING:
            named = self._spoken.last(token, lambda m: m.key in called)
            if named is not None:
                return named
        if kinds is None:
            return None
        named = self._spoken.last(token, self._named_with(own | {token.lower}, kinds))
        if named is not None or not own <= _TELL_NOTHING:
            return named
        near = token.sentence - _REACH
        fits = partial(self._is_called_so, token.lower)
        return self._spoken.last(
            token, lambda m: m.sentence >= near and self._kind(m) in kinds and self._is_body(m) and fits(m)
        )

    def _is_called_so(self, noun: str, mention: Mention) -> bool:
        """Whether nothing in a body's name speaks against its being "the government" or "the police", which are not any
        body of the state: an agency, a council and an army are neither."""
        needed = _CALLED_SO.get(noun)
        if needed is None or mention.sort == "country":
            return True
        draft = self._drafts.get(mention.key)
        return any(word in name.lower() for name in (draft.label, *draft.aliases) for word in needed)

    def _is_body(self, mention: Mention) -> bool:
        """Whether the name is a body's and not of some of its people: "the army" is no "Ostland troops"."""
        if mention.sort == "country":
            return True
        last = self._drafts.get(mention.key).label.lower().split()[-1]
        return not (last.endswith("s") and last in member_nouns() and last != "forces")

    def _qualifiers(self, reference: Reference, token: Token) -> set[str]:
        """The adjectives and nouns of the phrase other than its head."""
        phrase = phrase_tokens(self._annotated, reference)
        return {t.lower for t in phrase if t.pos in ("ADJ", "NOUN", "PROPN") and t.index < token.index}

    def _collective(self, token: Token) -> Token | None:
        """ "coalition" in "coalition forces"."""
        before = self._annotated.tokens[token.index - 1] if token.index else None
        return before if before is not None and before.lower in ("coalition", "alliance", "group", "militia") else None

    def _named_with(self, words: set[str], kinds: frozenset[str]) -> Callable[[Mention], bool]:
        """Fits a body whose name has all the words and that is of such a kind: "the army" is no rebel army."""

        def fits(mention: Mention) -> bool:
            if mention.sort != "body":
                return False
            draft = self._drafts.get(mention.key)
            if draft.kind not in kinds and draft.kind != "Organisation":
                return False
            if draft.label.lower().split()[-1] in _grounds() - words:
                return False  # "the police" are not the Police Academy
            return words <= set(" ".join((draft.label, *draft.aliases)).lower().replace("-", " ").split())

        return fits

    def _kind(self, mention: Mention) -> str | None:
        if mention.sort == "country":
            return "Country"
        return self._drafts.get(mention.key).kind if mention.sort == "body" else None

    def _party(self, reference: Reference, token: Token) -> Mention | None:
        """The unnamed party last described by the same noun, with no word that says otherwise."""
        words = self._qualifiers(reference, token)

        def fits(mention: Mention) -> bool:
            noun = self._annotated.tokens[mention.token]
            if mention.sort != "party" or noun.lemma != token.lemma or mention.plural != is_plural(token):
                return False
            return words <= set(self._drafts.get(mention.key).label.lower().split())

        return self._spoken.last(token, fits)

    def _attacker(self, reference: Reference, token: Token) -> Mention | None:
        """The unnamed author last told of whom "the attacker" or "the gunmen" names by the deed, one for one and
        several for several. A suspect and anybody with a name stay apart: who they are is not settled."""
        phrase = phrase_tokens(self._annotated, reference)
        if not is_attacker_noun(token) or any(t.pos == "NUM" for t in phrase):
            return None
        words = self._qualifiers(reference, token) - _OF_ATTACKERS

        def fits(mention: Mention) -> bool:
            noun = self._annotated.tokens[mention.token]
            if mention.sort != "party" or mention.plural != is_plural(token) or is_force_noun(noun):
                return False
            described = is_attacker_noun(noun) or mention.token in self._authors
            return described and words <= set(self._drafts.get(mention.key).label.lower().split())

        return self._spoken.last(token, fits)

    def _post_holder(self, reference: Reference, token: Token) -> Mention | None:
        """The named person whose post "the minister" names, if only one holds such a post. What the words add to the
        post ("the Norwegian minister") must be said where the holder is named."""
        noun = token.lemma.lower()
        if noun not in post_nouns() or is_plural(token):
            return None
        words = set(bare_phrase(self._annotated, reference).lower().split()) | {noun}
        holders = {key for key, titles in self._titles.items() if any(words <= title for title in titles)}
        if not holders:
            holders = {key for key, told in self._introductions.items() if self._introduced(reference, token, told)}
        return self._spoken.last(token, lambda m: m.key in holders) if len(holders) == 1 else None

    def _introduced(self, reference: Reference, token: Token, told: list[tuple[Token, ...]]) -> bool:
        """Whether one of the phrases that name a person has the noun and all that the description says beside it; the
        president of the league is not its parliament's."""
        own = [t for t in phrase_tokens(self._annotated, reference) if t.pos in _TELLING]
        return any(
            any(t.lower == token.lower for t in phrase)
            and all(any(_same(t, other) for other in phrase) for t in own)
            and (len(own) == 1 or not any(t.pos in _NAMING and not any(_same(o, t) for o in own) for t in phrase))
            for phrase in told
        )


@cache
def _grounds() -> frozenset[str]:
    return frozenset(row["word"] for row in read_tsv("facility_nouns.tsv"))


def _called(annotated: AnnotatedArticle, keys: dict[int, str]) -> list[tuple[str, int, str]]:
    """What bodies are said to be: the noun, where it stands, the body's key. "X is an alliance", "X, a faction",
    "the X newspaper"."""
    found: list[tuple[str, int, str]] = []
    for name in annotated.names:
        key = keys.get(name.index)
        if key is None or key.startswith("person/"):
            continue
        head = annotated.tokens[name.head]
        nouns = [c for c in annotated.children(head) if c.dep == "appos"]
        verb = annotated.head(head)
        if head.dep == "compound" and verb.index == name.last:
            nouns.append(verb)  # "the Sentinel newspaper"
        if head.dep == "nsubj" and verb.lemma == "be":
            nouns += [c for c in annotated.children(verb) if c.dep == "attr"]
        found += [(n.lemma.lower(), n.index, key) for n in nouns if n.pos == "NOUN" and not is_plural(n)]
    return found


def _titles_of(annotated: AnnotatedArticle, facts: Facts, keys: dict[int, str]) -> dict[str, list[set[str]]]:
    """The words of the posts of each named person, and the word before the name ("King")."""
    titles: dict[str, list[set[str]]] = {}
    for position in facts.positions:
        key = keys.get(position.holder.name) if position.holder.name is not None else None
        if key is not None:
            titles.setdefault(key, []).append(set(annotated.text_of(position.title).lower().split()))
    for name in annotated.names:
        key = keys.get(name.index)
        if key is not None and key.startswith("person/"):
            before = annotated.tokens[name.first - 1 : name.first] if name.first else ()
            titles.setdefault(key, []).extend({t.lower} for t in (*before, annotated.tokens[name.first]))
    return titles


def _introductions(annotated: AnnotatedArticle, keys: dict[int, str]) -> dict[str, list[tuple[Token, ...]]]:
    """The words right before and behind each person's name that say who it is: "the Norwegian health minister X",
    "X, leader of the league"."""
    found: dict[str, list[tuple[Token, ...]]] = {}
    for name in annotated.names:
        key = keys.get(name.index)
        if key is None or not key.startswith("person/"):
            continue
        sentence = annotated.sentences[annotated.tokens[name.head].sentence]
        before = takewhile(_tells_post, reversed(annotated.tokens[sentence.first : name.first]))
        behind = annotated.tokens[name.last : min(name.last + _INTRODUCTION, sentence.last)]
        if not behind or behind[0].text != ",":
            behind = ()
        found.setdefault(key, []).extend((tuple(before), tuple(takewhile(_tells_post, behind[1:]))))
    return found


def _tells_post(token: Token) -> bool:
    return token.pos in _TELLING or token.pos in {"DET", "PART"} or token.lower in {"of", "for"}


def _same(word: Token, other: Token) -> bool:
    """The same word, or the name of a country and its adjective: "Norway", "Norwegian"."""
    if word.lower == other.lower:
        return True
    alike = len(word.text) >= _STEM and other.text.startswith(word.text[:_STEM])
    return alike and word.text[0].isupper()
