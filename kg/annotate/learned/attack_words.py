"""Which words of a text could tell of an attack: the same table that the rules read, matched without syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from kg.model.span import Span
from kg.resources import read_tsv

_WORD = re.compile(r"[A-Za-z]+")
_REACH = 3  # words within which a verb's particle follows
_IRREGULAR = {
    "shot": "shoot",
    "struck": "strike",
    "blew": "blow",
    "blown": "blow",
    "slain": "slay",
    "went": "go",
    "gone": "go",
    "fought": "fight",
    "threw": "throw",
    "thrown": "throw",
    "took": "take",
    "taken": "take",
    "held": "hold",
    "ran": "run",
    "overran": "overrun",
    "died": "die",
    "dies": "die",
    "dying": "die",
    "lost": "lose",
    "left": "leave",
}
_Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
_HARM = frozenset("kill die dead death wound injure injury murder slay fatality casualty hurt victim".split())


def words_of_attack(text: str, start: int, end: int) -> Iterator[Span]:
    """The verbs (with their particles) and head nouns of the trigger table within a stretch, in order."""
    nouns, verbs = _table()
    words = list(_WORD.finditer(text, start, end))
    stems = [stem_of(word.group()) for word in words]
    for number, (found, stem) in enumerate(zip(words, stems, strict=True)):
        if stem not in nouns and stem not in verbs:
            continue
        before = tuple(stems[max(0, number - _REACH) : number])
        if any(before[len(before) - len(rest) :] == rest for rest in nouns.get(stem, ())) or () in verbs.get(stem, ()):
            yield Span(found.start(), found.end())
            continue
        following = stems[number + 1 : number + 1 + _REACH]
        for rest in verbs.get(stem, ()):
            if all(word in following for word in rest):
                last = words[number + 1 + following.index(rest[-1])]
                yield Span(found.start(), last.end())
                break


def tells_harm(word: str) -> bool:
    """Whether a word tells what became of people rather than what was done."""
    return stem_of(word) in {stem_of(harm) for harm in _HARM}


@lru_cache(maxsize=20_000)
def stem_of(word: str) -> str:
    """A word in lower case without the endings of English verbs and nouns."""
    word = word.lower()
    if word in _IRREGULAR:
        return stem_of(_IRREGULAR[word])
    for ending in ("ings", "ing", "ers", "er", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            word = word[: -len(ending)]
            doubled = ending in {"ing", "ings", "ed"} and word[-1] == word[-2] and word[-1] not in "lsz"
            return word[:-1] if doubled else word
    return word


@cache
def _table() -> tuple[_Phrases, _Phrases]:
    """The other words of the phrases that end in a noun, and of those that begin with a verb, longest first; all as
    stems."""
    nouns: dict[str, list[tuple[str, ...]]] = {}
    verbs: dict[str, list[tuple[str, ...]]] = {}
    for row in read_tsv("triggers.tsv"):
        stems = tuple(stem_of(word) for word in re.split(r"[ -]+", row["words"]))
        if row["pos"] == "noun":
            nouns.setdefault(stems[-1], []).append(stems[:-1])
        else:
            verbs.setdefault(stems[0], []).append(stems[1:])
    return _sorted(nouns), _sorted(verbs)


def _sorted(phrases: Mapping[str, list[tuple[str, ...]]]) -> _Phrases:
    return {stem: tuple(sorted(rests, key=len, reverse=True)) for stem, rests in phrases.items()}
