"""A look at the words alone: can this report tell of an attack at all?

It costs a thousandth of reading the grammar, so a corpus that is mostly about other things is
decided cheaply. It may let through what holds no attack, and must never keep out one that does:
every rule that makes an attack starts from a word of `triggers.tsv`, and the weak words among
those ("hit", "launch", "die") need a weapon or somebody armed in the report besides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kg.resources import read_tsv

_FATAL = frozenset({"kill", "murder", "killing", "slay", "slaying", "execute", "martyr"})
# Weak, but common for violence alone, or enough beside a state's name.
_TELLING = frozenset({"attack", "ambush", "explosion", "blast", "gunfire", "invade", "explode", "detonate"})
_TERROR = ("terror", "terrorism", "terrorist", "bomber")
_ARMED_KINDS = frozenset({"ArmedGroup", "StateForce", "Coalition"})
_ARMED_CLASSES = frozenset({"violent", "armed"})
_WORD = re.compile(r"\w+")
_GAP = r"(?:\W+\w+){0,8}?\W+"  # between a verb and the rest of its phrase: "blow the whole building up"
_JOINT = r"\W+"
# Forms that no ending makes. Each verb once; the forms of "shoot down" are those of "shoot".
_IRREGULAR = {
    "beat": "beaten",
    "blow": "blew blown",
    "burn": "burnt",
    "die": "dying",
    "fight": "fought",
    "go": "goes going gone went",
    "hold": "held",
    "leave": "left",
    "lose": "lost",
    "mow": "mown",
    "overrun": "overran",
    "run": "ran",
    "shoot": "shot",
    "slay": "slain slew",
    "strike": "struck stricken",
    "take": "took taken",
    "throw": "threw thrown",
    "life": "lives",
    "knife": "knives",
    "thief": "thieves",
}


def mentions_violence(text: str) -> bool:
    """Whether the words of a report leave it possible that it tells of an attack."""
    lower = text.lower()
    words = frozenset(_WORD.findall(lower))
    if _sure().stands_in(lower, words):
        return True
    return _weak().stands_in(lower, words) and (
        _armed().stands_in(lower, words) or _armed_names().stands_in(text, frozenset(_WORD.findall(text)))
    )


class _Lexicon:
    """Words and phrases in all their forms. A phrase is only looked for where its first word stands."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._phrases: dict[str, list[re.Pattern[str]]] = {}

    def add(self, phrase: str, *, joint: str = _JOINT, inflect: bool = True) -> None:
        """`joint`: what may stand between the words of the phrase."""
        parts = [_forms(word) if inflect else (word,) for word in _WORD.findall(phrase)]
        if len(parts) == 1:
            self._words.update(parts[0])
            return
        pattern = re.compile(rf"\b{joint.join('(?:' + '|'.join(forms) + ')' for forms in parts)}\b")
        for form in parts[0]:
            self._phrases.setdefault(form, []).append(pattern)

    def stands_in(self, text: str, words: frozenset[str]) -> bool:
        """`words`: all words of the text."""
        if not self._words.isdisjoint(words):
            return True
        return any(pattern.search(text) for word in words & self._phrases.keys() for pattern in self._phrases[word])


@cache
def _sure() -> _Lexicon:
    lexicon = _Lexicon()
    for row in read_tsv("triggers.tsv"):
        if row["strength"] == "strong" or row["words"] in _FATAL | _TELLING:
            _add_trigger(lexicon, row)
    for row in read_tsv("attackers.tsv"):
        if row["class"] == "violent":
            lexicon.add(row["words"])
    for word in _TERROR:
        lexicon.add(word)
    return lexicon


@cache
def _weak() -> _Lexicon:
    lexicon = _Lexicon()
    for row in read_tsv("triggers.tsv"):
        if row["strength"] in {"weak", "effect"}:
            _add_trigger(lexicon, row)
    return lexicon


@cache
def _armed() -> _Lexicon:
    lexicon = _Lexicon()
    for row in read_tsv("weapons.tsv"):
        lexicon.add(row["words"])
    for row in read_tsv("attackers.tsv"):
        if row["class"] == "armed":
            lexicon.add(row["words"])
    for row in read_tsv("organisation_nouns.tsv"):
        if row["class"] in _ARMED_KINDS:
            lexicon.add(row["noun"])
    return lexicon


@cache
def _armed_names() -> _Lexicon:
    """Names of armed bodies, with their capitals: "eta" is a letter, "ETA" is not."""
    lexicon = _Lexicon()
    for row in read_tsv("actors.tsv"):
        if row["class"] in _ARMED_KINDS:
            for name in (row["label"], *row["aliases"].split("|")):
                if name:
                    lexicon.add(name, joint=r"\W+", inflect=False)
    return lexicon


def _add_trigger(lexicon: _Lexicon, row: Mapping[str, str]) -> None:
    # Between a verb and its particle there may be other words.
    lexicon.add(row["words"], joint=_JOINT if row["pos"] == "noun" else _GAP)


@cache
def _forms(word: str) -> tuple[str, ...]:
    """The word and its inflections, as a verb and as a noun."""
    stem, last = word[:-1], word[-1]
    forms = [word, *_IRREGULAR.get(word, "").split()]
    if last == "e":
        forms += [word + "s", word + "d", stem + "ing"]
    elif last == "y":
        forms += [stem + "ies", stem + "ied", word + "s", word + "ed", word + "ing"]
    else:
        forms += [word + ending for ending in ("s", "es", "ed", "ing", last + "ed", last + "ing")]
    if word.endswith("man"):
        forms.append(word[:-2] + "en")
    return tuple(forms)
